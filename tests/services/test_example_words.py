"""The bank of words that examples are made of fits the forms and the rules that there are."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.least import least, written
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.services.example_words import ExampleWords, read_bank

CATALOGUE = read_catalogue()
BANK = read_bank()
WORDY = {FieldKind.LINE, FieldKind.PROSE}


@pytest.mark.parametrize("form_id", sorted(BANK.answers))
def test_every_answer_of_the_bank_belongs_to_a_field(form_id):
    form = CATALOGUE.forms[form_id]
    for name, held in BANK.answers[form_id].items():
        head, _, rest = name.partition(".")
        field = form.field(head)
        assert field, name
        part = next((p for p in field.parts if p.id == rest), None) if field.parts else field
        assert part, name
        if part.kind is FieldKind.CHOICE:
            assert set(held) <= {option.id for option in part.options}, name
        elif part.kind is FieldKind.DATE:
            assert all(isinstance(days, int) for days in held), name


@pytest.mark.parametrize("pathway", sorted(CATALOGUE.pathways))
def test_an_example_of_a_shipped_pathway_says_nothing_twice_for_want_of_words(pathway):
    words = ExampleWords(BANK, CATALOGUE)
    plain = {text for held in BANK.plain.values() for text in held if len(text) > 1}
    for piece in least(CATALOGUE.pathways[pathway], CATALOGUE, date(2026, 1, 5)).pieces:
        text = written(piece, CATALOGUE, words)
        assert not plain & set(text.answers.values())
        assert all("supervisor, and wrote down" not in c.passage for c in text.claims)


def test_passages_are_different_for_each_capability():
    said = [text for held in BANK.showing.values() for text in held.values()]
    assert len(set(said)) == len(said)


def test_every_capability_that_the_bank_knows_exists():
    refs = [CapabilityRef(f, number) for f, held in BANK.showing.items() for number in held]
    refs += [
        CapabilityRef.parse(text)
        for held in BANK.claimed.values()
        for turn in held
        for text in turn
    ]
    assert [ref for ref in refs if CATALOGUE.capability(ref) is None] == []
