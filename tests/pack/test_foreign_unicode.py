"""Letters whose meaning a font leaves out."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from portfolio_app.pack.foreign_unicode import codes_shown, has_unknown_letters


@pytest.fixture
def font():
    """Return a maker of fonts with a given ToUnicode table."""
    pdf = pikepdf.new()

    def make(table, kind=Name.TrueType):
        return Dictionary(Subtype=kind, ToUnicode=pdf.make_stream(table))

    yield make
    pdf.close()


def test_strings_are_told_by_the_font_in_force():
    content = b"/A 9 Tf (one) Tj q /B 9 Tf [(tw) -20 (o)] TJ Q (three) ' /B 9 Tf 1 2 (four) \""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(content)
        shown = codes_shown(pikepdf.parse_content_stream(page))
    assert shown == {"/A": {b"one", b"three"}, "/B": {b"tw", b"o", b"four"}}


@pytest.mark.parametrize(
    ("table", "string", "unknown"),
    [
        (b"2 beginbfchar <41> <0041> <42> <0042> endbfchar", b"AB", False),
        (b"1 beginbfchar <41> <0041> endbfchar", b"AB", True),
        (b"1 beginbfrange <41> <43> <0041> endbfrange", b"ABC", False),
        (b"1 beginbfrange <41> <42> [<0041> <00660069>] endbfrange", b"AB", False),
        (b"1 beginbfrange <41> <42> [<0041> <0000>] endbfrange", b"AB", True),
        (b"1 beginbfchar <41> <FEFF> endbfchar", b"A", True),
        (b"nonsense", b"A", True),
        (b"1 beginbfchar <41>", b"A", True),
        (b"", b"", False),
    ],
)
def test_a_letter_is_unknown_when_the_table_leaves_it_out(font, table, string, unknown):
    assert has_unknown_letters(font(table), {string}) is unknown


def test_codes_of_composite_fonts_are_two_bytes_wide(font):
    table = b"1 beginbfrange <0041> <0042> <0041> endbfrange"
    assert not has_unknown_letters(font(table, Name.Type0), {b"\x00A\x00B"})
    assert has_unknown_letters(font(table, Name.Type0), {b"AB"})
