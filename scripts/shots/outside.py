"""Bringing files in, and writing in Word, on the shipped example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document

from portfolio_app.ui.widgets.layouts import Scrolled
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage


def beginning(look: Look) -> QWidget:
    """Return the screen as it is before there is a file."""
    here = stage.finished()
    window = here.window(look, "evidence")
    window.outside.bring_in()
    here.settle()
    return window


def template(look: Look) -> QWidget:
    """Return a half-filled template of a council, matched with a form."""
    here = stage.fresh("template")
    return _brought(look, here, _template(stage.folder() / "Reflection template.docx"))


def returned(look: Look) -> QWidget:
    """Return a document that was written in elsewhere, with what it would change."""
    here = stage.fresh("returned")
    path = stage.folder() / "Two doors.docx"
    piece = here.piece("reflective-summary")
    here.portfolio.word.write(path, [piece.id])
    document = Document(str(path))
    control = next(
        one
        for one in document.element.body.iter()
        if one.tag.endswith("}sdt") and len("".join(one.itertext())) > 200
    )
    texts = [one for one in control.iter() if one.tag.endswith("}t")]
    texts[0].text = texts[0].text.replace(" the ", " that ", 1)
    texts[-1].text += " I would ask sooner, and I would ask her first."
    document.add_paragraph("For supervision on Friday: talk about the second visit.")
    document.save(str(path))
    return _brought(look, here, path)


def kept(look: Look) -> QWidget:
    """Return what is shown once a file was kept."""
    here = stage.fresh("kept")
    window = _brought(look, here, _template(stage.folder() / "Another template.docx"))
    window.outside.bringing.offer.keep.click()
    here.settle()
    return window


def word_out(look: Look) -> QWidget:
    """Return the screen that writes a Word document."""
    here = stage.finished()
    window = here.window(look, "evidence")
    window.outside.write_in_word(here.piece("reflective-summary").id)
    here.settle()
    window.outside.writing.place.line.setText("Documents/Evidence.docx")
    here.settle()
    return window


def _brought(look: Look, here: Stage, path: Path) -> PortfolioWindow:
    window = here.window(look, "evidence")
    window.outside.bring_in((path,))
    here.settle()
    for scrolled in window.outside.bringing.findChildren(Scrolled):
        scrolled.verticalScrollBar().setValue(0)
    here.settle()
    return window


def _template(path: Path) -> Path:
    """Write a council's template, filled in as far as time allowed."""
    document = Document()
    document.add_heading("Reflective summary", level=1)
    table = document.add_table(rows=0, cols=2)
    for label, words in (
        ("Title", "A visit that began at the school gate"),
        ("Date of the practice", "3 November 2026"),
        ("Area of practice", "Direct work with a child under five"),
        ("Line manager’s initials", "SB"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
    for heading, words in (
        ("Description", "I met Child B at the gate because home had been loud that morning."),
        ("Feelings", "I was relieved, and then unsure what my relief was about."),
        ("What next?", "Ask in supervision who decides where we meet."),
    ):
        document.add_heading(heading, level=2)
        document.add_paragraph(words)
    document.save(str(path))
    return path


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "bring-in": beginning,
    "bring-in-template": template,
    "bring-in-kept": kept,
    "bring-in-returned": returned,
    "word-out": word_out,
}
