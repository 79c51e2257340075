"""The steps of a self-rating come from the files where these give any."""

from __future__ import annotations

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.ratings import PLAIN, scale

CATALOGUE = read_catalogue()


def steps(framework, pathway):
    return scale(CATALOGUE.frameworks[framework], CATALOGUE.pathways[pathway], CATALOGUE)


def test_a_framework_with_levels_gives_those_around_the_pathway_s():
    found = steps("pcf-2018", "bexley-level-3")
    assert found.steps == (
        "Newly qualified social worker (ASYE)",
        "Social worker",
        "Experienced social worker",
        "Advanced social worker",
    )
    assert all(found.explanations)
    assert found.source == "Levels of the PCF."


def test_the_self_assessment_that_a_pathway_asks_for_gives_its_own_steps():
    found = steps("kss-child-family-2018", "asye-child-family")
    assert found.steps == ("New to me", "With help", "Mostly on my own", "Sure of it")
    assert found.source == "Steps of the form “Self-assessment”."


def test_where_nobody_gives_steps_they_are_ours_and_say_so():
    found = steps("kss-child-family-2018", "bexley-level-3")
    assert found is PLAIN
    assert found.certainty is Certainty.OURS
