"""Reads PDF attachments.

A page is taken over as a form XObject: its drawing alone, so that scripts, actions, links,
fields and embedded files stay behind. Filled fields and stamps are drawn into the page first.
What would cost the pack its conformance is taken over as a picture of the page instead, and so
is what holds more than can be seen of it.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Name

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign_checks import BROKEN, PageCheck
from portfolio_app.pack.foreign_colours import UNUSUAL
from portfolio_app.pack.foreign_fields import FIELDS, Undrawn, keep_shown, undrawn_pages
from portfolio_app.pack.foreign_images import ImageCheck
from portfolio_app.pack.foreign_page import ForeignDocument, ForeignPage
from portfolio_app.pack.foreign_renditions import (
    PageDrawing,
    PagePicture,
    form_of,
    shown_box,
)
from portfolio_app.pack.foreign_sight import Hidden, Manner, Sight, sight_of
from portfolio_app.pack.foreign_silence import silence
from portfolio_app.pack.foreign_unicode import has_long_meanings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from portfolio_app.pack.foreign_page import Rendition

LARGEST_UNIT = 75_000
"""In 1/72 inch (ISO 32000-1, annex C)."""
MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of any one stream; a picture of the largest size that is accepted has 240 MB."""
END_WITHIN = 1024
"""Bytes from the end within which the end mark must be (ISO 32000-1, 7.5.5, and readers)."""


def open_pdf(
    data: bytes,
    sights: Sequence[Sight] | None = None,
    on_page: Callable[[], None] | None = None,
) -> ForeignDocument:
    """Read a PDF.

    Args:
        data: The file.
        sights: What was found by looking at its pages before; left out, they are looked at.
        on_page: Called whenever a page has been looked at.

    Raises:
        IntakeError: It is damaged, locked with a password, or a form for one reader only.
    """
    pdf = _opened(data)
    try:
        if not pdf.pages:
            raise _damaged()
        _refuse_unshowable_form(pdf)
        pages, close = _read(pdf, data, sights, on_page)
    except BROKEN as error:
        raise _damaged() from error
    return ForeignDocument(pages=pages, close=close)


def _opened(data: bytes) -> pikepdf.Pdf:
    # Readers may rebuild a file without its end, but then pages can be blank without a word.
    if b"%%EOF" not in data[-END_WITHIN:]:
        raise _damaged()
    # A few kilobytes may stand for gigabytes. Images are taken over as they are packed.
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
        max_stream_filters=4,
    )
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise IntakeError(
            "This PDF is locked with a password.",
            advice="Your work is safe. Save a copy without the password and attach that.",
        ) from error
    except pikepdf.PdfError as error:
        raise _damaged() from error


def _damaged() -> IntakeError:
    return IntakeError(
        "This PDF is damaged or incomplete.",
        advice="Your work is safe. Get the file once more from where it came, or print it to"
        " a new PDF.",
    )


def _read(
    pdf: pikepdf.Pdf,
    data: bytes,
    sights: Sequence[Sight] | None,
    on_page: Callable[[], None] | None,
) -> tuple[tuple[ForeignPage, ...], Callable[[], None]]:
    """Return the pages, and what frees the memory that they need."""
    with ExitStack() as stack:
        stack.enter_context(pdf)
        has_marks = keep_shown(pdf)
        undrawn = undrawn_pages(pdf)
        shown = _Shown(stack)
        if undrawn:
            shown.add_undrawn(_saved(pdf), undrawn)
        for index in undrawn:
            pdf.pages[index].obj.Annots = Array([])
        if has_marks:
            pdf.flatten_annotations("print")
        shown.add(_saved(pdf) if has_marks else data)
        look = None if sights else _Look(pdf, shown)
        checks = PageCheck(pdf)
        pages = []
        for index, page in enumerate(pdf.pages):
            sight = look.at(index, page) if look else (sights or ())[index]
            problems = _cleaned(pdf, page, sight, checks)
            if index in undrawn:
                problems = (FIELDS, *problems)
            if sight.is_pictured:
                problems = (sight.reason, *problems)
            pages.append(_page(pdf, index, problems, sight, shown.document(index)))
            if on_page is not None:
                on_page()
        return tuple(pages), stack.pop_all().close


