"""What the panel decided, as it is read from its form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.evidence import Answer, Evidence
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId, FieldPath
from portfolio_app.model.domain.outcomes import panel_outcome
from tests.model.complete import Complete

CATALOGUE = read_catalogue()
LEEDS = CATALOGUE.pathways["leeds-senior"]
NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)
PLAN = {
    "further-work.1.what": "A second observation.",
    "further-work.1.by": "2027-05-01",
    "further-work.2.what": "An audit of two files",
    "further-work.2.by": "1 April 2027",
    "further-work.2.who": "Team manager",
}


def decided(ruling="deferred", number=1, when="2027-03-03", **more):
    texts = {"title": "Outcome", "date": when, "outcome": ruling, "reasons": "As said."} | more
    return Evidence(
        id=EvidenceId(f"outcome-{number}"),
        form=LEEDS.panel.outcome_form,
        answers={
            FieldPath(path): Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)
            for path, text in texts.items()
        },
        created_at=NOON,
        changed_at=NOON,
    )


@pytest.fixture(scope="module")
def without():
    return Complete(LEEDS, CATALOGUE).snapshot()


def outcome(snapshot, *pieces, pathway=LEEDS):
    return panel_outcome(
        replace(snapshot, evidence=(*snapshot.evidence, *pieces)), pathway, CATALOGUE
    )


def test_without_a_decision_there_is_none(without):
    assert outcome(without) is None
    assert outcome(without, decided(when="")) is None
    assert outcome(without, decided(ruling="")) is None


def test_a_pathway_without_a_form_for_it_knows_no_decision(without):
    assert outcome(without, decided(), pathway=replace(LEEDS, panel=None)) is None


def test_a_decision_is_told_in_words(without):
    found = outcome(without, decided("ready", effective="2027-04-01"))
    assert found.is_ready
    assert found.sentence == (
        "The panel decided on 3 March 2027: ready to progress. It takes effect on 1 April 2027."
    )


def test_the_latest_decision_counts(without):
    found = outcome(
        without, decided("ready", 2, "2027-06-01"), decided("deferred", 1, "2027-03-03")
    )
    assert (found.evidence, found.decided_on) == ("outcome-2", date(2027, 6, 1))


def test_a_deferrals_further_work_becomes_steps_with_days(without):
    found = outcome(without, decided(**PLAN))
    assert found.title == "Deferred, with a plan"
    assert [(s.what, s.by, s.who) for s in found.open_steps] == [
        ("An audit of two files", date(2027, 4, 1), "Team manager"),
        ("A second observation.", date(2027, 5, 1), ""),
    ]


def test_a_step_that_is_done_is_open_no_more(without):
    found = outcome(without, decided(**PLAN, **{"further-work.2.done": "2027-03-20"}))
    assert [step.row for step in found.open_steps] == [1]
    assert [step.is_done for step in found.steps] == [False, True]


def test_a_step_without_a_readable_day_comes_last(without):
    found = outcome(without, decided(**(PLAN | {"further-work.2.by": "soon"})))
    assert [step.row for step in found.open_steps] == [1, 2]


def test_whoever_progresses_has_no_open_steps(without):
    assert outcome(without, decided("ready", **PLAN)).open_steps == ()


@pytest.mark.parametrize("pathway", [p for p in CATALOGUE.pathways.values() if p.panel])
def test_every_form_of_a_decision_has_the_answers_that_are_read(pathway):
    form = CATALOGUE.forms[pathway.panel.outcome_form]
    assert {o.id for o in form.field("outcome").options} == {"ready", "deferred", "not-ready"}
    assert {"what", "by", "who", "done"} == {p.id for p in form.field("further-work").parts}
    assert form.field("effective")
