"""Timeline: every date of the portfolio, where it is changed, and its calendar file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.model.domain.agenda import Entry, Kind, Standing, Want
from portfolio_app.model.domain.agenda_entries import next_date
from portfolio_app.model.domain.dates import Dates, named_days
from portfolio_app.model.domain.wording import count, day
from portfolio_app.services.changes import Area
from portfolio_app.ui.dates_editor import DatesEditor
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.moments import moments
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.reading_only import only_read
from portfolio_app.ui.signing.files import (
    Ask,
    FileQuestion,
    ask_person,
    documents,
    with_ending,
)
from portfolio_app.ui.timeline.month_list import MonthList
from portfolio_app.ui.timeline.outcome_screen import OutcomeScreen
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fields import CheckLine
from portfolio_app.ui.widgets.fitting import SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import Notice, ProblemNotice, UndoNotice
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from portfolio_app.model.domain.agenda import Lead
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.packs import Sealed
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.timeline import Agenda
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

SETTLE_MS = 200
"""Changes that follow one another this fast are read once."""
CALENDAR = "Calendar (*.ics)"
FILE_NAME = "Portfolio dates.ics"
"""The same each time: a file that replaces the last one knows what has to be cancelled."""


class TimelinePage(QWidget):
    """Reads the vault whenever it has changed and the page is seen, off the GUI thread."""

    evidence_opened = Signal(str, str)
    """The id of a piece, and the path of the answer to mend, or nothing."""
    form_wanted = Signal(str, object)
    """A new piece of this form is to be begun, with these answers by their paths."""
    pack_wanted = Signal()

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
        ask: Ask | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._clock = program.clock
        self._program = program
        self._runner = runner
        self._ask = ask or partial(ask_person, self)
        self._found: Agenda | None = None
        self._before: Dates | None = None
        self._is_stale = True
        self._is_looked_for = False
        self.heading = PageHeading(look, "Timeline")
        self.export = PlainButton(look, "Save as a calendar file", icon="calendar")
        self.rhythms = CheckLine(look, "With supervision and learning periods")
        self.problem = ProblemNotice(look, retry="Try again")
        self.written = Notice(look, State.MET, "")
        self.decided = Notice(look, State.WAITING, "", action="Sign the decision")
        self.signing: OutcomeScreen | None = None
        self.undo = UndoNotice(look, "", action="Undo", icon="calendar")
        self.strip = TimelineStrip(look)
        self.preview = Words("", face=Face.SMALL, tone=Role.ACCENT)
        self.list = MonthList(look)
        self.editor = DatesEditor(look)
        self._compose()
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.reload)
        self._connect(hub)

    def _compose(self) -> None:
        look = self._look
        self.heading.buttons.add(self.export)
        right = QWidget()
        side = Column(look, gap="l", parent=right)
        side.add(SectionHeading(look, "Your dates"), self.editor)
        side.addStretch(1)
        left = QWidget()
        main = Column(look, parent=left)
        main.add(self.list)
        main.addStretch(1)
        self._parts = SideBySide(look, left, right, least_width=900, shares=(2, 1))
        scrolled = Scrolled(look, gap="l", inset=("page_top", "page_side"), name="Timeline")
        self._scrolled = scrolled
        scrolled.body.add(
            self.heading,
            self.problem,
            self.decided,
            self.written,
            self.undo,
            self.preview,
            self.strip,
        )
        scrolled.body.add(self._parts, self.rhythms)
        scrolled.body.addStretch(1)
        self.stack = QStackedWidget()
        self.stack.addWidget(scrolled)
        Column(look, gap="none", parent=self).add(self.stack, stretch=1)
        for part in (
            self.decided,
            self.written,
            self.undo,
            self.preview,
            self._parts,
            self.rhythms,
        ):
            part.hide()
        self.export.setEnabled(False)  # until something has been read

    def _connect(self, hub: Hub) -> None:
        self.problem.retried.connect(self.reload)
        self.export.clicked.connect(self._on_export)
        self.list.chosen.connect(self._on_chosen)
        self.list.rebuilt.connect(self._lead_tab)
        self.editor.form.rebuilt.connect(self._lead_tab)
        self.editor.proposed.connect(self._on_proposed)
        self.editor.kept.connect(self._on_kept)
        self.undo.undone.connect(self._on_undone)
        self.decided.pressed.connect(self._on_sign_wanted)
        hub.changed.connect(self._on_changed)

    # Reading, off the GUI thread

    @Slot()
    def reload(self) -> None:
        """Read the dates again and show them."""
        self._is_stale = False
        self._runner.run(self._read, done=self._show, failed=self._show_problem)

    def _read(self, progress: Progress) -> Agenda:
        return self._portfolio.timeline.agenda(self._clock.today())

    @Slot(object)
    def _show(self, found: Agenda) -> None:
        self.problem.show_words("")
        if found == self._found:
            return
        self._found = found
        today, portfolio = found.verdict.today, found.snapshot.portfolio
        nearest = next_date(found.entries, today)
        note = f"From {day(portfolio.started_on)}."
        self.heading.set_words(
            "Timeline", f"{note} Next on the pathway: {nearest}." if nearest else note
        )
        self.list.show_entries(found.entries, today)
        self.editor.show_dates(Dates.of(portfolio), found.pathway)
        if self._portfolio.bar:
            only_read(self.editor)
        self.decided.set_text(found.outcome.sentence if found.outcome else "")
        self.decided.setVisible(found.outcome is not None)
        has_rhythms = any(entry.series for entry in found.entries)
        self.rhythms.setVisible(has_rhythms)
        self._parts.show()
        self.export.setEnabled(True)
        self._show_strip(self.editor.looked_at())
        self._lead_tab()
        if self.hasFocus():  # there was nothing else when somebody came here
            self.export.setFocus()
        if self._is_looked_for:
            self._is_looked_for = False
            self.focus_dates()

    @Slot()
    def _lead_tab(self) -> None:
        if content := self._scrolled.widget():
            follow_layout(content)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._is_stale = True
        self.problem.show_words(*in_words(error))

    # Changing dates

    @Slot(object)
    def _on_proposed(self, dates: Dates | None) -> None:
        self._show_strip(dates)

    def _show_strip(self, dates: Dates | None) -> None:
        """Draw the dates as they are, or as they would be."""
        if self._found is None:
            return
        today = self._found.verdict.today
        shown = moments(self._found.entries)
        if dates:
            days = named_days(dates, self._found.pathway)
            shown = [Moment(day=when, title=title) for title, when in days]
        self.preview.setText("As it would be. Nothing is stored until you keep these dates.")
        self.preview.setVisible(dates is not None)
        self.strip.show_moments(shown, today)
        self.strip.setVisible(len(shown) > 1)

    @Slot(object)
    def _on_kept(self, dates: Dates) -> None:
        if self._found is not None:
            self._before = Dates.of(self._found.snapshot.portfolio)
            self._store(dates)

    def _store(self, dates: Dates) -> None:
        self._runner.run(
            partial(self._write, dates), done=self._on_stored, failed=self._show_problem
        )

    def _write(self, dates: Dates, progress: Progress) -> Portfolio:
        details, verdicts = self._portfolio.details, self._portfolio.verdicts
        return details.set_all(dates, verdicts.pathway())

    @Slot(object)
    def _on_stored(self, portfolio: Portfolio) -> None:
        self.problem.show_words("")
        stored = Dates.of(portfolio)
        self.editor.settle_on(stored)
        self.undo.set_text("The dates are changed.")
        self.undo.setVisible(self._before is not None and stored != self._before)
        if self.undo.isVisible():
            self.undo.button.setFocus()
        self.reload()

    @Slot()
    def _on_undone(self) -> None:
        if self._before is not None:
            self._store(self._before)

    # Leading somewhere

    @Slot(object)
    def _on_chosen(self, thing: Entry | Want) -> None:
        if isinstance(thing, Want):
            self._follow(thing.lead)
            return
        wanted = next((w for w in thing.wants if w.standing is not Standing.DONE), None)
        lead = (wanted or thing.wants[-1]).lead if thing.wants else thing.lead
        if lead:
            self._follow(lead)
        elif thing.kind is Kind.SUBMIT:
            self.pack_wanted.emit()
        else:
            self.focus_dates(thing)

    def _follow(self, lead: Lead) -> None:
        if lead.evidence:
            self.evidence_opened.emit(lead.evidence, lead.path or "")
        elif lead.form:
            self.form_wanted.emit(lead.form, dict(lead.answers))

    def focus_dates(self, entry: Entry | None = None) -> None:
        """Put the keyboard where the date of an entry is decided: by default the panel's."""
        if self._found is None:  # once there is something to see
            self._is_looked_for = True
            return
        held = self.editor.form.stages.get(entry.key.removeprefix("stage.")) if entry else None
        is_panel = entry is None or entry.kind in (Kind.PANEL, Kind.SITTING)
        (held or (self.editor.panel_on if is_panel else self.editor.started_on).line).setFocus()

    # The calendar file

    @Slot()
    def _on_export(self) -> None:
        question = FileQuestion(
            title="Save the dates",
            kinds=CALENDAR,
            start=documents() / FILE_NAME,
            is_new=True,
        )
        if path := self._ask(question):
            self._runner.run(
                partial(self._export, with_ending(path, ".ics"), self.rhythms.isChecked()),
                done=self._on_exported,
                failed=self._show_problem,
            )

    def _export(self, path: Path, with_rhythms: bool, progress: Progress) -> tuple[Path, int]:
        written = self._portfolio.timeline.write_calendar(path, with_rhythms=with_rhythms)
        return path, written

    @Slot(object)
    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, number = written
        self.problem.show_words("")
        self.written.set_text(
            f"{count(number, 'date')} in “{path.name}”. Import it into your calendar; when "
            "dates change, save it under the same name and import it again: they move in place."
        )
        self.written.show()

    # The decision, signed

    @Slot()
    def _on_sign_wanted(self) -> None:
        found = self._found
        if found is None or found.outcome is None:
            return
        program, portfolio = self._program, self._portfolio
        self.signing = OutcomeScreen(
            self._look, program, portfolio, self._runner, self._ask, found, found.outcome
        )
        self.signing.left.connect(self._on_signing_left)
        self.signing.sealed.connect(self._on_decision_signed)
        self.stack.addWidget(self.signing)
        self.stack.setCurrentWidget(self.signing)
        self.signing.first.setFocus()

    @Slot()
    def _on_signing_left(self) -> None:
        screen, self.signing = self.signing, None
        if screen is not None:
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self.decided.button.setFocus()

    @Slot(object)
    def _on_decision_signed(self, sealed: Sealed) -> None:
        self._on_signing_left()
        missing = [
            signer.name or f"the {signer.role_title.lower()}"
            for signer in sealed.verification.missing
        ]
        others = f" Send it to {', then '.join(missing)}." if missing else ""
        words = f"The decision is in “{sealed.path.name}”, signed by you.{others}"
        self.written.set_text(" ".join(part for part in (words, sealed.remark) if part))
        self.written.show()

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & (Area.EVIDENCE | Area.PORTFOLIO | Area.CONTRIBUTORS):
            self._is_stale = True
            if self.isVisible():
                self._settled.start()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed since it was last seen, or all on another day."""
        super().showEvent(event)
        is_old = self._found and self._found.verdict.today != self._clock.today()
        if self._is_stale or is_old:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the worker to whoever is seen now."""
        super().hideEvent(event)
        self._settled.stop()
