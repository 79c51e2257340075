"""Whose portfolio this is, and its dates; stored when a line is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.services.changes import Area
from portfolio_app.ui.details_form import DatesForm, PractitionerForm
from portfolio_app.ui.settings_page.section import Section

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings


class PractitionerSection(Section):
    """Name, number, job and team."""

    areas = Area.PORTFOLIO

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "You", note="As on the cover of your pack.")
        self.form = PractitionerForm(around.look)
        self.body.add(self.form)
        self.form.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read whose portfolio this is."""
        self.read(self._read, self._show)

    def _read(self, progress: Progress) -> Portfolio:
        return self.around.portfolio.verdicts.portfolio()

    def _write(self, person: Practitioner, progress: Progress) -> Portfolio:
        return self.around.portfolio.details.set_practitioner(person)

    @Slot(object)
    def _show(self, portfolio: Portfolio) -> None:
        self.form.show_practitioner(portfolio.practitioner)

    @Slot(object)
    def _on_changed(self, person: Practitioner) -> None:
        self.store(partial(self._write, person))


class DatesSection(Section):
    """When it was started, and when panel and submission are."""

    areas = Area.PORTFOLIO

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "Your dates")
        self.form = DatesForm(around.look)
        self.body.add(self.form)
        self.form.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read the dates."""
        self.read(self._read, self._show)

    def _read(self, progress: Progress) -> Portfolio:
        return self.around.portfolio.verdicts.portfolio()

    def _write(
        self, days: tuple[date, date | None, date | None], progress: Progress
    ) -> Portfolio:
        started, panel, submit = days
        return self.around.portfolio.details.set_dates(
            started_on=started, panel_on=panel, submit_by=submit
        )

    @Slot(object)
    def _show(self, portfolio: Portfolio) -> None:
        self.form.show_dates(portfolio)

    @Slot(object)
    def _on_changed(self, days: tuple[date, date | None, date | None]) -> None:
        self.store(partial(self._write, days))
