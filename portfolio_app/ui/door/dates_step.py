"""Third step: your dates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.model.domain.dates import START, Dates, named_days
from portfolio_app.model.domain.stages import Timetable, is_sensible
from portfolio_app.ui.dates import date_in_words
from portfolio_app.ui.door.step import Step
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look


class DatesStep(Step):
    """Asks for the dates, and draws the way to the panel as they are typed."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(
            look,
            "What are your dates?",
            "Leave out what you do not know yet; you can add it later, on the Timeline, with "
            "part-time work and leave.",
        )
        self._today = today
        self._pathway: Pathway | None = None
        self.started_on = DateField(look, today)
        self.panel_on = DateField(look)
        self.submit_by = DateField(look)
        self.started = LabelledField(look, "Started", self.started_on)
        self.panel = LabelledField(
            look, "Panel date", self.panel_on, explanation="From your academy’s letter."
        )
        self.submit = LabelledField(
            look,
            "Hand in the pack by",
            self.submit_by,
            explanation="Ask your academy; often weeks earlier.",
        )
        self.strip = TimelineStrip(look)
        self.narrow.body.add(self.started, self.panel, self.submit)
        self.scrolled.body.add(self.strip)
        self.scrolled.body.addStretch(1)
        for field in (self.started_on, self.panel_on, self.submit_by):
            field.day_changed.connect(self._redraw)
        self._redraw()

    def follow(self, pathway: Pathway | None) -> None:
        """Take over the stages of the rules, and how early they want the pack."""
        self._pathway = pathway
        self._redraw()

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Return when it started, the panel, and when the pack must be in."""
        panel, submit = self.panel_on.day(), self.submit_by.day()
        lead = self._pathway.days_before_panel if self._pathway else 0
        if panel and submit is None and lead:
            submit = panel - timedelta(days=lead)
        return self.started_on.day(), panel, submit

    def complaint(self) -> str:
        """Check that the days can be read and follow one another."""
        for field, entry in (
            (self.started, self.started_on),
            (self.panel, self.panel_on),
            (self.submit, self.submit_by),
        ):
            if not entry.is_empty() and entry.day() is None:
                if not field.error:
                    field.set_error("Write the day like this: 14 January 2027.")
                return field.error
        started, panel, submit = self.days()
        for field, when in ((self.started, started), (self.panel, panel)):
            if when and not is_sensible(when):
                field.set_error("Look at the year: it cannot be right.")
                return field.error
        self.started.set_error("")
        early = started and panel and panel < started
        self.panel.set_error("This lies before the start: choose a later day." if early else "")
        late = panel and submit and submit > panel
        self.submit.set_error(
            "This lies after the panel: choose an earlier day." if late else ""
        )
        return self.panel.error or self.submit.error

    def summary(self) -> str:
        """Return the panel date in words."""
        panel = self.days()[1]
        return f"Panel {date_in_words(panel)}" if panel else "No panel date yet"

    @Slot()
    def _redraw(self) -> None:
        started, panel, submit = self.days()
        moments = [
            Moment(day=when, title=title, state=State.MET if title == START else None)
            for title, when in self._named(started, panel, submit)
        ]
        self.strip.setVisible(len(moments) > 1)
        self.strip.show_moments(moments, self._today)

    def _named(
        self, started: date | None, panel: date | None, submit: date | None
    ) -> Iterator[tuple[str, date]]:
        """Yield what the strip shows: the stages too, once rules and a start are known."""
        sensible = started and is_sensible(started)
        if started and sensible and self._pathway:
            dates = Dates(
                started_on=started,
                panel_on=panel,
                submit_by=submit,
                timetable=Timetable(),
            )
            yield from named_days(dates, self._pathway)
            return
        for title, when in ((START, started), ("Handing in", submit), ("Panel", panel)):
            if when:
                yield title, when
