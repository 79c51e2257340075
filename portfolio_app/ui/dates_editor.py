"""The dates, to be changed right beside what they decide; kept only when a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.agenda_entries import lead_words
from portfolio_app.model.domain.dates import Dates, shifts, with_panel, wrong_days
from portfolio_app.model.domain.wording import sentence, small
from portfolio_app.ui.timetable_form import TimetableForm
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look

MOST_TOLD = 8
"""Changes that are told one by one."""


class DatesEditor(QWidget):
    """Start, panel, submission and the timetable, with what would move."""

    proposed = Signal(object)
    """The `Dates` that are looked at, or None while there are none but those stored."""
    kept = Signal(object)
    """These `Dates` are to be stored."""

    def __init__(self, look: Look, *, with_days: bool = True) -> None:
        """Make it empty.

        Args:
            look: The theme in use.
            with_days: Whether start, panel and submission are asked for too.
        """
        super().__init__()
        self._look = look
        self._with_days = with_days
        self._stored: Dates | None = None
        self._pathway: Pathway | None = None
        self._is_filling = False
        self.started_on, self.panel_on = DateField(look), DateField(look)
        self.submit_by = DateField(look)
        self.started = LabelledField(look, "Started", self.started_on)
        self.panel = LabelledField(look, "Panel date", self.panel_on)
        self.submit = LabelledField(look, "Hand in the pack by", self.submit_by)
        self.lead = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.form = TimetableForm(look)
        self.moves: list[Words] = []
        self.moves_heading = Words("What would move", face=Face.BODY_STRONG)
        self.wrong = IconWords(look, "state-problem", "", tone=Role.PROBLEM, size="icon_small")
        self.keep = MainButton(look, "Keep these dates", in_panel=True)
        self.put_back = PlainButton(look, "Put them back")
        self._compose()
        for entry in (self.started_on, self.panel_on, self.submit_by):
            entry.day_changed.connect(self._on_changed)
        self.panel_on.day_changed.connect(self._on_panel_changed)
        self.form.changed.connect(self._propose)
        self.keep.clicked.connect(self._on_keep)
        self.put_back.clicked.connect(self._on_put_back)

    def _compose(self) -> None:
        buttons = Flow(self._look, gap="s")
        buttons.add(self.keep, self.put_back)
        self._moves = Column(self._look, gap="xs")
        told = Column(self._look, gap="s")
        told.add(self.moves_heading, self._moves, self.wrong, buttons)
        column = Column(self._look, gap="l", parent=self)
        column.add(
            self.started,
            self.panel,
            self.submit,
            self.lead,
            self.form,
            told,
        )
        if not self._with_days:
            for part in (self.started, self.panel, self.submit, self.lead):
                part.hide()
        self._show_proposal(None)

    def show_dates(self, dates: Dates, pathway: Pathway) -> None:
        """Show what is stored; never over what is being changed."""
        was = self._stored
        self._pathway = pathway
        self.lead.setText(sentence(lead_words(pathway.days_before_panel)))
        self.lead.setVisible(self._with_days and bool(self.lead.text()))
        is_changing = was is not None and self.proposal() != was
        self._stored = dates
        if is_changing:
            self._propose()
        elif was != dates:
            self._fill(dates)

    def _fill(self, dates: Dates) -> None:
        if self._pathway is None:
            return
        self._is_filling = True
        self.started_on.set_day(dates.started_on)
        self.panel_on.set_day(dates.panel_on)
        self.submit_by.set_day(dates.submit_by)
        self.form.show_timetable(dates.timetable, self._pathway)
        self.form.setVisible(self.form.asks_for_anything())
        self._is_filling = False
        self._propose()

    def proposal(self) -> Dates | None:
        """Return the dates as they are typed; None while something cannot be understood."""
        started, timetable = self.started_on.day(), self.form.timetable()
        unclear = any(
            entry.day() is None and not entry.is_empty()
            for entry in (self.started_on, self.panel_on, self.submit_by)
        )
        if started is None or timetable is None or unclear:
            return None
        if self._stored and not self._with_days:
            return replace(self._stored, timetable=timetable)
        return Dates(
            started_on=started,
            panel_on=self.panel_on.day(),
            submit_by=self.submit_by.day(),
            timetable=timetable,
        )

    def looked_at(self) -> Dates | None:
        """Return the dates that are proposed, where they are others and can be so."""
        proposal = self.proposal()
        if proposal is None or self._pathway is None or proposal == self._stored:
            return None
        return None if wrong_days(proposal, self._pathway, self._stored) else proposal

    # Answering

    @Slot(object)
    def _on_changed(self, day: date | None) -> None:
        self._propose()

    @Slot(object)
    def _on_panel_changed(self, day: date | None) -> None:
        """Let the submission go along where it stood as long before the panel as it must."""
        if self._is_filling or self._stored is None or self._pathway is None:
            return
        if day is None and not self.panel_on.is_empty():
            return  # still being typed
        followed = with_panel(self._stored, day, self._pathway.days_before_panel)
        if followed.submit_by != self._stored.submit_by:
            self.submit_by.set_day(followed.submit_by)

    @Slot()
    def _propose(self) -> None:
        if self._is_filling or self._stored is None:
            return
        self._show_proposal(self.proposal())
        self.proposed.emit(self.looked_at())

    def _show_proposal(self, proposal: Dates | None) -> None:
        """Tell what would move, or what cannot be so."""
        wrong, told = "", list[str]()
        if self._pathway and self._stored and proposal:
            wrong = next(iter(wrong_days(proposal, self._pathway, self._stored)), "")
            told = [] if wrong else _told(self._stored, proposal, self._pathway)
        is_new = proposal is not None and proposal != self._stored
        self._tell(told or ["No date moves."] if is_new and not wrong else [])
        self.wrong.set_words("state-problem", wrong, tone=Role.PROBLEM)
        self.wrong.setVisible(is_new and bool(wrong))
        self.keep.setVisible(is_new)
        self.keep.setEnabled(not wrong)
        self.put_back.setVisible(proposal != self._stored)

    def _tell(self, sentences: list[str]) -> None:
        for words in self.moves:
            words.hide()
            words.deleteLater()
        self.moves = [Words(told, face=Face.SMALL) for told in sentences]
        self._moves.add(*self.moves)
        self.moves_heading.setVisible(bool(sentences))

    @Slot()
    def _on_keep(self) -> None:
        if proposal := self.proposal():
            self.kept.emit(proposal)

    @Slot()
    def _on_put_back(self) -> None:
        if self._stored:
            self._fill(self._stored)
            (self.started_on if self._with_days else self.form.share).setFocus()

    def settle_on(self, dates: Dates) -> None:
        """Take dates for stored: what is shown is what they are."""
        self._stored = dates
        self._fill(dates)


def _told(before: Dates, after: Dates, pathway: Pathway) -> list[str]:
    moved = [shift.sentence for shift in shifts(before, after, pathway)]
    more = len(moved) - MOST_TOLD
    return [*moved[:MOST_TOLD], f"And {small(more)} more."] if more > 0 else moved
