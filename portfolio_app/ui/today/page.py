"""The home screen: what the panel would find today, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.tasks import Task, tasks
from portfolio_app.model.domain.wording import in_days, sentence, small
from portfolio_app.services.changes import Area
from portfolio_app.services.jottings import JOTTING
from portfolio_app.ui.focus import follow_by_tab
from portfolio_app.ui.moments import moments
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.today.lists import (
    SideList,
    VerdictList,
    steps_to_take,
    touched_last,
    waiting_on_others,
)
from portfolio_app.ui.today.task_card import TaskCard
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import Notice, ProblemNotice
from portfolio_app.ui.widgets.timeline import TimelineStrip
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from portfolio_app.model.domain.agenda import Entry
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner
    from portfolio_app.ui.widgets.rows import RequirementRow, RowButton

ADD_PANEL = "Add your panel date"
SETTLE_MS = 200
"""Changes that follow one another this fast are read once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What one reading of the vault found."""

    snapshot: Snapshot
    verdict: Verdict
    entries: tuple[Entry, ...]
    outcome: PanelOutcome | None
    tasks: tuple[Task, ...]
    reminder: str
    """Of the day on which it is to be destroyed; empty while that is far."""


class TodayPage(QWidget):
    """Reads the vault whenever it has changed and the page is seen, off the GUI thread."""

    task_started = Signal(object)
    """A `Task` whose place is to be opened."""
    evidence_opened = Signal(str, str)
    """The id of a piece, and the path of the answer to mend, or nothing."""
    form_wanted = Signal(str)
    """The id of the form of which the panel wants more pieces."""
    list_wanted = Signal()
    """All evidence is to be shown."""
    pack_wanted = Signal()
    dates_wanted = Signal()
    """The dates are to be added."""
    jottings_wanted = Signal()
    """What is to be sorted is to be shown."""
    retention_wanted = Signal()
    """How long the portfolio is kept is to be looked at."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        catalogue: Catalogue,
        clock: Clock,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._catalogue = catalogue
        self._clock = clock
        self._runner = runner
        self._found: _Standing | None = None
        self._is_stale = True
        self.heading = PageHeading(look, "Today")
        self.problem = ProblemNotice(look, retry="Try again")
        self.add_dates = QuietButton(look, ADD_PANEL, icon="calendar")
        self.reminder = Notice(look, State.WAITING, "", action="Look at it in Settings")
        self.decided = Notice(look, State.WAITING, "", action="Look at the decision")
        self.jottings = Notice(look, State.MISSING, "", action="Sort")
        self.card = TaskCard(look)
        self.verdict = VerdictList(look, catalogue)
        self.steps = SideList(look, "What the panel asked for")
        self.waiting = SideList(look, "Waiting on others")
        self.touched = SideList(
            look, "Recently touched", empty="Nothing yet. What you write is listed here."
        )
        self.strip = TimelineStrip(look)
        self._compose()
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.reload)
        self._connect(hub)

    @Slot()
    def reload(self) -> None:
        """Read the portfolio again and show where it stands."""
        self._is_stale = False
        self._runner.run(self._read, done=self._show, failed=self._show_problem)

    def _compose(self) -> None:
        self.heading.buttons.add(self.add_dates)
        first, second = QWidget(), QWidget()
        main = Column(self._look, gap="l", parent=first)
        main.add(self.card, self.jottings, self.verdict)
        main.addStretch(1)
        side = Column(self._look, gap="xl", parent=second)
        side.add(self.steps, self.waiting, self.touched)
        side.addStretch(1)
        scrolled = Scrolled(self._look, gap="l", inset=("page_top", "page_side"), name="Today")
        scrolled.body.add(
            self.heading,
            self.problem,
            self.reminder,
            self.decided,
            SideBySide(self._look, first, second, least_width=900, shares=(2, 1)),
            self.strip,
        )
        scrolled.body.addStretch(1)
        Column(self._look, gap="none", parent=self).add(scrolled, stretch=1)
        for part in (
            self.reminder,
            self.decided,
            self.card,
            self.jottings,
            self.add_dates,
            self.strip,
            self.verdict,
            self.steps,
            self.waiting,
            self.touched,
        ):
            part.hide()  # until something has been read

    def _connect(self, hub: Hub) -> None:
        self.card.started.connect(self.task_started)
        self.card.pack_wanted.connect(self.pack_wanted)
        self.card.outcome_wanted.connect(self._on_outcome_wanted)
        self.decided.pressed.connect(self._on_outcome_wanted)
        self.jottings.pressed.connect(self.jottings_wanted)
        self.steps.chosen.connect(self.evidence_opened)
        self.verdict.chosen.connect(self._on_requirement_chosen)
        self.verdict.authorisations_chosen.connect(self.pack_wanted)
        self.waiting.chosen.connect(self.evidence_opened)
        self.touched.chosen.connect(self.evidence_opened)
        self.add_dates.clicked.connect(self.dates_wanted)
        self.reminder.pressed.connect(self.retention_wanted)
        self.problem.retried.connect(self.reload)
        hub.changed.connect(self._on_changed)

    # Reading, off the GUI thread

    def _read(self, progress: Progress) -> _Standing:
        agenda = self._portfolio.timeline.agenda(self._clock.today())
        snapshot, verdict = agenda.snapshot, agenda.verdict
        return _Standing(
            snapshot=snapshot,
            verdict=verdict,
            entries=agenda.entries,
            outcome=agenda.outcome,
            tasks=tasks(snapshot, verdict, self._catalogue),
            reminder=self._portfolio.retention.reminder(),
        )

    # Showing

    @Slot(object)
    def _show(self, found: _Standing) -> None:
        self.problem.show_words("")
        if found == self._found:
            return  # nothing is rebuilt under the keyboard without need
        is_first, self._found = self._found is None, found
        held = self._row_in_hand()
        self._show_heading(found)
        self.reminder.set_text(found.reminder)
        self.reminder.setVisible(bool(found.reminder))
        self._show_outcome(found.outcome)
        self._show_jottings(found.snapshot)
        self.card.show_tasks(found.tasks, found.outcome)
        self.verdict.show_verdict(found.verdict, found.snapshot, found.outcome)
        pieces, today = found.snapshot.evidence, found.verdict.today
        self.touched.show_rows(touched_last(pieces, self._catalogue, today))
        self.waiting.show_rows(
            waiting_on_others(found.verdict, found.snapshot, self._catalogue)
        )
        self.steps.show_rows(steps_to_take(found.outcome, today))
        follow_by_tab(self.card.start, (self.jottings.button, *self._rows()))
        self._show_strip(found)
        self.card.show()
        self.verdict.show()
        if is_first or held:
            again = (row for row in self._rows() if row.content.title == held)
            next(again, self.card.start).setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> tuple[RequirementRow | RowButton, ...]:
        """Return every row of every list, which each reading makes anew."""
        lists = (self.verdict, self.steps, self.waiting, self.touched)
        return tuple(row for rows in lists for row in rows.rows)

    def _row_in_hand(self) -> str:
        """Return what the row that has the keyboard is called, if one has."""
        held = self.window().focusWidget()
        return next((row.content.title for row in self._rows() if row is held), "")

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._is_stale = True
        self.problem.show_words(*in_words(error))

    def _show_heading(self, found: _Standing) -> None:
        name = found.snapshot.portfolio.practitioner.name.split()[0]
        today = found.verdict.today
        panel = found.snapshot.portfolio.panel_on
        note = f"{today:%A} {today.day} {today:%B}."
        outcome = found.outcome
        is_decided = panel is not None and outcome is not None and outcome.decided_on >= panel
        if panel and not is_decided:
            verb = "is" if panel >= today else "was"
            note += f" The panel {verb} {in_days(panel, today)}."
        self.heading.set_words(f"{_greeting(self._clock)}, {name}", note)
        wants_next = is_decided and outcome is not None and not outcome.is_ready
        self.add_dates.setText("Set the next panel date" if wants_next else ADD_PANEL)
        self.add_dates.setVisible(panel is None or wants_next)

    def _show_strip(self, found: _Standing) -> None:
        shown = moments(found.entries)
        self.strip.show_moments(shown, found.verdict.today)
        self.strip.setVisible(len(shown) > 1)

    def _show_outcome(self, outcome: PanelOutcome | None) -> None:
        """Say what the panel decided; the card says it where nothing is left to do."""
        is_open = outcome is not None and not outcome.is_ready
        self.decided.set_text(outcome.sentence if outcome else "")
        self.decided.setVisible(is_open)

    def _show_jottings(self, snapshot: Snapshot) -> None:
        number = sum(piece.form == JOTTING for piece in snapshot.evidence)
        noun = "jotting waits" if number == 1 else "jottings wait"
        self.jottings.set_text(f"{sentence(small(number))} {noun} to be sorted.")
        self.jottings.setVisible(number > 0)

    # Answering

    @Slot(object)
    def _on_requirement_chosen(self, requirement: RequirementVerdict) -> None:
        """Lead to where it can be mended, or to what is there."""
        rules = self._catalogue.pathways[self._found.verdict.pathway] if self._found else None
        rule = rules.requirement(requirement.id) if rules else None
        if requirement.shortfalls:
            gap = requirement.shortfalls[0]
            self.evidence_opened.emit(gap.evidence, gap.path or "")
        elif not requirement.met and rule:
            self.form_wanted.emit(rule.form)
        elif len(requirement.counted) == 1:
            self.evidence_opened.emit(requirement.counted[0], "")
        else:
            self.list_wanted.emit()

    @Slot()
    def _on_outcome_wanted(self) -> None:
        if self._found and self._found.outcome:
            self.evidence_opened.emit(self._found.outcome.evidence, "")

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


def _greeting(clock: Clock) -> str:
    hour = clock.now().astimezone().hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"
