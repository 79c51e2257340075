"""Finds letters on foreign pages that no reader can tell the meaning of.

A font may say what each of its codes means (ToUnicode, ISO 32000-1, 9.10.3). PDF/A-3a asks that
it does so for every code that is shown (ISO 19005-3, 6.2.11.7.2); many files leave some out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_SECTION: Final = re.compile(rb"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
_ENTRY: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MEANINGLESS: Final = frozenset(("", "0000", "feff", "fffe"))
"""Meanings that ISO 19005-3 forbids."""
LONGEST_MEANING: Final = 4
"""Letters that one sign may stand for; the longest ligature has three."""
_LONGEST_RANGE: Final = 0x10000


def codes_shown(instructions: Sequence[Instruction]) -> dict[str, set[bytes]]:
    """Return the strings that are shown in each font, by the font's resource name."""
    shown: dict[str, set[bytes]] = defaultdict(set)
    font, outer = "", list[str]()
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "q":
            outer.append(font)
        elif operator == "Q" and outer:
            font = outer.pop()
        elif operator == "Tf":
            font = str(instruction.operands[0])
        elif operator in {"Tj", "TJ", "'", '"'}:
            shown[font].update(_strings(instruction.operands[-1]))
    return shown


def has_unknown_letters(font: pikepdf.Object, strings: set[bytes]) -> bool:
    """Tell whether `strings`, shown in `font`, hold a code that its ToUnicode leaves out."""
    if not isinstance(font.get(Name.ToUnicode), pikepdf.Stream):
        return False  # judged elsewhere: it may do without
    width = 2 if font.Subtype == Name.Type0 else 1
    known = _meanings(font.ToUnicode.read_bytes())
    codes = {
        string[at : at + width] for string in strings for at in range(0, len(string), width)
    }
    return any(int.from_bytes(code) not in known for code in codes)


def has_long_meanings(pdf: pikepdf.Pdf) -> bool:
    """Tell whether a font of the file takes one sign for more than a few letters."""
    tables = (
        one.ToUnicode
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and Name.ToUnicode in one
    )
    return any(
        len(digits.translate(None, b" \t\r\n")) > 4 * LONGEST_MEANING
        for table in tables
        if isinstance(table, pikepdf.Stream)
        for _, body in _SECTION.findall(table.read_bytes())
        for digits, _, _ in _ENTRY.findall(body)
    )


def _strings(operand: pikepdf.Object) -> Iterator[bytes]:
    if isinstance(operand, pikepdf.Array):
        yield from (bytes(one) for one in operand if isinstance(one, pikepdf.String))
    elif isinstance(operand, pikepdf.String):
        yield bytes(operand)


def _meanings(table: bytes) -> set[int]:
    """Return the codes to which a ToUnicode table gives a meaning."""
    known: set[int] = set()
    for kind, body in _SECTION.findall(table):
        entries = _entries(body)
        for first in entries:
            last = next(entries, []) if kind == b"range" else first
            meaning = next(entries, [])
            if not first or not last or not meaning:
                break
            start, end = int(first[0] or "0", 16), int(last[0] or "0", 16)
            for code in range(start, min(end, start + _LONGEST_RANGE) + 1):
                said = meaning[min(code - start, len(meaning) - 1)]
                if said not in _MEANINGLESS:
                    known.add(code)
    return known


def _entries(body: bytes) -> Iterator[list[str]]:
    """Yield the entries of a section: a number, or a list of them, in hexadecimal."""
    group: list[str] | None = None
    for digits, opens, closes in _ENTRY.findall(body):
        if opens:
            group = []
        elif closes:
            yield group or []
            group = None
        else:
            number = b"".join(digits.split()).decode().lower()
            if group is None:
                yield [number]
            else:
                group.append(number)
