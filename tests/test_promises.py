"""The promises that every test keeps would notice being broken."""

from __future__ import annotations

import logging
import sys

from portfolio_app import places
from tests.conftest import CANARY, broken_promises


def a_record(message="saved", *, name="portfolio_app.services", level=logging.INFO, **extra):
    record = logging.LogRecord(
        name, level, __file__, 1, message, None, extra.pop("error", None)
    )
    record.__dict__.update(extra)
    return record


def test_ordinary_records_pass():
    assert broken_promises([a_record(), a_record(level=logging.WARNING, name="pyhanko")]) == []


def test_client_words_in_anybodys_message_are_noticed():
    assert broken_promises([a_record(f"visit to {CANARY}", name="pyhanko")])


def test_client_words_in_a_traceback_are_noticed():
    try:
        {}[CANARY]
    except KeyError:
        error = sys.exc_info()
    assert broken_promises([a_record(error=error)])


def test_a_complaint_of_ours_is_noticed_unless_it_is_expected():
    assert broken_promises([a_record(level=logging.WARNING)])
    assert broken_promises([a_record(level=logging.WARNING, expected=True)]) == []


def test_nobodys_own_folder_is_used(home):
    assert places.user_data() == home
