"""Reads PDF attachments.

A page is taken over as a form XObject: its drawing alone, so that scripts, actions, links,
fields and embedded files stay behind. Filled fields and stamps are drawn into the page first.
What would cost the pack its conformance is taken over as a picture of the page instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Array, Matrix, Name

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign_checks import BROKEN, PageCheck
from portfolio_app.pack.foreign_fields import FIELDS, take_fields
from portfolio_app.pack.foreign_page import ForeignDocument, ForeignPage
from portfolio_app.pack.pictures import POINTS_PER_INCH, UNIT_SQUARE, image_xobject

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.pack.foreign_page import Rendition
    from portfolio_app.pack.tagged.structure import Box, FormSource

PICTURE_DPI = 200
LARGEST_SIDE = 14_400
"""In units: more is against ISO 32000-1, annex C."""
LARGEST_UNIT = 75_000
"""In 1/72 inch (ISO 32000-1, annex C)."""
MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of any one stream; a picture of the largest size that is accepted has 240 MB."""
END_WITHIN = 1024
"""Bytes from the end within which the end mark must be (ISO 32000-1, 7.5.5, and readers)."""


def open_pdf(data: bytes) -> ForeignDocument:
    """Read a PDF.

    Raises:
        IntakeError: It is damaged, locked with a password, or a form for one reader only.
    """
    pdf = _opened(data)
    try:
        if not pdf.pages:
            raise _damaged()
        _refuse_unshowable_form(pdf)
        pages, close = _read(pdf, data)
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


def _read(pdf: pikepdf.Pdf, data: bytes) -> tuple[tuple[ForeignPage, ...], Callable[[], None]]:
    """Return the pages, and what frees the memory that they need."""
    filled = take_fields(pdf)
    pdf.flatten_annotations("print")
    flat = BytesIO()
    pdf.save(flat)
    as_filled = pypdfium2.PdfDocument(data)
    if filled:
        as_filled.init_forms()
    check = PageCheck(pdf)
    with pypdfium2.PdfDocument(flat.getvalue()) as flattened:
        pages = []
        for index, page in enumerate(pdf.pages):
            problems = check.cleaned(page)
            if index in filled:
                problems = (FIELDS, *problems)
            text = _text(flattened, index, filled.get(index, ()))
            pages.append(_page(pdf, index, problems, text, as_filled))

    def close() -> None:
        as_filled.close()
        pdf.close()

    return tuple(pages), close


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
    text: str,
    as_filled: pypdfium2.PdfDocument,
) -> ForeignPage:
    page = pdf.pages[index]
    left, bottom, right, top = shown = _shown_box(page)
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
        as_filled[index].close()  # better to fail now than when the pack is made
        rendition = PagePicture(as_filled, index, unit)
    else:
        rendition = PageDrawing(_form(pdf, page), (width, height))
    return ForeignPage(
        number=index + 1,
        width=width,
        height=height,
        text=text,
        problems=problems,
        rendition=rendition,
    )


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page taken over as it was drawn."""

    form: pikepdf.Object
    """Of the foreign file, which must stay open."""
    size: tuple[float, float]

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page; it is the same at every `scale`."""
        del scale
        return self, self.size

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as a form of `pdf`."""
        return pdf.copy_foreign(self.form)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page taken over as a picture of itself."""

    as_filled: pypdfium2.PdfDocument
    """The file as it came, with its fields; it must stay open."""
    index: int
    unit: float
    """Of the page, in points."""
    scale: float = 1.0

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page, as fine as print needs at `scale`."""
        return replace(self, scale=scale), UNIT_SQUARE

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as an image of `pdf`."""
        page = self.as_filled[self.index]
        finest = PICTURE_DPI / POINTS_PER_INCH * self.unit * self.scale
        bitmap = page.render(scale=finest, optimize_mode="print")
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
        return image_xobject(pdf, picture, exact=False)


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form, upright, its lower left corner at the origin."""
    form = pdf.make_indirect(page.as_form_xobject())
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    left, bottom, right, top = _upright(form.BBox)
    corners = [matrix.transform((x, y)) for x in (left, right) for y in (bottom, top)]
    x, y = min(x for x, _ in corners), min(y for _, y in corners)
    form.Matrix = Array(list((matrix @ Matrix(1, 0, 0, 1, -x, -y)).shorthand))
    for key in (Name.StructParents, Name.StructParent):
        if key in form:
            del form[key]
    return form


def _shown_box(page: pikepdf.Page) -> Box:
    """Return what is displayed of a page: the part of its crop box within its media box."""
    media = _upright(page.mediabox)
    crop = _upright(page.cropbox)
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    sides = box[2] - box[0], box[3] - box[1]
    if not all(1 <= side <= LARGEST_SIDE for side in sides):
        raise ValueError("a page without a usable size")
    return box


def _upright(box: pikepdf.Object) -> Box:
    x1, y1, x2, y2 = (float(side) for side in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _text(document: pypdfium2.PdfDocument, index: int, field_values: tuple[str, ...]) -> str:
    """Return the text layer of a page and what its fields say, without control characters."""
    page = document[index]
    layer = page.get_textpage()
    text = "\n".join((layer.get_text_bounded().replace("\r\n", "\n"), *field_values))
    layer.close()
    page.close()
    return "".join(c for c in text if c == "\n" or c.isprintable()).strip()
