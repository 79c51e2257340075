"""Claims over PCF and KSS, the matrix, the page of a capability and its statement."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.ui.capability_walk import CapabilityWalk
from tests.ui.desk import Desk
from tests.ui.person import Person

SIXTH = CapabilityRef.parse("pcf-2018/6")
FEELINGS, ANALYSIS = FieldPath("account.feelings"), FieldPath("account.analysis")


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(look, desk, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    desk.runner.settle()
    window.hide()
    delete(window)  # now, while there is somebody to answer what it asks for


def test_from_words_to_a_statement_by_the_keyboard_alone(desk, window, qtbot):
    piece = desk.portfolio.evidence.add(
        "reflective-summary",
        {
            "title": "Two doors",
            "date": "2026-11-20",
            FEELINGS: "I was angry.",
            ANALYSIS: "I weighed two views. Then I asked.",
        },
    )
    person = Person(qtbot)
    walk = CapabilityWalk(person, window)
    window.open_evidence(piece.id)
    person.wait(lambda: window.editor.sheet and window.editor.sheet.row(ANALYSIS).isVisible())
    walk.claim(ANALYSIS, "I weighed two views.", ("pcf 6", "kss 7"), "Neither was enough.")
    walk.claim(FEELINGS, "I was angry.", ("pcf 2",))

    page = walk.go_to_matrix()
    assert page.view.chosen.row(SIXTH).quotations[0].note == "Neither was enough."
    domain = walk.open_domain(SIXTH)
    assert [card.said.words for card in domain.cards] == ["I weighed two views."]
    walk.write_statement("I look for the second explanation.")
    assert desk.portfolio.statements.all() == {SIXTH: "I look for the second explanation."}

    person.key(Qt.Key.Key_Escape)
    person.wait(page.view.matrix.hasFocus)
    person.key(Qt.Key.Key_Return)
    walk.open_passage("Two doors")
    area = window.editor.sheet.row(ANALYSIS).area
    person.wait(lambda: area.textCursor().selectedText() == "I weighed two views.")
    assert QApplication.focusWidget() is area
