"""The words of attached files are read page by page, and what has none has none."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.intake import kinds
from portfolio_app.intake.reading import MOST, page_texts
from portfolio_app.places import resource
from tests.intake.helpers import docx, h, p, table


def pdf(*pages):
    """Return a PDF of these pages, each a list of lines."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(data, kind=kinds.PDF):
    return list(page_texts(data, kind))


def test_every_page_of_a_pdf_is_read_in_order():
    found = read(pdf(["The owl sleeps.", "The badger does not."], [], ["Naïve café"]))
    assert found == ["The owl sleeps.\nThe badger does not.", "", "Naïve café"]


def test_the_attachments_of_the_example_have_words():
    files = sorted(resource("example").rglob("*.pdf"))
    assert files
    assert all(any(page.split() for page in read(file.read_bytes())) for file in files)


@pytest.mark.parametrize("data", [b"", b"no PDF", pdf(["The owl"])[:200]])
def test_what_cannot_be_read_has_no_words(data):
    assert read(data) == []


@pytest.mark.parametrize("kind", [kinds.PNG, kinds.JPEG, "application/unheard-of"])
def test_other_kinds_have_no_words(kind):
    assert read(b"The owl sleeps.", kind) == []


def test_a_word_document_is_one_page_of_words():
    data = docx(h("The owl"), p("It sleeps."), table(("By day", "by night")))
    assert read(data, kinds.WORD) == ["The owl\nIt sleeps.\nBy day by night"]
    assert read(b"no document", kinds.WORD) == []


def test_a_page_without_end_is_cut():
    lines = ["owl " * 1_000] * 20
    assert [len(page) <= MOST for page in read(pdf(lines))] == [True]
