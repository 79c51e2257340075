"""The editor with an account that has headings, lists and a quotation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import FieldPath
from scripts.shots.stage import fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage

PATH = FieldPath("account.feelings")
TEXT = """\
What I did first
I rang the school and then the nursery.
I wrote to the health visitor, who had seen him last, and asked what the evenings were like.
What she said
You never asked me what the evenings are like. Nobody did.
I read the chronology again.
I told my manager on the same day.
Then I waited, which I had not planned to do."""


def editor_formatted(look: Look) -> QWidget:
    """Return an account with every kind of formatting."""
    window, page = _open(look)
    row = page.sheet.row(PATH) if page.sheet else None
    if row and row.area and page.sheet:
        page.sheet.ensureWidgetVisible(row)
        start = TEXT.index("I told")
        row.area.select_span(Span(start, start))
    _stage().settle()
    return window


def editor_formatting(look: Look) -> QWidget:
    """Return the bar that appears at selected words."""
    window, page = _open(look)
    row = page.sheet.row(PATH) if page.sheet else None
    if row and row.area and page.sheet and page.claiming:
        page.sheet.ensureWidgetVisible(row)
        start = TEXT.index("on the same day")
        row.area.select_span(Span(start, start + 15))
        page.claiming.bar.show_at(page.sheet.box_of(row.area), page.sheet.page.rect())
    _stage().settle()
    return window


def _open(look: Look) -> tuple[PortfolioWindow, EditorPage]:
    stage = _stage()
    window = stage.window(look, "evidence")
    window.open_evidence(stage.piece("reflective-summary", "Going back").id, PATH)
    stage.settle()
    if window.editor is None:
        raise AssertionError(PATH)
    return window, window.editor


@cache
def _stage() -> Stage:
    stage = fresh("formatting")
    piece = stage.portfolio.evidence.add(
        "reflective-summary",
        {FieldPath("title"): "Going back", FieldPath("date"): "3 Nov 2026"},
    )
    marks = [
        _mark(MarkKind.HEADING, "What I did first"),
        _mark(MarkKind.BULLET, TEXT[TEXT.index("I rang") : TEXT.index("\nWhat she")]),
        _mark(MarkKind.HEADING, "What she said"),
        _mark(MarkKind.QUOTATION, "You never asked me what the evenings are like. Nobody did."),
        _mark(MarkKind.NUMBERED, TEXT[TEXT.index("I read") : TEXT.index("\nThen")]),
        _mark(MarkKind.BOLD, "on the same day"),
        _mark(MarkKind.ITALIC, "not planned"),
    ]
    stage.portfolio.evidence.write(piece.id, PATH, TEXT, marks=marks)
    return stage


def _mark(kind: MarkKind, words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(kind=kind, start=start, end=start + len(words))


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "editor-formatted": editor_formatted,
    "editor-formatting": editor_formatting,
}
