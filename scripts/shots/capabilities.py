"""Capabilities: the matrix, the page of one, claiming for several, a loosened claim."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.names import CapabilityRef
from scripts.shots.stage import SIZE, finished, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.capabilities.page import CapabilitiesPage
    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage

SIXTH = CapabilityRef.parse("pcf-2018/6")


def capabilities(look: Look) -> QWidget:
    """Return the matrix, with the keyboard on a cell."""
    window, page = _open(finished(), look)
    page.view.matrix.go_to(SIXTH)
    finished().settle()
    return window


def capabilities_kss(look: Look) -> QWidget:
    """Return the matrix of the other framework."""
    window, page = _open(finished(), look)
    if page.view.segments:
        page.view.segments.buttons()[1].click()
    finished().settle()
    return window


def capabilities_narrow(look: Look) -> QWidget:
    """Return the matrix in the smallest window."""
    window, _page = _open(finished(), look)
    window.resize(1024, 640)
    finished().settle()
    return window


def capability(look: Look) -> QWidget:
    """Return the page of one capability."""
    window, page = _open(_rated(), look)
    page.open_capability(SIXTH)
    _rated().settle()
    return window


def capability_below(look: Look) -> QWidget:
    """Return the same as high as it is, for the statement and the ratings."""
    window, page = _open(_rated(), look)
    page.open_capability(SIXTH)
    window.resize(SIZE[0], 1900)
    _rated().settle()
    return window


def editor_claiming_several(look: Look) -> QWidget:
    """Return the question with two capabilities chosen, of two frameworks."""
    stage = finished()
    window, page = _open_editor(stage, look)
    row = page.sheet.row("account.feelings") if page.sheet else None
    if row and row.area and page.claiming:
        row.area.select_span(Span(0, 63))
        page.claiming.ask(row)
        popup = page.claiming.popup
        for typed in ("6", "kss 7"):
            popup.search.setText(typed)
            QTest.keyClick(popup.search, Qt.Key.Key_Return)
    stage.settle()
    return window


def editor_loosened(look: Look) -> QWidget:
    """Return claims whose words were changed, with what stands in their place."""
    stage = _loosened()
    window, _ = _open_editor(stage, look)
    return window


@cache
def _loosened() -> Stage:
    stage = fresh("loosened")
    piece = stage.piece("reflective-summary", "Downstairs")
    (claim, *_) = [c for c in piece.claims if piece.place(c)]
    span = piece.place(claim)
    text = piece.text(claim.path)
    if span:
        words = text[span.start : span.end].replace(" ", " really ", 1)
        changed = text[: span.start] + words + text[span.end :]
        stage.portfolio.evidence.write(piece.id, claim.path, changed)
    return stage


def _open_editor(stage: Stage, look: Look) -> tuple[PortfolioWindow, EditorPage]:
    window = stage.window(look, "evidence")
    window.open_evidence(stage.piece("reflective-summary", "Downstairs").id)
    stage.settle()
    if window.editor is None:
        raise AssertionError
    return window, window.editor


@cache
def _rated() -> Stage:
    stage = fresh("rated")
    ratings = stage.portfolio.ratings
    note = "I can hold two explanations, once somebody has asked me for the second."
    ratings.rate(SIXTH, "Social worker", note=note)
    ratings.rate(SIXTH, "Experienced social worker")
    return stage


def _open(stage: Stage, look: Look) -> tuple[PortfolioWindow, CapabilitiesPage]:
    window = stage.window(look, "capabilities")
    stage.settle()
    return window, window.capabilities


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "capabilities": capabilities,
    "capabilities-kss": capabilities_kss,
    "capabilities-narrow": capabilities_narrow,
    "capability": capability,
    "capability-below": capability_below,
    "editor-claiming-several": editor_claiming_several,
    "editor-loosened": editor_loosened,
}
"""Screens by the name of their picture."""
