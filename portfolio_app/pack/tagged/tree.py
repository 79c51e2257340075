"""Writes a structure tree into a file (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.pack.tagged.structure import Annotation, Attributes, Content, Element

if TYPE_CHECKING:
    from portfolio_app.pack.tagged.structure import Drawing

PRINT = 4
"""The annotation flag that PDF/A-3 asks for (6.3.2)."""


def write_tree(pdf: pikepdf.Pdf, drawing: Drawing) -> TreeWriter:
    """Write the structure of `drawing` into `pdf`, which holds its pages.

    Returns:
        The writer, so that annotations made later (signature fields) join the tree.
    """
    writer = TreeWriter(pdf, drawing)
    writer.write()
    return writer


class TreeWriter:
    """The structure tree of one file while it is being written."""

    def __init__(self, pdf: pikepdf.Pdf, drawing: Drawing) -> None:
        self._pdf = pdf
        self._drawing = drawing
        self._pages = list(pdf.pages)
        self._contents: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._annotated: list[tuple[pikepdf.Object, pikepdf.Object]] = []
        self._note_numbers = count(1)
        self._divisions: dict[int, pikepdf.Object] = {}
        """The written Divs by the identity of their elements."""
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document: pikepdf.Object = self._root

    def write(self) -> None:
        """Write all elements; `close` completes the tree."""
        self._document = self._element(self._drawing.root, self._root)
        self._root.K = Array([self._document])
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def add_field(
        self, widget: pikepdf.Object, page: int, tooltip: str, division: Element | None = None
    ) -> None:
        """Add a form field as the last element of a Div, or else of the document.

        Its K is one dictionary, not an array: pyHanko tells a permitted signature from a
        forbidden change by that very shape, and would call earlier signatures broken.
        """
        parent = self._document if division is None else self._divisions[id(division)]
        reference = self._object_reference(widget, page)
        element = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Form,
                P=parent,
                Alt=String(tooltip),
                K=reference,
            )
        )
        parent.K.append(element)
        self._annotated.append((widget, element))

    def close(self) -> None:
        """Write the way back, from pages and annotations to their elements."""
        numbers: list[pikepdf.Object | int] = []
        for index, page in enumerate(self._pages):
            page.obj.StructParents = index
            page.obj.Tabs = Name.S
            owners = self._contents[index]
            by_mcid = [owners.get(mcid) for mcid in range(max(owners, default=-1) + 1)]
            numbers += [index, self._pdf.make_indirect(Array(by_mcid))]
        for key, (annotation, element) in enumerate(self._annotated, len(self._pages)):
            annotation.StructParent = key
            numbers += [key, element]
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self._root.ParentTreeNextKey = len(self._pages) + len(self._annotated)

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        written = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent)
        )
        _describe(written, element.attributes)
        if element.tag == "Div":
            self._divisions[id(element)] = written
        if element.tag == "Note":
            # PDF/UA-1, 7.9: each note has an identifier of its own.
            written.ID = String(f"note-{next(self._note_numbers)}")
        written.K = Array(
            [
                self._kid(kid, written)
                for kid in element.kids
                if not (isinstance(kid, Element) and kid.is_empty)
            ]
        )
        return written

    def _kid(
        self, kid: Element | Content | Annotation, owner: pikepdf.Object
    ) -> pikepdf.Object:
        match kid:
            case Element():
                return self._element(kid, owner)
            case Content(page, mcid):
                self._contents[page][mcid] = owner
                return Dictionary(Type=Name.MCR, Pg=self._pages[page].obj, MCID=mcid)
            case Annotation(page, index):
                annotation = self._pages[page].obj.Annots[index]
                annotation.F = PRINT
                annotation.Contents = String(self._what_it_does(kid))
                self._annotated.append((annotation, owner))
                return self._object_reference(annotation, page)

    def _what_it_does(self, link: Annotation) -> str:
        """Return the description of a link: the one given, or its target's title and page."""
        if link.description or link.target is None:
            return link.description
        page = self._drawing.label(self._drawing.targets[link.target])
        title = self._drawing.titles.get(link.target)
        return f"Page {page}, {title}" if title else f"Page {page}"

    def _object_reference(self, annotation: pikepdf.Object, page: int) -> pikepdf.Dictionary:
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[page].obj)


def _describe(written: pikepdf.Object, attributes: Attributes) -> None:
    """Write what an element says about itself."""
    if attributes.alt is not None:
        written.Alt = String(attributes.alt)
    if attributes.actual_text is not None:
        written.ActualText = String(attributes.actual_text)
    if attributes.lang is not None:
        written.Lang = String(attributes.lang)
    owned = [
        owner
        for owner in (_layout(attributes), _table(attributes), _list(attributes))
        if len(owner) > 1
    ]
    if owned:
        written.A = owned[0] if len(owned) == 1 else Array(owned)


def _layout(attributes: Attributes) -> pikepdf.Dictionary:
    layout = Dictionary(O=Name.Layout)
    if attributes.box is not None:
        layout.BBox = Array([round(number, 2) for number in attributes.box])
        layout.Placement = Name.Block
    return layout


def _table(attributes: Attributes) -> pikepdf.Dictionary:
    table = Dictionary(O=Name.Table)
    if attributes.scope is not None:
        table.Scope = Name(f"/{attributes.scope}")
    if attributes.col_span > 1:
        table.ColSpan = attributes.col_span
    if attributes.row_span > 1:
        table.RowSpan = attributes.row_span
    if attributes.summary is not None:
        table.Summary = String(attributes.summary)
    return table


def _list(attributes: Attributes) -> pikepdf.Dictionary:
    numbering = Dictionary(O=Name.List)
    if attributes.numbering is not None:
        numbering.ListNumbering = Name(f"/{attributes.numbering}")
    return numbering
