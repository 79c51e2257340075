"""Filled form fields of foreign PDFs: what they say, and who draws it.

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

_HIDDEN: Final = 2
"""Annotation flag (ISO 32000-1, table 165)."""
_DEEPEST: Final = 32
"""Of nested fields: more is a file that goes round in circles."""


def take_fields(pdf: pikepdf.Pdf) -> dict[int, tuple[str, ...]]:
    """Remove the fields of those pages whose look is left to the reader.

    Returns:
        For each such page, counted from 0, what its fields say, in the order of the file.
    """
    form = pdf.Root.get(Name.AcroForm)
    if form is None:
        return {}
    leaves_all = bool(form.get(Name.NeedAppearances, False))
    taken = {}
    for index, page in enumerate(pdf.pages):
        widgets = list(_filled_widgets(page))
        if any(leaves_all or Name.AP not in widget for widget in widgets):
            taken[index] = tuple(filter(None, map(_value, widgets)))
            page.obj.Annots = Array(
                [one for one in page.obj.Annots if one.get(Name.Subtype) != Name.Widget]
            )
    return taken


def _filled_widgets(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """Yield the visible widgets of text, choice and tick fields that have a value."""
    for annotation in page.obj.get(Name.Annots, Array([])):
        if (
            annotation.get(Name.Subtype) == Name.Widget
            and not int(annotation.get(Name.F, 0)) & _HIDDEN
            and _inherited(annotation, Name.FT) in (Name.Tx, Name.Ch, Name.Btn)
            and _inherited(annotation, Name.V) is not None
        ):
            yield annotation


def _value(widget: pikepdf.Object) -> str:
    """Return what a field says: its text, its choice, or its name where it is ticked."""
    if _inherited(widget, Name.FT) == Name.Btn:
        is_ticked = widget.get(Name.AS, Name.Off) != Name.Off
        label = _inherited(widget, Name.TU) or _inherited(widget, Name.T)
        return str(label) if is_ticked and label is not None else ""
    value = _inherited(widget, Name.V)
    if isinstance(value, pikepdf.Array):
        return ", ".join(str(one) for one in value)
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return str(value)


def _inherited(field: pikepdf.Object, key: Name) -> pikepdf.Object | None:
    """Return an entry of a field or of the nearest of its parents that has it."""
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        if Name.Parent not in field:
            return None
        field = field.Parent
    return None
