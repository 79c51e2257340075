"""F1, and that no two keys mean two things in one place."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from portfolio_app.ui.palette.keyboard import key_places

IN_PLACES = ("Evidence", "Writing a piece", "Capabilities")
"""Where the keys of everywhere work too, and those of texts."""


@pytest.fixture
def places(window):
    return {place.title: place.keys for place in key_places(window)}


def twice(keys):
    """Return what is done by keys that do something else as well."""
    often = Counter(pressed for one in keys for pressed in one.keys)
    return sorted(pressed for pressed, times in often.items() if times > 1)


def test_no_key_does_two_things_in_one_place(places, window):
    for title, keys in places.items():
        assert twice(keys) == [], title
    for title in IN_PLACES:
        assert twice((*places["Anywhere"], *places[title])) == [], title
    writing = (*places["Writing a piece"], *places["In a longer text"], *places["In a text"])
    for (offer, _), number in zip(window.places(), count(1), strict=False):
        assert offer.keys.keys == (f"Ctrl+{number}",)
    pasted = [keys for keys in places["Anywhere"] if keys.keys != ("Ctrl+V",)]
    assert twice((*pasted, *writing)) == []


def pressed_in(window):
    """Yield every key that some part of `window` listens to, and who listens."""
    for shortcut in window.findChildren(QShortcut):
        yield shortcut.key().toString(), shortcut.parent()
    for action in window.findChildren(QAction):
        owners = [o for o in action.associatedObjects() if not isinstance(o, QMenu)]
        for owner in owners:
            for keys in action.shortcuts():
                yield keys.toString(), owner
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty():
            yield button.shortcut().toString(), button


def twice_listened(window):
    """Return the keys that two parts listen to which work at the same time."""
    page = window.stack.currentWidget()
    active = Counter(
        keys
        for keys, owner in pressed_in(window)
        if keys and (owner in (window, page) or page.isAncestorOf(owner))
    )
    return [keys for keys, times in active.items() if times > 1]


def test_no_part_of_the_window_listens_to_another_key_and_no_two_to_the_same(
    window, places, desk, qtbot
):
    for offer, _ in window.places():
        window.show_place(offer.key)
        assert twice_listened(window) == [], offer.key
    piece = desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    window.open_evidence(piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    assert twice_listened(window) == []
    declared = {pressed for keys in places.values() for one in keys for pressed in one.keys}
    listened = {keys for keys, _ in pressed_in(window) if keys}
    assert {"Ctrl+K", "F1", "Ctrl+F", "F11", "Ctrl+1"} <= listened
    assert listened <= declared
    tips = {offer.keys.tip for offer in window.offers()}
    assert tips == {window.rail.place(offer.key).toolTip() for offer in window.offers()}


def test_f6_leads_round_the_parts_of_the_window_and_back_to_the_same_answer(
    window, desk, person, qtbot
):
    piece = desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    window.open_evidence(piece.id, "account.feelings")
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    answer = window.editor.sheet.row("account.feelings").area
    qtbot.waitUntil(answer.hasFocus)
    met = []
    for _ in range(4):
        person.key(Qt.Key.Key_F6)
        met.append(QApplication.focusWidget())
    panel, rail, bar, again = met
    assert panel is window.editor.panel.tabs
    assert rail is window.rail.place("evidence")
    assert window.editor.bar.isAncestorOf(bar)
    assert again is answer
    person.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is bar


def test_f1_shows_all_keys_with_the_names_of_their_buttons(window, person):
    person.key(Qt.Key.Key_F1)
    sheet = window.palette_desk.keys
    person.wait(sheet.text.hasFocus)
    words = sheet.text.toPlainText()
    for shown in (
        "Ctrl+K",
        "Find anything",
        "Writing a piece",
        "Ctrl+M",
        "F11 or Ctrl+Shift+F",
    ):
        assert shown in words
    assert window.rail.place("jot").text() in words
    assert sheet.sheet().toPlainText() == words  # as it is printed
    person.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet.print_button
    person.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
