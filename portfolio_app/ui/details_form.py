"""Who the portfolio is for and its dates, as they are changed in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.ui.look import Look


class PractitionerForm(QWidget):
    """Name, number, job and team; announced when a line is left changed."""

    changed = Signal(object)
    """A `Practitioner`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown: Practitioner | None = None
        self.name, self.number = TextLine(look), TextLine(look)
        self.job, self.team = TextLine(look), TextLine(look)
        self.name_field = LabelledField(look, "Your name", self.name)
        column = Column(look, gap="l", parent=self)
        column.add(
            self.name_field,
            LabelledField(look, "Social Work England number", self.number),
            LabelledField(look, "Job title", self.job),
            LabelledField(look, "Team", self.team),
        )
        for line in (self.name, self.number, self.job, self.team):
            line.editingFinished.connect(self._on_left)

    def show_practitioner(self, person: Practitioner) -> None:
        """Show what is stored, but never over what is being typed."""
        self._shown = person
        for line, text in (
            (self.name, person.name),
            (self.number, person.swe_number),
            (self.job, person.job_title),
            (self.team, person.team),
        ):
            if not line.hasFocus():
                line.setText(text)

    @Slot()
    def _on_left(self) -> None:
        typed = Practitioner(
            name=self.name.text().strip(),
            swe_number=self.number.text().strip(),
            job_title=self.job.text().strip(),
            team=self.team.text().strip(),
        )
        self.name_field.set_error("" if typed.name else "Your name is needed for the cover.")
        if typed.name and typed != self._shown:
            self._shown = typed
            self.changed.emit(typed)


class DatesForm(QWidget):
    """Start, panel and submission; announced when they can be read and follow one another."""

    changed = Signal(object)
    """A tuple: started on, panel on or None, submit by or None."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown: tuple[date | None, date | None, date | None] = (None, None, None)
        self.started_on, self.panel_on = DateField(look), DateField(look)
        self.submit_by = DateField(look)
        self.started = LabelledField(look, "Started", self.started_on)
        self.panel = LabelledField(look, "Panel date", self.panel_on)
        self.submit = LabelledField(look, "Hand in the pack by", self.submit_by)
        column = Column(look, gap="l", parent=self)
        column.add(self.started, self.panel, self.submit)
        for entry in (self.started_on, self.panel_on, self.submit_by):
            entry.line.editingFinished.connect(self._on_left)
            entry.day_changed.connect(self._on_day_changed)

    def show_dates(self, portfolio: Portfolio) -> None:
        """Show what is stored, but never over what is being typed."""
        self._shown = (portfolio.started_on, portfolio.panel_on, portfolio.submit_by)
        entries = (self.started_on, self.panel_on, self.submit_by)
        for entry, day in zip(entries, self._shown, strict=True):
            if not entry.line.hasFocus():
                entry.set_day(day)

    @Slot(object)
    def _on_day_changed(self, day: date | None) -> None:
        """Take a day from the calendar at once; one being typed when its line is left."""
        if not any(e.line.hasFocus() for e in (self.started_on, self.panel_on, self.submit_by)):
            self._on_left()

    @Slot()
    def _on_left(self) -> None:
        typed = (self.started_on.day(), self.panel_on.day(), self.submit_by.day())
        started, panel, submit = typed
        if not self.started_on.line.hasFocus() and self.started_on.is_empty():
            self.started.set_error("The day on which you began is needed.")
        if typed == self._shown or started is None or self._is_unclear():
            return
        late = panel and submit and submit > panel
        self.submit.set_error(
            "This lies after the panel: choose an earlier day." if late else ""
        )
        if not late:
            self._shown = typed
            self.changed.emit(typed)

    def _is_unclear(self) -> bool:
        """Whether something typed is no day; the field says so itself."""
        return any(
            entry.day() is None and not entry.is_empty()
            for entry in (self.panel_on, self.submit_by)
        )
