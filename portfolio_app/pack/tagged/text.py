"""A ReportLab text object that knows which structure element its words belong to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr
from reportlab.pdfgen.textobject import PDFTextObject

from portfolio_app.pack import right_to_left
from portfolio_app.pack.fonts import is_embedded
from portfolio_app.pack.tagged.structure import Attributes, Element, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.tagged.canvas import TaggedCanvas

NO_SPACE_AFTER = (" ", "-", "\N{NO-BREAK SPACE}", "\N{EN DASH}", "\N{EM DASH}")
"""Line ends after which no word gap is missing."""


class EmbeddedText(PDFTextObject):  # type: ignore[misc]  # ReportLab has no types
    """Text that refuses a face that would not be embedded, and turns round what runs so."""

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Set the face; see ReportLab."""
        _require_embedded(psfontname)
        super().setFont(psfontname, size, leading)

    def _setFont(self, psfontname: str, size: float) -> None:  # noqa: N802
        _require_embedded(psfontname)
        super()._setFont(psfontname, size)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        if self._fontname in right_to_left.FACES:
            text = self._turned_out(text)
        super()._textOut(text, TStar)

    def textOut(self, text: str) -> None:  # noqa: N802 - ReportLab's name
        """Draw words; see ReportLab."""
        if self._fontname in right_to_left.FACES:
            whole, text = text, self._turned_out(text)
            words = whole[: len(whole) - len(text)]
            self._x += self._canvas.stringWidth(words, self._fontname, self._fontsize)
        super().textOut(text)

    def _turned_out(self, carried: str) -> str:
        """Draw the words of one line that run from right to left; return the gap after them."""
        words = carried.strip(" ")
        gap = carried[: len(carried) - len(carried.lstrip(" "))]
        if not words:
            return carried
        if gap:
            super()._textOut(gap)
        with self._read_as(right_to_left.written(words)):
            super()._textOut(self._turned(words))
        return carried[len(gap) + len(words) :]

    def _turned(self, words: str) -> ShapedStr:
        """Return the glyphs of carried words, the last word first, each in its place."""
        face = self._fontname
        widths = getFont(face).face.charWidths
        found: list[right_to_left.Glyph] = []
        for word in reversed(right_to_left.written(words).split(" ")):
            found += right_to_left.glyphs(f"{word} " if found else word, face)
        for glyph in found:
            self._canvas.letters.setdefault((face, glyph.character), glyph.letters)
        shape = [
            ShapeData(place, g.advance, 0, g.across, g.up, widths[ord(g.character)])
            for place, g in enumerate(found)
        ]
        return ShapedStr("".join(glyph.character for glyph in found), shape)

    @contextmanager
    def _read_as(self, written: str) -> Iterator[None]:
        """Draw words that are read in another order than their glyphs stand in."""
        self._code: list[str]
        self._code.append(f"/Span <</ActualText {utf_16(written)}>> BDC")
        yield
        self._code.append("EMC")


class TaggedText(EmbeddedText):
    """Text whose words are marked as content of one element, its links as their own.

    ReportLab tells of a link only after the first words of it are out, so what belongs to whom
    is noted as positions in the code and turned into marks when all is known.
    """

    def __init__(
        self,
        canvas: TaggedCanvas,
        element: Element,
        x: float,
        y: float,
        direction: str | None,
    ) -> None:
        super().__init__(canvas, x, y, direction=direction)
        self.element = element
        """The element that the words belong to, but for those of links."""
        self._owner = element
        """The element that words belong to now."""
        self._owners: list[tuple[int, Element]] = [(len(self._code), element)]
        self._last_words_at = len(self._code)
        self._lacks_space = False

    def getCode(self) -> str:  # noqa: N802 - ReportLab's name
        """Return the operators, each stretch of them marked with its element."""
        lead, stretches = self._stretches()
        marked = list(lead)
        for element, stretch in stretches:
            element.attach()
            marked += [self._canvas.begin_content(element), *stretch, "EMC"]
        self._code = marked
        return f"EMC {super().getCode()} /Artifact BMC"

    def _stretches(self) -> tuple[list[str], list[tuple[Element, list[str]]]]:
        """Return the operators before any words, and those after by the words' element.

        What draws nothing joins what was before it, so that a link over two lines is one.
        """
        lead = self._code[: self._owners[0][0]]
        bounds = [at for at, _ in self._owners[1:]] + [len(self._code)]
        stretches: list[tuple[Element, list[str]]] = []
        for (start, element), end in zip(self._owners, bounds, strict=True):
            code = self._code[start:end]
            draws = any("Tj" in one or "TJ" in one for one in code)
            if draws and not (stretches and stretches[-1][0] is element):
                stretches.append((element, code))
            else:
                (stretches[-1][1] if stretches else lead).extend(code)
        return lead, stretches

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803
        self._last_words_at = len(self._code)
        if text:
            self._lacks_space = not text.endswith(NO_SPACE_AFTER)
        if TStar and self._lacks_space:
            # Without it, a reader of the structure hears the words of two lines as one.
            text += " "
            self._lacks_space = False
        super()._textOut(text, TStar)

    @contextmanager
    def _read_as(self, written: str) -> Iterator[None]:
        """Draw words as a Span of their own, which says how they are read."""
        self.begin_hearing(written)
        yield
        self.end_hearing()

    def begin_hearing(self, heard: str) -> None:
        """Make the words from here on a Span that is heard as `heard`."""
        span = Step("Span", object(), Attributes(actual_text=heard))
        self._owners.append((len(self._code), self._owner.child(span, attach=False)))

    def end_hearing(self) -> None:
        """End that Span."""
        self._owners.append((len(self._code), self._owner))

    def _linkRecord(self, link: tuple[int, str], what: str) -> None:  # noqa: N802
        """Take note that a link started with the last words, or ended after them."""
        if what == "start":
            step = Step("Link", ("link", *link))
            self._owner = self.element.child(step, attach=False)
            first = [one for one in self._owners if one[0] >= self._last_words_at]
            del self._owners[len(self._owners) - len(first) :]
            self._owners.append((self._last_words_at, self._owner))
            self._owners += [(at, self._in_link(owner)) for at, owner in first]
            self._canvas.await_annotation(link[1], self._owner)
        else:
            self._owner = self.element
            self._owners.append((len(self._code), self._owner))

    def _in_link(self, owner: Element) -> Element:
        """Return the owner of a link's first words, of which only now it is known."""
        if owner is self.element:
            return self._owner
        return self._owner.child(Step(owner.tag, object(), owner.attributes), attach=False)


class UndrawnText(TaggedText):
    """Text whose place matters and whose words do not."""

    def _formatText(self, text: str) -> str:  # noqa: N802 - ReportLab's name
        return ""

    def getCode(self) -> str:  # noqa: N802 - ReportLab's name
        """Return nothing."""
        return ""


def utf_16(text: str) -> str:
    """Return a text as a string of PDF in hexadecimal (ISO 32000-1, 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _require_embedded(name: str) -> None:
    if not is_embedded(name):
        raise ValueError(f"{name} is never embedded; set a face of pack/fonts.py")
