"""A result on paper, for the file: the same sentences as on the screen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import moment
from portfolio_app.ui.signing.told import amount, headlines, size, told_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.signing.result_page import Checked

MARGIN = 20.0
"""Millimetres, on each side."""


def printer_of(parent: QWidget) -> QPrinter | None:
    """Ask a person where to print; a PDF file is among the places. None: nowhere."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print this result")
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_result(checked: Checked, printer: QPrinter) -> None:
    """Print a result on A4."""
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(
        QPageLayout(
            page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    printer.setDocName(f"Signatures on {checked.path.name}")
    document = QTextDocument()
    document.setHtml("".join(_html(checked)))
    document.print_(printer)


def _html(checked: Checked) -> Iterator[str]:
    found = checked.found
    yield f"<h1>Signatures on {escape(checked.path.name)}</h1>"
    yield _paragraph(
        f"{size(found)}. {amount(found)}. Checked {moment(checked.at.astimezone())}, without a "
        "network connection."
    )
    for line in headlines(found):
        yield f"<h2>{escape(line.words)}</h2>"
    yield from (_paragraph(fault) for fault in found.faults)
    for report in found.signatures:
        yield _paragraph(report.sentence)
        if report.fingerprint:
            yield _paragraph(f"Key: {grouped(report.fingerprint)}")
    for number, signer in enumerate(found.missing):
        yield _paragraph(told_missing(signer, is_next=number == 0, may_sign=False).spoken)
    yield "<hr>"
    if found.pack_code:
        yield _paragraph(f"Pack {found.pack_code}")
    if found.seal:
        yield _paragraph(f"What was sealed, SHA-256: {found.seal}")


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"
