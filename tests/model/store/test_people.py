"""The people register, and the day on which all is destroyed, come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.retention import Retention
from tests.model.store.builders import LATER, NOON

WREN = Person(
    id=PersonId("person-1"),
    real_name="Wren Abara",
    stand_in="Child A",
    also=("Birdie", "Wrenny", "Birdie B."),
    note="The girl of the drawing.",
    added_at=NOON,
)
ROBIN = Person(id=PersonId("person-2"), real_name="Robin", stand_in="Child B", added_at=LATER)


def everybody(vault):
    with vault.reading() as tx:
        return tx.people.all()


@pytest.fixture
def register(vault):
    with vault.transaction() as tx:
        tx.people.add(WREN)
        tx.people.add(ROBIN)
    return vault


def test_people_come_back_as_they_went_in(register):
    assert everybody(register) == (WREN, ROBIN)
    assert everybody(register)[0].names == ("Wren Abara", "Birdie", "Wrenny", "Birdie B.")


def test_somebody_can_be_changed(register):
    changed = replace(WREN, real_name="Wren Okafor", also=("Bird",), note="")
    with register.transaction() as tx:
        tx.people.change(changed)
    assert everybody(register) == (changed, ROBIN)


def test_somebody_can_be_struck_out_with_every_name(register):
    with register.transaction() as tx:
        tx.people.remove(WREN.id)
    assert everybody(register) == (ROBIN,)
    with register._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT * FROM person_name").all() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda people: people.change(replace(WREN, id=PersonId("nobody"))),
        lambda people: people.remove(PersonId("nobody")),
    ],
    ids=["change", "remove"],
)
def test_whoever_is_not_there_cannot_be_changed(register, act):
    gone = pytest.raises(EvidenceError, match="no longer in the register")
    with gone, register.transaction() as tx:
        act(tx.people)
    assert everybody(register) == (WREN, ROBIN)


def test_a_report_of_a_defect_shows_nobodys_name():
    assert "Wren" not in repr(WREN)
    assert "Child A" not in repr(WREN)


def test_the_register_cannot_be_searched(register):
    with register._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT words FROM searchable").scalars().all()
    assert "Wren" not in "\n".join(rows)


def test_the_day_of_destruction_comes_back_can_be_moved_and_taken_back(vault):
    first = Retention(destroy_on=date(2028, 1, 14), reason="leaving", chosen_at=NOON)
    second = replace(first, destroy_on=date(2029, 1, 14), chosen_at=LATER)
    with vault.transaction() as tx:
        assert tx.retention.get() is None
        tx.retention.put(first)
        tx.retention.put(second)
    with vault.transaction() as tx:
        assert tx.retention.get() == second
        tx.retention.clear()
        assert tx.retention.get() is None
