"""Takes the controls of a page out of use where a portfolio can only be read."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget


def only_read(page: QWidget) -> None:
    """Let everything on `page` be read, selected and copied, and nothing be changed."""
    for text in page.findChildren(QTextEdit):
        text.setReadOnly(True)
    for line in page.findChildren(QLineEdit):
        line.setReadOnly(True)
    for control in (*page.findChildren(QAbstractButton), *page.findChildren(QComboBox)):
        control.setEnabled(False)
