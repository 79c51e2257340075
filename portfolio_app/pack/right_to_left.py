"""Names in Arabic and Hebrew script: letters joined, and in the order in which they are seen.

ReportLab draws characters from left to right, each with the glyph of its own code point. So a
stretch of right-to-left text is shaped beforehand, and handed on as the characters seen, from
left to right: letters that join have code points of their own for each form (Unicode, Arabic
Presentation Forms). What is read and copied must be the text as it was written; `logical` gives
it back, so nothing has to be carried through ReportLab's paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import uharfbuzz

from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FONT = "DejaVuSans.ttf"
"""The only face of the pack with these scripts."""

LONGEST = 32
"""Characters of a stretch that stay on one line; more is set on lines of its own."""

_GAP = "\N{NO-BREAK SPACE}"
"""Between words of a stretch: broken elsewhere than at its end, it would be out of order."""

# Hebrew and Arabic, with the forms that Unicode keeps of either (the blocks 0590 to 08FF run
# from right to left; digits inside them do not, and end a stretch).
_LETTER = r"[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]"
_CONTROL = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRETCH = re.compile(rf"{_LETTER}+(?:[\s'’\-\u00a0]+{_LETTER}+)*")


def without_controls(text: str) -> str:
    """Return `text` without the invisible characters that ask for a direction."""
    return _CONTROL.sub("", text)


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` in pieces, each with whether it runs from right to left."""
    end = 0
    for found in _STRETCH.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def is_right_to_left(text: str) -> bool:
    """Tell whether any of `text` runs from right to left."""
    return _STRETCH.search(text) is not None


def end_of_stretch(text: str, at: int) -> int:
    """Return where the right-to-left stretch that holds place `at` ends; `at` if none does."""
    ends = (
        found.end() for found in _STRETCH.finditer(text) if found.start() < at < found.end()
    )
    return next(ends, at)


def lines(stretch: str) -> list[str]:
    """Return a stretch in pieces of whole words, short enough to stay unbroken."""
    pieces: list[str] = []
    for word in stretch.split():
        if pieces and len(pieces[-1]) + 1 + len(word) <= LONGEST:
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def visual(stretch: str) -> str:
    """Return the characters of a right-to-left stretch as they are seen, from left to right."""
    plain = _GAP.join(stretch.split())
    buffer = uharfbuzz.Buffer()
    buffer.add_str(plain)
    buffer.guess_segment_properties()
    buffer.direction = "rtl"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(_font(), buffer, {"liga": False, "dlig": False, "rlig": True})
    characters = _characters()
    return "".join(
        characters.get(glyph.codepoint, plain[glyph.cluster]) for glyph in buffer.glyph_infos
    )


def logical(seen: str) -> str:
    """Return the text that `visual` shaped, as it was written."""
    written = "".join(
        unicodedata.normalize("NFKC", character) if _is_form(character) else character
        for character in reversed(seen)
    )
    return written.replace(_GAP, " ")


def spoken_pieces(seen: str) -> Iterator[tuple[str, str | None]]:
    """Yield shaped text in pieces, each with the text to be read where that is another."""
    for piece, is_shaped in stretches(seen):
        yield piece, logical(piece) if is_shaped else None


def _is_form(character: str) -> bool:
    """Tell whether a character is a form of a letter rather than a letter."""
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


@cache
def _font() -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(resource("fonts", FONT)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@cache
def _characters() -> Mapping[int, str]:
    """Return the character of each glyph that has one; a form rather than its letter."""
    font = _font()
    return {
        glyph: chr(code)
        for code in sorted(font.face.unicodes)
        if (glyph := font.get_nominal_glyph(code)) is not None
    }
