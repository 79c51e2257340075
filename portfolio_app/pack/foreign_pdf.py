"""Reads PDF attachments.

A page is taken over as a form XObject: its drawing alone, so that scripts, actions, links,
fields and embedded files stay behind. Filled fields and stamps are drawn into the page first.
What would cost the pack its conformance is taken over as a picture of the page instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pikepdf import Array, Matrix, Name

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign_checks import PageCheck
from portfolio_app.pack.foreign_page import ForeignDocument, ForeignPage
from portfolio_app.pack.pictures import POINTS_PER_INCH, UNIT_SQUARE, image_xobject

if TYPE_CHECKING:
    from portfolio_app.pack.tagged.structure import Box, FormSource

PICTURE_DPI = 200
LARGEST_SIDE = 14_400
"""In units: more is against ISO 32000-1, annex C."""
TURNED = (90, 270)

_KEEP_SAFE = "Your work is safe. "
_DAMAGED = (
    "This PDF is damaged or incomplete.",
    _KEEP_SAFE + "Get the file once more from where it came, or print it to a new PDF.",
)


def open_pdf(data: bytes) -> ForeignDocument:
    """Read a PDF.

    Raises:
        IntakeError: It is damaged, locked with a password, or a form for one reader only.
    """
    pdf = _opened(data)
    try:
        _refuse_unshowable_form(pdf)
        _draw_fields_into_pages(pdf)
        flat = BytesIO()
        pdf.save(flat, deterministic_id=True)
        rendered = pypdfium2.PdfDocument(flat.getvalue())
        pages = tuple(_page(pdf, rendered, index) for index in range(len(pdf.pages)))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, KeyError) as error:
        raise IntakeError(_DAMAGED[0], advice=_DAMAGED[1]) from error

    def close() -> None:
        rendered.close()
        pdf.close()

    return ForeignDocument(pages=pages, close=close)


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError as error:
        raise IntakeError(
            "This PDF is locked with a password.",
            advice=_KEEP_SAFE + "Save a copy without the password and attach that.",
        ) from error
    except pikepdf.PdfError as error:
        raise IntakeError(_DAMAGED[0], advice=_DAMAGED[1]) from error
    if not pdf.pages:
        raise IntakeError(_DAMAGED[0], advice=_DAMAGED[1])
    return pdf


def _refuse_unshowable_form(pdf: pikepdf.Pdf) -> None:
    """Refuse a form whose only page says "Please wait" to all but Adobe's reader (XFA)."""
    form = pdf.Root.get(Name.AcroForm)
    if form is None or Name.XFA not in form:
        return
    if pdf.Root.get(Name.NeedsRendering, False) or not len(form.get(Name.Fields, Array([]))):
        raise IntakeError(
            "This PDF is a form that only Adobe's own program can show.",
            advice=_KEEP_SAFE + "Open it there, print it to a new PDF and attach that.",
        )
    del form.XFA


def _draw_fields_into_pages(pdf: pikepdf.Pdf) -> None:
    """Make filled fields, stamps and comments that print part of the page's drawing."""
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def _page(pdf: pikepdf.Pdf, rendered: pypdfium2.PdfDocument, index: int) -> ForeignPage:
    page = pdf.pages[index]
    shown = _shown_box(page)
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    unit = float(page.obj.get(Name.UserUnit, 1))
    if _turn(page) in TURNED:
        width, height = height, width
    # The library shows the trim box, everyone else the crop box.
    page.obj.CropBox = page.obj.TrimBox = Array(list(shown))
    check = PageCheck(pdf)
    problems = check.cleaned(page)
    return ForeignPage(
        number=index + 1,
        width=width * unit,
        height=height * unit,
        text=_text(rendered, index),
        problems=problems,
        rendition=(
            PagePicture(rendered, index, unit)
            if problems
            else PageDrawing(pdf, index, (width * unit, height * unit))
        ),
    )


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page taken over as it was drawn."""

    pdf: pikepdf.Pdf
    index: int
    size: tuple[float, float]

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page; it is the same at every scale."""
        return self, self.size

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as a form of `pdf`, upright, its lower left corner at the origin."""
        form = self.pdf.make_indirect(self.pdf.pages[self.index].as_form_xobject())
        matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
        left, bottom, right, top = (float(side) for side in form.BBox)
        corners = [matrix.transform((x, y)) for x in (left, right) for y in (bottom, top)]
        x, y = min(x for x, _ in corners), min(y for _, y in corners)
        form.Matrix = Array(list((matrix @ Matrix(1, 0, 0, 1, -x, -y)).shorthand))
        for key in (Name.StructParents, Name.StructParent):
            if key in form:
                del form[key]
        return pdf.copy_foreign(form)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page taken over as a picture of itself."""

    rendered: pypdfium2.PdfDocument
    index: int
    unit: float
    """Of the page, in points."""
    scale: float = 1.0

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page, as fine as print needs at `scale`."""
        return PagePicture(self.rendered, self.index, self.unit, min(1.0, scale)), UNIT_SQUARE

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as an image of `pdf`."""
        page = self.rendered[self.index]
        finest = PICTURE_DPI / POINTS_PER_INCH * self.unit * self.scale
        picture = page.render(scale=finest, draw_annots=True).to_pil().convert("RGB")
        page.close()
        return image_xobject(pdf, picture, exact=False)


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


def _turn(page: pikepdf.Page) -> int:
    """Return by how many degrees a page is turned clockwise to be displayed."""
    return int(page.rotation) % 360


def _text(rendered: pypdfium2.PdfDocument, index: int) -> str:
    """Return the text layer of a page, without control characters."""
    page = rendered[index]
    layer = page.get_textpage()
    text = layer.get_text_bounded().replace("\r\n", "\n")
    layer.close()
    page.close()
    return "".join(c for c in text if c == "\n" or c.isprintable()).strip()
