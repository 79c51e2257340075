"""Self-ratings: every one is kept, the last can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import CapabilityRef, PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.portfolio import Practitioner

FIRST, SECOND = CapabilityRef.parse("pcf-2018/1"), CapabilityRef.parse("pcf-2018/2")


def test_every_rating_is_kept_in_its_order(opened, clock):
    opened.ratings.rate(FIRST, "Social worker", note=" I still ask first. ")
    clock.time += timedelta(days=90)
    opened.ratings.rate(FIRST, "Experienced social worker")
    opened.ratings.rate(SECOND, "Social worker")
    assert [(r.capability, r.level, r.note) for r in opened.ratings.all()] == [
        (FIRST, "Social worker", "I still ask first."),
        (FIRST, "Experienced social worker", ""),
        (SECOND, "Social worker", ""),
    ]


def test_the_last_of_a_capability_is_taken_back_and_put_back(opened):
    opened.ratings.rate(FIRST, "Social worker")
    last = opened.ratings.rate(FIRST, "Experienced social worker")
    opened.ratings.rate(SECOND, "Social worker")
    assert opened.ratings.take_back(FIRST) == last
    assert [r.level for r in opened.ratings.all()] == ["Social worker", "Social worker"]
    opened.ratings.put_back(last)
    assert opened.ratings.all()[-1] == last


def test_a_note_is_kept_while_it_is_written_and_goes_into_the_rating(opened):
    opened.ratings.rate(FIRST, "Social worker")
    opened.ratings.write_note(FIRST, "Because I wai")
    opened.ratings.write_note(FIRST, "Because I waited ")
    opened.ratings.write_note(SECOND, "Other")
    assert opened.ratings.notes() == {FIRST: "Because I waited ", SECOND: "Other"}
    assert [(r.level, r.note) for r in opened.ratings.all()] == [("Social worker", "")]
    opened.ratings.rate(FIRST, "Experienced social worker", note="Because I waited")
    opened.ratings.write_note(SECOND, " ")
    assert opened.ratings.notes() == {}
    assert opened.ratings.all()[-1].note == "Because I waited"


def test_taking_back_takes_no_note_that_is_being_written(opened):
    opened.ratings.rate(FIRST, "Social worker")
    opened.ratings.write_note(FIRST, "Because")
    assert opened.ratings.take_back(FIRST).level == "Social worker"
    assert opened.ratings.notes() == {FIRST: "Because"}


def test_there_is_nothing_to_take_back_where_nothing_was_rated(opened):
    with pytest.raises(EvidenceError, match="no longer"):
        opened.ratings.take_back(FIRST)


@pytest.mark.parametrize(
    ("capability", "level", "stage", "sentence"),
    [
        ("pcf-2018/99", "Social worker", "", "There is no capability"),
        ("pcf-2018/1", "Wonderful", "", "“Wonderful” is no step"),
        ("pcf-2018/1", "Social worker", "never", "“never” is no stage"),
    ],
)
def test_what_cannot_be_rated_is_told(opened, capability, level, stage, sentence):
    with pytest.raises(EvidenceError, match=sentence):
        opened.ratings.rate(CapabilityRef.parse(capability), level, stage=stage)
    assert opened.ratings.all() == ()


def test_a_person_s_name_is_erased_from_the_note(opened, clock):
    wren = Person(
        id=PersonId("p1"), real_name="Wren Abara", stand_in="Child A", added_at=clock.now()
    )
    with opened.vault.transaction() as tx:
        tx.people.add(wren)
    opened.ratings.rate(FIRST, "Social worker", note="As Wren told me.")
    opened.ratings.write_note(SECOND, "Wren asked")
    opened.erasure.erase(wren.id)
    assert opened.ratings.notes() == {SECOND: "[erased] asked"}
    (rating,) = opened.ratings.all()
    assert rating.note == "As [erased] told me."


def test_a_rating_belongs_to_a_stage_and_the_next_one_is_offered(program, clock, tmp_path):
    opened, _ = program.door.create(
        tmp_path / "asye.portfolio",
        pathway="asye-child-family",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase="a long enough passphrase",
        started_on=clock.today() - timedelta(days=120),
    )
    stages, coming = opened.ratings.stages()
    known = [stage.id for stage in stages]
    assert coming in known[1:]
    made = opened.ratings.rate(FIRST, "Social worker", stage=coming)
    assert opened.ratings.all() == (made,)
    assert made.stage == coming
    opened.close()
