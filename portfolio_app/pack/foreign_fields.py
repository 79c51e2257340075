"""Fields, stamps and boxes that lie on the pages of foreign PDFs, as a person sees them.

They may bring along a drawing, which becomes part of the page. They may also leave that to the
reader; then the page is shown as a picture, because drawing a value anew by simpler means would
lose letters that the form's font lacks. What counts is what is seen on the screen, printed or
not: a black box that is not printed was still put there to cover a name.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS: Final = "It has form fields or notes that each reader draws in its own way."

_INVISIBLE: Final = 1
_HIDDEN: Final = 2
_PRINTED: Final = 4
_NOT_VIEWED: Final = 32
"""Annotation flags (ISO 32000-1, table 165)."""
_DEEPEST: Final = 32
"""Of nested fields: more is a file that goes round in circles."""
_DRAWN_NAMES: Final = (
    "Widget Stamp FreeText Square Circle Line Polygon PolyLine Ink Caret Redact"
    " Highlight Underline StrikeOut Squiggly Watermark"
)
_DRAWN: Final = frozenset(f"/{name}" for name in _DRAWN_NAMES.split())
"""Annotations that are marks on the page; others lead somewhere or hold a remark."""


def keep_shown(pdf: pikepdf.Pdf) -> bool:
    """Remove annotations that cannot be seen, and have the others printed.

    Those that are part of a layer go too.

    Returns:
        Whether any are left.
    """
    is_any_left = False
    for page in pdf.pages:
        if Name.Annots not in page.obj:
            continue
        shown = [one for one in page.obj.Annots if _is_shown(one)]
        for one in shown:
            one.F = int(one.get(Name.F, 0)) | _PRINTED
        page.obj.Annots = Array(shown)
        is_any_left = is_any_left or bool(shown)
    return is_any_left


class Undrawn(Enum):
    """What of a page the reader is to draw."""

    FIELDS = auto()
    MARKS = auto()
    """Boxes and the like, and perhaps fields."""


def undrawn_pages(pdf: pikepdf.Pdf) -> dict[int, Undrawn]:
    """Return the pages, counted from 0, of which the reader is to draw something."""
    form = pdf.Root.get(Name.AcroForm, Dictionary())
    leaves_all = bool(form.get(Name.NeedAppearances, False))
    found = {}
    for index, page in enumerate(pdf.pages):
        marks = [one for one in page.obj.get(Name.Annots, Array([])) if not _is_field(one)]
        fields = list(_filled_widgets(page))
        if any(Name.AP not in one for one in marks):
            found[index] = Undrawn.MARKS
        elif fields and (leaves_all or any(Name.AP not in one for one in fields)):
            found[index] = Undrawn.FIELDS
    return found


def _is_field(annotation: pikepdf.Object) -> bool:
    return bool(annotation.get(Name.Subtype) == Name.Widget)


def _is_shown(annotation: pikepdf.Object) -> bool:
    is_hidden = int(annotation.get(Name.F, 0)) & (_INVISIBLE | _HIDDEN | _NOT_VIEWED)
    is_mark = str(annotation.get(Name.Subtype)) in _DRAWN
    return is_mark and not is_hidden and Name.OC not in annotation


def _filled_widgets(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """Yield the widgets of text, choice and tick fields that have a value."""
    for annotation in page.obj.get(Name.Annots, Array([])):
        if (
            _is_field(annotation)
            and _inherited(annotation, Name.FT) in (Name.Tx, Name.Ch, Name.Btn)
            and _inherited(annotation, Name.V) is not None
        ):
            yield annotation


def _inherited(field: pikepdf.Object, key: Name) -> pikepdf.Object | None:
    """Return an entry of a field or of the nearest of its parents that has it."""
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        if Name.Parent not in field:
            return None
        field = field.Parent
    return None
