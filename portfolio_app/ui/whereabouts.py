"""Where somebody is in an open portfolio, so that they come back to it another time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A place, and in the editor the answer in hand. Holds nobody's words."""

    place: str
    evidence: str = ""
    """Id of the piece that is open."""
    path: str = ""
    """Of the answer that the keyboard is in."""
    caret: int | None = None
    """Where in it, in Qt's characters."""


def in_editor(place: str, editor: EditorPage) -> Whereabouts:
    """Return where the keyboard is in an editor."""
    held = editor.window().focusWidget()
    for row in editor.sheet.rows() if editor.sheet else ():
        if row.isAncestorOf(held):
            caret = row.area.textCursor().position() if row.area else None
            return Whereabouts(
                place=place, evidence=editor.evidence_id, path=row.asked.path, caret=caret
            )
    return Whereabouts(place=place, evidence=editor.evidence_id)


def last_time(settings: Settings) -> Whereabouts:
    """Return where the portfolio opened last was closed."""
    return Whereabouts(place=settings.place, evidence=settings.piece, path=settings.answer)


def leaving(settings: Settings, at: Whereabouts) -> Settings:
    """Return settings that remember the piece and the answer in hand, by their ids alone."""
    return settings._replace(piece=at.evidence, answer=at.path)


def go_back(editor: EditorPage, to: Whereabouts) -> None:
    """Put the caret where it was; `editor` has been opened at the answer and is ready."""
    row = editor.sheet.row(to.path) if editor.sheet else None
    if to.caret is not None and row is not None and (area := row.area):
        cursor = area.textCursor()
        cursor.setPosition(min(to.caret, area.document().characterCount() - 1))
        area.setTextCursor(cursor)
