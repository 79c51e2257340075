"""Builds small documents with the pack's engine and reads them back with other tools."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.tagged.archive import Identity
from portfolio_app.pack.tagged.canvas import TaggedCanvas
from portfolio_app.pack.tagged.finish import finish
from tests.tools import poppler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

MOMENT = datetime(2027, 1, 5, 16, 42, tzinfo=UTC)
A4 = (595.28, 841.89)
WORDS = "Mother telephoned at two to say that he was asleep and asked me to come next week. "

BODY = ParagraphStyle(
    "body",
    fontName=Face.SERIF,
    bulletFontName=Face.SANS,
    fontSize=10.5,
    leading=16,
    allowWidows=0,
    allowOrphans=0,
)
TITLE = ParagraphStyle("title", parent=BODY, fontName=Face.DISPLAY, fontSize=27, leading=32)


def identity(**changes):
    fields = {"title": "A pack", "author": "Amina Farrow", "created": MOMENT}
    return Identity(**fields | changes)


def told(
    story: list, *, height: float = A4[1], page_end: Callable | None = None, **options
) -> bytes:
    """Return the finished file of a platypus story, set 330 points wide."""
    file = BytesIO()
    document = BaseDocTemplate(file, pagesize=(A4[0], height))
    frame = Frame(60, 60, 330, height - 100, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPageEnd=page_end or _nothing)])
    document.build(story, canvasmaker=TaggedCanvas)
    return finish(document.canv.drawing(), identity(), **options)


def drawn(*pages: Callable[[TaggedCanvas], None], **options) -> bytes:
    """Return the finished file of pages drawn by hand."""
    canvas = TaggedCanvas(BytesIO(), pagesize=A4)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return finish(canvas.drawing(), identity(), **options)


def heard(document: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return (tag, text) of every element that has text of its own, in reading order."""
    path = folder / "heard.pdf"
    path.write_bytes(document)
    elements: list[tuple[str, str]] = []
    open_tags: list[tuple[int, str]] = []
    for line in poppler.structure(path).splitlines():
        depth = len(line) - len(line.lstrip())
        if found := re.match(r' *"(.*)"$', line):
            tag = next(tag for at, tag in reversed(open_tags) if at < depth)
            elements.append((tag, found[1]))
        elif found := re.match(r" *(\w+)(?: <[^>]*>)?(?: \(.*\):?)?$", line):
            open_tags = [one for one in open_tags if one[0] < depth]
            open_tags.append((depth, found[1]))
    return [(tag, text.strip()) for tag, text in elements if text.strip()]


def picture(document: bytes, page: int = 0, *, scale: float = 1.0) -> Image.Image:
    """Return a page as it looks, in RGB."""
    with pypdfium2.PdfDocument(document) as opened:
        opened.init_forms()
        return opened[page].render(scale=scale).to_pil().convert("RGB")


def _nothing(_canvas, _document) -> None:
    """Draw nothing at the end of a page."""
