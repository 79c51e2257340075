"""Claims in a vault follow their words through every write, and through history."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.names import CapabilityRef, FieldPath

CRITICAL = CapabilityRef.parse("pcf-2018/6")
FEELINGS = FieldPath("account.feelings")
TEXT = "I asked him. Then I waited. I asked him. Then I wrote."


@pytest.fixture
def piece(opened):
    made = opened.evidence.add("reflective-summary", {FEELINGS: TEXT})
    opened.claims.claim(made.id, CRITICAL, FEELINGS, Span(28, 40))
    return made


def place(opened, piece):
    found = opened.evidence.get(piece.id)
    return found.place(found.claims[0])


def test_the_second_of_two_equal_passages_stays_the_second(opened, piece):
    text = TEXT
    for old, new in (("Then", "And then"), ("I waited", "we waited"), ("I wrote", "we wrote")):
        text = text.replace(old, new)
        opened.evidence.write(piece.id, FEELINGS, text)
    assert place(opened, piece) == Span(33, 45)


def test_a_text_that_was_emptied_and_pasted_again_has_its_claims_again(opened, piece):
    opened.evidence.write(piece.id, FEELINGS, "")
    assert place(opened, piece) is None
    opened.evidence.write(piece.id, FEELINGS, f"Before it all. {TEXT}")
    assert place(opened, piece) == Span(43, 55)


def test_claims_come_home_with_a_wording_that_is_brought_back(opened, piece, clock):
    clock.pass_time(hours=1)
    opened.history.keep(piece.id, FEELINGS)
    opened.evidence.write(piece.id, FEELINGS, "Something else altogether.")
    assert place(opened, piece) is None
    (revision, *_) = opened.history.of(piece.id)[FEELINGS]
    opened.history.restore(revision)
    assert opened.evidence.get(piece.id).text(FEELINGS) == TEXT
    assert place(opened, piece) == Span(28, 40)


def test_claims_of_other_answers_stay_where_they_are(opened, piece):
    analysis = FieldPath("account.analysis")
    opened.evidence.write(piece.id, analysis, TEXT)
    opened.claims.claim(piece.id, CRITICAL, analysis, Span(0, 12))
    opened.evidence.write(piece.id, FEELINGS, f"Before. {TEXT}")
    found = opened.evidence.get(piece.id)
    assert [found.place(claim) for claim in found.claims] == [Span(36, 48), Span(0, 12)]
