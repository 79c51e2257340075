"""All keys, by the place where they work.

Each is declared where it is built, none here but those that Qt itself answers to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from portfolio_app.ui.capabilities import matrix
from portfolio_app.ui.capabilities.page import BACK
from portfolio_app.ui.editor import bars, claim_popup, finding_bar, formatting_area, word_desks
from portfolio_app.ui.editor.page import LEAVE
from portfolio_app.ui.editor.writing import CLAIM
from portfolio_app.ui.evidence import row
from portfolio_app.ui.evidence.page import SEARCH
from portfolio_app.ui.intake.dropping import PASTE
from portfolio_app.ui.jottings import sheet
from portfolio_app.ui.keys import ENTER, Keys
from portfolio_app.ui.palette import parts
from portfolio_app.ui.rules import window as rules
from portfolio_app.ui.spelling.desk import SPELLING

if TYPE_CHECKING:
    from portfolio_app.ui.shell import Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace:
    """The keys of one place."""

    title: str
    keys: tuple[Keys, ...]


MOVING: Final = (
    Keys(does="Go to the next control; out of a text, too", keys=("Tab",)),
    Keys(does="Go to the control before", keys=("Shift+Tab",)),
    Keys(does="Press a button, open a row", keys=(*ENTER, "Space")),
    Keys(does="Show the menu of a word or a row", keys=("Menu",)),
)
"""What Qt does by itself, and our buttons with it."""


def key_places(window: Shell) -> tuple[KeyPlace, ...]:
    """Return every place with its keys; those of `window` come first."""
    offered = tuple(offer.keys for offer in window.offers() if offer.keys.keys)
    return (
        KeyPlace(title="Anywhere", keys=(*offered, PASTE)),
        KeyPlace(title="Moving about", keys=(*MOVING, parts.ON, parts.BACK)),
        KeyPlace(title="In a text", keys=_in_a_text()),
        KeyPlace(title="Evidence", keys=(SEARCH, *row.KEYS.values())),
        KeyPlace(title="Writing a piece", keys=(CLAIM, *word_desks.KEYS, bars.BACK, LEAVE)),
        KeyPlace(
            title="In a longer text",
            keys=(*formatting_area.KEYS.values(), formatting_area.PASTE_PLAIN),
        ),
        KeyPlace(title="While finding in a piece", keys=finding_bar.KEYS),
        KeyPlace(title="While claiming words", keys=claim_popup.KEYS),
        KeyPlace(title="Capabilities", keys=(*matrix.KEYS, BACK)),
        KeyPlace(title="Jotting down", keys=(sheet.KEEP, sheet.LEAVE)),
        KeyPlace(
            title="Making a pathway",
            keys=tuple(Keys.standard(does, key) for does, key in rules.KEYS.items()),
        ),
    )


def _in_a_text() -> tuple[Keys, ...]:
    """Return what every text answers to; the usual as this system has it."""
    standard = QKeySequence.StandardKey
    usual = tuple(
        Keys.standard(does, key)
        for does, key in (
            ("Undo", standard.Undo),
            ("Redo", standard.Redo),
            ("Cut", standard.Cut),
            ("Copy", standard.Copy),
            ("Paste", standard.Paste),
            ("Select all", standard.SelectAll),
        )
    )
    return (*usual, SPELLING)
