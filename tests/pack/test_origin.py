"""A page of an edition finds the pages that its words come from."""

from __future__ import annotations

import pytest

from portfolio_app.pack.origin import Origin
from portfolio_app.pack.pages.place import Pages
from portfolio_app.pack.tagged.structure import Drawn, SourceKey

LONG = SourceKey("evidence-1", "a long paragraph")
LABEL = SourceKey("evidence-1", "a label that stands twice")
ORIGIN = Origin(
    pages=Pages(of_place={"evidence-1": 13}, spans={"evidence-1": (13, 15)}, total=20),
    sources={
        LONG: (Drawn(13, 0.0, 0.4), Drawn(14, 0.4, 1.0)),
        LABEL: (Drawn(13, 0.0, 1.0), Drawn(15, 0.0, 1.0)),
    },
)


@pytest.mark.parametrize(
    ("part", "pages"),
    [
        ((0.0, 0.4), [13]),
        ((0.4, 0.9), [14]),
        ((0.2, 0.5), [13, 14]),
        ((0.0, 1.0), [13, 14]),
        ((0.0, 0.4001), [13]),
    ],
)
def test_part_of_a_text_comes_from_the_pages_that_show_that_part(part, pages):
    assert [*ORIGIN.pages_of(["evidence-1"], [(LONG, Drawn(40, *part))])] == pages


def test_a_text_that_stands_twice_says_nothing():
    drawn = [(LABEL, Drawn(40, 0.0, 1.0)), (LONG, Drawn(40, 0.5, 1.0))]
    assert [*ORIGIN.pages_of(["evidence-1"], drawn)] == [14]


def test_where_no_text_tells_the_section_does():
    assert [*ORIGIN.pages_of(["evidence-1"], [(LABEL, Drawn(40, 0.0, 1.0))])] == [13]
    assert [*ORIGIN.pages_of(["nowhere"], [])] == []
