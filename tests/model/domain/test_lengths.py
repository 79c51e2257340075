from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.lengths import is_too_long, length_in_words, page_limit
from tests.pack.helpers import read_catalogue


@pytest.mark.parametrize(
    ("pages", "limit", "words"),
    [
        (1.26, 2, "About 1¼ of 2 pages"),
        (0.02, 1, "About ¼ of 1 page"),
        (0.7, 1, "About ¾ of 1 page"),
        (0.95, 1, "Just within 1 page"),
        (1.0, 1, "Just within 1 page"),
        (1.01, 1, "A little over 1 page, 1 allowed"),
        (1.5, 1, "About 1½ pages, 1 allowed"),
        (3.1, 2, "About 3 pages, 2 allowed"),
        (1.0, None, "About 1 page"),
        (0.6, None, "About ½ page"),
        (2.2, None, "About 2¼ pages"),
    ],
)
def test_lengths_are_said_in_quarters(pages, limit, words):
    assert length_in_words(pages, limit) == words


@given(st.floats(0, 9), st.integers(1, 4))
def test_what_is_too_long_is_never_rounded_to_what_is_allowed(pages, limit):
    said = length_in_words(pages, limit)
    assert is_too_long(pages, limit) == (ceil(pages) > limit)
    assert said.endswith("allowed") == is_too_long(pages, limit)


def test_a_limit_is_that_of_the_pathway():
    catalogue = read_catalogue()
    pathway = catalogue.pathways["bexley-level-3"]
    assert page_limit(catalogue.forms["manager-report"], pathway) == 1
    assert page_limit(catalogue.forms["reflective-summary"], pathway) is None
