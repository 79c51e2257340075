"""What a drawing means: the structure tree, in plain records that outlive ReportLab.

The tree is built while pages are drawn and written into the file by `finish`. Tags are the
standard structure types of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pikepdf

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What a structure element says about itself beside its content."""

    alt: str | None = None
    """Alternative text (figures, form fields)."""
    actual_text: str | None = None
    """The text that a picture of text stands for."""
    lang: str | None = None
    """Language tag such as "cy", where it differs from the document's."""
    box: Box | None = None
    """Where the element lies on its page (figures need it)."""
    scope: str | None = None
    """Of a header cell: "Column", "Row" or "Both"."""
    col_span: int = 1
    row_span: int = 1
    summary: str | None = None
    """Of a table: what it shows, in one sentence."""
    numbering: str | None = None
    """Of a list: "Decimal", "Disc" and so on (ISO 32000-1, table 347)."""


PLAIN = Attributes()


class Step(NamedTuple):
    """One step down the tree: the child of that key, made on first use.

    The key is unique among the children of one parent and tag, so whoever comes back with the
    same key, on a later page perhaps, adds to the same element.
    """

    tag: str
    key: Hashable
    attributes: Attributes = PLAIN


@dataclass(frozen=True, slots=True)
class Content:
    """A marked piece of a page's content stream."""

    page: int
    """Counted from 0."""
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of a page, such as a link."""

    page: int
    """Counted from 0."""
    index: int
    """Its place in the page's list of annotations."""
    description: str
    """What following it does, in words; empty: to be made from the target."""
    target: str | None
    """The key of the place in this document that it leads to."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element with its children in reading order."""

    tag: str
    attributes: Attributes = PLAIN
    parent: Element | None = field(default=None, repr=False)
    kids: list[Element | Content | Annotation] = field(default_factory=list)
    _by_key: dict[tuple[str, Hashable], Element] = field(default_factory=dict, repr=False)

    def child(self, step: Step, *, attach: bool = True) -> Element:
        """Return the child of that key, making it (and appending it, if `attach`) if needed."""
        found = self._by_key.get((step.tag, step.key))
        if found is None:
            found = Element(step.tag, step.attributes, parent=self)
            self._by_key[step.tag, step.key] = found
            if attach:
                self.kids.append(found)
        return found

    def attach(self) -> None:
        """Append this element to its parent's children unless it is there."""
        if self.parent is not None and self not in self.parent.kids:
            self.parent.kids.append(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn in this element, so that it need not be written.

        Cells count even when blank, or rows would differ in length (PDF/UA-1, 7.5).
        """
        if self.tag in {"TD", "TH"}:
            return False
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


class FormSource(Protocol):
    """Something outside the drawing that can become a form or image XObject of a file."""

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the XObject, made in or copied to `pdf`."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A name that a page's content draws with `Do`, and what it stands for."""

    page: int
    """Counted from 0."""
    name: str
    """The resource name, without the slash."""
    source: FormSource


class SourceKey(NamedTuple):
    """A text of the plan in its section; the same in every edition."""

    section: str
    """The place of the section."""
    text: str


class Drawn(NamedTuple):
    """Where a text, or part of it, was drawn."""

    page: int
    """Counted from 1."""
    start: float
    """The share of the text that stands before this part, from 0 to 1."""
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """ReportLab's bytes, and all that they do not say themselves."""

    data: bytes
    root: Element
    """The element tagged Document."""
    targets: Mapping[str, int]
    """The key of every place that links may lead to -> its page, counted from 1."""
    titles: Mapping[str, str]
    """The key of a place -> its title, where it has a bookmark."""
    bindings: tuple[Binding, ...] = ()
    letters: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The letters that glyphs in private code points stand for, by face and character."""
    label_runs: tuple[tuple[int, str], ...] = ()
    """Where pages are labelled anew: the page counted from 1, and the letter before each of its
    numbers. Empty: pages are numbered as they are counted."""

    def label(self, page: int) -> str:
        """Return the label of a page counted from 1."""
        for first, letter in reversed(self.label_runs):
            if page >= first:
                return f"{letter}{page - first + 1}"
        return str(page)
