"""Documents made to do harm, or that would: each is refused with one sentence, or harmless."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.intake import packages
from portfolio_app.intake.arrivals import read_arrival
from portfolio_app.intake.document import Paragraph
from portfolio_app.intake.word import read_word
from tests.intake.helpers import docx, p, relationship, run

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


def refused(data, name="a.docx"):
    with pytest.raises(IntakeError) as refusal:
        read_arrival(data, name)
    assert "Nothing was changed" in refusal.value.advice
    return refusal.value.summary


def with_types(data, types):
    """Return a package whose list of content types says something else."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w") as new:
        for part in old.namelist():
            content = types if part == "[Content_Types].xml" else old.read(part)
            new.writestr(part, content)
    return written.getvalue()


def test_a_document_with_macros_is_refused():
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{macro}"/></Types>'
    assert "with macros" in refused(with_types(docx(p("x")), types))
    assert "with macros" in refused(docx(p("x"), **{"vbaProject.bin": b"\xd0\xcf"}))


@pytest.mark.parametrize("part", ["document", "styles", "footnotes", "header1", "comments"])
def test_declared_entities_are_refused_wherever_they_stand(part):
    evil = f"{_ENTITIES}<w:document {_W}><w:body>{p('&b;&c;')}</w:body></w:document>"
    written = BytesIO()
    with ZipFile(BytesIO(docx(p("x")))) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            if name != f"word/{part}.xml":
                new.writestr(name, old.read(name))
        new.writestr(f"word/{part}.xml", evil)
    assert "damaged" in refused(written.getvalue())


def test_elements_without_end_inside_one_another_are_refused():
    deep = "<w:sdt><w:sdtContent>" * 400 + p("x") + "</w:sdtContent></w:sdt>" * 400
    assert "damaged" in refused(docx(deep))


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "MAX_TEXT", 1_000_000)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<a>" + " " * 2_000_000 + "</a>")
    assert len(written.getvalue()) < 10_000
    assert "too large" in refused(written.getvalue())


def test_a_package_of_countless_parts_is_refused(monkeypatch):
    monkeypatch.setattr(packages, "_MAX_PARTS", 20)
    assert "too large" in refused(docx(p("x"), **{f"part{n}": "<a/>" for n in range(30)}))


def test_a_linked_picture_is_never_fetched(monkeypatch):
    def fetched(*given, **more):
        raise AssertionError(given)

    monkeypatch.setattr("urllib.request.urlopen", fetched)
    names = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"'
    )
    picture = f'<w:r><w:pict {names}><v:shape><v:imagedata r:id="r1"/></v:shape></w:pict></w:r>'
    rels = relationship("image", "https://tracker.example.org/a.png").replace(
        "<Relationship ", '<Relationship TargetMode="External" '
    )
    read = read_word(docx(p(run("x"), picture), **{"_rels/document.xml.rels": rels}))
    assert read.blocks == (Paragraph("x"),)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "a.docx",
            "protected with a password",
        ),
        (b"{\\rtf1 words}", "a.rtf", "of a kind that cannot be read"),
        (b"II*\x00rest", "a.tiff", "of a kind that cannot be read"),
        (b"PK\x03\x04 broken", "a.docx", "of a kind that cannot be read"),
        (b"", "a.txt", "empty"),
        (b"\x00\x01\x02\x03", "a.eml", "of a kind that cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(data, name, words):
    if data:
        assert words in refused(data, name)
    else:
        with pytest.raises(IntakeError, match=words):
            read_arrival(data, name)
