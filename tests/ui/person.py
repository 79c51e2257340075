"""A person at the keyboard and the mouse of the real windows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox

from portfolio_app.ui.editor.answers import ChoiceAnswer, DateAnswer
from portfolio_app.ui.editor.faces import FacePicker
from tests.ui.helpers import spoken_name

PATIENCE = 60_000
"""Milliseconds that a person waits for the worker before they give up."""
_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Person:
    """Presses, types, chooses and waits. Knows which widget is which, changes none itself."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    def wait(self, condition):
        """Wait until `condition` holds; workers run meanwhile."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def press(self, widget):
        """Press with the mouse, in the middle, once it can be pressed."""
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        QTest.mouseClick(widget, _LEFT)

    def tick(self, box):
        """Press a check box where its box is."""
        QTest.mouseClick(box, _LEFT, pos=QPoint(8, box.height() // 2))

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key, whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def ctrl(self, key):
        """Press a key with Ctrl."""
        self.key(key, _CTRL)

    def go(self, window, place):
        """Press the keys of a place of the rail."""
        number = list(window._pages).index(place) + 1
        self.ctrl(Qt.Key(Qt.Key.Key_0 + number))

    def write(self, words):
        """Type words, whatever has the keyboard."""
        QTest.keyClicks(QApplication.focusWidget(), words)

    def tab_to(self, name, most=40, modifier=Qt.KeyboardModifier.NoModifier):
        """Press Tab, at most so often, until the control called `name` has the keyboard."""
        met = [self.here]
        while met[-1] != name and len(met) <= most:
            QApplication.processEvents()  # what has just come is laid out between two keys
            self.key(Qt.Key.Key_Tab, modifier)
            met.append(self.here)
        assert met[-1] == name, f"Tab does not reach {name!r}, but {met}"

    @property
    def here(self):
        """The spoken name of what has the keyboard; of a drop-down that of its question.

        Qt says on this platform what is chosen, and leads to the label besides.
        """
        if isinstance(self.focused, QComboBox):
            return self.focused.accessibleName()
        return spoken_name(self.focused) if self.focused else ""

    @property
    def focused(self):
        """What has the keyboard, if anything has."""
        return QApplication.focusWidget()

    def fill(self, entry, words):
        """Press on a line or a text and type `words` in place of what is there."""
        target = entry.viewport() if isinstance(entry, QAbstractScrollArea) else entry
        QTest.mouseClick(target, _LEFT)
        self.wait(entry.hasFocus)
        self.ctrl(Qt.Key.Key_A)
        QTest.keyClicks(entry, words)

    def choose(self, box, wanted):
        """Choose out of a drop-down by its arrow keys; `wanted` is the value or its words."""
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if wanted in (box.value(), box.currentText()):
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        raise AssertionError(f"{wanted!r} cannot be chosen")

    def answer(self, row, words):
        """Answer a question of a form, by whatever it is answered with."""
        control = row.control
        if isinstance(control, ChoiceAnswer):
            self.choose(control.list, words)
        elif isinstance(control, FacePicker):
            self.press(control.faces[int(words) - 1])
        elif isinstance(control, DateAnswer):
            self.fill(control.field.line, words)
            self.key(Qt.Key.Key_Tab)
        else:
            self.fill(row.entry, words)

    def select(self, area, words):
        """Select a passage by the keyboard."""
        start = area.text().index(words)
        if not area.hasFocus():
            area.setFocus(Qt.FocusReason.TabFocusReason)
        self.ctrl(Qt.Key.Key_Home)
        for _ in range(start):
            self.key(Qt.Key.Key_Right)
        for _ in words:
            self.key(Qt.Key.Key_Right, _SHIFT)
