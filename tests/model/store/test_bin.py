"""What was removed can be seen, put back and destroyed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.bin import KEPT
from portfolio_app.model.domain.names import AttachmentId, EvidenceId
from tests.model.store.builders import LATER, NOON, PIECE, attachment, evidence

CONTENT = b"%PDF-1.7 of no worth"
FILE = AttachmentId("attachment-1")


@pytest.fixture
def filled(vault):
    """A vault with a piece and a file of another in its bin."""
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
        tx.evidence.add(evidence(2))
        tx.evidence.remove(EvidenceId("piece-2"), NOON)
        tx.attachments.remove(FILE, LATER)
    return vault


def binned(vault):
    with vault.reading() as tx:
        return tx.bin.all()


def test_what_was_removed_last_comes_first(filled):
    file, piece = binned(filled)
    assert (file.piece.id, file.at) == (PIECE, LATER)
    assert file.attachment == attachment(CONTENT)
    assert (piece.piece, piece.attachment, piece.at) == (evidence(2), None, NOON)


def test_files_of_a_piece_in_the_bin_come_back_with_it(filled):
    with filled.transaction() as tx:
        tx.evidence.remove(PIECE, LATER + timedelta(hours=1))
    assert [each.piece.id for each in binned(filled)] == [PIECE, "piece-2"]


def test_days_are_counted_down_to_the_last(filled):
    _, piece = binned(filled)
    assert piece.days_left(NOON) == 30
    assert piece.days_left(NOON + timedelta(hours=1)) == 30
    assert piece.days_left(NOON + timedelta(days=1)) == 29
    assert piece.days_left(NOON + KEPT - timedelta(seconds=1)) == 1
    assert piece.days_left(NOON + 2 * KEPT) == 0


def test_what_is_destroyed_is_gone_with_all_that_belongs_to_it(filled):
    with filled.transaction() as tx:
        tx.bin.destroy_evidence(EvidenceId("piece-2"))
        tx.bin.destroy_attachment(FILE)
    assert binned(filled) == ()
    with filled._engine.connect() as connection:
        for table in ("answer", "attachment_chunk", "searchable"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert not [row for row in rows if "piece-2" in row or FILE in row]


def test_only_what_is_in_the_bin_can_be_destroyed(vault):
    with pytest.raises(EvidenceError, match="no longer in the bin"), vault.transaction() as tx:
        tx.bin.destroy_evidence(PIECE)
    with vault.reading() as tx:
        assert tx.evidence.get(PIECE) == evidence()


def test_the_index_holds_no_word_of_what_is_gone(filled):
    def words():
        with filled._engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, row)"
            )
            found = set(connection.exec_driver_sql("SELECT term FROM temp.terms").scalars())
            connection.exec_driver_sql("DROP TABLE temp.terms")
        return found

    assert {"house", "listened"} <= words()
    with filled.transaction() as tx:
        tx.bin.destroy_attachment(FILE)
    assert "house" not in words()
    with filled.transaction() as tx:
        tx.evidence.remove(PIECE, LATER)
        tx.bin.empty(LATER + KEPT + timedelta(seconds=1))
    assert words() == set()