class _Look:
    """Looks at pages for the first time."""

    def __init__(self, pdf: pikepdf.Pdf, shown: _Shown) -> None:
        self._shown = shown
        self._images = ImageCheck(pdf)
        self._closely = has_long_meanings(pdf)

    def at(self, index: int, page: pikepdf.Page) -> Sight:
        """Look at a page."""
        sight = sight_of(
            self._shown.document(index),
            index,
            closely=self._closely,
            is_marked=self._shown.is_marked(index),
        )
        if not sight.is_pictured and self._images.hide_something(page):
            return replace(sight, manner=Manner.AS_PICTURE, hidden=Hidden.PARTS)
        return sight


def _cleaned(
    pdf: pikepdf.Pdf, page: pikepdf.Page, sight: Sight, checks: PageCheck
) -> tuple[str, ...]:
    if sight.problem:
        return ()  # too much to be looked through is too much to be cleaned
    if sight.manner is Manner.WITHOUT_TEXT:
        try:
            silence(pdf, page)
        except BROKEN:
            return (UNUSUAL,)
    return checks.cleaned(page)


class _Shown:
    """The documents in which the pages look as they will in the pack."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._by_reader: dict[int, pypdfium2.PdfDocument] = {}
        self._marked: set[int] = set()

    def add(self, data: bytes) -> None:
        """Take a file whose fields and marks have become part of its pages."""
        self._all = self._stack.enter_context(pypdfium2.PdfDocument(data))

    def add_undrawn(self, data: bytes, pages: Mapping[int, Undrawn]) -> None:
        """Take a file on some pages of which fields or marks are to be drawn."""
        drawn = self._stack.enter_context(pypdfium2.PdfDocument(data))
        drawn.init_forms()
        for index, what in pages.items():
            self._by_reader[index] = drawn
            if what is Undrawn.FIELDS:  # which thus become part of the page
                page = drawn[index]
                pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
                page.close()
            else:
                self._marked.add(index)

    def document(self, index: int) -> pypdfium2.PdfDocument:
        """Return the document in which to look at a page."""
        return self._by_reader.get(index, self._all)

    def is_marked(self, index: int) -> bool:
        """Whether marks lie on a page that are no part of it."""
        return index in self._marked


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def _refuse_unshowable_form(pdf: pikepdf.Pdf) -> None:
    """Refuse a form whose only page says "Please wait" to all but Adobe's reader (XFA)."""
    form = pdf.Root.get(Name.AcroForm)
    if form is None or Name.XFA not in form:
        return
    if pdf.Root.get(Name.NeedsRendering, False) or not len(form.get(Name.Fields, Array([]))):
        raise IntakeError(
            "This PDF is a form that only Adobe's own program can show.",
            advice="Your work is safe. Open it there, print it to a new PDF and attach that.",
        )
    del form.XFA


def _page(
    pdf: pikepdf.Pdf,
    index: int,
    problems: tuple[str, ...],
    sight: Sight,
    document: pypdfium2.PdfDocument,
) -> ForeignPage:
    page = pdf.pages[index]
    left, bottom, right, top = shown = shown_box(page)
    unit = float(page.obj.get(Name.UserUnit, 1))
    if not 0 < unit <= LARGEST_UNIT:
        raise ValueError("a page without a usable unit")
    width, height = (right - left) * unit, (top - bottom) * unit
    if int(page.rotation) % 180:
        width, height = height, width
    # The library shows the trim box, everyone else the crop box.
    page.obj.CropBox = page.obj.TrimBox = Array(list(shown))
    rendition: Rendition
    if problems:
        document[index].close()  # better to fail now than when the pack is made
        rendition = PagePicture(document, index, unit)
    else:
        rendition = PageDrawing(form_of(pdf, page), (width, height))
    return ForeignPage(
        number=index + 1,
        width=width,
        height=height,
        text=_speakable(sight.words),
        problems=problems,
        sight=sight,
        rendition=rendition,
    )


def _speakable(text: str) -> str:
    """Return a text without control characters."""
    lines = text.split("\n")
    said = (x if x.isprintable() else "".join(filter(str.isprintable, x)) for x in lines)
    return "\n".join(said).strip()
