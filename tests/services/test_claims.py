"""Claiming passages: by position and by quotation."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.names import (
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
    RoleId,
)
from tests.services.helpers import paths

CRITICAL = CapabilityRef.parse("pcf-2018/6")
FEELINGS = FieldPath("account.feelings")


@pytest.fixture
def piece(opened):
    return opened.evidence.add(
        "reflective-summary",
        paths(
            title="I waited",
            account__feelings="I waited, and I waited again.",
            account__analysis="I waited for a reason.",
        ),
    )


def claims_of(opened, piece):
    return opened.evidence.get(piece.id).claims


def test_a_passage_is_claimed_by_its_position(opened, piece):
    claim = opened.claims.claim(piece.id, CRITICAL, FEELINGS, Span(0, 8), note=" calmly ")
    assert (claim.anchor.exact, claim.note, claim.by) == ("I waited", "calmly", "practitioner")
    assert claims_of(opened, piece) == (claim,)


@pytest.mark.parametrize(
    ("path", "span", "ref", "sentence"),
    [
        ("account.feelings", Span(8, 8), "pcf-2018/6", "No words are selected."),
        ("account.feelings", Span(9, 10), "pcf-2018/6", "No words are selected."),
        ("account.feelings", Span(500, 510), "pcf-2018/6", "No words are selected."),
        ("title", Span(0, 3), "pcf-2018/6", "Words in “title” cannot be claimed."),
        ("nothing", Span(0, 3), "pcf-2018/6", "Words in “nothing” cannot be claimed."),
        ("account.feelings", Span(0, 3), "pcf-2018/99", "no capability “pcf-2018/99”"),
        ("account.feelings", Span(0, 3), "lost/1", "There is no capability “lost/1”."),
    ],
)
def test_what_cannot_be_claimed_is_told(opened, piece, path, span, ref, sentence):
    with pytest.raises(EvidenceError) as refused:
        opened.claims.claim(piece.id, CapabilityRef.parse(ref), FieldPath(path), span)
    assert sentence in refused.value.summary
    assert claims_of(opened, piece) == ()


@pytest.mark.parametrize("span", [Span(-3, 5), Span(5, 2), Span(20, 99)])
def test_a_position_outside_the_text_is_told(opened, piece, span):
    with pytest.raises(EvidenceError, match="No words are selected"):
        opened.claims.claim(piece.id, CRITICAL, FEELINGS, span)


def test_a_quotation_that_stands_once_is_found_wherever_it_is(opened, piece):
    claim = opened.claims.claim_quotation(piece.id, CRITICAL, "for a reason")
    assert claim.path == "account.analysis"


def test_a_repeated_quotation_is_settled_by_field_and_occurrence(opened, piece):
    claim = opened.claims.claim_quotation
    with pytest.raises(EvidenceError, match="stand there 3 times") as several:
        claim(piece.id, CRITICAL, "I waited")
    assert "occurrence" in several.value.advice
    second = claim(piece.id, CRITICAL, "I waited", path=FEELINGS, occurrence=2)
    assert second.anchor.start == 14
    only = claim(piece.id, CRITICAL, "I waited", path=FieldPath("account.analysis"))
    assert only.anchor.start == 0
    for number in (0, 4, -1):
        with pytest.raises(EvidenceError, match=f"so there is no number {number}"):
            claim(piece.id, CRITICAL, "I waited", occurrence=number)


def test_words_that_are_not_there_are_not_claimed(opened, piece):
    with pytest.raises(EvidenceError, match="do not stand in a field that can be claimed"):
        opened.claims.claim_quotation(piece.id, CRITICAL, "I ran")
    with pytest.raises(EvidenceError, match="do not stand"):
        opened.claims.claim_quotation(piece.id, CRITICAL, "")


def test_an_observer_s_words_are_the_observer_s_claim(opened):
    piece = opened.evidence.add(
        "practice-observation", paths(observed="She waited."), by=RoleId("team_manager")
    )
    found = opened.claims.claim_quotation(piece.id, CRITICAL, "She waited")
    assert found.by == piece.answers[FieldPath("observed")].written_by
    given = opened.claims.claim_quotation(
        piece.id, CRITICAL, "She waited", by=RoleId("team_manager")
    )
    assert given.by == "team_manager"


def test_a_note_is_changed_and_a_claim_taken_back_and_put_back(opened, piece):
    claim = opened.claims.claim_quotation(piece.id, CRITICAL, "for a reason")
    opened.claims.change_note(piece.id, claim.id, " by weighing ")
    (changed,) = claims_of(opened, piece)
    assert changed.note == "by weighing"
    opened.claims.take_back(claim.id)
    assert claims_of(opened, piece) == ()
    opened.claims.put_back(piece.id, changed)
    assert claims_of(opened, piece) == (changed,)


def test_a_claim_that_is_gone_cannot_be_changed(opened, piece):
    with pytest.raises(EvidenceError, match="not there any more"):
        opened.claims.change_note(piece.id, ClaimId("lost"), "x")
    with pytest.raises(EvidenceError):
        opened.claims.take_back(ClaimId("lost"))


def test_claims_need_evidence(opened):
    lost = EvidenceId("lost")
    with pytest.raises(EvidenceError, match="There is no evidence with the id “lost”"):
        opened.claims.claim(lost, CRITICAL, FEELINGS, Span(0, 3))
    with pytest.raises(EvidenceError, match="no evidence"):
        opened.claims.claim_quotation(lost, CRITICAL, "x")
    with pytest.raises(EvidenceError, match="no evidence"):
        opened.claims.change_note(lost, ClaimId("c"), "x")
