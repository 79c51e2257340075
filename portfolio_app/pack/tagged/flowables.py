"""Platypus flowables that know their tag: paragraphs, headings, figures.

A flowable is one element however often it is split over pages and however many passes a build
takes: its identity is an object that its parts share.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Paragraph
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import register_fonts
from portfolio_app.pack.tagged.canvas import TaggedCanvas
from portfolio_app.pack.tagged.structure import PLAIN, Attributes, Step

if TYPE_CHECKING:
    from reportlab.lib.abag import ABag
    from reportlab.lib.styles import ParagraphStyle

    from portfolio_app.pack.tagged.text import EmbeddedText

SIMPLE_LINES = 0
"""ReportLab's kind of paragraph in which all words look the same."""


@dataclass(slots=True)
class _Known:
    """What is known of a text in a style."""

    fragments: list[ABag] | None = None
    """Its markup, read."""
    lines: dict[float, tuple[Any, float]] = field(default_factory=dict)
    """Its lines and their height, by the width that they were broken for."""


class Memory:
    """What paragraphs were found to be while pages were laid out, for drawing the same again.

    Reading markup and breaking lines takes half of the time of a pass, and in the next pass
    only page numbers differ. ReportLab changes neither while it draws.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Known] = {}

    def of(self, text: str, style: ParagraphStyle) -> _Known:
        """Return what is known of a text in a style of that name."""
        return self._known.setdefault((text, style.name), _Known())


class Para(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph of ReportLab markup with a tag.

    Args:
        text: Markup; plain text goes through `fonts.marked_up` first.
        style: Sets the face; one that is not embedded is refused when it is drawn.
        tag: P, H1, LI, Caption, TOCI ... An LI becomes LI with Lbl (the bullet) and LBody.
        path: Steps down to this element from the one around it: `(Step("L", "facts"),)`.
        bullet: The bullet or number before it.
        lang: Language tag, where it is not that of the document.
        attributes: Anything else that the element says about itself.
        memory: What is known from the pass before, and will be known in the next.
    """

    blPara: Any  # noqa: N815 - ReportLab's name for the lines
    height: float

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        tag: str = "P",
        path: tuple[Step, ...] = (),
        bullet: str | None = None,
        lang: str | None = None,
        attributes: Attributes = PLAIN,
        memory: Memory | None = None,
        **options: Any,  # noqa: ANN401 - ReportLab's own, which split() passes
    ) -> None:
        register_fonts()  # ReportLab looks faces up while it reads the markup
        options.setdefault("bulletText", bullet)
        self._wrapped_for: float | None = None
        self._known = _Known() if memory is None or text is None else memory.of(text, style)
        if options.get("frags") is None and text is not None:
            known = self._known.fragments
            options["frags"] = [_plain_fragment(text, style)] if _is_plain(text) else known
        super().__init__(text, style, **options)
        self._known.fragments = self.frags
        self.tag = tag
        self.path = path
        self.attributes = attributes if lang is None else replace(attributes, lang=lang)
        self.identity = object()
        """Shared by all parts of the paragraph."""
        self.source = ""
        """The text of the plan that it sets, by which its page is found in another edition."""
        self.share = (0.0, 1.0)
        """Which part of that text stands in it, where it was split."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Break lines as ReportLab does, but once: tables ask for the same repeatedly."""
        # ReportLab forgets the lines of a paragraph that it will not split.
        if self._wrapped_for != availWidth or not hasattr(self, "blPara"):
            known = self._known.lines.get(availWidth)
            if known is None:
                super().wrap(availWidth, availHeight)
                self._known.lines[availWidth] = (self.blPara, self.height)
            else:
                self.width, (self.blPara, self.height) = availWidth, known
            self._wrapped_for = availWidth
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Para]:  # noqa: N803
        """Split as ReportLab does; every part remains part of the same element."""
        parts: list[Para] = super().split(availWidth, availHeight)
        for part in parts:
            part.tag, part.path = self.tag, self.path
            part.attributes, part.identity = self.attributes, self.identity
            part.source = self.source
        _share_out(self.share, parts)
        return parts

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802 - ReportLab's name
        """Draw it inside its element."""
        own = Step(self.tag, self.identity, self.attributes)
        label = (Step("Lbl", "label"),) if self.tag == "LI" else ()
        canvas = self._tagged_canvas
        if self.source:
            canvas.note_source(self.source, self.share)
        with canvas.within(*self.path, own) as self._element, canvas.within(*label):
            super().drawPara(debug)

    def beginText(self, x: float, y: float) -> EmbeddedText:  # noqa: N802 - ReportLab's name
        """Return the object for the words; what was drawn before it was the bullet."""
        body = (Step("LBody", "body"),) if self.tag == "LI" else ()
        with self._tagged_canvas.inside(self._element):
            return self._words_in(body, x, y)

    def _words_in(self, path: tuple[Step, ...], x: float, y: float) -> EmbeddedText:
        """Return the object for the words; a paragraph that is one link gets a Link."""
        canvas = self._tagged_canvas
        links = getattr(self.blPara, "link", ()) if self.blPara.kind == SIMPLE_LINES else ()
        if not links:
            return canvas.text_in(path, x, y)
        with canvas.within(*path, Step("Link", "whole")) as element:
            for _number, href in links:
                for _line in self.blPara.lines:
                    canvas.await_annotation(href, element)
            return canvas.beginText(x, y)

    @property
    def _tagged_canvas(self) -> TaggedCanvas:
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            raise TypeError("a tagged paragraph needs a TaggedCanvas")
        return canvas


