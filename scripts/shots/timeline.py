"""Timeline on the way to a panel, in a first year, and while a date is changed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.ui.hub import Hub
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look

SESSIONS = (
    *("2026-09-10", "2026-09-17", "2026-09-24", "2026-10-01", "2026-10-08", "2026-10-15"),
    *("2026-10-29", "2026-11-12"),
)
"""Days of supervision: weekly at first, then every second week."""
HIGH = 1500
"""Height in px of a picture that shows a whole page."""


def portfolio_of(pathway: str, name: str, **dates: date) -> stage.Stage:
    """Return a portfolio of a pathway, begun on the days that are given."""
    program, hub = stage.finished().program, Hub()
    vault = stage.folder() / f"{name}.portfolio"
    opened, _ = program.door.create(
        vault,
        pathway=pathway,
        practitioner=Practitioner(name="Leila Ashdown"),
        passphrase="a passphrase for a picture",
        announce=hub.announce,
        **dates,
    )
    clock = stage.StageClock()
    return stage.Stage(program=program, portfolio=opened, clock=clock, vault=vault, hub=hub)


@cache
def first_year() -> stage.Stage:
    """Return an assessed year eleven weeks after its start: some done, some waiting."""
    year = portfolio_of(
        "asye-child-family",
        "First year",
        started_on=date(2026, 9, 7),
        panel_on=date(2027, 9, 30),
    )
    evidence = year.portfolio.evidence
    evidence.add(
        "progress-review",
        {"title": "First review", "date": "2026-11-20", "stage": "review-3"},
        by=RoleId("assessor"),
        author_name="Helen Marsh",
    )
    sessions = {"title": "Supervision", "date": "2026-11-20"}
    for row, session in enumerate(SESSIONS, 1):
        sessions |= {
            f"sessions.{row}.date": session,
            f"sessions.{row}.held": "yes",
            f"sessions.{row}.focus": "Workload and a chronology",
        }
    evidence.add("supervision-record", sessions)
    evidence.add(
        "support-agreement",
        {"title": "Our agreement", "date": "2026-09-14"},
        by=RoleId("assessor"),
        author_name="Helen Marsh",
    )
    return year


def timeline(look: Look) -> QWidget:
    """Return the way to a panel."""
    return stage.unfinished().window(look, "timeline")


def timeline_year(look: Look) -> QWidget:
    """Return a first year, as high as it is."""
    window = first_year().window(look, "timeline")
    window.resize(stage.SIZE[0], HIGH)
    first_year().settle()
    return window


def timeline_change(look: Look) -> QWidget:
    """Return a first year while part-time work is typed."""
    window = timeline_year(look)
    form = window.timeline.editor.form  # type: ignore[attr-defined]
    form.share.setText("0.6")
    form.changed.emit()
    first_year().settle()
    return window


def timeline_decision(look: Look) -> QWidget:
    """Return where the panel's decision is signed."""
    leeds = deferred()
    window = leeds.window(look, "timeline")
    window.timeline.decided.button.click()
    leeds.settle()
    if window.timeline.signing is not None:
        window.timeline.signing.place.show_path(stage.DOCUMENTS / "Panel decision.pdf")
    return window


@cache
def deferred() -> stage.Stage:
    """Return a portfolio whose panel met last week and asked for more."""
    leeds = portfolio_of(
        "leeds-senior",
        "Deferred",
        started_on=date(2026, 2, 2),
        panel_on=date(2026, 11, 17),
    )
    steps = (
        ("A second observation, of work with risk", "2026-12-18", "Team manager"),
        ("An audit of two case files", "2027-01-29", "Advanced practitioner"),
        ("Talk the report over in supervision", "2026-11-20", ""),
    )
    answers = {
        "title": "Outcome of the November panel",
        "date": "2026-11-17",
        "outcome": "deferred",
        "reasons": "Managing risk was shown in one case only.",
    }
    for row, step in enumerate(steps, 1):
        for part, words in zip(("what", "by", "who"), step, strict=True):
            answers[f"further-work.{row}.{part}"] = words
    leeds.portfolio.evidence.add(
        "panel-outcome", answers, by=RoleId("panel_chair"), author_name="Ada Pryce"
    )
    leeds.portfolio.jottings.keep("Two doors, the second one open.")
    return leeds


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "timeline": timeline,
    "timeline-year": timeline_year,
    "timeline-change": timeline_change,
    "timeline-decision": timeline_decision,
}
"""Screens by the name of their picture."""
