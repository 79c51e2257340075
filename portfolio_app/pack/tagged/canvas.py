"""A ReportLab canvas that records what its pages mean.

The whole page is one artifact; whenever text is drawn while an element is current, the
artifact is closed, the text is marked as that element's, and the artifact goes on. So rules,
backgrounds, underlines, heads and feet, and ReportLab's own noise are artifacts without
anyone's doing, and nothing can be left unmarked (PDF/UA-1, 7.1).
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from portfolio_app.pack.fonts import Face, is_embedded, register_fonts, runs, text_width
from portfolio_app.pack.tagged.hearing import (
    HEARD_END,
    HEARD_START,
    end_hearing,
    start_hearing,
)
from portfolio_app.pack.tagged.links import split_description, with_description
from portfolio_app.pack.tagged.marks import MARK_END, MARK_START, MarkPoint
from portfolio_app.pack.tagged.structure import (
    Annotation,
    Attributes,
    Binding,
    Box,
    Content,
    Drawing,
    Drawn,
    Element,
    FormSource,
    SourceKey,
    Step,
)
from portfolio_app.pack.tagged.text import EmbeddedText, TaggedText, UndrawnText

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from io import BytesIO

PDF_VERSION = (1, 7)
"""PDF/A-3 and PDF/UA-1 both build on ISO 32000-1."""

_NO_NOTES_INSIDE = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Link", "Span"})


class _Marking(Enum):
    """What becomes of text that is drawn now."""

    ELEMENT = "it belongs to the current element"
    ARTIFACT = "it is decoration"
    WHOLE = "it is part of a figure that is marked as a whole"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws pages and records their structure; `drawing()` returns both.

    Give it to platypus as `canvasmaker` and a `BytesIO` as the file. Coordinates are those of
    the current user space throughout.
    """

    def __init__(self, file: BytesIO, **options: Any) -> None:  # noqa: ANN401 - ReportLab's own
        register_fonts()
        self.root = Element("Document")
        self.current = self.root
        """The element that is being drawn; directly below the root, text is an artifact."""
        self.targets: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.chapter = ""
        """The section that is being drawn, by its place."""
        self.sources: dict[SourceKey, list[Drawn]] = {}
        """Where each text of a section was drawn, in order; the section by its place."""
        self.letters: dict[tuple[str, str], str] = {}
        """What right-to-left glyphs were drawn for, by face and private character."""
        self._marking = _Marking.ELEMENT
        self._awaiting: list[tuple[str, Element]] = []
        self._bindings: list[Binding] = []
        self._points: list[MarkPoint] = []
        self._page_index = 0
        self._next_mcid = 0
        options |= {
            "invariant": 1,  # no clock and no chance in the bytes
            "initialFontName": Face.SANS.value,
            "pdfVersion": PDF_VERSION,
        }
        super().__init__(file, **options)
        self._file = file
        self.setNamedCB(MARK_START, _note_start)
        self.setNamedCB(MARK_END, _note_end)
        self.setNamedCB(HEARD_START, start_hearing)
        self.setNamedCB(HEARD_END, end_hearing)

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of the current page in points."""
        width, height = self._pagesize
        return width, height

    # --- structure -----------------------------------------------------------------------

    @property
    def text_under_way(self) -> EmbeddedText:
        """The text object that a paragraph is being drawn with."""
        text: EmbeddedText = self._curr_tx_info["tx"]
        return text

    @contextmanager
    def within(self, *path: Step) -> Iterator[Element]:
        """Draw inside the element that `path` leads to from the current one.

        Inside `artifact()` and `figure()` this changes nothing: decoration stays decoration.
        """
        if self._marking is not _Marking.ELEMENT:
            yield self.current
            return
        before = self.current
        for step in path:
            self.current = self.current.child(Step(*step))
        try:
            yield self.current
        finally:
            self.current = before

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Draw inside an element made earlier, wherever it is in the tree."""
        before, self.current = self.current, element
        try:
            yield
        finally:
            self.current = before

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw decoration: heads, feet, repeated table heads."""
        before, self._marking = self._marking, _Marking.ARTIFACT
        try:
            yield
        finally:
            self._marking = before

    @contextmanager
    def figure(
        self, key: Hashable, alt: str, box: Box, *, actual_text: str | None = None
    ) -> Iterator[Element]:
        """Draw something that is heard as `alt`, text inside it included.

        Args:
            key: What tells this figure from its siblings.
            alt: What it shows, in words.
            box: Where it will be, in current coordinates.
            actual_text: The text that it shows, where it is a picture of text.
        """
        placed = Attributes(alt=alt, actual_text=actual_text, box=self._on_page(box))
        with self.within(Step("Figure", key, placed)) as element:
            if self._marking is not _Marking.ELEMENT:
                yield element
                return
            self._marking = _Marking.WHOLE
            self._code.append(f"EMC {self.begin_content(element)}")
            try:
                yield element
            finally:
                self._code.append("EMC /Artifact BMC")
                self._marking = _Marking.ELEMENT

    def begin_content(self, element: Element) -> str:
        """Return the operator that opens a new piece of content of `element`."""
        mcid = self._next_mcid
        self._next_mcid += 1
        element.kids.append(Content(self._page_index, mcid))
        return f"/{element.tag} <</MCID {mcid}>> BDC"

    # --- text ----------------------------------------------------------------------------

    def beginText(  # noqa: N802 - ReportLab's name
        self, x: float = 0, y: float = 0, direction: str | None = None
    ) -> EmbeddedText:
        """Return a text object that belongs to the current element, or to nothing."""
        if self._marking is _Marking.ELEMENT and self.current is not self.root:
            return TaggedText(self, self.current, x, y, direction)
        return EmbeddedText(self, x, y, direction=direction)

    def text_in(self, path: tuple[Step, ...], x: float, y: float) -> EmbeddedText:
        """Return a text object for the element that `path` leads to from the current one."""
        with self.within(*path):
            return self.beginText(x, y)

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802
        """Set the face. Helvetica, which ReportLab's tables set unasked, becomes sans."""
        name = psfontname if is_embedded(psfontname) else Face.SANS.value
        super().setFont(name, size, leading)

    def draw_text(
        self, x: float, y: float, text: str, face: Face, size: float, *, anchor: str = "left"
    ) -> None:
        """Draw one line of plain text, each run in a face that has its characters.

        Args:
            x: Where the anchor is.
            y: The baseline.
            text: What to draw.
            face: The face wanted.
            size: In points.
            anchor: Which point of the line lies at `x`: "left", "middle" or "right".
        """
        share = {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor]
        line = self.beginText(x - share * text_width(text, face, size), y)
        for run in runs(text, face):
            line.setFont(run.face.value, size)
            line.textOut(run.text)
        self.drawText(line)

    def note_source(self, text: str, share: tuple[float, float]) -> None:
        """Note that a share of a text of the plan is drawn on this page."""
        drawn = self.sources.setdefault(SourceKey(self.chapter, text), [])
        drawn.append(Drawn(self.getPageNumber(), *share))

    # --- places and links ----------------------------------------------------------------

    def bookmarkPage(self, key: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401, N802
        """Make the current page a place that links may lead to; see ReportLab."""
        self.targets[key] = self.getPageNumber()
        return super().bookmarkPage(key, *args, **options)

    def addOutlineEntry(  # noqa: N802 - ReportLab's name
        self, title: str, key: str, level: int = 0, closed: bool | None = None
    ) -> None:
        """Add a bookmark that leads to the place `key`; see ReportLab."""
        self.titles[key] = title
        super().addOutlineEntry(title, key, level, closed)

    def link_to(self, target: str, box: Box, description: str = "") -> None:
        """Make `box` lead to the place `target` of this document."""
        self.linkRect("", with_description(target, description), box, relative=1)

    def linkRect(  # noqa: N802 - ReportLab's name
        self,
        contents: str,
        destinationname: str,
        *args: Any,  # noqa: ANN401 - ReportLab's own
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Make a rectangle a link; see ReportLab. `destinationname` may carry a description."""
        target, description = split_description(destinationname)
        element = self._link_element("#" + destinationname)
        self._record_annotation(element, description or contents, target)
        super().linkRect(contents, target, *args, **options)

    def linkURL(self, url: str, *args: Any, **options: Any) -> None:  # noqa: ANN401, N802
        """Make a rectangle a link to an address; `url` may carry a description."""
        address, description = split_description(url)
        self._record_annotation(self._link_element(url), description or address, None)
        super().linkURL(address, *args, **options)

    def await_annotation(self, href: str, element: Element) -> None:
        """Expect the annotation for `href` to be added, and take it for that of `element`."""
        self._awaiting.append((href, element))

    def _link_element(self, href: str) -> Element:
        """Return the Link element that the next annotation, for `href`, belongs to."""
        for waiting in self._awaiting:
            if waiting[0] == href:
                self._awaiting.remove(waiting)
                return waiting[1]
        if self._marking is _Marking.ARTIFACT:
            raise ValueError("a link cannot be decoration (PDF/UA-1, 7.18.5)")
        if self.current.tag == "Link":
            return self.current
        return self.current.child(Step("Link", object()))

    def _record_annotation(
        self, element: Element, description: str, target: str | None
    ) -> None:
        index = len(self._annotationrefs)
        element.kids.append(Annotation(self._page_index, index, description, target))

    # --- marks ---------------------------------------------------------------------------

    def note_mark(self, key: str, *, starts: bool) -> None:
        """Note where a marker stands in the paragraph being drawn (see `marks`).

        The Note is made now, so that it follows its paragraph, and filled when the page ends.
        """
        place = self._curr_tx_info
        x, y = self.absolutePosition(place["cur_x"], place["cur_y"])
        owner = getattr(place["tx"], "element", self.current)
        note = _place_for_note(owner).child(Step("Note", ("note", key)))
        self._points.append(MarkPoint(key, starts, x, y, note))

    def marks_on_page(self) -> tuple[MarkPoint, ...]:
        """Return the markers drawn on the current page so far, in the order of drawing."""
        return tuple(self._points)

    # --- pages ---------------------------------------------------------------------------

    def bind(self, source: FormSource) -> str:
        """Return the name under which `/<name> Do` will draw `source` on the current page."""
        name = f"Ev{len(self._bindings) + 1}"
        self._bindings.append(Binding(self._page_index, name, source))
        return name

    def draw_bound(self, name: str, matrix: tuple[float, ...]) -> None:
        """Draw what was bound as `name`, its own space mapped to the current one."""
        numbers = " ".join(f"{number:.5f}" for number in matrix)
        self._code.append(f"q {numbers} cm /{name} Do Q")

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Finish the page."""
        self._code.insert(0, "/Artifact BMC")
        self._code.append("EMC")
        super().showPage()
        self._page_index += 1
        self._next_mcid = 0
        self._points.clear()
        self._awaiting.clear()

    def drawing(self) -> Drawing:
        """Return what was drawn, once the canvas is saved."""
        return Drawing(
            data=self._file.getvalue(),
            root=self.root,
            targets=dict(self.targets),
            titles=dict(self.titles),
            bindings=tuple(self._bindings),
            letters=dict(self.letters),
        )

    def _on_page(self, box: Box) -> Box:
        """Return the upright box on the page that holds `box` of the current user space."""
        left, bottom, right, top = box
        corners = [self.absolutePosition(x, y) for x in (left, right) for y in (bottom, top)]
        across, up = zip(*corners, strict=True)
        return min(across), min(up), max(across), max(up)


class LayoutCanvas(TaggedCanvas):
    """Finds where everything falls, as its parent would draw it, and draws no words."""

    def beginText(  # noqa: N802 - ReportLab's name
        self, x: float = 0, y: float = 0, direction: str | None = None
    ) -> EmbeddedText:
        """Return a text object that leaves nothing on the page."""
        return UndrawnText(self, self.current, x, y, direction)

    def draw_text(
        self, x: float, y: float, text: str, face: Face, size: float, *, anchor: str = "left"
    ) -> None:
        """Draw nothing."""


def _note_start(canvas: TaggedCanvas, _kind: str, key: str) -> None:
    canvas.note_mark(key, starts=True)


def _note_end(canvas: TaggedCanvas, _kind: str, key: str) -> None:
    canvas.note_mark(key, starts=False)


def _place_for_note(owner: Element) -> Element:
    """Return the element whose child a note about words of `owner` becomes."""
    element = owner
    while element.parent is not None and element.tag in _NO_NOTES_INSIDE:
        element = element.parent
    return element
