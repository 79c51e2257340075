from __future__ import annotations

import logging
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from portfolio_app.errors import VaultError
from portfolio_app.ui import problems
from portfolio_app.ui.problems import catch_defects, explain, in_words
from tests.conftest import CANARY


@pytest.fixture
def log(monkeypatch):
    """Collect what `problems` logs; these defects are asked for, so no promise is broken."""
    lines = []

    class Collect(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    logger = logging.Logger("apart")  # noqa: LOG001 - in no one else's tree
    logger.addHandler(Collect())
    monkeypatch.setattr(problems, "logger", logger)
    return lines


def a_defect():
    try:
        {}[CANARY]
    except KeyError as error:
        return error


def test_an_expected_failure_speaks_for_itself(log):
    error = VaultError("The disk is full.", advice="Your work is safe.")
    assert in_words(error) == ("The disk is full.", "Your work is safe.")
    assert not log


def test_a_defect_is_logged_by_type_and_place_alone(log):
    summary, advice = in_words(a_defect())
    assert CANARY not in summary + advice
    assert len(log) == 1
    assert log[0].startswith("defect: KeyError at a_defect:")
    assert CANARY not in log[0]


def test_the_message_does_not_block(look, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = explain(VaultError("The disk is full.", advice="Your work is safe."), parent)
    assert box.text() == "The disk is full."
    assert box.informativeText() == "Your work is safe."
    box.close()


def test_what_strangers_wrote_is_never_shown_as_html(look, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    markup = '<img src="file:///etc/passwd"> asks'
    box = explain(VaultError(markup, advice=markup), parent)
    shown = [label for label in box.findChildren(QLabel) if label.text() == markup]
    assert len(shown) == 2
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)
    box.close()


def test_an_error_that_escapes_a_slot_is_explained(look, qtbot, log, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_defects(parent)
    sys.excepthook(KeyError, a_defect(), None)
    assert len(log) == 1
