"""Poppler: what a reader other than ours finds in a document."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.tools.command import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature as pdfsig sees it, in the order of the file."""

    field: str
    signer: str
    digest_holds: bool
    """The signed bytes are those that were signed. Nothing about who signed."""

    whole_file: bool
    """Nothing follows what was signed; true of the last signature alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font as pdffonts lists it."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    has_unicode: bool


def signatures(path: Path) -> list[Signature]:
    """Return what pdfsig tells of each signature; it judges digests, not certificates."""
    with tempfile.TemporaryDirectory() as home:  # else it opens the certificates of a browser
        report = _output("pdfsig", "-nocert", "-no-ocsp", path, environment={"HOME": home})
    return [
        Signature(
            field=_told("Signature Field Name", block),
            signer=_told("Signer Certificate Common Name", block),
            digest_holds=_told("Signature Validation", block) == "Signature is Valid.",
            whole_file="Total document signed" in block,
        )
        for block in re.split(r"^Signature #\d+:$", report, flags=re.MULTILINE)[1:]
    ]


def text(path: Path, *, first: int = 1, last: int = 0, layout: bool = False) -> str:
    """Return the text of pages `first` to `last` (0: the end), pages parted by form feeds."""
    options = ["-f", str(first), "-l", str(last), *(["-layout"] if layout else [])]
    return _output("pdftotext", *options, path, "-")


def fonts(path: Path) -> list[Font]:
    """Return the fonts that the pages of `path` use."""
    return [_font(line) for line in _output("pdffonts", path).splitlines()[2:]]


def structure(path: Path) -> str:
    """Return the tree of tags with the text in them, as a screen reader would meet it."""
    return _output("pdfinfo", "-struct-text", path)


def properties(path: Path) -> dict[str, str]:
    """Return what pdfinfo lists: Title, Author, Pages, Tagged, Page size, ..."""
    lines = _output("pdfinfo", path).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _output(*command: str | PathLike[str], environment: Mapping[str, str] | None = None) -> str:
    result = run(command, environment=environment)
    if result.returncode:
        raise ValueError(f"{command[0]} cannot read the document:\n{result.stderr}")
    return result.stdout


def _told(label: str, block: str) -> str:
    found = re.search(rf"^ *- {re.escape(label)}: (.*)$", block, flags=re.MULTILINE)
    return found[1].strip() if found else ""


def _font(line: str) -> Font:
    # From the right: the columns of name and kind may be overrun, and a kind holds blanks.
    words = line.split()
    *front, _encoding, embedded, subset, has_unicode, _number, _generation = words
    return Font(
        name=front[0],
        kind=" ".join(front[1:]),
        embedded=embedded == "yes",
        subset=subset == "yes",
        has_unicode=has_unicode == "yes",
    )
