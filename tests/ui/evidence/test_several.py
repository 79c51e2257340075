"""Filters together, several pieces at once, jottings: by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.evidence.page import EvidencePage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def pieces(desk):
    add = desk.portfolio.evidence.add
    first = add(
        "reflective-summary",
        {"title": "Two doors", "stage": "First year", "account.feelings": "I was afraid."},
    )
    add("reflective-summary", {"title": "The bus", "stage": "Second year"})
    add("practice-observation", {"title": "Third core group"}, by="team_manager")
    desk.portfolio.claims.claim_quotation(
        first.id, CapabilityRef.parse("pcf-2018/6"), "I was afraid."
    )


@pytest.fixture
def page(desk, pieces, qtbot):
    page = EvidencePage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.list.rows) == 3)
    return page


def titles(page):
    return [row.button.content.title for row in page.list.rows if row.isVisible()]


def picked(page):
    return [piece.title for piece in page.list.picking.picked()]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def choose(chip, words):
    """Choose in the menu of a filter by the keyboard."""
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    menu = chip.findChild(QMenu)
    for _ in range(20):
        if menu.activeAction() and menu.activeAction().text().startswith(words):
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_filters_work_together_and_with_the_search(page, qtbot):
    filters = page.list.filters
    choose(filters.stage, "First year")
    assert titles(page) == ["Two doors"]
    assert filters.stage.text() == "First year"
    choose(filters.stage, "Any stage")
    choose(filters.capability, "PCF 6")
    assert titles(page) == ["Two doors"]
    choose(filters.capability, "Any")
    choose(filters.state, "Not complete")
    assert len(titles(page)) == 3
    choose(filters.stage, "Second year")
    QTest.keyClicks(page.list.search, "afraid")
    qtbot.waitUntil(lambda: bool(page.list.hits.rows))
    assert not [row for row in page.list.hits.rows if row.isVisible()]
    choose(filters.stage, "First year")
    assert [row for row in page.list.hits.rows if row.isVisible()]


def test_pieces_are_selected_by_keyboard_and_put_into_the_bin_together(
    desk, page, qtbot, monkeypatch
):
    real, busy = desk.portfolio.batches.restore, [True]

    def restore(ids):
        if busy:
            busy.clear()
            raise VaultError("The disk is busy.", advice="Your work is safe.")
        real(ids)

    monkeypatch.setattr(desk.portfolio.batches, "restore", restore)
    page.list.rows[0].button.setFocus()
    press(Qt.Key.Key_Space)
    assert len(picked(page)) == 1
    press(Qt.Key.Key_Down, SHIFT)
    assert len(picked(page)) == 2
    assert page.list.pick_bar.amount.text() == "2 pieces selected"
    gone = {piece.id for piece in page.list.picking.picked()}
    press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(desk.portfolio.evidence.all()) == 1)
    qtbot.waitUntil(page.list.undo.button.hasFocus)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(page.list.problem.isVisible)
    assert page.list.undo.button.hasFocus()  # it is offered again
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.list.rows) == 3)
    back = [row.button for row in page.list.rows if row.piece.id in gone]
    qtbot.waitUntil(back[0].hasFocus)
    assert not page.list.pick_bar.isVisible()


def test_the_menu_of_a_row_does_what_the_bar_does_for_the_one_piece(page, desk, qtbot):
    row = page.list.rows[1]

    def choose_in_menu(words):
        row.button.setFocus()
        place, keyboard = row.rect().center(), QContextMenuEvent.Reason.Keyboard
        asked = QContextMenuEvent(keyboard, place, row.mapToGlobal(place))
        QApplication.sendEvent(row.button, asked)
        menu = row.findChildren(QMenu)[-1]
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()

    with qtbot.waitSignal(page.word_wanted) as wanted:
        choose_in_menu("Write in Word ...")
    assert wanted.args == [row.piece.id]
    choose_in_menu("Duplicate")
    qtbot.waitUntil(lambda: len(page.list.rows) == 4)
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.word_wanted):
        page.list.pick_bar.word.click()
    QTest.keyClick(row.button, Qt.Key.Key_A, CTRL)
    assert not page.list.pick_bar.word.isVisible()


def test_all_are_selected_and_none_again(page):
    page.list.rows[1].button.setFocus()
    press(Qt.Key.Key_A, CTRL)
    assert len(picked(page)) == 3
    press(Qt.Key.Key_Escape)
    assert picked(page) == []


def test_a_selected_piece_is_told_by_more_than_its_colour(page):
    row = page.list.rows[0]
    row.button.setFocus()
    press(Qt.Key.Key_Space)
    assert row.button.accessibleDescription() == "Selected"
    assert row.button.content.icon == "check"


def test_the_mouse_selects_with_ctrl_and_shift(page):
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.list.rows[0].button, left, CTRL)
    QTest.mouseClick(page.list.rows[2].button, left, SHIFT)
    assert len(picked(page)) == 3
    QTest.mouseClick(page.list.rows[1].button, left, CTRL)
    assert len(picked(page)) == 2


def test_what_a_filter_hides_is_not_selected_any_more(page):
    page.list.rows[0].button.setFocus()
    press(Qt.Key.Key_A, CTRL)
    choose(page.list.filters.stage, "First year")
    assert picked(page) == ["Two doors"]


def test_a_piece_is_duplicated_and_the_copy_taken_back(desk, page, qtbot):
    row = next(r for r in page.list.rows if r.piece.title == "Two doors")
    row.button.setFocus()
    press(Qt.Key.Key_Space)
    page.list.pick_bar.duplicate.click()
    qtbot.waitUntil(lambda: "Copy of Two doors" in titles(page))
    copy = next(p for p in desk.portfolio.evidence.all() if p.title == "Copy of Two doors")
    assert len(copy.claims) == 1
    assert page.list.undo.button.text() == "Take it back"
    page.list.undo.button.click()
    qtbot.waitUntil(lambda: "Copy of Two doors" not in titles(page))


def test_enter_still_opens_a_piece(page, qtbot):
    page.list.rows[0].button.setFocus()
    with qtbot.waitSignal(page.opened):
        press(Qt.Key.Key_Return)


def test_every_control_has_a_name_of_its_own(desk, page, qtbot):
    desk.portfolio.jottings.keep("She asked twice.")
    desk.portfolio.jottings.keep("A bus that was late.")
    qtbot.waitUntil(lambda: len(page.list.to_sort.rows) == 2)
    page.list.rows[0].button.setFocus()
    press(Qt.Key.Key_Space)
    names = [spoken_name(control) for control in reachable(page.list)]
    assert all(names)
    assert sorted(names) == sorted(set(names))


def test_a_jotting_is_sorted_by_keyboard_and_taken_back(desk, page, qtbot):
    desk.portfolio.jottings.keep("She asked me twice, and I had no answer.")
    qtbot.waitUntil(lambda: len(page.list.to_sort.rows) == 1)
    assert len(page.list.rows) == 3
    row = page.list.to_sort.rows[0]
    row.sort.setFocus()
    press(Qt.Key.Key_Space)
    sheet = page.sheet
    qtbot.waitUntil(sheet.isVisible)
    sheet.form.set_value("reflective-summary")
    sheet._show_places()
    assert sheet.place.value() == "account.description"
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    evidence_id, path = opened.args
    assert path == "account.description"
    piece = desk.portfolio.evidence.get(evidence_id)
    assert piece.text(path) == "She asked me twice, and I had no answer."
    qtbot.waitUntil(lambda: not page.list.to_sort.isVisible())
    page.list.undo.button.click()
    qtbot.waitUntil(lambda: len(page.list.to_sort.rows) == 1)
    assert len(desk.portfolio.evidence.all()) == 4


def test_the_search_finds_jottings_too(desk, page, qtbot):
    jotting = desk.portfolio.jottings.keep("A heron stood in the canal.")
    qtbot.waitUntil(lambda: len(page.list.to_sort.rows) == 1)
    QTest.keyClicks(page.list.search, "heron")
    qtbot.waitUntil(lambda: bool(page.list.hits.rows))
    (row,) = (row for row in page.list.hits.rows if row.isVisible())
    assert row.piece.id == jotting.id
