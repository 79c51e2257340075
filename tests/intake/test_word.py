from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.intake import packages
from portfolio_app.intake.document import Control, Heading, Note, Paragraph, Table
from portfolio_app.intake.word import read_word
from tests.intake.helpers import docx, h, p, relationship, run, table, title, word_part


def blocks(*body, **parts):
    return list(read_word(docx(*body, **parts)).blocks)


def test_title_headings_and_paragraphs_keep_their_rank():
    assert blocks(title("T"), h("One"), h("Two", 2), p("Text & more")) == [
        Heading(0, "T"),
        Heading(1, "One"),
        Heading(2, "Two"),
        Paragraph("Text & more"),
    ]


def test_insertions_are_read_and_deletions_are_not():
    inserted = f'<w:ins w:id="1" w:author="A">{run("new ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
    assert blocks(p(run("The "), inserted, deleted, run("words"))) == [
        Paragraph("The new words")
    ]


def test_line_breaks_and_ticks_within_a_paragraph_are_kept():
    settings = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    box = (
        f'<w:r><w:fldChar w:fldCharType="begin">{settings}</w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert blocks(p(run("a"), "<w:r><w:br/></w:r>", run("b "), box, run("Yes"))) == [
        Paragraph("a\nb ☒ Yes")
    ]


def test_old_line_breaks_and_tabs_part_words():
    parted = "<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t><w:ptab/><w:t>three</w:t></w:r>"
    assert blocks(p(parted)) == [Paragraph("one\ntwo three")]


def test_what_was_chosen_in_an_old_drop_down_is_read():
    entries = "".join(f'<w:listEntry w:val="{words}"/>' for words in ("No", "Yes, by phone"))
    drop_down = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        f"{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert blocks(p(run("Agreed? "), drop_down)) == [Paragraph("Agreed? Yes, by phone")]


def test_items_of_lists_carry_their_mark():
    def item(text, num_id):
        mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num_id}"/></w:numPr>'
        return f"<w:p><w:pPr>{mark}</w:pPr>{run(text)}</w:p>"

    def style(number, name):
        level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{name}"/></w:lvl>'
        return f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'

    numbering = word_part(
        "numbering",
        style(1, "bullet")
        + style(2, "decimal")
        + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>',
    )
    body = (item("calm", 1), item("tired", 1), p("then"), item("first", 2), item("next", 2))
    assert blocks(*body, numbering=numbering) == [
        *map(Paragraph, ["• calm", "• tired", "then", "1. first", "2. next"])
    ]


def test_cells_keep_their_paragraphs():
    assert blocks(table(("Feelings", p("Sad.") + p("Glad.")), ("", "")), p("after")) == [
        Table((("Feelings", "Sad.\nGlad."),)),
        Paragraph("after"),
    ]


def test_cells_that_span_others_leave_those_empty():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Section A") + "</w:tc>"
    top = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("Court") + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p() + "</w:tc>"
    rows = (wide, f"{top}<w:tc>{p('a')}</w:tc>", f"{below}<w:tc>{p('b')}</w:tc>")
    spanned = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert blocks(spanned) == [Table((("Section A", ""), ("Court", "a"), ("", "b")))]


def test_a_table_within_a_cell_gives_it_its_lines():
    assert blocks(table((p("Setting") + table(("home", "school")), "x"))) == [
        Table((("Setting\nhome\nschool", "x"),))
    ]


def test_footnotes_follow_as_notes():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = word_part("footnotes", f'<w:footnote w:id="2">{p("Very.")}</w:footnote>')
    assert blocks(p(run("Sad."), mark), footnotes=notes) == [
        Paragraph("Sad.[1]"),
        Note("[1] Very."),
    ]


def test_comments_stand_beside_the_text_without_the_name_of_their_author():
    comment = f'<w:comment w:id="1" w:author="A. Name" w:initials="AN">{p("Why?")}</w:comment>'
    picture = "<w:r><w:object/></w:r>"
    formula = '<m:oMath xmlns:m="urn:math"/>'
    read = read_word(
        docx(p(run("x"), picture, formula), comments=word_part("comments", comment))
    )
    assert read.blocks == (Paragraph("x"), Note("Comment: Why?"))
    assert "A. Name" not in str(read)


