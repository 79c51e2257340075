"""Empty signature fields that are part of the page from the start.

Fields that a signer adds later would be untagged and would change the sealed file. So they are
made with the pack: field and widget in one, tagged, with a drawing that says who is waited for.
The form holds nothing else, so that a certified file allows nothing but signatures.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.pack.tagged.tree import PRINT, TreeWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.pack.tagged.structure import Box, Element

SIGNATURES_EXIST = 1
"""Bit 1 of SigFlags (ISO 32000-1, table 219); bit 2 (append only) is for the signer to set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField:
    """A place on a page where one person will sign."""

    name: str
    """Of the field; no name may begin with another's (pyHanko issue 633)."""
    page_index: int
    """Counted from 0."""
    rect: Box
    tooltip: str
    """What is heard: whose signature this is."""
    waiting_appearance: bytes
    """A one-page PDF as large as `rect`: what is seen until it is signed."""
    division: Element | None = None
    """The Div in which it is heard last; left out, it is heard last of all."""


def write_signature_fields(
    pdf: pikepdf.Pdf, tree: TreeWriter, fields: Sequence[SignatureField]
) -> None:
    """Add `fields` to their pages and to the structure, in the order given."""
    if not fields:
        return
    _require_distinct_names([field.name for field in fields])
    widgets = []
    for field in fields:
        page = pdf.pages[field.page_index]
        widget = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(field.name),
                TU=String(field.tooltip),
                F=PRINT,
                Rect=Array(list(field.rect)),
                P=page.obj,
                AP=Dictionary(N=_appearance(pdf, field.waiting_appearance)),
            )
        )
        if Name.Annots not in page.obj:
            page.obj.Annots = Array([])
        page.obj.Annots.append(widget)
        tree.add_field(widget, field.page_index, field.tooltip, field.division)
        widgets.append(widget)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(Fields=Array(widgets), SigFlags=SIGNATURES_EXIST)
    )


def _appearance(pdf: pikepdf.Pdf, one_page: bytes) -> pikepdf.Object:
    """Copy the only page of a small PDF into `pdf` as a form."""
    with pikepdf.open(BytesIO(one_page)) as drawn:
        form = drawn.make_indirect(drawn.pages[0].as_form_xobject())
        return pdf.copy_foreign(form)


def _require_distinct_names(names: list[str]) -> None:
    for name in names:
        others = list(names)
        others.remove(name)
        if any(other.startswith(name) for other in others):
            raise ValueError(f"another signature field's name begins with {name!r}")
