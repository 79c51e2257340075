"""What a screen reader says of the example's pack equals what a person has read and approved.

The validator does not judge meaning, and code cannot vouch for itself. When the pack is meant
to change, print the new text and read the difference line by line before it replaces the old:

    python -m tests.pack.test_reviewed_structure > tests/pack/reviewed/example.txt
"""

from __future__ import annotations

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from tests.pack.helpers import Files, Silent, a_request, example, example_statements
from tests.tools import poppler

if TYPE_CHECKING:
    from collections.abc import Iterator

REVIEWED = Path(__file__).with_name("reviewed") / "example.txt"
DESCRIBED = frozenset({"Figure", "Form"})
"""Heard by what stands in place of them, whatever is drawn inside."""

INLINE = frozenset({"Span", "Link", "Reference"})
"""Tags of words within a line, told as part of the paragraph, cell or item around them."""

WITH_WHAT_IS_INSIDE = frozenset({"TH", "TD", "Note", "TOCI", "BlockQuote"})
"""Tags that are told with that of the paragraph inside them."""

ELEMENT = re.compile(r"( *)([A-Z]\w*)(?: <.*>)?(?: \((?:block|inline)\))?:?")


def spoken(document: bytes, folder: Path) -> str:
    """Return a line for each text with its tags, and for each figure with what stands for it.

    Links stand in square brackets. What is heard otherwise than it is seen stands as heard;
    the text that a figure is a picture of follows it.
    """
    path = folder / "spoken.pdf"
    path.write_bytes(document)
    with pikepdf.open(BytesIO(document)) as pdf:
        told = _Told(_elements(pdf.Root.StructTreeRoot.K[0]))
        for line in poppler.structure(path).splitlines():
            told.take(line)
        return "".join(f"{line}\n" for line in told.lines())


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all elements in the order in which they are read."""
    yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


class _Told:
    """What poppler finds in a structure, put together as it is heard."""

    def __init__(self, elements: Iterator[pikepdf.Object]) -> None:
        self._elements = elements
        self._open: list[tuple[int, str, int]] = []
        """Depth, tag and number of the elements around what is read."""
        self._number = 0
        self._unheard: int | None = None
        """The depth of the element whose words are replaced by what stands for it."""
        self._found: list[tuple[int, str, list[str]]] = []
        """Number and tags of a block, and the words heard of it."""

    def lines(self) -> Iterator[str]:
        for _, tags, words in self._found:
            yield f"{tags}: {' '.join(''.join(words).split())}"

    def take(self, line: str) -> None:
        """Take a line of poppler's: an element, words, or something about an element."""
        depth = len(line) - len(line.lstrip())
        if line.lstrip().startswith('"'):
            self._close(depth)
            if self._unheard is None:
                self._say(line.strip()[1:-1])
        elif found := ELEMENT.fullmatch(line):
            self._close(depth)
            self._number += 1
            self._open.append((depth, found[2], self._number))
            element = next(self._elements)
            assert str(element.S) == f"/{found[2]}", "poppler and pikepdf read the same tree"
            self._enter(element, depth, found[2])

    def _close(self, depth: int) -> None:
        """Leave the elements that what stands at `depth` is not in."""
        self._open = [one for one in self._open if one[0] < depth]
        if self._unheard is not None and depth <= self._unheard:
            self._unheard = None

    def _enter(self, element: pikepdf.Object, depth: int, tag: str) -> None:
        if self._unheard is not None:
            return
        if tag in DESCRIBED:
            self._say(str(element.Alt))
            if "/ActualText" in element:
                self._found.append((0, f"{tag}, its text", [str(element.ActualText)]))
        elif "/ActualText" in element:
            self._say(str(element.ActualText))
        if tag in DESCRIBED or "/ActualText" in element:
            self._unheard = depth

    def _say(self, words: str) -> None:
        blocks = [one for one in self._open if one[1] not in INLINE]
        linked = any(tag == "Link" for _, tag, _ in self._open) and blocks[-1][1] != "Figure"
        number, tags = blocks[-1][2], [blocks[-1][1]]
        around = [tag for _, tag, _ in blocks[:-1] if tag in WITH_WHAT_IS_INSIDE]
        tags = [*around[-1:], *tags]
        if not self._found or self._found[-1][0] != number:
            self._found.append((number, " ".join(tags), []))
        said = f"[{words.strip()}]" if linked else words
        self._found[-1][2].append(said)


def test_the_pack_says_what_was_reviewed(example_pack, tmp_path):
    said = spoken(example_pack.data, tmp_path).splitlines()
    assert said == REVIEWED.read_text("utf-8").splitlines()


if __name__ == "__main__":
    kept = Files()
    plan = plan_pack(a_request(example(kept), statements=example_statements()))
    drawn = draw_pack(plan, kept, Silent())
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(spoken(drawn.data, Path(name)))
