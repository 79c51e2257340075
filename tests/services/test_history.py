"""What was written before can be compared and brought back, and bringing back undone."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import CapabilityRef, EvidenceId, FieldPath
from tests.services.helpers import paths

FEELINGS = FieldPath("account.feelings")
FIRST = "I was tired, and I noticed that I wanted the plan to end well."


@pytest.fixture
def piece(opened, clock):
    found = opened.evidence.add("reflective-summary", paths(account__feelings=FIRST))
    clock.pass_time(minutes=5)
    return found.id


def texts(opened, piece):
    return [each.text for each in opened.history.of(piece).get(FEELINGS, ())]


def test_an_answer_can_be_brought_back_and_that_undone(opened, piece, clock):
    opened.evidence.write(piece, FEELINGS, "Second")
    (first,) = opened.history.of(piece)[FEELINGS]
    opened.history.restore(first)
    assert opened.evidence.get(piece).text(FEELINGS) == FIRST
    second = opened.history.of(piece)[FEELINGS][0]
    opened.history.restore(second)
    assert opened.evidence.get(piece).text(FEELINGS) == "Second"
    assert texts(opened, piece) == [FIRST, "Second", FIRST]


def test_an_answer_that_was_emptied_can_be_brought_back(opened, piece):
    opened.evidence.write(piece, FEELINGS, "")
    opened.history.restore(opened.history.of(piece)[FEELINGS][0])
    assert opened.evidence.get(piece).answers[FEELINGS].text == FIRST
    assert texts(opened, piece) == [FIRST]


def test_claims_find_their_words_again_when_they_come_back(opened, piece):
    ref = CapabilityRef.parse("pcf-2018/6")
    opened.claims.claim_quotation(piece, ref, "I was tired")
    opened.evidence.write(piece, FEELINGS, "Nothing of it")
    opened.history.restore(opened.history.of(piece)[FEELINGS][0])
    found = opened.evidence.get(piece)
    span = found.place(found.claims[0])
    assert found.text(FEELINGS)[span.start : span.end] == "I was tired"


def test_what_stands_there_can_be_kept_before_it_is_changed(opened, piece):
    opened.history.keep(piece, FEELINGS)
    opened.history.keep(piece, FEELINGS)
    opened.history.keep(piece, FieldPath("account.analysis"))
    assert texts(opened, piece) == [FIRST]
    assert set(opened.history.of(piece)) == {FEELINGS}


def test_nothing_comes_back_into_a_piece_in_the_bin(opened, piece):
    opened.evidence.write(piece, FEELINGS, "Second")
    revision = opened.history.of(piece)[FEELINGS][0]
    opened.evidence.remove(piece)
    with pytest.raises(EvidenceError):
        opened.history.restore(revision)
    assert opened.history.of(EvidenceId("nobody")) == {}


def test_tidying_lets_go_of_what_is_old(opened, piece, clock):
    for turn in range(30):
        opened.evidence.write(piece, FEELINGS, f"Wording {turn}")
        clock.pass_time(minutes=1)
    assert len(texts(opened, piece)) == 30
    assert not opened.history.tidier().step()
    assert len(texts(opened, piece)) == 30
    clock.pass_time(days=100)
    assert not opened.history.tidier().step()
    assert len(texts(opened, piece)) == 1


def test_many_texts_are_tidied_a_few_at_a_time(opened, clock):
    for _ in range(21):
        opened.history.keep(
            opened.evidence.add("reflective-summary", paths(account__feelings=FIRST)).id,
            FEELINGS,
        )
    tidier = opened.history.tidier()
    assert [tidier.step(), tidier.step(), tidier.step()] == [True, False, False]
