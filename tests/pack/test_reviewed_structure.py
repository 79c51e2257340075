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
from tests.pack.helpers import Files, Silent, a_request, example
from tests.tools import poppler

if TYPE_CHECKING:
    from collections.abc import Iterator

REVIEWED = Path(__file__).with_name("reviewed") / "example.txt"
DESCRIBED = frozenset({"Figure", "Form"})
"""Heard by what stands in place of them, whatever is drawn inside."""

WITH_WHAT_IS_INSIDE = frozenset({"TH", "TD", "Note", "TOCI", "BlockQuote"})
"""Tags that are told with that of the paragraph or link inside them."""


def spoken(document: bytes, folder: Path) -> str:
    """Return a line for each text with its tag, and for each figure with what stands for it."""
    path = folder / "spoken.pdf"
    path.write_bytes(document)
    with pikepdf.open(BytesIO(document)) as pdf:
        described = _described(pdf.Root.StructTreeRoot.K[0])
        return "".join(f"{line}\n" for line in _lines(poppler.structure(path), described))


def _lines(structure: str, described: Iterator[str]) -> Iterator[str]:
    open_tags: list[tuple[int, str]] = []
    for line in structure.splitlines():
        depth = len(line) - len(line.lstrip())
        open_tags = [(at, tag) for at, tag in open_tags if at < depth]
        if line.lstrip().startswith('"'):
            if not DESCRIBED & {tag for _, tag in open_tags}:
                tags = [tag for _, tag in open_tags if tag in WITH_WHAT_IS_INSIDE]
                inner = open_tags[-1][1]
                around = [tags[-1]] if tags and tags[-1] != inner else []
                yield f"{' '.join((*around, inner))}: {line.strip()[1:-1].strip()}"
        elif found := re.match(r" *(\w+)", line):
            open_tags.append((depth, found[1]))
            if found[1] in DESCRIBED:
                yield f"{found[1]}: {next(described)}"


def _described(element: pikepdf.Object) -> Iterator[str]:
    """Yield what stands for each figure and field, in the order of the structure."""
    if str(element.S)[1:] in DESCRIBED:
        yield str(element.Alt)
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _described(kid)


def test_the_pack_says_what_was_reviewed(example_pack, tmp_path):
    said = spoken(example_pack.data, tmp_path).splitlines()
    assert said == REVIEWED.read_text("utf-8").splitlines()


if __name__ == "__main__":
    kept = Files()
    drawn = draw_pack(plan_pack(a_request(example(kept))), kept, Silent())
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(spoken(drawn.data, Path(name)))
