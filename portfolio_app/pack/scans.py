"""What can be told reliably of scanned pages: whether they are silent, coarse or turned.

Only a page that a picture covers is taken for a scan. How it is turned is told from its text
layer, which scanners turn with the picture; a scan without one may stand on its head unseen.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

COARSE_BELOW = 150
"""Dots per inch, as placed, below which small print is lost."""
COVERED = 0.6
"""Share of a page from which a picture on it makes it a scan; ours."""
AGREED = 0.8
"""Share of the letters that must be turned alike."""
LETTERS = 40
"""Letters that must be there to tell how a page is turned."""
_POINTS_PER_INCH = 72
_QUARTER = 90
_LOOKED_AT = 400
"""Letters of a page that are looked at; more would tell the same."""


class Turn(StrEnum):
    """How the text of a page runs."""

    UPRIGHT = "upright"
    SIDEWAYS = "sideways"
    UPSIDE_DOWN = "upside-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A page that someone should look at."""

    page: int
    """From 1."""
    is_silent: bool
    """Whether it is a picture without any text."""
    dpi: float
    """Of the picture that covers it; infinite where none does."""
    turn: Turn


def look_at_pages(data: bytes, silent: AbstractSet[int]) -> tuple[Scan, ...]:
    """Return the pages of a PDF that are silent scans, coarse or turned.

    Args:
        data: A PDF that can be read.
        silent: The pages that say nothing, by their numbers.
    """
    with pypdfium2.PdfDocument(data) as document:
        looked = (
            _look(document, index, silent=index + 1 in silent) for index in range(len(document))
        )
        return tuple(
            scan
            for scan in looked
            if scan.is_silent or scan.dpi < COARSE_BELOW or scan.turn is not Turn.UPRIGHT
        )


def _look(document: pypdfium2.PdfDocument, index: int, *, silent: bool) -> Scan:
    page = document[index]
    dpi = _dpi(page)
    turn = Turn.UPRIGHT if silent else _turn(page)
    page.close()
    return Scan(page=index + 1, is_silent=silent and math.isfinite(dpi), dpi=dpi, turn=turn)


def _dpi(page: pypdfium2.PdfPage) -> float:
    """Return the resolution of the picture that covers a page, in dots per inch."""
    width, height = page.get_size()
    for image in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = image.get_bounds()
        across, up = right - left, top - bottom
        if across * up >= COVERED * width * height:
            # A picture may be turned: its longer side lies along the longer side it fills.
            pixels, points = max(image.get_px_size()), max(across, up)
            return float(pixels * _POINTS_PER_INCH / points)
    return math.inf


def _turn(page: pypdfium2.PdfPage) -> Turn:
    layer = page.get_textpage()
    letters = min(layer.count_chars(), _LOOKED_AT)
    angles: Counter[int] = Counter()
    for at in range(letters):
        angle = pdfium.FPDFText_GetCharAngle(
            layer.raw, at
        )  # clockwise, in radians; below 0 if unknown
        if angle >= 0:
            angles[round(math.degrees(angle) / _QUARTER) % 4] += 1
    layer.close()
    told = sum(angles.values())
    if told < LETTERS:
        return Turn.UPRIGHT
    quarter, number = angles.most_common(1)[0]
    turned = (quarter + page.get_rotation() // _QUARTER) % 4
    if number < AGREED * told or turned == 0:
        return Turn.UPRIGHT
    return Turn.UPSIDE_DOWN if turned == 2 else Turn.SIDEWAYS
