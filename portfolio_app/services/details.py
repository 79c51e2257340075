"""Whose portfolio it is and its dates, changed after it was begun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.dates import Dates, contradictions, wrong_days
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.stages import NOTHING_SAID
from portfolio_app.model.domain.wording import harmless
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.domain.stages import Timetable
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce


class DetailService:
    """Keeps what stands on the cover, and the dates that tasks are chosen by."""

    def __init__(self, vault: Vault, announce: Announce) -> None:
        self._vault = vault
        self._announce = announce

    def set_practitioner(self, practitioner: Practitioner) -> Portfolio:
        """Say who it is for.

        Raises:
            VaultError: There is no name, or it could not be written.
        """
        tidy = tidied(practitioner)
        with self._vault.transaction() as tx:
            changed = replace(tx.portfolio.get(), practitioner=tidy)
            tx.portfolio.put(changed)
        self._announce(Area.PORTFOLIO)
        return changed

    def set_dates(
        self, *, started_on: date, panel_on: date | None, submit_by: date | None
    ) -> Portfolio:
        """Say when it was begun, when the panel sits, and when the pack must be in.

        Raises:
            VaultError: One date contradicts another, or it could not be written.
        """
        with self._vault.transaction() as tx:
            portfolio = tx.portfolio.get()
            before = Dates.of(portfolio)
            dates = replace(
                before, started_on=started_on, panel_on=panel_on, submit_by=submit_by
            )
            refuse(contradictions(dates, before))
            changed = dates.given_to(portfolio)
            tx.portfolio.put(changed)
        self._announce(Area.PORTFOLIO)
        return changed

    def set_timetable(self, timetable: Timetable, pathway: Pathway) -> Portfolio:
        """Say how the practitioner's time runs: part-time work, leave, an extension.

        Args:
            timetable: All of it; it takes the place of what was said before.
            pathway: Whose stages and rules of time it follows.

        Raises:
            VaultError: It cannot be so, the pathway does not allow it, or it could not be
                written.
        """
        with self._vault.transaction() as tx:
            portfolio = tx.portfolio.get()
            before = Dates.of(portfolio)
            dates = replace(before, timetable=timetable)
            refuse(wrong_days(dates, pathway, before))
            changed = dates.given_to(portfolio)
            tx.portfolio.put(changed)
        self._announce(Area.PORTFOLIO)
        return changed

    def set_all(self, dates: Dates, pathway: Pathway) -> Portfolio:
        """Say everything about the time at once; the same with what was before undoes it.

        Args:
            dates: Every date, and how the time runs.
            pathway: Whose stages and rules of time it follows.

        Raises:
            VaultError: It cannot be so, the pathway does not allow it, or it could not be
                written.
        """
        with self._vault.transaction() as tx:
            portfolio = tx.portfolio.get()
            refuse(wrong_days(dates, pathway, Dates.of(portfolio)))
            changed = dates.given_to(portfolio)
            tx.portfolio.put(changed)
        self._announce(Area.PORTFOLIO)
        return changed


def tidied(practitioner: Practitioner) -> Practitioner:
    """Return the practitioner's details as they may stand on a cover: each one clean line.

    Raises:
        VaultError: There is no name.
    """
    tidy = Practitioner(
        name=harmless(practitioner.name),
        swe_number=harmless(practitioner.swe_number),
        job_title=harmless(practitioner.job_title),
        team=harmless(practitioner.team),
    )
    if not tidy.name:
        raise VaultError(
            "A portfolio needs the name of its practitioner.", advice="Nothing was stored."
        )
    return tidy


def check_dates(
    panel_on: date | None, submit_by: date | None, started_on: date, *, is_start_said: bool
) -> None:
    """Refuse days that contradict one another, and years that are slips of the pen.

    Args:
        panel_on: When the panel sits.
        submit_by: When the pack must be in.
        started_on: When it began.
        is_start_said: Whether a person said so.

    Raises:
        VaultError: One is so.
    """
    dates = Dates(
        started_on=started_on, panel_on=panel_on, submit_by=submit_by, timetable=NOTHING_SAID
    )
    refuse(contradictions(dates, is_start_said=is_start_said))


def refuse(wrong: Iterable[str]) -> None:
    """Refuse what is wrong, by the first sentence that says so.

    Raises:
        VaultError: There is one.
    """
    for sentence in wrong:
        raise VaultError(
            sentence, advice="Nothing was stored. Look at these dates again, please."
        )