def _share_out(whole: tuple[float, float], parts: list[Para]) -> None:
    """Give each part its share of the text, by its letters."""
    letters = [_letters(part) for part in parts]
    start, end = whole
    total = sum(letters) or 1
    for part, own in zip(parts, letters, strict=True):
        after = start + (end - whole[0]) * own / total
        part.share = (start, after)
        start = after


def _letters(part: Para) -> int:
    """Return how many letters a part has; where all words look alike ReportLab keeps a list."""
    listed = "".join(str(word) for f in part.frags for word in getattr(f, "words", ()))
    return len("".join((listed or part.getPlainText()).split()))


def _is_plain(markup: str) -> bool:
    return not ("<" in markup or "&" in markup or "\n" in markup)


def _plain_fragment(text: str, style: ParagraphStyle) -> ABag:
    """Return what reading `text` would give: reading markup is a fifth of laying out."""
    return _model(style).clone(text=text.strip())


@lru_cache(maxsize=256)
def _model(style: ParagraphStyle) -> ABag:
    """Return the fragment that ReportLab reads from a word without markup in that style."""
    (fragment,) = Paragraph("word", style).frags
    return fragment


class Heading(Para):
    """A heading of level 1 to 6, a place for links, and, if wished, a bookmark.

    Args:
        text: Markup.
        style: As of a paragraph.
        level: 1 to 6; levels start with 1 and skip none on the way down (PDF/UA-1, 7.4.2).
        key: The key under which links find it.
        outline: The text of its bookmark; None for no bookmark.
        outline_level: How deep the bookmark is, from 0; left out, as deep as the heading.
        path: As of a paragraph.
    """

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        level: int = 1,
        *,
        key: str | None = None,
        outline: str | None = None,
        outline_level: int | None = None,
        path: tuple[Step, ...] = (),
        **options: Any,  # noqa: ANN401 - ReportLab's own, which split() passes
    ) -> None:
        if outline is not None and key is None:
            raise ValueError("a bookmark needs a key to lead to")
        super().__init__(text, style, f"H{level}", path, **options)
        self.key = key
        self.outline = outline
        self.outline_level = level - 1 if outline_level is None else outline_level

    def split(self, availWidth: float, availHeight: float) -> list[Para]:  # noqa: N803
        """Split as a paragraph does; place and bookmark belong to the first part."""
        parts = super().split(availWidth, availHeight)
        if parts and isinstance(parts[0], Heading):
            parts[0].key, parts[0].outline = self.key, self.outline
            parts[0].outline_level = self.outline_level
        return parts

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802 - ReportLab's name
        """Draw it, and make it a place that links lead to."""
        if self.key is not None:
            canvas = self._tagged_canvas
            canvas.bookmarkHorizontal(self.key, 0, self.height + self.style.leading / 2)
            if self.outline is not None:
                canvas.addOutlineEntry(self.outline, self.key, self.outline_level)
        super().drawPara(debug)


class Fig(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Another flowable (a picture, a drawing) that is heard as `alt`."""

    def __init__(self, inner: Flowable, alt: str) -> None:
        super().__init__()
        self.inner = inner
        self.alt = alt
        self.identity = object()
        self.hAlign = getattr(inner, "hAlign", "LEFT")

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room that the inner flowable takes."""
        self.width, self.height = self.inner.wrapOn(self.canv, availWidth, availHeight)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the inner flowable as one figure."""
        box = (0.0, 0.0, self.width, self.height)
        with self.canv.figure(self.identity, self.alt, box):
            self.inner.drawOn(self.canv, 0, 0)
