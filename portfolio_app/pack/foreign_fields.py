"""Filled form fields of foreign PDFs, and notes on their pages that are switched off.

A field may bring along a drawing of its value, which becomes part of the page. It may also
leave that to the reader; then the page is shown as a picture, because drawing a value anew by
simpler means would lose letters that the form's font lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS: Final = "It has form fields that each reader draws in its own way."

_INVISIBLE: Final = 1
_HIDDEN: Final = 2
_PRINTED: Final = 4
_NOT_VIEWED: Final = 32
"""Annotation flags (ISO 32000-1, table 165)."""
_DEEPEST: Final = 32
"""Of nested fields: more is a file that goes round in circles."""
_UNDRAWN: Final = (Name.Link, Name.Popup)
"""Annotations that leave no mark when a page is printed."""


def take_fields(pdf: pikepdf.Pdf) -> frozenset[int]:
    """Remove the fields of those pages whose look is left to the reader.

    Returns:
        Those pages, counted from 0.
    """
    form = pdf.Root.get(Name.AcroForm)
    if form is None:
        return frozenset()
    leaves_all = bool(form.get(Name.NeedAppearances, False))
    taken = set()
    for index, page in enumerate(pdf.pages):
        widgets = list(_filled_widgets(page))
        if any(leaves_all or Name.AP not in widget for widget in widgets):
            taken.add(index)
            page.obj.Annots = Array(
                [one for one in page.obj.Annots if one.get(Name.Subtype) != Name.Widget]
            )
    return frozenset(taken)


def drop_unshown(pdf: pikepdf.Pdf) -> bool:
    """Remove annotations that are not both seen and printed, or are part of a layer.

    Returns:
        Whether any are left that draw something on their page.
    """
    draws = False
    for page in pdf.pages:
        if Name.Annots not in page.obj:
            continue
        left = [one for one in page.obj.Annots if _is_shown(one)]
        page.obj.Annots = Array(left)
        draws = draws or any(one.get(Name.Subtype) not in _UNDRAWN for one in left)
    return draws


def _is_shown(annotation: pikepdf.Object) -> bool:
    flags = int(annotation.get(Name.F, 0))
    hidden = flags & (_INVISIBLE | _HIDDEN | _NOT_VIEWED)
    return bool(flags & _PRINTED) and not hidden and Name.OC not in annotation


def _filled_widgets(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """Yield the visible widgets of text, choice and tick fields that have a value."""
    for annotation in page.obj.get(Name.Annots, Array([])):
        if (
            annotation.get(Name.Subtype) == Name.Widget
            and not int(annotation.get(Name.F, 0)) & (_HIDDEN | _NOT_VIEWED)
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
