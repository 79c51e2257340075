"""Turns what a canvas drew into the finished file: tagged, archivable, always the same."""

from __future__ import annotations

import re
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
    from collections.abc import Callable, Mapping, Sequence

    from portfolio_app.pack.tagged.structure import Binding, Drawing

FULL_SIZE = 1


def finish(
    drawing: Drawing,
    identity: Identity,
    *,
    files: Sequence[AssociatedFile] = (),
    add_fields: Callable[[pikepdf.Pdf, TreeWriter], None] | None = None,
    on_bound: Callable[[], None] | None = None,
) -> bytes:
    """Return `drawing` as PDF/A-3a and PDF/UA-1: a function of its arguments alone.

    Args:
        drawing: From `TaggedCanvas.drawing`.
        identity: Title, author and date.
        files: To be embedded.
        add_fields: Adds form fields to the file and its tree.
        on_bound: Called as soon as everything bound has been copied: what it came from may be
            closed, which frees as much memory as it takes to save the file.
    """
    with pikepdf.open(BytesIO(drawing.data)) as pdf:
        for binding in drawing.bindings:
            _bind(pdf, binding)
        if on_bound is not None:
            on_bound()
        _spell_glyphs(pdf, drawing)
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


def _spell_glyphs(pdf: pikepdf.Pdf, drawing: Drawing) -> None:
    """Say which letters glyphs in private code points stand for (ISO 32000-1, 9.10.3)."""
    for face in sorted({face for face, _ in drawing.letters}):
        letters = {ord(c): text for (of, c), text in drawing.letters.items() if of == face}
        for font in pdf.objects:
            if not isinstance(font, Dictionary) or font.get(Name.Type) != Name.Font:
                continue
            if str(font.get(Name.BaseFont, "")).endswith(f"+{face}"):
                font.ToUnicode.write(_spelled(font.ToUnicode.read_bytes(), letters))


def _spelled(cmap: bytes, letters: Mapping[int, str]) -> bytes:
    def named(found: re.Match[bytes]) -> bytes:
        # Marks of which the letters are with another glyph: something unseen.
        text = letters.get(int(found[1], 16)) or "\N{ZERO WIDTH SPACE}"
        return b"> <" + text.encode("utf-16-be").hex().upper().encode() + b">"

    return re.sub(rb"> <((?:E|F[0-8])[0-9A-F]+)>", named, cmap)


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
