"""Spelling wherever people write, not only in the editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.search import Source
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.spelling.bar import SpellingBar
from portfolio_app.ui.widgets.text_area import TextArea
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name
from tests.ui.spelling.test_spelling import choices, marked, open_menu

SIXTH = CapabilityRef.parse("pcf-2018/6")
DESCRIPTION = FieldPath("account.description")


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, look, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    place_on_screen(qtbot, window, 1240, 760)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.jottings.give_up()
    window.close()


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def said():
    held = QApplication.focusWidget()
    return held and spoken_name(held)


@pytest.mark.long  # that anything is looked at is seen in the walk to a statement
def test_a_statement_a_rating_a_jotting_and_the_note_on_a_claim_are_looked_at(
    desk, window, qtbot
):
    desk.portfolio.statements.write(SIXTH, "I recieve it.")
    window.evidence.capability_opened.emit(SIXTH, Source.RATING)
    qtbot.waitUntil(lambda: window.capabilities.domain is not None)
    page = window.capabilities.domain
    qtbot.waitUntil(page.rating.note.hasFocus)
    note = page.rating.note
    qtbot.waitUntil(lambda: note.visibleRegion().contains(note.cursorRect()))
    assert page.scrolled.verticalScrollBar().value() > 0
    page.rating.note.setFocus()
    QTest.keyClicks(page.rating.note, "teh end")
    qtbot.waitUntil(lambda: marked(page.rating.note) == ["teh"])
    assert marked(page.statement.text) == ["recieve"]
    menu = open_menu(page.rating.note, "teh")
    assert "Add to my words" in choices(menu)
    menu.close()
    window.activateWindow()
    qtbot.waitUntil(page.rating.note.hasFocus)

    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: said() == "receive")
    press(Qt.Key.Key_Space)
    saved = desk.portfolio.statements
    qtbot.waitUntil(lambda: saved.all() == {SIXTH: "I receive it."})
    press(Qt.Key.Key_Escape)

    window.jottings.open()
    sheet = window.jottings.sheet
    qtbot.waitUntil(sheet.words.hasFocus)
    QTest.keyClicks(sheet.words, "A seperate thing.")
    qtbot.waitUntil(lambda: marked(sheet.words) == ["seperate"])
    high = sheet.height()
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: said() == "separate")
    qtbot.waitUntil(lambda: sheet.height() > high)
    sheet.findChild(SpellingBar).close_bar.setFocus()
    press(Qt.Key.Key_Tab)
    assert sheet.words.hasFocus(), "what stands above it comes before it"
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sheet.height() == high)
    assert sheet.words.hasFocus()
    window.settings = window.settings._replace(spelling=False)
    assert marked(sheet.words) == []
    press(Qt.Key.Key_F7)
    assert sheet.findChild(SpellingBar).isHidden()
    window.settings = window.settings._replace(spelling=True)
    window.jottings.give_up()

    piece = desk.portfolio.evidence.add("reflective-summary", {DESCRIPTION: "I asked her."})
    desk.portfolio.claims.claim_quotation(piece.id, SIXTH, "asked", note="Becuase")
    window.open_evidence(piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    notes = [t for t in window.editor.panel.findChildren(TextArea) if t.text() == "Becuase"]
    notes[0].setFocus()
    qtbot.waitUntil(lambda: marked(notes[0]) == ["Becuase"])
