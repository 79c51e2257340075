"""Page numbers as they are printed."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.pack.pages.attachment import paragraphs
from portfolio_app.pack.pages.place import Pages

PARTS = {"part-A": 1, "part-B": 5, "part-C": 9, "matrix": 4}
CONTINUOUS = Pages(of_place=PARTS, total=12)
SECTIONS = Pages(of_place=PARTS, total=12, numbering=Numbering.SECTIONS)


@pytest.mark.parametrize(
    ("page", "label"), [(1, "A1"), (4, "A4"), (5, "B1"), (8, "B4"), (9, "C1"), (12, "C4")]
)
def test_each_section_counts_from_one(page, label):
    assert SECTIONS.label(page) == label
    assert CONTINUOUS.label(page) == str(page)


def test_runs_are_drawn_together_within_a_section_only():
    assert CONTINUOUS.runs([3, 4, 5, 6, 9]) == "3\u20136, 9"
    assert SECTIONS.runs([3, 4, 5, 6, 9]) == "A3\u20134, B1\u20132, C1"
    assert SECTIONS.run(4, 5) == "A4\u2013B1"


def test_before_anything_was_drawn_pages_are_counted():
    assert Pages(numbering=Numbering.SECTIONS).label(3) == "3"


def test_lines_of_an_attached_page_are_joined_until_a_short_one():
    text = "A first line that runs on\r\nand ends here.\r\n\r\nA second paragraph, as long\nso"
    assert paragraphs(text) == [
        "A first line that runs on and ends here.",
        "A second paragraph, as long so",
    ]
    assert paragraphs("") == []
