"""OpenDocument texts, as LibreOffice and others write them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.intake.document import Heading, Note, Paragraph, Table
from portfolio_app.intake.odt import read_odt

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    )
)
_TYPE = "application/vnd.oasis.opendocument.text"


def odt(*body, styles="", around="", **parts):
    """Return an .odt file of paragraphs and so on as XML."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>"
    )
    master = f"<office:document-styles {_SPACES}>{around}</office:document-styles>"
    written = BytesIO()
    with ZipFile(written, "w") as package:
        package.writestr("mimetype", _TYPE)
        package.writestr("content.xml", content)
        package.writestr("styles.xml", master)
        for name, part in parts.items():
            package.writestr(f"META-INF/{name}.xml", part)
    return written.getvalue()


def p(text, style="Standard"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_paragraphs_lists_and_tables_are_read():
    numbered = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>'
        "</text:list-style>"
    )
    items = "".join(f"<text:list-item>{p(t)}</text:list-item>" for t in ("one", "two"))
    cells = "".join(
        f"<table:table-row><table:table-cell>{p(a)}</table:table-cell>"
        f"<table:table-cell>{p(b)}</table:table-cell></table:table-row>"
        for a, b in (("Title", "A visit"), ("Date", "3 May 2026"))
    )
    read = read_odt(
        odt(
            p("My work", "Title"),
            '<text:h text:outline-level="2">Feelings</text:h>',
            p('Sad<text:s text:c="2"/>and<text:tab/>glad.<text:line-break/>Both.'),
            f'<text:list text:style-name="L1">{items}</text:list>',
            f"<text:list>{items}</text:list>",
            f"<table:table>{cells}</table:table>",
            styles=numbered,
        )
    )
    assert read.blocks == (
        Heading(0, "My work"),
        Heading(2, "Feelings"),
        Paragraph("Sad  and glad.\nBoth."),
        Paragraph("1. one"),
        Paragraph("2. two"),
        Paragraph("• one"),
        Paragraph("• two"),
        Table((("Title", "A visit"), ("Date", "3 May 2026"))),
    )


def test_deleted_words_stay_out_and_notes_stand_beside():
    deleted = f"<text:deletion>{p('gone')}</text:deletion>"
    tracked = f"<text:tracked-changes>{deleted}</text:tracked-changes>"
    noted = f"<text:note-citation>1</text:note-citation><text:note-body>{p('Very.')}"
    note = f"<text:note>{noted}</text:note-body></text:note>"
    remark = f"<office:annotation>{p('Why?')}</office:annotation>"
    box = f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box></draw:frame>"
    read = read_odt(odt(tracked, p(f"Calm{note}{remark}.{box}")))
    assert read.blocks == (
        Paragraph("Calm[1]."),
        Paragraph("In a box."),
        Note("[1] Very."),
        Note("Comment: Why?"),
    )


def test_headers_and_footers_stand_beside_each_wording_once():
    around = (
        f"<style:header>{p('The council')}</style:header>"
        f"<style:footer>{p('The council')}</style:footer>"
    )
    assert read_odt(odt(p("x"), around=around)).blocks == (Paragraph("x"), Note("The council"))


def test_a_protected_one_is_told_in_a_sentence():
    manifest = "<m><encryption-data/></m>"
    with pytest.raises(IntakeError, match="protected with a password"):
        read_odt(odt(p("x"), manifest=manifest))


@pytest.mark.parametrize(
    "part",
    [
        "not XML",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "<a>" * 500 + "</a>" * 500,
    ],
)
def test_hostile_xml_is_refused(part):
    written = BytesIO()
    with ZipFile(written, "w") as package:
        package.writestr("mimetype", _TYPE)
        package.writestr("content.xml", part)
    with pytest.raises(IntakeError, match="damaged"):
        read_odt(written.getvalue())


def test_words_in_a_shape_follow_the_sentence_it_hangs_on():
    shape = f"<draw:custom-shape>{p('In a shape.')}</draw:custom-shape>"
    assert read_odt(odt(p(f"One {shape}sentence."))).blocks == (
        Paragraph("One sentence."),
        Paragraph("In a shape."),
    )


def test_a_text_box_that_holds_no_paragraph_of_its_own_follows_too():
    def boxed(inner):
        return f"Before<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame>after"

    cells = "".join(f"<table:table-cell>{p(t)}</table:table-cell>" for t in ("Name", "Age"))
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    section = f"<text:section>{p('In a section.')}</text:section>"
    assert read_odt(odt(p(boxed(table)), p(boxed(section)))).blocks == (
        Paragraph("Beforeafter"),
        Table((("Name", "Age"),)),
        Paragraph("Beforeafter"),
        Paragraph("In a section."),
    )
