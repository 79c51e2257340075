"""Half-filled templates: whatever they are built of, no sentence of theirs is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portfolio_app.intake.document import Document, Heading, Note, Paragraph, Table
from portfolio_app.intake.matching import match_document
from portfolio_app.intake.word import read_word
from portfolio_app.model.catalogue import read_catalogue
from tests.intake.templates import FILLED, TEMPLATES, sentences

CATALOGUE = read_catalogue()


def letters(text):
    return "".join(re.findall(r"\w", text.casefold()))


def everywhere(draft):
    return letters(" ".join([*draft.answers.values(), *draft.unplaced]))


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize(
    "form_id", ["reflective-summary", "practice-observation", "cpd-record"]
)
def test_every_sentence_of_a_template_is_in_an_answer_or_beside_them(kind, form_id):
    draft = match_document(read_word(TEMPLATES[kind]()), CATALOGUE.forms[form_id], CATALOGUE)
    found = everywhere(draft) + "3november2026"  # a day that was placed is stored as figures
    lost = [s for s in sentences() for part in s.split(". ") if letters(part) not in found]
    assert not lost


@pytest.mark.parametrize("kind", TEMPLATES)
def test_each_template_answers_the_questions_that_it_names(kind):
    form = CATALOGUE.forms["reflective-summary"]
    draft = match_document(read_word(TEMPLATES[kind]()), form, CATALOGUE)
    assert draft.named >= 4
    assert draft.answers["title"].startswith(FILLED["Title"])
    assert draft.answers["date"] == "2026-11-03"
    assert draft.answers["model"] == "gibbs-1988"
    for path, label in (
        ("area", "Area of practice"),
        ("account.description", "Description"),
        ("account.feelings", "Feelings"),
        ("supervision", "In supervision"),
    ):
        assert letters(FILLED[label]) in letters(draft.answers[path]), label
    assert "account.analysis" not in draft.answers  # nobody filled it in
    assert "Click or tap" not in str(draft)


LINES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "Zs")), min_size=1, max_size=40
)
NAMES = st.sampled_from(
    [*FILLED, "Goal", "Title", "Reflective summary", "Strengths", "Feelings (mixed ones)"]
)
WORDS = LINES | NAMES
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(0, 6), WORDS),
    st.builds(Paragraph, WORDS),
    st.builds(Note, LINES),
    st.lists(st.tuples(WORDS | st.just(""), WORDS), min_size=1, max_size=4).map(
        lambda rows: Table(tuple(rows))
    ),
)


@settings(max_examples=40)
@given(st.lists(BLOCKS, max_size=12), st.sampled_from(sorted(CATALOGUE.forms)))
def test_no_document_loses_a_word_but_the_forms_own(blocks, form_id):
    form = CATALOGUE.forms[form_id]
    draft = match_document(Document(blocks=tuple(blocks)), form, CATALOGUE)
    found = everywhere(draft)
    words = set()
    for block in blocks:
        cells = (
            [c for row in block.rows for c in row] if isinstance(block, Table) else [block.text]
        )
        words |= {cell for cell in cells if letters(cell)}
    own = {letters(name) for name in _own_wording(form)}
    lost = [w for w in words if letters(w) not in found and letters(w) not in own]
    assert not lost


def _own_wording(form):
    """Yield every title, prompt, option and id of a form, and of the models that it offers."""
    for field in form.fields:
        for part in (field, *field.parts):
            yield from (part.title, part.id, part.id.replace("-", " "), *part.guidance)
            yield from (o.title for o in part.options)
            yield from (o.id for o in part.options)
        for model_id in field.models:
            model = CATALOGUE.models[model_id]
            yield from (model.title, model.id)
            for stage in model.stages:
                yield from (stage.title, stage.id, *stage.prompts)
    yield from (form.title, form.plural, form.id)
