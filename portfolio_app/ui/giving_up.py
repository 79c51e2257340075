"""Asks before the last words are lost, because they cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_to_give_up(parent: QWidget) -> QMessageBox:
    """Say that the last words are not saved; staying is the answer by default.

    The box is open when this returns, without blocking; `accepted` tells that they are lost.
    """
    box = QMessageBox(parent)
    box.setText("What you wrote last could not be saved.")
    box.setInformativeText(
        "Everything before it is safe. If you close now, the last words are lost."
    )
    stay = box.addButton("Stay and try again", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Close without them", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    leave.clicked.connect(box.accepted)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
