"""Puts a drawn appearance into a signature field as it is: same size, same fonts.

pyHanko would rather write text itself, but with widths that break PDF/A for some fonts, and
its own reader of appearances wants a file on the disk.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

if TYPE_CHECKING:
    from pyhanko.pdf_utils.writer import BasePdfFileWriter


class DrawnPage(PdfContent):
    """The only page of a PDF in memory, as content of an appearance."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        super().__init__()

    def render(self) -> bytes:
        """Copy the page into the document and return the operator that paints it."""
        writer: BasePdfFileWriter = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._data)))
        self.resources.xobject["/Drawn"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Drawn Do"


def stamp(appearance: bytes) -> StaticStampStyle:
    """Return a style that shows `appearance`, a one-page PDF, filling the field."""
    return StaticStampStyle(
        border_width=0,
        background=DrawnPage(appearance),
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MIN,
            margins=Margins(),
            inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
        ),
    )
