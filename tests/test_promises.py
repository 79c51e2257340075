"""The promises that every test keeps would notice being broken."""

from __future__ import annotations

import logging
import sys

from portfolio_app import places
from tests.conftest import CANARY, client_words


def a_record(message, error=None):
    return logging.LogRecord("pyhanko", logging.INFO, __file__, 1, message, None, error)


def test_client_words_in_anybodys_message_are_noticed():
    assert client_words([a_record("saved"), a_record(f"visit to {CANARY}")]) == ["pyhanko"]


def test_client_words_in_a_traceback_are_noticed():
    try:
        {}[CANARY]
    except KeyError:
        error = sys.exc_info()
    assert client_words([a_record("failed", error)]) == ["pyhanko"]


def test_complaints_of_ours_are_noticed_and_may_be_expected(complaints):
    logging.getLogger("pyhanko").warning("of no concern")
    logging.getLogger("portfolio_app.services").info("saved")
    assert complaints() == []
    logging.getLogger("portfolio_app.services").warning("the keyring does not answer")
    assert complaints() == ["the keyring does not answer"]


def test_nobodys_own_folder_is_used(home):
    assert places.user_data() == home
