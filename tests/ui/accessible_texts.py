"""Whether Ctrl+Z works everywhere text is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from tests.ui.accessible import named

TYPED = "zq"
MOST_STEPS = 4
"""Presses of Ctrl+Z within which two letters are gone: some texts take each as a step."""


def texts_of(top):
    """Return everything that can be typed in."""
    return [
        text
        for kind in (QLineEdit, QTextEdit)
        for text in top.findChildren(kind)
        if text.isVisible() and text.isEnabled() and not text.isReadOnly()
    ]


def words_of(text):
    """Return what stands in it."""
    return text.text() if isinstance(text, QLineEdit) else text.toPlainText()


def _faults_of(text):
    """Type, take it back, and yield what is not as it was."""
    text.setFocus(Qt.FocusReason.TabFocusReason)
    before = words_of(text)
    QTest.keyClicks(text, TYPED)
    if words_of(text) == before:
        yield f"takes no words: {named(text)}"
    for _ in range(MOST_STEPS):
        if words_of(text) != before:
            QTest.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
            )
    if words_of(text) != before:
        yield f"{before!r} became {words_of(text)!r}: {named(text)}"


def faults_of_texts(top):
    """Return what is not taken back in any of the texts of `top`."""
    return [fault for text in texts_of(top) for fault in _faults_of(text)]
