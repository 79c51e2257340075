"""Every date of the portfolio, what would move, and the calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.agenda_entries import agenda
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.services.files import read_file, write_whole

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from portfolio_app.model.domain.agenda import Entry
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.verdicts import VerdictService

CALENDAR = "The calendar file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One reading of the portfolio, with every date that follows from it."""

    snapshot: Snapshot
    verdict: Verdict
    pathway: Pathway
    entries: tuple[Entry, ...]
    outcome: PanelOutcome | None
    """What the panel decided, once that is recorded."""


class TimelineService:
    """Reads the dates. It changes nothing in the portfolio: `details` does."""

    def __init__(self, verdicts: VerdictService, catalogue: Catalogue, clock: Clock) -> None:
        self._verdicts = verdicts
        self._catalogue = catalogue
        self._clock = clock

    def agenda(self, today: date | None = None) -> Agenda:
        """Return every date as it stands on a day, by default this one.

        Raises:
            CatalogueError: The rules or a form are not installed here.
        """
        snapshot = self._verdicts.snapshot()
        verdict = self._verdicts.status(today or self._clock.today(), snapshot)
        pathway = self._verdicts.pathway()
        entries = agenda(snapshot, verdict, pathway, self._catalogue)
        return Agenda(
            snapshot=snapshot,
            verdict=verdict,
            pathway=pathway,
            entries=entries,
            outcome=panel_outcome(snapshot, pathway, self._catalogue),
        )

    def write_calendar(self, path: Path, *, with_rhythms: bool = False) -> int:
        """Write the dates to a calendar file and return how many there are.

        This portfolio's calendar file at the same place is replaced; what it held and is no
        longer so stands in the new one as cancelled.

        Args:
            path: Where.
            with_rhythms: Whether the ends of supervision and learning periods are in it.

        Raises:
            PortfolioError: It cannot be written, or something else lies there, such as
                somebody's own calendar.
        """
        from portfolio_app.services.calendar_file import calendar_file, is_calendar, is_of

        before = read_file(path, CALENDAR) if path.exists() else b""
        if before and not is_calendar(before):
            raise PortfolioError(
                f"{CALENDAR} could not be written: something of another kind has that name.",
                advice="Nothing was changed. Choose another name.",
            )
        found = self.agenda()
        portfolio_id = found.snapshot.portfolio.id
        if before and not is_of(before, portfolio_id):
            raise PortfolioError(
                f"{CALENDAR} could not be written: another calendar has that name.",
                advice="Nothing was changed. Choose another name.",
            )
        data = calendar_file(
            found.entries,
            portfolio_id,
            self._clock.now(),
            with_rhythms=with_rhythms,
            replaces=before,
        )
        write_whole(path, data, CALENDAR)
        return data.count(b"BEGIN:VEVENT")
