"""Finding and replacing in a whole piece."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.editor.finding import Wanted, places
from tests.ui.helpers import reachable, spoken_name

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND = "account.description", "account.feelings"


@pytest.fixture
def page(desk, edit, qtbot):
    piece = desk.portfolio.evidence.add(
        "reflective-summary",
        {
            "title": "The door",
            FIRST: "The door opened. Doors, a door.\nIt’s the door.",
            SECOND: "Outdoors.",
        },
    )
    page = edit(piece, FIRST)
    write_in(page, FIRST, qtbot)
    return page


def area(page, path):
    return page.sheet.row(path).area


def write_in(page, path, qtbot):
    """Have the keyboard in a text."""
    qtbot.waitUntil(page.isActiveWindow)
    area(page, path).setFocus()
    assert area(page, path).hasFocus()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def find(words):
    press(Qt.Key.Key_F, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), words)


def selected(page):
    """Return what is selected in the texts of a page, by path."""
    return {
        row.asked.path: row.area.textCursor().selectedText()
        for row in page.sheet.rows()
        if row.area and row.area.textCursor().hasSelection()
    }


def test_every_place_of_every_answer_is_counted(page):
    find("door")
    assert page.words.finding_bar.amount.text() == "6 of 6"
    press(Qt.Key.Key_Return)
    assert page.words.finding_bar.amount.text() == "1 of 6"
    assert selected(page)["title"] == "door"
    press(Qt.Key.Key_Return, SHIFT)
    assert page.words.finding_bar.amount.text() == "6 of 6"


def test_case_and_whole_words_narrow_the_search(page):
    find("door")
    bar = page.words.finding_bar
    bar.whole.click()
    assert bar.amount.text().endswith("of 4")
    bar.words.setText("Door")
    bar.case.click()
    assert bar.amount.text() == "Not found"
    bar.whole.click()
    assert bar.amount.text() == "1 of 1"


def test_straight_and_curly_apostrophes_find_one_another(page):
    find("it's")
    assert page.words.finding_bar.amount.text() == "1 of 1"


def test_esc_goes_back_to_the_text_with_the_place_selected(page):
    find("Outdoors")
    press(Qt.Key.Key_Escape)
    assert page.words.finding_bar.isHidden()
    assert area(page, SECOND).hasFocus()
    assert area(page, SECOND).textCursor().selectedText() == "Outdoors"
    assert not area(page, FIRST).extraSelections()


def test_one_place_is_replaced_and_the_next_is_shown(page):
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_H, CTRL)
    bar = page.words.finding_bar
    bar.words.setText("door")
    bar.instead.setFocus()
    QTest.keyClicks(bar.instead, "gate")
    press(Qt.Key.Key_Return)
    assert area(page, FIRST).text() == "The gate opened. Doors, a door.\nIt’s the door."
    assert bar.amount.text() == "2 of 5"
    press(Qt.Key.Key_Return)
    assert area(page, FIRST).text() == "The gate opened. gates, a door.\nIt’s the door."


def test_all_are_replaced_in_one_step_and_all_of_it_is_taken_back_at_once(page, desk):
    before = [area(page, path).text() for path in ("title", FIRST, SECOND)]
    press(Qt.Key.Key_H, CTRL)
    bar = page.words.finding_bar
    bar.words.setText("door")
    bar.instead.setText("gate")
    bar.replace_all.click()
    after = [area(page, path).text() for path in ("title", FIRST, SECOND)]
    assert after == ["The gate", "The gate opened. gates, a gate.\nIt’s the gate.", "Outgates."]
    assert bar.amount.text() == "6 replaced. Ctrl+Z takes it back."
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, CTRL)
    assert [area(page, path).text() for path in ("title", FIRST, SECOND)] == before
    press(Qt.Key.Key_Y, CTRL)
    assert [area(page, path).text() for path in ("title", FIRST, SECOND)] == after
    assert page.flush()
    assert desk.text(page.copy.evidence, SECOND) == "Outgates."


def test_claims_follow_what_is_replaced_before_them(desk, edit, qtbot):
    piece = desk.portfolio.evidence.add("reflective-summary", {FIRST: "A door. I listened."})
    desk.portfolio.claims.claim_quotation(
        piece.id, CapabilityRef.parse("pcf-2018/6"), "I listened."
    )
    page = edit(piece, FIRST)
    write_in(page, FIRST, qtbot)
    press(Qt.Key.Key_H, CTRL)
    page.words.finding_bar.words.setText("door")
    page.words.finding_bar.instead.setText("very long corridor")
    page.words.finding_bar.replace_all.click()
    qtbot.waitUntil(
        lambda: area(page, FIRST).marks[0].span.start == len("A very long corridor. ")
    )


def test_what_is_typed_while_the_line_is_open_is_found_too(page, qtbot):
    find("Outdoors")
    area(page, SECOND).setFocus()
    press(Qt.Key.Key_End, CTRL)
    QTest.keyClicks(area(page, SECOND), " outdoors")
    qtbot.waitUntil(lambda: page.words.finding_bar.amount.text().endswith("2"))


def test_every_control_of_the_line_has_a_name_of_its_own(page):
    press(Qt.Key.Key_H, CTRL)
    names = [spoken_name(control) for control in reachable(page.words.finding_bar)]
    assert all(names)
    assert len(set(names)) == len(names)


def test_offsets_count_as_qt_does():
    assert list(places("🙂 door", Wanted(words="door"))) == [(3, 7)]
    assert list(places("anything", Wanted(words=""))) == []


def test_what_can_only_be_read_is_found_and_left_as_it_is(page):
    for row in page.sheet.rows():
        if row.area:
            row.area.setReadOnly(True)
    press(Qt.Key.Key_H, CTRL)
    bar = page.words.finding_bar
    bar.words.setText("door")
    bar.instead.setText("gate")
    bar.replace.click()
    bar.replace_all.click()
    assert area(page, "title").text() == "The door"
    assert bar.amount.text() == "Nothing replaced"


def test_tab_meets_the_line_where_it_stands_above_the_page(page):
    press(Qt.Key.Key_H, CTRL)
    bar = page.words.finding_bar
    press(Qt.Key.Key_Backtab)
    assert page.bar.isAncestorOf(QApplication.focusWidget())
    bar.close_bar.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Tab)
    assert page.sheet.isAncestorOf(QApplication.focusWidget())
