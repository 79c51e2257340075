from __future__ import annotations

from dataclasses import replace

from portfolio_app.model.domain.tasks import choose, tasks
from portfolio_app.model.domain.verdict import judge
from tests.model.domain.builders import (
    TODAY,
    a_catalogue,
    a_complete_snapshot,
    a_pathway,
    rewritten,
    with_piece,
)


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
    assert "The next date is 10 December 2026, in 18 days: submit." in task.why


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
    assert short.minutes <= 5
    assert long is not None
    assert long.path == "account.now"
    assert choose((), 20) is None
