"""Erasing one person reaches what damage has left of the history, too."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.people import Person
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.services.erasing_words import preview_in_words, report_in_words
from tests.services.helpers import NOON
from tests.services.test_erasure import decrypted_pages, rows_of

WREN = Person(
    id="p1", real_name="Wren Abara", stand_in="Child A", also=("Wrennie",), added_at=NOON
)
PATH = FieldPath("account.analysis")
WORDINGS = (
    "Then Wren hid under the table.",
    "Wrennie hid, and I looked.",
    "We hid, and I looked.",
    "We sat.",
)


@pytest.fixture
def damaged(opened):
    """A portfolio in whose history damage took the wording that the earlier ones build on."""
    piece = opened.evidence.add("reflective-summary")
    for words in WORDINGS:
        opened.evidence.write(piece.id, PATH, words)
        opened.history.keep(piece.id, PATH)
    with opened.vault.transaction() as tx:
        tx.people.add(WREN)
    with opened.vault._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM revision WHERE words = 'We sat.'")
    assert not opened.history.of(piece.id)[PATH]
    return opened


def test_names_in_remains_are_counted_and_the_remains_told(damaged):
    found = damaged.erasure.preview(WREN.id)
    assert (found.count, found.cut_off) == (1, 3)
    assert "3 remainders of earlier wordings" in "\n".join(preview_in_words(found, {}))


def test_no_remainder_is_left_in_any_row_or_page(damaged):
    """What is left may hold a name whole, or in pieces that no search for it finds."""
    assert all(words in rows_of(damaged) for words in ("Then Wren hid", "'renni'"))
    report = damaged.erasure.erase(WREN.id)
    assert report.done.cut_off == 3
    assert "illegible, removed" in "\n".join(report_in_words(report))
    assert not any(words in rows_of(damaged) for words in ("Wren", "renni"))
    damaged.close()
    pages = decrypted_pages(damaged.vault.folder / DATABASE, damaged.vault.key)
    assert not any(words in pages for words in (b"Wren", b"renni"))
