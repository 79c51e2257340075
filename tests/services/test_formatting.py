"""Formatting is stored beside the words it stands on, and stays on them."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.model.store.rows.marks import read_marks
from tests.services.helpers import NOON, paths

FEELINGS = FieldPath("account.feelings")
TEXT = "What I knew\nHe was late.\nI rang the school.\nShe waited."


def of(kind, words, text=TEXT):
    start = text.index(words)
    return Mark(kind=kind, start=start, end=start + len(words))


MARKS = (
    of(MarkKind.HEADING, "What I knew"),
    of(MarkKind.BOLD, "late"),
    of(MarkKind.BULLET, "I rang the school.\nShe waited."),
)


@pytest.fixture
def piece(opened):
    found = opened.evidence.add("reflective-summary", paths(title="A visit"))
    opened.evidence.write(found.id, FEELINGS, TEXT, marks=MARKS)
    return found.id


def said(opened, piece):
    found = opened.evidence.get(piece)
    text = found.text(FEELINGS)
    return [(m.kind.value, text[m.start : m.end]) for m in found.marks(FEELINGS)]


def test_words_and_their_formatting_are_stored_together(opened, piece):
    found = opened.evidence.get(piece)
    assert (found.text(FEELINGS), found.marks(FEELINGS)) == (TEXT, MARKS)


def test_claims_search_and_history_see_the_words_alone(opened, piece, clock):
    ref = CapabilityRef.parse("pcf-2018/6")
    opened.claims.claim_quotation(piece, ref, "He was late.")
    assert opened.search.find("school")
    clock.pass_time(minutes=5)
    opened.evidence.write(piece, FEELINGS, TEXT, marks=())
    assert opened.history.of(piece) == {}
    assert said(opened, piece) == []
    found = opened.evidence.get(piece)
    assert found.place(found.claims[0])


def test_formatting_stays_on_its_words_when_only_words_are_given(opened, piece):
    opened.evidence.write(
        piece, FEELINGS, TEXT.replace("He was late", "Again he was very late")
    )
    assert said(opened, piece) == [
        ("heading", "What I knew"),
        ("bold", "late"),
        ("bullet", "I rang the school.\nShe waited."),
    ]


def test_a_former_wording_comes_back_with_the_formatting_of_what_it_shares(
    opened, piece, clock
):
    clock.pass_time(minutes=5)
    now = "What I knew then\nI rang the school.\nShe waited."
    opened.evidence.write(piece, FEELINGS, now, marks=[of(MarkKind.BULLET, "She waited.", now)])
    opened.history.restore(opened.history.of(piece)[FEELINGS][0])
    assert opened.evidence.get(piece).text(FEELINGS) == TEXT
    assert said(opened, piece) == [("bullet", "She waited.")]


def test_what_reaches_outside_the_words_is_cut_to_them(opened, piece):
    opened.evidence.write(
        piece, FEELINGS, "Late.", marks=[Mark(kind=MarkKind.ITALIC, start=-3, end=99)]
    )
    assert said(opened, piece) == [("italic", "Late.")]


def test_only_prose_is_formatted(opened, piece):
    opened.evidence.write(
        piece, FieldPath("title"), "A visit", marks=[Mark(kind=MarkKind.BOLD, start=0, end=1)]
    )
    assert opened.evidence.get(piece).marks("title") == ()


def test_formatting_stays_on_its_words_when_a_person_is_erased(opened, piece):
    text = "Wren Abara sat with Wren. Then she drew."
    opened.evidence.write(piece, FEELINGS, text, marks=[of(MarkKind.BOLD, "drew", text)])
    wren = Person(
        id=PersonId("p1"), real_name="Wren Abara", stand_in="", also=(), note="", added_at=NOON
    )
    with opened.vault.transaction() as tx:
        tx.people.add(wren)
    opened.erasure.erase(wren.id, "Child A")
    assert (
        opened.evidence.get(piece).text(FEELINGS) == "Child A sat with Child A. Then she drew."
    )
    assert said(opened, piece) == [("bold", "drew")]


@pytest.mark.parametrize(
    "damaged", ["[", "7", "[[]]", '[["blink",0,2]]', '[["bold","0",2]]', "[7]", '{"bold": 1}']
)
def test_damaged_formatting_never_costs_words(damaged, complaints, caplog):
    assert read_marks(damaged, "Words") == ()
    assert "Words" not in caplog.text
