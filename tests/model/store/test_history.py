"""What texts said before comes back, takes little room, and goes with what it belongs to."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from portfolio_app.model.domain.history import LEAST, TextPlace
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from tests.model.store.builders import ACCOUNT, LATER, NOON, PIECE, TEXT, answer, integrity

PLACE = TextPlace(evidence_id=PIECE, path=ACCOUNT)
PAUSE = timedelta(minutes=1)
REF = CapabilityRef.parse("pcf-2018/6")


def write(vault, text, at):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(text) if text else None, at)


def history(vault, place=PLACE):
    with vault.reading() as tx:
        return [(each.text, each.made_at) for each in tx.history.of(place)]


def test_what_stood_at_a_pause_is_kept(vault):
    write(vault, "Second", LATER)
    write(vault, "Second thoughts", LATER + timedelta(seconds=1))
    write(vault, "Third", LATER + PAUSE)
    assert history(vault) == [
        ("Second thoughts", LATER + timedelta(seconds=1)),
        (TEXT, NOON),
    ]


def test_emptying_an_answer_loses_nothing(vault):
    write(vault, "", NOON + timedelta(seconds=1))
    write(vault, "Something else", LATER)
    assert history(vault) == [(TEXT, NOON)]


def test_a_statement_has_a_history_as_well(vault):
    with vault.transaction() as tx:
        tx.statements.put(REF, "I am trusted.", NOON)
        tx.statements.put(REF, "", LATER)
    assert history(vault, TextPlace.of_statement(REF)) == [("I am trusted.", NOON)]


def test_many_wordings_come_back_to_the_letter(vault):
    numbers = random.Random(5)
    words, said = TEXT.split(), [(TEXT, NOON)]
    for turn in range(1, 60):
        words[numbers.randrange(len(words))] = numbers.choice(
            ["naïve", "家", "👩‍👧", "her", ""]
        )
        if not numbers.randrange(5):
            words.insert(numbers.randrange(len(words)), "and then\n")
        text, at = " ".join([*words, str(turn)]), NOON + turn * PAUSE
        write(vault, text, at)
        said.insert(0, (text, at))
    assert history(vault) == said[1:]
    assert integrity(vault) == []


def test_a_year_of_one_word_more_each_time_takes_hardly_more_room_than_the_text(vault):
    text = TEXT
    for turn in range(1, 200):
        text += f" And {turn}."
        write(vault, text, NOON + turn * PAUSE)
    with vault.reading() as tx:
        assert len(tx.history.of(PLACE)) == 199
        assert tx.history.size() < 2 * len(text)


def test_however_it_is_rewritten_history_is_never_more_than_a_few_times_the_text(vault):
    numbers = random.Random(6)
    for turn in range(1, 80):
        text = " ".join(str(numbers.random()) for _ in range(200))
        write(vault, text, NOON + turn * PAUSE)
    with vault.reading() as tx:
        assert len(tx.history.of(PLACE)) > 2
        assert tx.history.size() <= 6 * max(LEAST, len(text) + 50)


def test_tidying_thins_out_what_is_old(vault):
    for turn in range(1, 100):
        write(vault, f"Wording {turn}", NOON + turn * PAUSE)
    now = NOON + timedelta(days=400)
    with vault.transaction() as tx:
        assert tx.history.is_due(PLACE, now)
        tx.history.thin(PLACE, now)
        assert not tx.history.is_due(PLACE, now)
    assert [text for text, _ in history(vault)] == ["Wording 98"]
    write(vault, "Afterwards", now)
    assert [text for text, _ in history(vault)] == ["Wording 99", "Wording 98"]


def test_names_can_be_taken_out_of_every_wording(vault):
    for turn in range(1, 5):
        write(vault, f"Wren spoke {turn} times", NOON + turn * PAUSE)
    with vault.transaction() as tx:
        tx.history.rewrite(PLACE, lambda text: text.replace("Wren", "Child A"))
    assert [text for text, _ in history(vault)] == [
        "Child A spoke 3 times",
        "Child A spoke 2 times",
        "Child A spoke 1 times",
        TEXT,
    ]
    with vault._engine.connect() as connection:
        assert "Wren" not in str(connection.exec_driver_sql("SELECT * FROM revision").all())


def test_history_can_be_forgotten(vault):
    write(vault, "Second", LATER)
    with vault.transaction() as tx:
        tx.history.forget(PLACE)
        assert tx.history.places() == ()


def lose(vault, number):
    """Write five wordings, and let damage take a revision."""
    for turn in range(1, 6):
        write(vault, f"Wording {turn} of the same thing", NOON + turn * PAUSE)
    with vault._engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM revision WHERE number = {number}")


def test_a_lost_revision_takes_along_only_those_that_build_on_it(vault):
    lose(vault, 3)
    assert [text for text, _ in history(vault)] == [
        "Wording 4 of the same thing",
        "Wording 3 of the same thing",
    ]
    with vault.reading() as tx:
        assert len(tx.history.cut_off(PLACE)) == 2


def test_after_the_latest_revision_was_lost_nothing_is_told_that_was_never_said(vault):
    lose(vault, 5)
    assert history(vault) == []
    write(vault, "Wording 6", NOON + 7 * PAUSE)
    write(vault, "Wording 7", NOON + 8 * PAUSE)
    assert [text for text, _ in history(vault)] == [
        "Wording 6",
        "Wording 5 of the same thing",
    ]
    with vault.reading() as tx:
        assert len(tx.history.cut_off(PLACE)) == 4


def test_a_wording_before_a_gap_that_is_whole_again_is_told(vault):
    """From a damaged journal a row may come back as it was before it was a difference."""
    lose(vault, 3)
    with vault._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE revision SET base = NULL, head = 0, tail = 0,"
            " words = 'Wording 1 of the same thing' WHERE number = 2"
        )
    assert [text for text, _ in history(vault)][2:] == ["Wording 1 of the same thing", TEXT]


def test_remains_of_lost_revisions_go_when_names_do(vault):
    lose(vault, 5)
    with vault.transaction() as tx:
        tx.history.rewrite(PLACE, str)
        assert tx.history.places() == ()


def test_history_goes_with_the_piece_it_belongs_to(vault):
    write(vault, "Second", LATER)
    with vault.transaction() as tx:
        tx.evidence.remove(PIECE, LATER)
        tx.bin.destroy_evidence(PIECE)
        assert tx.history.places() == ()


def test_a_failed_save_keeps_nothing(vault):
    with pytest.raises(RuntimeError), vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("Second"), LATER)
        raise RuntimeError
    assert history(vault) == []


def test_fields_have_histories_of_their_own(vault):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, FieldPath("title"), answer("New"), LATER)
    assert history(vault) == []
    title = TextPlace(evidence_id=PIECE, path="title")
    assert history(vault, title) == [("Piece 1", NOON)]
