"""Earlier wordings stand beside the page, and undoing goes through the whole piece."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.model.domain.names import FieldPath
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import reachable, spoken_name

FEELINGS = FieldPath("account.feelings")
FIRST = "I was tired, and I wanted the plan to end well."


@pytest.fixture
def summary(desk):
    """A piece with three wordings of one answer."""
    piece = desk.portfolio.evidence.add(
        "reflective-summary", {FieldPath("title"): "Two doors", FEELINGS: FIRST}
    )
    for minutes, text in ((5, "I was not tired."), (9, "I was not tired & alone.")):
        desk.clock.pass_time(minutes=minutes)
        desk.portfolio.evidence.write(piece.id, FEELINGS, text)
    return piece


def look_back(page, qtbot):
    page.panel.tabs.setCurrentIndex(2)
    qtbot.waitUntil(page.panel.history.slider.isVisible)
    return page.panel.history


def press_undo(page, *, redo=False):
    widget = page.window().focusWidget()
    key = Qt.Key.Key_Y if redo else Qt.Key.Key_Z
    QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_wordings_are_shown_latest_first_with_their_differences(edit, summary, qtbot):
    tab = look_back(edit(summary), qtbot)
    assert tab.answers.value() == FEELINGS
    assert (tab.slider.maximum(), tab.slider.value()) == (1, 1)
    assert tab.revision.text == "I was not tired."
    tab.earlier.click()
    assert tab.revision.text == FIRST
    assert "line-through" in tab.text.text()
    assert "not tired &amp; alone" in tab.text.text()
    assert tab.text.accessibleName() == FIRST
    assert not tab.earlier.isEnabled()
    assert spoken_name(tab.slider) == "Earlier wordings, the latest at the right"
    assert "1 of 2 wordings" in tab.slider.accessibleDescription()


def test_an_earlier_wording_comes_back_onto_the_page_and_the_disk(desk, edit, summary, qtbot):
    page = edit(summary)
    tab = look_back(page, qtbot)
    tab.earlier.click()
    tab.restore.click()
    area = page.sheet.row(FEELINGS).area
    qtbot.waitUntil(lambda: area.text() == FIRST)
    qtbot.waitUntil(lambda: desk.text(summary, FEELINGS) == FIRST)
    kept = [each.text for each in desk.portfolio.history.of(summary.id)[FEELINGS]]
    assert kept[0] == "I was not tired & alone."
    qtbot.waitUntil(lambda: tab.slider.maximum() == 2)
    assert tab.revision.text == FIRST, "what was looked at stays in sight"
    assert not tab.restore.isEnabled()


def test_bringing_back_is_undone_like_typing(desk, edit, summary, qtbot):
    page = edit(summary)
    tab = look_back(page, qtbot)
    tab.restore.click()
    area = page.sheet.row(FEELINGS).area
    qtbot.waitUntil(lambda: area.text() == "I was not tired.")
    qtbot.waitUntil(area.hasFocus)
    press_undo(page)
    assert area.text() == "I was not tired & alone."
    assert page.flush()
    assert desk.text(summary, FEELINGS) == "I was not tired & alone."


def test_what_was_typed_last_is_kept_before_it_is_replaced(desk, edit, summary, qtbot):
    page = edit(summary)
    tab = look_back(page, qtbot)
    row = page.sheet.row(FEELINGS)
    row.entry.setFocus()
    QTest.keyClicks(row.entry, "Unsaved. ")
    tab.restore.click()
    qtbot.waitUntil(lambda: row.area.text() == "I was not tired.")
    kept = [each.text for each in desk.portfolio.history.of(summary.id)[FEELINGS]]
    assert kept[0] == "Unsaved. I was not tired & alone."


def test_the_tab_follows_the_keyboard_to_other_answers(desk, edit, summary, qtbot):
    desk.portfolio.evidence.write(summary.id, FieldPath("title"), "Three doors")
    desk.clock.pass_time(minutes=5)
    desk.portfolio.evidence.write(summary.id, FieldPath("title"), "Four doors")
    page = edit(summary, FEELINGS)
    tab = look_back(page, qtbot)
    page.sheet.row("title").entry.setFocus()
    qtbot.waitUntil(lambda: tab.answers.value() == "title")
    page.sheet.row(FEELINGS).entry.setFocus()
    qtbot.waitUntil(lambda: tab.answers.value() == FEELINGS)


def test_a_piece_without_a_history_says_how_one_comes_about(desk, edit, qtbot):
    page = edit(desk.portfolio.evidence.add("reflective-summary"))
    page.panel.tabs.setCurrentIndex(2)
    tab = page.panel.history
    qtbot.waitUntil(tab.nothing.isVisible)
    assert not tab.slider.isVisible()
    assert tab.revision is None


def test_undoing_goes_through_the_piece_in_the_order_of_the_changes(edit, summary, qtbot):
    page = edit(summary)
    title, area = (page.sheet.row(path).area for path in ("title", "area"))
    for text, words in ((title, "A "), (area, "Neglect"), (title, "B ")):
        text.setFocus()
        cursor = text.textCursor()
        cursor.setPosition(0)
        text.setTextCursor(cursor)
        QTest.keyClicks(text, words)
    press_undo(page)
    assert (title.text(), area.text()) == ("A Two doors", "Neglect")
    press_undo(page)
    assert (title.text(), area.text()) == ("A Two doors", "")
    assert page.window().focusWidget() is area
    press_undo(page)
    assert (title.text(), area.text()) == ("Two doors", "")
    press_undo(page)
    for _ in range(3):
        press_undo(page, redo=True)
    assert (title.text(), area.text()) == ("B A Two doors", "Neglect")


def test_choices_are_undone_in_their_turn(desk, edit, summary, qtbot):
    page = edit(summary)
    page.sheet.row("model").control.list.chosen.emit("kolb-1984")
    qtbot.waitUntil(lambda: page.copy.evidence.text("model") == "kolb-1984")
    title = page.sheet.row("title").area
    title.setFocus()
    QTest.keyClicks(title, "x")
    press_undo(page)
    assert title.text() == "Two doors"
    press_undo(page)
    assert page.copy.evidence.text("model") == ""
    press_undo(page, redo=True)
    assert page.flush()
    assert desk.text(summary, "model") == "kolb-1984"


def test_new_words_end_what_could_be_done_again(edit, summary):
    page = edit(summary)
    title, area = (page.sheet.row(path).area for path in ("title", "area"))
    title.setFocus()
    QTest.keyClicks(title, "x")
    press_undo(page)
    area.setFocus()
    QTest.keyClicks(area, "y")
    press_undo(page, redo=True)
    assert (title.text(), area.text()) == ("Two doors", "y")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_the_keyboard_goes_from_left_to_right(
    look, edit, summary, qtbot, scale
):
    look.set_text_scale(scale)
    page = edit(summary, FEELINGS)
    if page.bar.claims.isVisible():
        page.bar.claims.click()
    tab = look_back(page, qtbot)
    tab.earlier.click()
    stops = [w for w in reachable(page.panel) if not page.panel.tabs.isAncestorOf(w)]
    assert not [w for w in stops if not spoken_name(w)]
    qtbot.waitUntil(lambda: not cut_words(page.panel))
    assert not cut_buttons(page.panel)
    assert not scrolls_sideways(page.panel)
    tab.answers.setFocus()
    order = []
    for _ in range(3):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        order.append(page.window().focusWidget())
    assert order == [tab.slider, tab.later, tab.restore], "there is none before the first"
