"""The day is chosen, told and taken back; destroying is another thing, done by a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portfolio_app.errors import VaultError
from portfolio_app.services.changes import Area
from tests.services.helpers import NOON

DAY = date(2027, 3, 14)


def test_a_day_is_kept_with_its_reason(opened):
    opened.retention.choose(DAY, "12 months after panel")
    found = opened.retention.get()
    assert (found.destroy_on, found.reason, found.chosen_at) == (
        DAY,
        "12 months after panel",
        NOON,
    )


def test_a_decision_can_be_changed_and_taken_back(opened):
    opened.retention.choose(DAY)
    opened.retention.choose(DAY + timedelta(days=1))
    assert opened.retention.get().destroy_on == DAY + timedelta(days=1)
    opened.retention.keep()
    assert opened.retention.get() is None


def test_a_day_that_has_been_is_refused(opened, clock):
    with pytest.raises(VaultError, match="still to come"):
        opened.retention.choose(clock.today())
    assert opened.retention.get() is None


def test_the_screens_hear_of_it(program, folder):
    heard = []
    opened = program.door.open_with_passphrase(folder, "four words of my own", heard.append)
    opened.retention.choose(DAY)
    opened.retention.keep()
    opened.close()
    assert heard == [Area.PORTFOLIO, Area.PORTFOLIO]


def test_nothing_is_destroyed_when_the_day_has_come(opened, clock, folder):
    opened.retention.choose(DAY)
    assert opened.retention.reminder() == ""
    clock.pass_time(days=200)
    assert "has come" in opened.retention.reminder()
    assert (folder / "vault.db").is_file()
