"""Name and dates can be changed later; nothing else changes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import VaultError
from portfolio_app.model.domain.dates import Dates
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.keys import Cost
from portfolio_app.services.changes import Area


@pytest.fixture
def announced():
    return []


@pytest.fixture
def opened(tmp_path, announced):
    door = assemble(cost=Cost(memory_kib=64, passes=1, lanes=1)).door
    opened, _ = door.create(
        tmp_path / "mine.portfolio",
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase="four words of my own",
        announce=announced.append,
    )
    yield opened
    opened.close()


def test_the_practitioner_is_changed_and_nothing_else(opened, announced):
    before = opened.verdicts.portfolio()
    person = Practitioner(name="Priya Nair", swe_number="SW000417", team="Team 2")
    changed = opened.details.set_practitioner(person)
    assert changed == replace(before, practitioner=person) == opened.verdicts.portfolio()
    assert announced == [Area.PORTFOLIO]


def test_dates_are_changed_and_nothing_else(opened):
    before = opened.verdicts.portfolio()
    days = {"started_on": date(2026, 3, 1), "panel_on": date(2027, 1, 14)}
    opened.details.set_dates(**days, submit_by=None)
    assert opened.verdicts.portfolio() == replace(before, **days)


def test_a_portfolio_without_a_name_is_refused(opened, announced):
    with pytest.raises(VaultError, match="name of its practitioner"):
        opened.details.set_practitioner(Practitioner(name=" "))
    assert announced == []


def test_a_day_to_submit_after_the_panel_is_refused(opened):
    before = opened.verdicts.portfolio()
    with pytest.raises(VaultError, match="after the panel"):
        opened.details.set_dates(
            started_on=date(2026, 3, 1),
            panel_on=date(2027, 1, 14),
            submit_by=date(2027, 1, 15),
        )
    assert opened.verdicts.portfolio() == before


def test_a_panel_before_the_start_is_refused(opened):
    before = opened.verdicts.portfolio()
    with pytest.raises(VaultError, match="The panel lies before the start"):
        opened.details.set_dates(
            started_on=date(2026, 3, 1), panel_on=date(2026, 2, 28), submit_by=None
        )
    assert opened.verdicts.portfolio() == before


def test_a_day_to_submit_before_the_start_is_refused(opened):
    before = opened.verdicts.portfolio()
    with pytest.raises(VaultError, match="before the start"):
        opened.details.set_dates(
            started_on=date(2026, 3, 1), panel_on=None, submit_by=date(2026, 2, 28)
        )
    assert opened.verdicts.portfolio() == before


def test_a_year_that_cannot_be_right_is_refused(opened):
    before = opened.verdicts.portfolio()
    with pytest.raises(VaultError, match="The year of 1 March 9999 cannot be right"):
        opened.details.set_dates(started_on=date(9999, 3, 1), panel_on=None, submit_by=None)
    assert opened.verdicts.portfolio() == before


def test_everything_about_the_time_is_said_at_once_and_undone_by_the_same(opened, announced):
    before, pathway = opened.verdicts.portfolio(), opened.verdicts.pathway()
    dates = replace(Dates.of(before), panel_on=date(2099, 1, 14), submit_by=date(2099, 1, 7))
    assert opened.details.set_all(dates, pathway).submit_by == date(2099, 1, 7)
    assert announced == [Area.PORTFOLIO]
    opened.details.set_all(Dates.of(before), pathway)
    assert opened.verdicts.portfolio() == before


def test_what_cannot_be_said_at_once_is_refused(opened, announced):
    before, pathway = opened.verdicts.portfolio(), opened.verdicts.pathway()
    wrong = replace(Dates.of(before), panel_on=date(2099, 1, 14), submit_by=date(2099, 1, 15))
    with pytest.raises(VaultError, match="after the panel"):
        opened.details.set_all(wrong, pathway)
    assert opened.verdicts.portfolio() == before
    assert announced == []


def test_what_stands_on_the_cover_is_one_clean_line(opened):
    changed = opened.details.set_practitioner(
        Practitioner(name="  Priya\u202e\x1b[2J \n Nair ", team="Team\u0007 3")
    )
    assert changed.practitioner.name == "Priya[2J Nair"
    assert changed.practitioner.team == "Team 3"
