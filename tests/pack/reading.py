"""Reads packs back: links with what they say and where they lead, and bookmarks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Name


class Link(NamedTuple):
    """A link as a reader meets it; pages count from 1."""

    page: int
    target: int
    seen: str
    heard: str


def texts(data):
    """Return the text of every page."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def squeezed(text):
    """Return a text without any white space, to be found over line ends."""
    return re.sub(r"[\s\ufffe\u00ad]+", "", text)


def links(data):
    """Return all links of a pack."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as seen:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = _places(pdf)
        for number, page in enumerate(pdf.pages, start=1):
            text = seen[number - 1].get_textpage()
            for note in page.obj.get(Name.Annots, ()):
                if note.Subtype == Name.Link:
                    box = [float(edge) for edge in note.Rect]
                    target = numbers[_destination(note, places)[0].objgen]
                    shown = text.get_text_bounded(*box).strip()
                    found.append(Link(number, target, shown, str(note.Contents)))
    return found


def elements(element, tag):
    """Yield the structure elements of a tag below one, in the order in which they are read."""
    if str(element.S) == f"/{tag}":
        yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid, tag)


def bookmarks(data):
    """Return (level, title, page) of every bookmark."""
    with pypdfium2.PdfDocument(data) as document:
        return [
            (item.level, item.get_title(), item.get_dest().get_index() + 1)
            for item in document.get_toc()
        ]


def _places(pdf):
    names = {}
    if Name.Dests in pdf.Root:
        names |= {str(key)[1:]: value for key, value in pdf.Root.Dests.items()}
    if Name.Names in pdf.Root and Name.Dests in pdf.Root.Names:
        tree = pikepdf.NameTree(pdf.Root.Names.Dests)
        names |= dict(tree.items())
    return names


def _destination(note, places):
    target = note.get(Name.Dest)
    if target is None:
        target = note.A.D
    if isinstance(target, pikepdf.Array):
        return target
    value = places[str(target).lstrip("/")]
    return value.D if isinstance(value, pikepdf.Dictionary) else value
