"""Reads plain text files."""

from __future__ import annotations

from itertools import pairwise

from portfolio_app.errors import IntakeError
from portfolio_app.intake.document import Document, Paragraph
from portfolio_app.intake.kinds import decoded
from portfolio_app.intake.text import normalise

_WIDTHS = range(56, 101)
"""Characters of the longest line at which an editor or mailer may have broken the lines."""

_MARKS = ("-", "*", "•", "–", ">")


def read_plain(data: bytes) -> Document:
    """Return the paragraphs of a text file.

    A line is a paragraph, except in files whose lines were broken at a width: there an empty
    line parts them.

    Raises:
        IntakeError: It is not plain text.
    """
    text = decoded(data)
    if text is None:
        raise IntakeError(
            "The file you chose is not plain text.",
            advice="Nothing was changed. Save it as plain text (UTF-8), then choose that.",
        )
    lines = normalise(text).split("\n")
    paragraphs = _unbroken(lines) if _is_broken_at_a_width(lines) else lines
    return Document(blocks=tuple(Paragraph(p) for line in paragraphs if (p := line.strip())))


def _is_broken_at_a_width(lines: list[str]) -> bool:
    """Whether most long lines end only because the next word would not have fitted."""
    width = max((len(line) for line in lines), default=0)
    if width not in _WIDTHS:
        return False
    long = [pair for pair in pairwise(lines) if len(pair[0]) > width / 2 and pair[1].strip()]
    full = [pair for pair in long if _is_full(*pair, width)]
    return len(full) > max(1, len(long) / 2)  # the longest line of any text looks full


def _unbroken(lines: list[str]) -> list[str]:
    """Join the lines that were broken at the width of the longest."""
    width = max(len(line) for line in lines)
    joined = lines[:1]
    for before, line in pairwise(lines):
        if _is_full(before, line, width):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted."""
    words = following.split()
    if not words or not line.strip() or words[0].startswith(_MARKS):
        return False
    return len(line) + 1 + len(words[0]) > width
