"""Checks the fonts of foreign pages: embedded, readable aloud, and of a regular kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_EMBEDDED: Final = "It uses a font that it does not bring along."
UNREADABLE: Final = "It has letters that say what they look like, not what they mean."
IRREGULAR: Final = "It has a font that archives do not allow."

_PROGRAMS: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_STANDARD_ENCODINGS: Final = frozenset(
    ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
)
_TRUETYPE_ENCODINGS: Final = frozenset(("/WinAnsiEncoding", "/MacRomanEncoding"))
_OWN_CHARACTER_MAPS: Final = frozenset(("/Identity-H", "/Identity-V"))
_SYMBOLIC: Final = 4
"""Flag of a font whose letters are not the Latin ones (ISO 32000-1, table 123)."""


def font_problems(font: pikepdf.Object) -> set[str]:
    """Return what is wrong with a font by ISO 19005-3, 6.2.11, in words.

    Lists of glyphs that the font claims to have are dropped: they need not be there, but
    would have to be complete (6.2.11.4.2).
    """
    check: Callable[[pikepdf.Object], set[str]] | None = {
        "/Type0": _composite,
        "/Type1": _simple,
        "/MMType1": _simple,
        "/TrueType": _truetype,
        "/Type3": _drawn,
    }.get(str(font.Subtype))
    return check(font) if check else {IRREGULAR}


def _composite(font: pikepdf.Object) -> set[str]:
    descendant = font.DescendantFonts[0]
    problems = _program(descendant)
    if Name.ToUnicode not in font:
        problems.add(UNREADABLE)
    if str(font.Encoding) not in _OWN_CHARACTER_MAPS:
        problems.add(IRREGULAR)
    if descendant.Subtype == Name.CIDFontType2 and Name.CIDToGIDMap not in descendant:
        descendant.CIDToGIDMap = Name.Identity  # the default, which 6.2.11.3.2 wants said
    return problems


def _simple(font: pikepdf.Object) -> set[str]:
    problems = _program(font)
    if Name.ToUnicode not in font and str(font.get(Name.Encoding)) not in _STANDARD_ENCODINGS:
        problems.add(UNREADABLE)
    return problems


def _truetype(font: pikepdf.Object) -> set[str]:
    """Check a simple TrueType font, whose encoding must fit its kind (6.2.11.6)."""
    problems = _simple(font)
    encoding = font.get(Name.Encoding)
    is_symbolic = int(_descriptor(font).get(Name.Flags, 0)) & _SYMBOLIC
    if is_symbolic and encoding is not None:
        problems.add(IRREGULAR)
    if not is_symbolic and str(encoding) not in _TRUETYPE_ENCODINGS:
        problems.add(IRREGULAR)
    return problems


def _drawn(font: pikepdf.Object) -> set[str]:
    """Check a font whose letters are small drawings (their content is checked elsewhere)."""
    return set() if Name.ToUnicode in font else {UNREADABLE}


def _program(font: pikepdf.Object) -> set[str]:
    """Check that the font's program is there."""
    descriptor = _descriptor(font)
    for key in ("/CIDSet", "/CharSet"):
        if key in descriptor:
            del descriptor[key]
    programs = [descriptor[key] for key in _PROGRAMS if key in descriptor]
    for program in programs:
        if Name.Metadata in program:
            del program.Metadata
    return set() if programs else {NOT_EMBEDDED}


def _descriptor(font: pikepdf.Object) -> pikepdf.Object:
    return font.get(Name.FontDescriptor, Dictionary())
