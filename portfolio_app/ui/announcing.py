"""Says something to people who hear the screen, where nothing that has the keyboard changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` when it has said what it is saying now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 200 names to load

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
