from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import FormId
from portfolio_app.model.domain.tasks import Task, choose, tasks
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete
from tests.model.domain.builders import (
    TODAY,
    a_catalogue,
    a_complete_snapshot,
    a_pathway,
    rewritten,
    with_piece,
)
from tests.model.domain.test_outcomes import PLAN, decided

CATALOGUE = read_catalogue()


def offered(snapshot):
    pathway = a_pathway()
    catalogue = a_catalogue(pathway)
    return tasks(snapshot, judge(snapshot, pathway, catalogue, TODAY), catalogue)


def test_a_complete_portfolio_leaves_nothing_to_do():
    assert offered(a_complete_snapshot()) == ()


def test_the_biggest_gap_comes_first():
    snapshot = a_complete_snapshot()
    rest = replace(snapshot, evidence=snapshot.evidence[1:5])
    assert [t.title for t in offered(rest)] == ["Begin a reflection", "Begin a feedback"]
    none = replace(snapshot, evidence=(snapshot.evidence[0], *snapshot.evidence[2:4]))
    assert offered(none)[0].title == "Begin a feedback"


def test_a_task_says_why_and_where_the_cursor_lands():
    snapshot = with_piece(a_complete_snapshot(), 1, rewritten(account__now=None))
    (task,) = offered(snapshot)
    assert task.title == "Write “Now” in “Piece 1”"
    assert task.path == "account.now"
    assert "The panel asks for two reflections, and you have one." in task.why
    assert "The next date, “Hand in the pack”, is 10 December 2026, in 18 days." in task.why


@pytest.mark.parametrize("pathway", ["derby-gpc", "portsmouth-annual", "leeds-senior"])
def test_a_panel_asks_only_where_there_is_one(pathway):
    made = Complete(CATALOGUE.pathways[pathway], CATALOGUE)
    nothing = replace(made.snapshot(), evidence=())
    todo = tasks(nothing, judge(nothing, made.pathway, CATALOGUE, made.end), CATALOGUE)
    assert any("The panel asks for" in task.why for task in todo) is made.pathway.is_for_panel
    assert made.pathway.is_for_panel is (pathway == "leeds-senior")


def test_words_awaited_from_another_person_become_asking_them():
    snapshot = with_piece(a_complete_snapshot(), 4, rewritten(judgement=None))
    (task,) = offered(snapshot)
    assert task.title == "Ask Helen Marsh for their part of “Piece 4”"


def test_the_chosen_task_fits_the_minutes_there_are():
    snapshot = with_piece(a_complete_snapshot(), 1, rewritten(account__now=None))
    snapshot = with_piece(snapshot, 5, rewritten(title=None))
    every = offered(snapshot)
    short, long = choose(every, 5), choose(every, 60)
    assert short is not None
    assert short.task.minutes <= 5
    assert long is not None
    assert long.task.path == "account.now"
    assert choose((), 20) is None


# --- the choice, and why -------------------------------------------------------------------


def a_task(title, minutes, because="This is your biggest gap.", **rest):
    form = FormId("reflection")
    return Task(title=title, why="", because=because, minutes=minutes, form=form, **rest)


REPORT, LINE, ASK = a_task("report", 60), a_task("line", 5), a_task("ask", 5)
PART = a_task("part", 20)
OBSERVED = a_task("observation", 60, needs_others=True)
FEEDBACK = a_task("feedback", 20, needs_others=True)


@pytest.mark.parametrize(
    ("offered", "minutes", "title", "because"),
    [
        ((REPORT, PART, LINE), 60, "report", "This is your biggest gap."),
        (
            (REPORT, PART, LINE),
            20,
            "part",
            "This fits into 20 minutes; what comes first takes longer.",
        ),
        (
            (REPORT, PART, LINE),
            5,
            "line",
            "This fits into 5 minutes; what comes first takes longer.",
        ),
        ((PART, LINE), 60, "part", "This is your biggest gap."),
        ((LINE, ASK), 5, "line", "This is your biggest gap."),
        (
            (REPORT, PART),
            5,
            "report",
            "This is your biggest gap. 5 minutes are enough to begin; every word is kept.",
        ),
        (
            (OBSERVED, REPORT, FEEDBACK),
            20,
            "report",
            "20 minutes are enough to begin; every word is kept.",
        ),
        (
            (OBSERVED, FEEDBACK),
            5,
            "feedback",
            "Nothing takes only 5 minutes; this is the shortest step.",
        ),
        ((FEEDBACK, REPORT), 20, "feedback", "This is your biggest gap."),
    ],
)
def test_each_choice_is_explained(offered, minutes, title, because):
    choice = choose(offered, minutes)
    assert (choice.task.title, choice.because) == (title, because)


