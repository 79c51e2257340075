"""Turns what a canvas drew into the finished file: tagged, archivable, always the same."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.pack.tagged.archive import (
    AssociatedFile,
    Identity,
    write_associated_files,
    write_identity,
    write_output_intent,
)
from portfolio_app.pack.tagged.tree import TreeWriter, write_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.pack.tagged.structure import Binding, Drawing

FULL_SIZE = 1


def finish(
    drawing: Drawing,
    identity: Identity,
    *,
    files: Sequence[AssociatedFile] = (),
    add_fields: Callable[[pikepdf.Pdf, TreeWriter], None] | None = None,
) -> bytes:
    """Return `drawing` as PDF/A-3a and PDF/UA-1: a function of its arguments alone.

    Args:
        drawing: From `TaggedCanvas.drawing`.
        identity: Title, author and date.
        files: To be embedded.
        add_fields: Adds form fields to the file and its tree.
    """
    with pikepdf.open(BytesIO(drawing.data)) as pdf:
        for binding in drawing.bindings:
            _bind(pdf, binding)
        tree = write_tree(pdf, drawing)
        if add_fields is not None:
            add_fields(pdf, tree)
        tree.close()
        write_identity(pdf, identity)
        write_output_intent(pdf)
        write_associated_files(pdf, files)
        _write_view(pdf)
        _write_labels(pdf, drawing)
        return _saved(pdf)


def _bind(pdf: pikepdf.Pdf, binding: Binding) -> None:
    resources = pdf.pages[binding.page].resources
    if Name.XObject not in resources:
        resources.XObject = Dictionary()
    resources.XObject[f"/{binding.name}"] = binding.source.form_for(pdf)


def _write_view(pdf: pikepdf.Pdf) -> None:
    """Open at the top of page 1 in full size, under the document's title (PDF/UA-1, 7.1)."""
    first = pdf.pages[0]
    top = first.mediabox[3]
    pdf.Root.OpenAction = Array([first.obj, Name.XYZ, 0, top, FULL_SIZE])
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if Name.Outlines in pdf.Root and int(pdf.Root.Outlines.get(Name.Count, 0)):
        pdf.Root.PageMode = Name.UseOutlines


def _write_labels(pdf: pikepdf.Pdf, drawing: Drawing) -> None:
    """Tell readers what is printed on the pages (ISO 32000-1, 12.4.2)."""
    if not drawing.label_runs:
        return
    numbers: list[pikepdf.Object | int] = []
    for first, letter in drawing.label_runs:
        numbers += [first - 1, Dictionary(S=Name.D, P=String(letter))]
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=Array(numbers)))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(
        file,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        linearize=False,
    )
    return file.getvalue()
