"""What helps with words: spelling, finding, nothing but the paper, jottings, several pieces."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.theme import Writing
from scripts.shots.stage import fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage

PATH = FieldPath("account.description")
USUAL = Writing()
SLIPS = (
    "Rowan’s mother definately did not want us in the kitchen. I recieved the refferal late, "
    "and we stood at the two doors with the wrong genogram."
)


@cache
def _words() -> Stage:
    """Return an example with slips in a text, own words, and jottings that wait."""
    stage = fresh("Words")
    piece = stage.piece("reflective-summary", "Two doors")
    stage.portfolio.evidence.write(piece.id, PATH, SLIPS)
    for word in ("Thamesmead", "lifestory", "Slade"):
        stage.portfolio.spelling.add(word)
    stage.portfolio.jottings.keep(
        "She asked me twice who had decided. I said “the conference”, which is nobody."
    )
    stage.portfolio.jottings.keep("Ask in supervision why I rang the school first.", "School")
    return stage


def spelling(look: Look) -> QWidget:
    """Return a word with what may have been meant."""
    window, page = _open(look)
    if page.words and page.words.spelling:
        page.words.spelling.go_on()
    _words().settle()
    return window


def finding(look: Look) -> QWidget:
    """Return finding and replacing."""
    window, page = _open(look)
    if page.words:
        page.words.finding.find_and_replace()
        page.words.finding_bar.words.setText("door")
        page.words.finding_bar.instead.setText("gate")
    _words().settle()
    return window


def focus_mode(look: Look) -> QWidget:
    """Return the paper alone."""
    window, page = _open(look)
    page.focus_mode.enter()
    _words().settle()
    return window


def focus_guidance(look: Look) -> QWidget:
    """Return the paper with its guidance."""
    window, page = _open(look)
    page.focus_mode.enter()
    page.focus_mode.show_guidance()
    _words().settle()
    return window


def writing_serif(look: Look) -> QWidget:
    """Return the editor in another typeface and size."""
    window, _ = _open(look, Writing(family="Noto Serif", size=20))
    return window


def writing_settings(look: Look) -> QWidget:
    """Return the choices about writing."""
    look.set_writing(USUAL)
    stage = _words()
    window = stage.window(look, "settings")
    window.choices.show_remembered(window.settings)
    window.choices.writing.looked_for.emit(window.choices.writing)
    stage.settle()
    return window


def jotting(look: Look) -> QWidget:
    """Return the sheet on which something is jotted down."""
    stage = _words()
    window = stage.window(look)
    sheet = window.jottings.sheet
    sheet.words.set_text("He laughed when I said “we”.\nWhose “we”?")
    window.jottings.open()
    sheet.edited.emit()  # as typing does
    window.jottings.saver.save_now()
    stage.settle()
    return sheet


def jotting_kept(look: Look) -> QWidget:
    """Return what is said when a jotting is on the disk."""
    stage = _words()
    window = stage.window(look)
    window.jottings.sheet.words.set_text("The dog has a name now.")
    window.jottings.open()
    window.jottings.sheet.keep_wanted.emit()
    stage.settle()
    return window


def to_sort(look: Look) -> QWidget:
    """Return the list with jottings above it, and two pieces selected."""
    stage = _words()
    window = stage.window(look, "evidence")
    for row in window.evidence.list.rows[1:3]:
        row.set_picked(picked=True)
    window.evidence.list.picking.refresh()
    stage.settle()
    return window


def sorting(look: Look) -> QWidget:
    """Return the question what becomes of a jotting."""
    stage = _words()
    window = stage.window(look, "evidence")
    window.evidence.list.to_sort.rows[1].sort.click()
    stage.settle()
    sheet = window.evidence.sheet
    if sheet is None:
        raise AssertionError
    return sheet


def _open(look: Look, writing: Writing = USUAL) -> tuple[PortfolioWindow, EditorPage]:
    look.set_writing(writing)
    stage = _words()
    window = stage.window(look, "evidence")
    window.open_evidence(stage.piece("reflective-summary", "Two doors").id, PATH)
    stage.settle()
    if window.editor is None or window.editor.sheet is None:
        raise AssertionError
    return window, window.editor


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "spelling": spelling,
    "finding": finding,
    "focus-mode": focus_mode,
    "focus-guidance": focus_guidance,
    "writing-serif": writing_serif,
    "writing-settings": writing_settings,
    "jotting": jotting,
    "jotting-kept": jotting_kept,
    "evidence-to-sort": to_sort,
    "sorting": sorting,
}
