"""Third step: your dates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.ui.dates import date_in_words
from portfolio_app.ui.door.step import Step
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look


class DatesStep(Step):
    """Asks for the dates, and draws the way to the panel as they are typed."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(
            look,
            "What are your dates?",
            "Leave out what you do not know yet; you can add it later, in Settings.",
        )
        self._today = today
        self._lead = 0
        self.started_on = DateField(look, today)
        self.panel_on = DateField(look)
        self.submit_by = DateField(look)
        self.started = LabelledField(look, "Started", self.started_on)
        self.panel = LabelledField(
            look, "Panel date", self.panel_on, explanation="From your academy’s letter."
        )
        self.submit = LabelledField(
            look,
            "Pack to be in by",
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
        """Take over how long before the panel the rules want the pack."""
        self._lead = pathway.days_before_panel if pathway else 0
        self._redraw()

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Return when it started, the panel, and when the pack must be in."""
        panel, submit = self.panel_on.day(), self.submit_by.day()
        if panel and submit is None and self._lead:
            submit = panel - timedelta(days=self._lead)
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
        named = (
            ("Started", started, State.MET),
            ("Submit", submit, None),
            ("Panel", panel, None),
        )
        moments = [Moment(day=d, title=t, state=s) for t, d, s in named if d]
        self.strip.setVisible(len(moments) > 1)
        self.strip.show_moments(moments, self._today)