def test_twenty_minutes_are_spent_on_a_part_of_a_piece_and_five_on_its_date():
    snapshot = with_piece(a_complete_snapshot(), 1, rewritten(title=None, account__now=None))
    every = offered(snapshot)
    assert [choose(every, minutes).task.title for minutes in (5, 20)] == [
        "Fill in “Title” in your reflection",
        "Write “Now” in your reflection",
    ]


def test_where_nothing_is_left_nothing_is_chosen():
    assert choose((), 20) is None


ASYE = CATALOGUE.pathways["asye-adult"]
LEEDS = CATALOGUE.pathways["leeds-senior"]


def of(pathway, today, left_out=(), more=(), **portfolio):
    """Return what is to do in an otherwise complete portfolio."""
    snapshot = Complete(pathway, CATALOGUE).snapshot()
    kept = tuple(e for e in snapshot.evidence if not e.id.startswith(tuple(left_out)))
    snapshot = replace(
        snapshot,
        evidence=(*kept, *more),
        portfolio=replace(snapshot.portfolio, **portfolio),
    )
    return tasks(snapshot, judge(snapshot, pathway, CATALOGUE, today), CATALOGUE)


DEFERRED = decided(**PLAN)
DONE = decided(**PLAN, **{"further-work.2.done": "2027-03-20"})
MARCH = date(2027, 3, 20)
NOVEMBER = date(2026, 11, 22)
PANEL = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("found", "title", "because"),
    [
        pytest.param(
            lambda: of(ASYE, NOVEMBER, ["reviews-1", "observations"]),
            "Begin a practice observation",
            "This is wanted first, by 7 December 2026.",
            id="of two wanted by the same stage the bigger gap",
        ),
        pytest.param(
            lambda: of(ASYE, date(2026, 12, 20), ["reviews-1"]),
            "Begin a progress review",
            "This was wanted first, by 7 December 2026.",
            id="what is overdue",
        ),
        pytest.param(
            lambda: of(LEEDS, NOVEMBER, ["external"], panel_on=PANEL),
            "Begin an external professional's report",
            "This is your biggest gap before the nearest date.",
            id="where no stage wants it, the biggest gap before the panel",
        ),
        pytest.param(
            lambda: of(LEEDS, NOVEMBER, ["external"]),
            "Begin an external professional's report",
            "This is your biggest gap.",
            id="without any date, the biggest gap",
        ),
        pytest.param(
            lambda: of(LEEDS, MARCH, panel_on=PANEL),
            "Enter what the panel decided",
            "The panel has met.",
            id="after the panel, its decision",
        ),
        pytest.param(
            lambda: of(LEEDS, MARCH, ["external"], [DEFERRED], panel_on=PANEL),
            "An audit of two files",
            "This is the next step that the panel asked for.",
            id="after a deferral, the nearest step before any other gap",
        ),
        pytest.param(
            lambda: of(LEEDS, MARCH, (), [DONE], panel_on=PANEL),
            "A second observation",
            "This is the next step that the panel asked for.",
            id="a step that is done makes room for the next",
        ),
    ],
)
def test_the_order_is_explained(found, title, because):
    first = found()[0]
    assert (first.title, first.because) == (title, because)


def test_a_kind_that_is_counted_within_its_name_has_its_article():
    found = of(CATALOGUE.pathways["portsmouth-experienced"], NOVEMBER, ["request"])
    assert found[0].title == "Begin a request for an experienced post"


def test_a_step_says_when_with_whom_and_where_its_end_is_written_down():
    first = of(LEEDS, MARCH, (), [DEFERRED], panel_on=PANEL)[0]
    assert first.why == (
        "It is to be done by 1 April 2027, in 12 days. With: Team manager. "
        "When it is done, write down the day."
    )
    assert (first.evidence, first.path) == ("outcome-1", "further-work.2.done")
    late = of(LEEDS, date(2027, 4, 3), (), [DEFERRED], panel_on=PANEL)[0]
    assert late.why.startswith("It was to be done by 1 April 2027, 2 days ago.")


def test_whoever_progresses_has_nothing_left_to_do():
    assert of(LEEDS, MARCH, ["external"], [decided("ready")], panel_on=PANEL) == ()


def test_a_new_panel_after_a_deferral_is_waited_for():
    found = of(LEEDS, date(2027, 6, 10), (), [DEFERRED], panel_on=date(2027, 6, 1))
    assert found[0].title == "Enter what the panel decided"
