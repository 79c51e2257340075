"""Whose portfolio it is and its dates, changed after it was begun."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.portfolio import Practitioner

START, PANEL = date(2026, 3, 1), date(2027, 1, 14)


def test_name_and_dates_are_changed_and_the_rest_is_kept(opened):
    before = opened.verdicts.portfolio()
    somebody = Practitioner(name="Priya Nair-Jones", team="South")
    opened.details.set_practitioner(somebody)
    after = opened.details.set_dates(started_on=START, panel_on=PANEL, submit_by=None)
    assert opened.verdicts.portfolio() == after
    assert (after.practitioner, after.panel_on) == (somebody, PANEL)
    assert (after.id, after.pathway) == (before.id, before.pathway)


def test_a_name_is_needed_and_dates_must_agree(opened):
    before = opened.verdicts.portfolio()
    with pytest.raises(VaultError, match="needs the name"):
        opened.details.set_practitioner(Practitioner(name=" "))
    with pytest.raises(VaultError, match="lies after the panel"):
        opened.details.set_dates(started_on=START, panel_on=START, submit_by=PANEL)
    assert opened.verdicts.portfolio() == before
