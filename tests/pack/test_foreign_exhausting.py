"""Files made to use up memory or arithmetic are shown as pictures or refused."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.foreign_colours import UNUSUAL
from tests.pack.foreign_files import changed, letter

PDF = "application/pdf"


def problems(document):
    with open_attachment(document, PDF) as attachment:
        return attachment.pages[0].problems


def test_a_page_of_endless_instructions_becomes_a_picture():
    def lengthen(pdf):
        pdf.pages[0].obj.Contents = pdf.make_stream(b"n " * 3_000_000)

    document = changed(letter(), lengthen, compress_streams=True)

    assert len(document) < 100_000
    assert problems(document) == (UNUSUAL,)


def test_a_page_without_content_is_no_problem():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    del pdf.pages[0].obj["/Contents"]
    file = BytesIO()
    pdf.save(file)

    assert problems(file.getvalue()) == ()


@pytest.mark.parametrize("unit", [0, -1, 100_000])
def test_a_page_measured_in_an_impossible_unit_is_refused(unit):
    def measure(pdf):
        pdf.pages[0].obj.UserUnit = unit

    with pytest.raises(IntakeError, match="damaged or incomplete"):
        open_attachment(changed(letter(), measure), PDF)
