"""The journal remembers how far a pack had come, and nothing of what it says."""

from __future__ import annotations

import pytest

from portfolio_app.errors import SignatureError
from portfolio_app.signing.journal import JOURNAL_NAME, Journal
from portfolio_app.signing.verify import verify
from tests.signing.tampering import append_junk


def test_a_pack_never_seen_counts_nothing(journal):
    assert journal.seen("0" * 64) == 0


def test_the_count_never_goes_down(journal, packs):
    seal = verify(packs[1]).seal
    for count in (1, 3, 2):
        journal.remember(verify(packs[count]))

    assert journal.seen(seal) == 3


def test_another_program_sees_what_was_remembered(journal, packs, tmp_path):
    verification = verify(packs[4])
    journal.remember(verification)

    assert Journal(tmp_path / JOURNAL_NAME).seen(verification.seal) == 4


def test_what_is_not_valid_is_not_remembered(journal, packs, tmp_path):
    journal.remember(verify(append_junk(packs[4])))
    journal.remember(verify(packs[0]))

    assert not (tmp_path / JOURNAL_NAME).exists()


def test_nothing_but_hashes_and_numbers_is_written(journal, packs, tmp_path):
    journal.remember(verify(packs[4]))
    text = (tmp_path / JOURNAL_NAME).read_text()

    for word in ("Amina", "Farrow", "BXL3", "bexley", "manager"):
        assert word.lower() not in text.lower()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"format": "progression-portfolio-journal/1", "packs": []}',
        b'{"format": "progression-portfolio-journal/1", "packs": {"a": "3"}}',
        b'{"format": "progression-portfolio-journal/1", "packs": {"a": true}}',
    ],
)
def test_a_damaged_journal_is_told_and_left_alone(journal, packs, tmp_path, content):
    path = tmp_path / JOURNAL_NAME
    path.write_bytes(content)

    with pytest.raises(SignatureError, match=r"journal\.json is damaged"):
        verify(packs[2], None, journal)
    with pytest.raises(SignatureError, match=r"journal\.json is damaged"):
        journal.remember(verify(packs[2]))
    assert path.read_bytes() == content
