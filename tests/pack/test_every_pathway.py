"""The least that each shipped pathway asks for can be planned and drawn as a pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.verdict import judge
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from tests.model.complete import Complete
from tests.pack.helpers import Files, Silent, a_request
from tests.pack.reading import squeezed, texts

CATALOGUE = read_catalogue()


def planned(pathway, change=lambda snapshot: snapshot):
    made = Complete(CATALOGUE.pathways[pathway], CATALOGUE)
    snapshot = change(made.snapshot())
    verdict = judge(snapshot, made.pathway, CATALOGUE, made.end)
    return plan_pack(a_request(snapshot, CATALOGUE, verdict=verdict))


ALIKE = {"asye-adult", "bexley-asye", "bexley-level-3", "leeds-senior-adult"}
"""Pathways whose packs look like those of another one, or are drawn elsewhere."""


def said_by(plan):
    """Return all words of the pack, without white space."""
    drawn = draw_pack(plan, Files(), Silent())
    assert drawn.warnings == ()
    return drawn, squeezed(" ".join(texts(drawn.data)))


def rows_below_the_heading(plan, pages):
    """Return how many rows of the matrix stand on the page where it begins."""
    page = next(said for said in pages if "Eachmarkleadstowordsonapage" in squeezed(said))
    return sum(as_printed(row.title) in squeezed(page) for row in plan.matrix.rows)


def as_printed(words):
    return squeezed(words.replace("'", "’"))


@pytest.mark.parametrize(
    "pathway",
    [
        pytest.param(name, marks=[pytest.mark.long] if name in ALIKE else [])
        for name in sorted(CATALOGUE.pathways)
    ],
)
def test_the_least_that_is_asked_for_makes_a_pack(pathway):
    drawn, said = said_by(planned(pathway))
    rules = CATALOGUE.pathways[pathway]
    assert as_printed("The evidence is complete.") in said
    for words in (rules.title, rules.authority, *(rule.title for rule in rules.requirements)):
        assert as_printed(words) in said
    assert [field.name for field in drawn.signature_fields] == [
        f"signature_{number:02}_{signature.role}"
        for number, signature in enumerate(rules.signatures, start=1)
    ]


def test_a_long_matrix_begins_below_its_heading_and_goes_on_overleaf():
    plan = planned("asye-child-family")
    drawn = draw_pack(plan, Files(), Silent())
    assert 2 <= rows_below_the_heading(plan, texts(drawn.data)) < len(plan.matrix.rows)


def test_a_self_assessment_stays_out_and_is_confirmed():
    def unmistakable(snapshot):
        return replace(
            snapshot,
            evidence=tuple(
                replace(
                    piece,
                    answers={
                        path: replace(answer, text="Xylophone")
                        if path.startswith("statements.1.statement")
                        else answer
                        for path, answer in piece.answers.items()
                    },
                )
                for piece in snapshot.evidence
            ),
        )

    plan = planned("asye-adult", unmistakable)
    everything = repr(plan)  # whatever is drawn stands in the plan
    assert "Practice observation 1" in everything
    assert "Xylophone" not in everything
    assert "Self-assessment 1" not in everything
    assert "it stays out of the pack, which only confirms it" in everything
    assert plan.warnings == ()