def test_pictures_are_left_out_and_counted():
    names = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"'
    )
    picture = f'<w:r><w:pict {names}><v:shape><v:imagedata r:id="r1"/></v:shape></w:pict></w:r>'
    parts = {
        "_rels/document.xml.rels": relationship("image", "media/one.png"),
        "media/one.png": b"\x89PNG",
    }
    read = read_word(docx(p(run("x"), picture), p(picture), **parts))
    assert read.blocks == (Paragraph("x"),)
    assert read.remarks == (
        "The document holds 2 pictures, not taken in; attach what the panel needs.",
    )


def zipped(**files):
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/"), content)
    return package.getvalue()


GOOD = docx(p("words"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (GOOD[: len(GOOD) // 2], "damaged Word document"),
        (GOOD.replace(b"word/document.xml", b"word/dokument.xml"), "damaged Word document"),
        (zipped(a="x"), "damaged Word document"),
        (docx("<w:p>"), "damaged Word document"),
        (docx("<w:r>" * 3000 + "</w:r>" * 3000), "damaged Word document"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "protected with a password or saved",
        ),
        (b"%PDF-1.7", "no Word document"),
        (b"plain", "no Word document"),
    ],
)
def test_what_is_no_readable_word_document_is_refused(data, sentence):
    with pytest.raises(IntakeError, match=sentence) as caught:
        read_word(data)
    assert caught.value.advice.startswith("Nothing was changed.")


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MAX_UNPACKED", 100_000)
    with pytest.raises(IntakeError, match="too large"):
        read_word(docx(p("a" * 200_000)))


def test_entities_that_multiply_are_refused():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    data = zipped(
        **{"[Content_Types].xml": "<a/>", "word__document.xml": f"{bomb}]><w>&j;</w>"}
    )
    with pytest.raises(IntakeError, match="damaged Word document"):
        read_word(data)


def control(inner, *, tag="", title="", hint=False):
    flag = "<w:showingPlcHdr/>" if hint else ""
    names = f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'
    return (
        f"<w:sdt><w:sdtPr>{names}{flag}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def test_a_content_control_keeps_its_name():
    assert blocks(p("Before."), control(p("One.") + p("Two."), tag="t", title="Feelings")) == [
        Paragraph("Before."),
        Control("t", "Feelings", "One.\nTwo."),
    ]


def test_a_control_that_is_all_of_its_paragraph_keeps_its_name_too():
    alone = f"<w:p>{control(run('Sad.'), title='Feelings')}</w:p>"
    within = f"<w:p>{run('Date: ')}{control(run('3 May 2026'), title='Day')}</w:p>"
    assert blocks(alone, within) == [
        Control("", "Feelings", "Sad."),
        Paragraph("Date: 3 May 2026"),
    ]


def test_the_hint_of_a_control_that_nobody_filled_in_is_no_word_of_theirs():
    style = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
    hint = f"<w:p><w:r>{style}<w:t>Click here to enter text.</w:t></w:r></w:p>"
    typed = p("Typed by a program that leaves the flag standing.")
    assert blocks(p("x"), control(hint, title="A", hint=True)) == [Paragraph("x")]
    assert blocks(control(typed, title="A", hint=True)) == [
        Control("", "A", "Typed by a program that leaves the flag standing.")
    ]


def test_headers_text_boxes_moved_words_and_formulas_are_read():
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent>{p('In a box.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    moved = f'<w:moveTo w:id="1">{run("moved ")}</w:moveTo>'
    formula = '<m:oMath xmlns:m="urn:math"><m:r><m:t>1+1</m:t></m:r></m:oMath>'
    simple = f'<w:fldSimple w:instr="DATE">{run(" today")}</w:fldSimple>'
    read = blocks(
        p(run("Words "), moved, formula, simple, box),
        header1=word_part("hdr", p("The council")),
        header2=word_part("hdr", p("The council")),
    )
    assert read == [
        Paragraph("Words moved 1+1 today"),
        Paragraph("In a box."),
        Note("The council"),
    ]
