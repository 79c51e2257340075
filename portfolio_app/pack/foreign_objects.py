"""What a foreign page draws, thing by thing, in the order in which it is painted."""

from __future__ import annotations

import math
from ctypes import c_float, c_int, c_uint, c_ulong
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium
from pikepdf import Matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pypdfium2

    from portfolio_app.pack.tagged.structure import Box

TEXT: Final = pdfium.FPDF_PAGEOBJ_TEXT
PATH: Final = pdfium.FPDF_PAGEOBJ_PATH
IMAGE: Final = pdfium.FPDF_PAGEOBJ_IMAGE
SHADING: Final = pdfium.FPDF_PAGEOBJ_SHADING
_FORM: Final = pdfium.FPDF_PAGEOBJ_FORM

_DEEPEST: Final = 24
"""Of forms inside forms."""
_MOST: Final = 30_000
"""Things on a page: a dense map has a third."""
_NEVER_PAINTED: Final = frozenset(
    (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
)


class IntricateError(ValueError):
    """A page draws more than can be looked through."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """One thing on a page: a run of text, a path, a picture."""

    handle: pdfium.FPDF_PAGEOBJECT
    kind: int
    box: Box
    """On the page, in its own units, not turned."""
    clip: Box
    """Around where it can show at all, in the same units."""
    order: int
    """A later thing is painted over an earlier one."""
    is_sheer: bool
    """Whether what lies below may shine through it."""


def drawn_things(page: pypdfium2.PdfPage) -> list[Drawn]:
    """Return everything that a page draws, what it draws by way of forms included.

    Raises:
        IntricateError: It is too much.
    """
    walk = _Walk(page)
    return list(walk.things())


class _Walk:
    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page.raw
        self._order = 0

    def things(self) -> Iterator[Drawn]:
        count = pdfium.FPDFPage_CountObjects(self._page)
        if count > _MOST:
            raise IntricateError("things")
        handles = (pdfium.FPDFPage_GetObject(self._page, at) for at in range(count))
        yield from self._under(handles, Matrix(), depth=0, is_sheer=False)

    def _under(
        self,
        handles: Iterator[pdfium.FPDF_PAGEOBJECT],
        placed: Matrix,
        *,
        depth: int,
        is_sheer: bool,
    ) -> Iterator[Drawn]:
        if depth > _DEEPEST:
            raise IntricateError("forms in forms")
        for handle in handles:
            kind = pdfium.FPDFPageObj_GetType(handle)
            sheer = is_sheer or bool(pdfium.FPDFPageObj_HasTransparency(handle))
            if kind == _FORM:
                inner = _matrix(handle) @ placed
                yield from self._under(_parts(handle), inner, depth=depth + 1, is_sheer=sheer)
                continue
            self._order += 1
            if self._order > _MOST:
                raise IntricateError("things")
            yield Drawn(
                handle=handle,
                kind=kind,
                box=_moved(_bounds(handle), placed),
                clip=_moved(_clip(handle), placed),
                order=self._order,
                is_sheer=sheer,
            )


def _parts(form: pdfium.FPDF_PAGEOBJECT) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for at in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
        yield pdfium.FPDFFormObj_GetObject(form, at)


def overlap(one: Box, other: Box) -> Box:
    """Return what two boxes share; its sides may be the wrong way round if they do not."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def sides(box: Box) -> tuple[float, float]:
    """Return the width and height of a box, not less than nothing."""
    return max(0.0, box[2] - box[0]), max(0.0, box[3] - box[1])


def _bounds(handle: pdfium.FPDF_PAGEOBJECT) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value


def _clip(handle: pdfium.FPDF_PAGEOBJECT) -> Box:
    """Return the box around what all clip paths of a thing leave of it."""
    box = (-math.inf, -math.inf, math.inf, math.inf)
    clip = pdfium.FPDFPageObj_GetClipPath(handle)
    for path in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        points = [
            _point(pdfium.FPDFClipPath_GetPathSegment(clip, path, at))
            for at in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path)))
        ]
        if points:
            across, up = zip(*points, strict=True)
            box = overlap(box, (min(across), min(up), max(across), max(up)))
    return box


def _point(segment: pdfium.FPDF_PATHSEGMENT) -> tuple[float, float]:
    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _matrix(handle: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _moved(box: Box, placed: Matrix) -> Box:
    """Return the box around `box` after `placed`; without end it stays without end."""
    if placed == Matrix() or not all(map(math.isfinite, box)):
        return box
    corners = [placed.transform((x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def segments(thing: Drawn) -> int:
    """Return of how many strokes of the pen a path is made."""
    return max(0, int(pdfium.FPDFPath_CountSegments(thing.handle)))


def is_filled(thing: Drawn) -> bool:
    """Return whether a path is filled, not merely drawn along its line."""
    mode, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(thing.handle, mode, stroked)
    return bool(mode.value != pdfium.FPDF_FILLMODE_NONE)


def line_width(thing: Drawn) -> float:
    """Return how thick the line of a path is, in its own units."""
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(thing.handle, width)
    return width.value


def is_painted(text: Drawn) -> bool:
    """Return whether a run of text is to be painted at all."""
    return pdfium.FPDFTextObj_GetTextRenderMode(text.handle) not in _NEVER_PAINTED


def is_voiced(text: Drawn) -> bool:
    """Return whether a run brings along other words to be read in place of its letters."""
    length = c_ulong()
    for at in range(max(0, pdfium.FPDFPageObj_CountMarks(text.handle))):
        mark = pdfium.FPDFPageObj_GetMark(text.handle, at)
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length):
            return True
    return False


def recolour(thing: Drawn, colour: tuple[int, int, int]) -> None:
    """Give a run of text one opaque colour, until the page is closed."""
    red, green, blue = (c_uint(one) for one in colour)
    pdfium.FPDFPageObj_SetFillColor(thing.handle, red, green, blue, 255)
    pdfium.FPDFPageObj_SetStrokeColor(thing.handle, red, green, blue, 255)


def show(things: Iterable[Drawn], *, shown: bool) -> None:
    """Leave things out of the page, or put them back, until it is closed."""
    for thing in things:
        pdfium.FPDFPageObj_SetIsActive(thing.handle, shown)
