"""A finished, signed example of every pathway: what its rules ask for, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.services.example_words import ExampleWords, read_bank
from tests.tools.verapdf import validate

CATALOGUE = read_catalogue()


@pytest.mark.long
@pytest.mark.parametrize("pathway", sorted(CATALOGUE.pathways))
def test_an_example_of_each_pathway_is_sealed_signed_by_all_and_valid(run, tmp_path, pathway):
    made = run("demo", tmp_path / "example", "--pathway", pathway)
    assert made.code == 0, made.err
    assert made.last == "Valid and complete."
    told = run("verify", tmp_path / "example" / "pack.pdf", "--json").json
    signed = [signature["role"] for signature in told["signatures"]]
    assert signed == [rule.role for rule in CATALOGUE.pathways[pathway].signatures]
    assert validate([tmp_path / "example" / "pack.pdf"]) == []


def test_a_pathway_that_is_not_there_is_refused(run, tmp_path):
    made = run("demo", tmp_path / "example", "--pathway", "bexley-level-9")
    assert made.code == 2
    assert (
        "There is no pathway called “bexley-level-9”. The pathways are asye-adult" in made.err
    )
    assert not list((tmp_path / "example").iterdir())


def test_a_capability_that_the_bank_does_not_know_is_named_by_its_title():
    words = ExampleWords(replace(read_bank(), showing={}), CATALOGUE)
    assert "“Values and ethics”" in words.showing(CapabilityRef.parse("pcf-2018/2"))
