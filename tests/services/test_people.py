"""The register knows who stands behind which stand-in, and tells nobody."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import PersonId
from portfolio_app.services.changes import Area
from tests.cli.by_hand import PASSPHRASE
from tests.conftest import CANARY


@pytest.fixture
def wren(opened):
    return opened.people.add("Wren Abara", "Child A", also=["Birdie"], note="Eight years old")


def test_somebody_is_entered_changed_and_struck_out(opened, wren):
    robin = opened.people.add("Robin Abara", "the mother")
    assert opened.people.all() == (wren, robin)
    changed = opened.people.change(replace(wren, also=("Birdie", "Wrenny")))
    assert opened.people.all() == (changed, robin)
    opened.people.remove(wren.id)
    assert opened.people.all() == (robin,)


def test_names_become_clean_lines_each_there_once(opened):
    person = opened.people.add(
        " Wren\n Abara ", "Child\tA", also=["wren  abara", "", "Birdie", "BIRDIE"]
    )
    assert (person.names, person.stand_in) == (("Wren Abara", "Birdie"), "Child A")


@pytest.mark.parametrize(
    ("real_name", "stand_in", "also", "sentence"),
    [
        (" ", "Child B", [], "needs a real name"),
        ("Robin", "\n", [], "needs a stand-in"),
        ("Robin", "robin", [], "something else than a name"),
        ("Robin", "Bobby", ["bobby"], "something else than a name"),
        ("Robin", "child  a", [], "Somebody else in the register has this stand-in"),
        ("WREN abara", "Child B", [], "known already: it is that of Child A"),
        ("Robin", "Child B", ["birdie"], "known already: it is that of Child A"),
    ],
)
def test_what_would_leave_open_who_is_meant_is_refused(
    opened, wren, real_name, stand_in, also, sentence
):
    with pytest.raises(EvidenceError, match=sentence):
        opened.people.add(real_name, stand_in, also=also)
    assert opened.people.all() == (wren,)


def test_somebody_may_keep_their_own_names_when_changed(opened, wren):
    assert opened.people.change(replace(wren, note="Nine by now")).note == "Nine by now"


def test_somebody_who_was_struck_out_can_be_entered_again(opened, wren):
    opened.people.remove(wren.id)
    opened.people.put_back(wren)
    assert opened.people.all() == (wren,)
    opened.people.remove(wren.id)
    opened.people.add("Robin", "Child A")
    with pytest.raises(EvidenceError, match="has this stand-in"):
        opened.people.put_back(wren)


def test_a_stand_in_tells_who_is_behind_it(opened, wren):
    assert opened.people.called(" child a ") == wren
    with pytest.raises(EvidenceError, match="Nobody in the register"):
        opened.people.called("Child B")


def test_no_real_name_stands_in_a_log_or_an_error(opened, caplog):
    caplog.set_level(logging.DEBUG)
    person = opened.people.add(f"{CANARY} Abara", "Child A", also=[CANARY], note=CANARY)
    said = []
    for again in (
        lambda: opened.people.add(f"{CANARY} Abara", "Child B"),
        lambda: opened.people.add("Robin", CANARY.lower(), also=[CANARY]),
        lambda: opened.people.remove(PersonId("nobody")),
        lambda: opened.people.change(
            replace(person, id=PersonId("nobody"), stand_in="Child B")
        ),
    ):
        with pytest.raises(EvidenceError) as caught:
            again()
        said.append(f"{caught.value.summary} {caught.value.advice}")
    opened.people.remove(person.id)
    assert CANARY.lower() not in "\n".join([*said, caplog.text, repr(person)]).lower()


def test_screens_hear_of_the_register(program, folder):
    heard = []
    opened = program.door.open_with_passphrase(folder, PASSPHRASE, heard.append)
    person = opened.people.add("Wren", "Child A")
    opened.people.change(person)
    opened.people.remove(person.id)
    opened.close()
    assert heard == [Area.PEOPLE] * 3
