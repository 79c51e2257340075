"""A pathway that uses every word there is for rules reads as what it says."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.panels import PanelRule
from portfolio_app.model.domain.rules import (
    Among,
    Amount,
    Elapsed,
    ForEach,
    Interval,
    MustAnswer,
    Phase,
    Rhythm,
    Rows,
    Window,
)
from portfolio_app.model.domain.stages import Stage, TimeRules
from portfolio_app.places import resource

PATHWAY = """
id = "every-word"
title = "Every word"
authority = "Example"
version = "1"
valid_from = 2027-01-01
valid_to = 2027-12-31
succession = "Something newer follows."
source = "Invented"
asks = "Everything."
months = "A year"
level = "pcf-2018/social-worker"
frameworks = ["pcf-2018", "derby-competencies-2022"]
decided_by = "Nobody"
days_before_panel = 10
offers = ["panel-outcome"]

[panel]
meets_on = [2027-03-01, 2027-09-01]
quarterly = true
members = ["one", "two"]
decides = "By lot."
outcomes = ["Yes", "No"]
outcome_form = "panel-outcome"
outcome_signed_by = ["panel_chair", "practitioner"]

[time]
pro_rata = true
leave = true
extension_for = "illness"

[[stage]]
id = "papers"
title = "Papers"
after = "review"
weeks = 2
days = 3
optional = true
certainty = "ours"

[[stage]]
id = "review"
title = "Review"
months = 6

[[requirement]]
id = "feedback"
title = "Feedback"
form = "child-feedback"
also = ["person-feedback", "professional-feedback"]
at_least = 3
by = ["child", "external_professional"]
among = [{ by = "child", being = "by a child" }]
by_stage = { review = 2, papers = 3 }
within = "registration-year"
covers = ["derby-competencies-2022"]
asks = "3"
why = "Why"
source = "Where"
certainty = "deduced"

[[requirement]]
id = "plans"
title = "Plans"
form = "development-plan"
for_each = { path = "stage", values = ["year", "report"] }
rows = [{ field = "goals", at_least = 2, called = "goals" }]
must_answer = [{ path = "met-needs", otherwise = "it says nothing of needs." }]
asks = "2"

[[requirement]]
id = "request"
title = "Request"
form = "experienced-request"
elapsed = [{ path = "qualified-on", at_least_months = 30, since = "qualifying" }]
asks = "1"

[[requirement]]
id = "learning"
title = "Learning"
form = "cpd-record"
asks = "Monthly"

  [requirement.rhythm]
  amount = { part = "minutes", at_least = 60 }

  [[requirement.rhythm.phase]]
  weeks = 2
  until_months = 3

  [[requirement.rhythm.phase]]
  months = 1

[[signature]]
role = "practitioner"
means = "I am content."
"""


@pytest.fixture
def pathway(tmp_path):
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "every-word.toml").write_text(PATHWAY, "utf-8")
    return read_catalogue((resource(), tmp_path)).pathways["every-word"]


def test_its_dates_read_as_they_stand(pathway):
    assert pathway.validity.last == date(2027, 12, 31)
    assert pathway.succession == "Something newer follows."
    assert pathway.time == TimeRules(pro_rata=True, leave=True, extension_for="illness")
    assert pathway.stages == (
        Stage(
            id="papers", title="Papers", after="review", weeks=2, days=3,
            optional=True, certainty=Certainty.OURS,
        ),
        Stage(id="review", title="Review", months=6),
    )  # fmt: skip
    assert pathway.panel == PanelRule(
        meets_on=(date(2027, 3, 1), date(2027, 9, 1)),
        quarterly=True,
        members=("one", "two"),
        decides="By lot.",
        outcomes=("Yes", "No"),
        outcome_form="panel-outcome",
        outcome_signed_by=("panel_chair", "practitioner"),
    )


def test_its_requirements_read_as_they_stand(pathway):
    feedback, plans, request, learning = pathway.requirements
    assert feedback.forms == ("child-feedback", "person-feedback", "professional-feedback")
    assert feedback.by == ("child", "external_professional")
    assert feedback.among == (Among(at_least=1, by=("child",), being="by a child"),)
    assert feedback.by_stage == {"review": 2, "papers": 3}
    assert feedback.within is Window.REGISTRATION_YEAR
    assert feedback.covers == ("derby-competencies-2022",)
    assert feedback.certainty is Certainty.DEDUCED
    assert plans.for_each == ForEach(path="stage", values=("year", "report"))
    assert plans.rows == (Rows(field="goals", at_least=2, called="goals"),)
    assert plans.must_answer == (
        MustAnswer(path="met-needs", one_of=(), otherwise="it says nothing of needs."),
    )
    assert request.elapsed == (
        Elapsed(path="qualified-on", months=30, strictly=False, since="qualifying"),
    )
    assert learning.rhythm == Rhythm(
        phases=(
            Phase(every=Interval(weeks=2), until=Interval(months=3)),
            Phase(every=Interval(months=1)),
        ),
        day="date",
        amount=Amount(part="minutes", at_least=60, unit="minutes"),
    )


def test_forms_belong_to_a_pathway_that_asks_for_them_or_offers_them(pathway, catalogue):
    offered = [form.id for form in catalogue.forms_for(pathway)]
    assert offered == [
        *("child-feedback", "person-feedback", "professional-feedback", "development-plan"),
        *("experienced-request", "cpd-record", "panel-outcome", "jotting"),
        "supporting-document",
    ]


def test_roles_lead_from_step_to_step(catalogue):
    bexley = catalogue.profiles["bexley"]
    assert [p.id for p in bexley.after("bexley-level-3")] == ["level-3", "senior-practitioner"]
    assert [p.id for p in bexley.after("bexley-asye")] == ["level-2", "level-3"]
    assert bexley.after("leeds-senior") == ()
    levels = {p.id: p.level.partition("/")[2] for p in bexley.profiles}
    assert levels == {
        "newly-qualified": "asye",
        "level-2": "social-worker",
        "level-3": "experienced",
        "senior-practitioner": "experienced",
        "assistant-team-manager": "advanced",
        "consultant": "advanced",
        "team-manager": "advanced",
        "service-manager": "strategic",
    }
