"""The evidence list, what can be added, and the editor with claims."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from portfolio_app.model.domain.anchors import Span
from scripts.shots.stage import finished, fresh, unfinished
from tests.pack import hidden_files as hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage

SUMMARY = "reflective-summary"
CLAIMED = "Downstairs"
BEGUN = "Two doors"


def evidence(look: Look) -> QWidget:
    """Return the list of a finished portfolio."""
    return finished().window(look, "evidence")


def evidence_unfinished(look: Look) -> QWidget:
    """Return the list of one that is not finished."""
    return unfinished().window(look, "evidence")


def evidence_add(look: Look) -> QWidget:
    """Return the kinds of evidence that can be added."""
    stage = unfinished()
    window = stage.window(look, "evidence")
    window.evidence.add_wanted()
    stage.settle()
    return window


def editor(look: Look) -> QWidget:
    """Return a reflective summary in the middle of its claims."""
    stage = finished()
    window, page = _open(stage, look, SUMMARY, CLAIMED)
    _scroll(page, "account.feelings", before=280)
    stage.settle()
    return window


def editor_claiming(look: Look) -> QWidget:
    """Return the question which capability the selected words show."""
    stage = finished()
    window, page = _open(stage, look, SUMMARY, CLAIMED)
    row = page.sheet.row("account.feelings") if page.sheet else None
    if row and row.area and page.claiming:
        row.area.select_span(Span(0, 63))
        page.claiming.ask(row)
        page.claiming.popup.search.setText("reflect")
    stage.settle()
    return window


def editor_begun(look: Look) -> QWidget:
    """Return a summary that breaks off, at the part to be written next."""
    stage = unfinished()
    window, _ = _open(stage, look, SUMMARY, BEGUN, "account.now-what")
    return window


def editor_child(look: Look) -> QWidget:
    """Return a child's words, with faces."""
    stage = finished()
    window, page = _open(stage, look, "child-feedback", "Child A")
    _scroll(page, "questions.1.question", before=60)
    stage.settle()
    return window


def editor_narrow(look: Look) -> QWidget:
    """Return the editor in the smallest window, where prompts stand above the text."""
    stage = finished()
    window, page = _open(stage, look, SUMMARY, CLAIMED)
    window.resize(1024, 640)
    stage.settle()
    _scroll(page, "account.feelings", before=40)
    stage.settle()
    return window


def editor_hiding(look: Look) -> QWidget:
    """Return a file that was just attached and has a name under a black box."""
    stage = _hiding()
    window, page = _open(stage, look, "child-feedback", "Child A")
    if page.sheet:
        page.sheet.ensureWidgetVisible(page.sheet.attachments.cards[0])
    stage.settle()
    return window


@cache
def _hiding() -> Stage:
    stage = fresh("hiding")
    piece = stage.piece("child-feedback", "Child A")
    content = hidden.page(hidden.lidded)
    stage.portfolio.evidence.attach(piece.id, content, "Letter of thanks.pdf")
    return stage


def _open(
    stage: Stage, look: Look, form: str, title: str, path: str = ""
) -> tuple[PortfolioWindow, EditorPage]:
    window = stage.window(look, "evidence")
    window.open_evidence(stage.piece(form, title).id, path)
    stage.settle()
    if window.editor is None:
        raise AssertionError(form)
    return window, window.editor


def _scroll(page: EditorPage, path: str, *, before: int) -> None:
    row = page.sheet.row(path) if page.sheet else None
    if row and page.sheet:
        page.sheet.verticalScrollBar().setValue(row.y() - before)


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "evidence": evidence,
    "evidence-unfinished": evidence_unfinished,
    "evidence-add": evidence_add,
    "editor": editor,
    "editor-claiming": editor_claiming,
    "editor-begun": editor_begun,
    "editor-child": editor_child,
    "editor-narrow": editor_narrow,
    "editor-hiding": editor_hiding,
}
"""By the names of their pictures."""
