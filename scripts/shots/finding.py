"""Finding anything by its name, and the sheet of all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.shots.stage import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look


def anything(look: Look) -> QWidget:
    """Return the sheet of Ctrl+K as it opens."""
    return _found(look, "")


def typed(look: Look) -> QWidget:
    """Return what a few letters find."""
    return _found(look, "ana")


def keys(look: Look) -> QWidget:
    """Return all keys."""
    window = unfinished().window(look)
    window.palette_desk.show_keys()
    unfinished().settle()
    return window.palette_desk.keys or window


def _found(look: Look, words: str) -> QWidget:
    window = unfinished().window(look)
    sheet = window.palette_desk.sheet
    window.palette_desk.open()
    unfinished().settle()
    sheet.search.setText(words)
    return sheet


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "find-anything": anything,
    "find-anything-typed": typed,
    "all-keys": keys,
}
