"""A ReportLab text object that knows which structure element its words belong to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.pdfgen.textobject import PDFTextObject

from portfolio_app.pack.fonts import is_embedded
from portfolio_app.pack.right_to_left import is_right_to_left, spoken_pieces
from portfolio_app.pack.tagged.structure import Attributes, Element, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.tagged.canvas import TaggedCanvas

NO_SPACE_AFTER = (" ", "-", "\N{NO-BREAK SPACE}", "\N{EN DASH}", "\N{EM DASH}")
"""Line ends after which no word gap is missing."""


class EmbeddedText(PDFTextObject):  # type: ignore[misc]  # ReportLab has no types
    """Text that refuses a face that would not be embedded."""

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Set the face; see ReportLab."""
        _require_embedded(psfontname)
        super().setFont(psfontname, size, leading)

    def _setFont(self, psfontname: str, size: float) -> None:  # noqa: N802
        _require_embedded(psfontname)
        super()._setFont(psfontname, size)


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
        self._code: list[str]
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
        if not is_right_to_left(text):
            super()._textOut(text, TStar)
            return
        *pieces, (last, said) = spoken_pieces(text)
        for piece, spoken in pieces:
            with self._read_as(spoken):
                super()._textOut(piece)
        with self._read_as(said):
            super()._textOut(last, TStar)

    def textOut(self, text: str) -> None:  # noqa: N802 - ReportLab's name
        """Draw words; see ReportLab."""
        for piece, spoken in spoken_pieces(text):
            with self._read_as(spoken):
                super().textOut(piece)

    @contextmanager
    def _read_as(self, spoken: str | None) -> Iterator[None]:
        """Draw words that are seen in another order than they are read, unless None."""
        if spoken is None:
            yield
            return
        span = Step("Span", object(), Attributes(actual_text=spoken))
        self._owners.append((len(self._code), self._owner.child(span, attach=False)))
        yield
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


def _require_embedded(name: str) -> None:
    if not is_embedded(name):
        raise ValueError(f"{name} is never embedded; set a face of pack/fonts.py")
