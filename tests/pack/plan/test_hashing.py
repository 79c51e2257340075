from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.pack.plan.blocks import Paragraph
from portfolio_app.pack.plan.hashing import CROCKFORD, digest, pack_code
from portfolio_app.pack.plan.text import Said, Strong


def test_the_code_is_three_groups_of_four_without_mistakable_letters():
    code = pack_code(digest(Paragraph(text="a")))
    assert [len(group) for group in code.split()] == [4, 4, 4]
    assert set(code) <= set(CROCKFORD) | {" "}


def test_the_code_is_the_start_of_the_hash():
    assert pack_code("f" * 64) == "ZZZZ ZZZZ ZZZZ"
    assert pack_code("0" * 15 + "f" * 49) == "0000 0000 0000"


def test_records_of_different_kinds_have_different_hashes():
    assert digest(Strong("a")) != digest(Said("a"))


def test_what_has_no_canonical_form_is_refused():
    with pytest.raises(TypeError):
        digest(1.5)


def test_every_part_of_a_plan_counts(example_plan):
    bare = replace(example_plan, sha256="", masthead=replace(example_plan.masthead, code=""))
    assert digest(bare) == example_plan.sha256
    assert digest(replace(bare, warnings=("Other",))) != example_plan.sha256
