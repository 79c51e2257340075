"""Words in Arabic and Hebrew script: letters joined, and in the order in which they are seen.

ReportLab breaks lines between words and draws characters from left to right, each with the
glyph of its own code point. Words that run from right to left need glyphs that no code point
has, and the words of one line in the other order; which words stand on a line is only known
once lines are broken. So a paragraph is given each such word *carried*: its letters, unseen
and without width, each followed by the glyphs that will be drawn for it, both in private code
points. That gives the width of a word; when a line is drawn its letters are read back, its
words turned round and shaped (`glyphs`), and what is to be heard and copied is the text as it
was written (`written`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import uharfbuzz

from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

ARABIC: Final = "NotoNaskhArabic-Regular"
HEBREW: Final = "NotoSansHebrew-Regular"
FACES: Final = frozenset({ARABIC, HEBREW})
"""The faces, each of one script; their units are thousandths of the size."""

GLYPH: Final = 0xE000
"""Private code point of a face's first glyph; the others follow (Unicode, 16.5)."""
_LETTER: Final = 0x100000
"""Added to a letter's code point while it is carried, unseen, beside its glyphs."""

_CONTROL = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = r"\u200c\u200d"
# Digits inside these blocks run from left to right, and end a stretch.
_ARABIC = r"\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u08ff" + (
    r"\ufb50-\ufdff\ufe70-\ufefc"
)
_HEBREW = r"\u0590-\u05ff\ufb1d-\ufb4f"
_STRETCH = re.compile(
    rf"(?P<arabic>[{_ARABIC}][{_ARABIC}{_JOINERS}]*(?:[\s\-]+[{_ARABIC}][{_ARABIC}{_JOINERS}]*)*)"
    rf"|[{_HEBREW}][{_HEBREW}{_JOINERS}]*(?:[\s'’\-]+[{_HEBREW}][{_HEBREW}{_JOINERS}]*)*"
)
_SEEN_AS = {
    ARABIC: str.maketrans({"-": "\N{HYPHEN}"}),
    HEBREW: str.maketrans({"'": "\N{HEBREW PUNCTUATION GERESH}", "’": "׳"}),
}
"""Signs that a face has only by another code point; what is heard keeps the sign as written."""


class Stretch(NamedTuple):
    """A piece of text that runs in one direction."""

    text: str
    face: str | None
    """The face that sets it from right to left; None for text from left to right."""


class Glyph(NamedTuple):
    """A glyph to be drawn, its measures in thousandths of the size."""

    character: str
    """The private code point that it is drawn by."""
    place: int
    """Where in the word its letters stand."""
    letters: str
    """What it is drawn for; a second glyph for the same letters has none."""
    advance: float
    across: float
    """How far it is moved from where it would stand; vowel points are."""
    up: float


def without_controls(text: str) -> str:
    """Return `text` without the invisible characters that ask for a direction."""
    return _CONTROL.sub("", text)


def stretches(text: str) -> Iterator[Stretch]:
    """Yield `text` in pieces that run in one direction each."""
    end = 0
    for found in _STRETCH.finditer(text):
        if found.start() > end:
            yield Stretch(text[end : found.start()], None)
        yield Stretch(found[0], ARABIC if found["arabic"] else HEBREW)
        end = found.end()
    if end < len(text):
        yield Stretch(text[end:], None)


def end_of_stretch(text: str, at: int) -> int:
    """Return where the right-to-left stretch that holds place `at` ends; `at` if none does."""
    ends = (
        found.end() for found in _STRETCH.finditer(text) if found.start() < at < found.end()
    )
    return next(ends, at)


def seen(text: str, face: str) -> str:
    """Return `text` with the signs that `face` knows by another code point."""
    return text.translate(_SEEN_AS[face])


def carried(stretch: str, face: str) -> str:
    """Return a stretch as paragraphs carry it, its words in the order of writing."""
    return " ".join(_carried(word, face) for word in stretch.split())


def written(text: str) -> str:
    """Return carried text as it was written."""
    return "".join(
        chr(ord(character) - _LETTER) if ord(character) >= _LETTER else " "
        for character in text
        if ord(character) >= _LETTER or character == " "
    )


def glyphs(word: str, face: str) -> list[Glyph]:
    """Return the glyphs of a word as they are seen, from left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(seen(word, face))
    buffer.guess_segment_properties()
    buffer.direction = "rtl"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(_font(face), buffer, {"kern": False})
    infos = buffer.glyph_infos
    starts = sorted({info.cluster for info in infos})
    spans = {at: word[at:end] for at, end in pairwise([*starts, len(word)])}
    return [
        Glyph(
            character=chr(GLYPH + info.codepoint),
            place=info.cluster,
            letters=spans.pop(info.cluster, ""),
            advance=place.x_advance,
            across=place.x_offset,
            up=place.y_offset,
        )
        for info, place in zip(infos, buffer.glyph_positions, strict=True)
    ]


def advances(face: str) -> Iterator[tuple[int, float]]:
    """Yield the private code point of each glyph of a face, with its width."""
    font = _font(face)
    for number in range(font.face.glyph_count):
        yield GLYPH + number, font.get_glyph_h_advance(number)


def _carried(word: str, face: str) -> str:
    """Return each letter of a word followed by its glyphs, so that no break parts them."""
    found: dict[int, str] = {}
    for glyph in reversed(glyphs(word, face)):
        found[glyph.place] = found.get(glyph.place, "") + glyph.character
    return "".join(
        chr(_LETTER + ord(letter)) + found.get(place, "") for place, letter in enumerate(word)
    )


@cache
def _font(face: str) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(resource("fonts", f"{face}.ttf")))
    return uharfbuzz.Font(uharfbuzz.Face(blob))
