"""The home screen: what the panel would find today, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.tasks import Task, tasks
from portfolio_app.model.domain.verdict import State as Standing
from portfolio_app.model.domain.wording import in_days, joined, sentence, small
from portfolio_app.services.changes import Area
from portfolio_app.ui.today.task_card import TaskCard
from portfolio_app.ui.tokens import Face, State
from portfolio_app.ui.widgets.fitting import SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.rows import RequirementRow, RowButton, RowContent
from portfolio_app.ui.widgets.timeline import Moment, TimelineStrip
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

RECENT = 4
"""Pieces listed as touched last."""
SETTLE_MS = 200
"""Changes that follow one another this fast are read once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What one reading of the vault found."""

    snapshot: Snapshot
    verdict: Verdict
    tasks: tuple[Task, ...]


class TodayPage(QWidget):
    """Reads again whenever the vault changes, off the GUI thread."""

    task_started = Signal(object)
    """A `Task` whose place is to be opened."""
    evidence_opened = Signal(object)
    """The id of a piece."""
    requirement_opened = Signal(str)
    """The id of a requirement whose row was pressed."""
    pack_wanted = Signal()

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
        self.heading = PageHeading(look, "")
        self.card = TaskCard(look)
        self.verdict = Column(look, gap="none")
        self.beside = Column(look, gap="xl")
        self.strip = TimelineStrip(look)
        self._compose()
        self.card.started.connect(self.task_started)
        self.card.pack_wanted.connect(self.pack_wanted)
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.reload)
        hub.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read the portfolio again and show where it stands."""
        self._runner.run(self._read, done=self._show)

    def _compose(self) -> None:
        first, second = QWidget(), QWidget()
        main = Column(self._look, gap="l", parent=first)
        main.add(self.card, self.verdict)
        side = Column(self._look, gap="xl", parent=second)
        side.add(self.beside)
        side.addStretch(1)
        scrolled = Scrolled(self._look, gap="l", inset=("page_top", "page_side"), name="Today")
        scrolled.body.add(
            self.heading,
            SideBySide(self._look, first, second, least_width=900, shares=(2, 1)),
            self.strip,
        )
        scrolled.body.addStretch(1)
        whole = Column(self._look, gap="none", parent=self)
        whole.add(scrolled, stretch=1)

    # Reading, off the GUI thread

    def _read(self, progress: Progress) -> _Standing:
        snapshot = self._portfolio.verdicts.snapshot()
        verdict = self._portfolio.verdicts.status(self._clock.today(), snapshot)
        return _Standing(
            snapshot=snapshot,
            verdict=verdict,
            tasks=tasks(snapshot, verdict, self._catalogue),
        )

    # Showing

    @Slot(object)
    def _show(self, found: _Standing) -> None:
        self._show_heading(found)
        self.card.show_tasks(found.tasks)
        self._show_verdict(found)
        self._show_beside(found)
        self._show_strip(found)

    def _show_heading(self, found: _Standing) -> None:
        name = found.snapshot.portfolio.practitioner.name.split()[0]
        today = found.verdict.today
        panel = found.snapshot.portfolio.panel_on
        note = f"{today:%A} {today.day} {today:%B}."
        if panel:
            note += f" The panel is {in_days(panel, today)}."
        self.heading.set_words(f"{_greeting(self._clock)}, {name}", note)

    def _show_verdict(self, found: _Standing) -> None:
        _empty(self.verdict)
        title = "Ready for the panel" if found.verdict.ready else "Not ready yet"
        self.verdict.add(
            SectionHeading(self._look, title, note=_summary(found.verdict), face=Face.HEADING)
        )
        for requirement in found.verdict.judged:
            row = RequirementRow(
                self._look,
                title=requirement.title,
                state=State(requirement.state),
                amount=f"{requirement.have} of {requirement.need}",
                detail=self._detail(requirement, found.snapshot),
            )
            row.setProperty("requirement", requirement.id)
            row.clicked.connect(self._on_requirement_clicked)
            self.verdict.add(row)
        if authorisations := found.verdict.by_signature:
            names = [self._catalogue.roles[r.role].title for r in authorisations if r.role]
            self.verdict.add(
                RequirementRow(
                    self._look,
                    title="Authorisations",
                    state=State.BY_SIGNATURE,
                    detail=sentence(f"{joined(names)}, on the sealed pack"),
                )
            )

    def _detail(self, requirement: RequirementVerdict, snapshot: Snapshot) -> str:
        if requirement.reasons:
            return requirement.reasons[-1] if requirement.shortfalls else requirement.asks
        pieces = [snapshot.piece(i) for i in requirement.counted]
        forms = self._catalogue.forms
        return joined([named(p, forms[p.form]) for p in pieces if p])

    def _show_beside(self, found: _Standing) -> None:
        _empty(self.beside)
        touched = sorted(found.snapshot.evidence, key=lambda e: e.changed_at, reverse=True)
        if touched:
            column = Column(self._look, gap="none")
            column.add(SectionHeading(self._look, "Recently touched"))
            for piece in touched[:RECENT]:
                column.add(self._touched(piece))
            self.beside.add(column)

    def _touched(self, piece: Evidence) -> RowButton:
        form = self._catalogue.forms[piece.form]
        when = in_days(piece.changed_at.astimezone().date(), self._clock.today())
        row = RowButton(
            self._look,
            RowContent(
                title=piece.title or f"Untitled {form.title.lower()}",
                detail=f"{form.title}, {when}",
                icon=_ICONS.get(form.layout, "reflection"),
                stacked=True,
            ),
        )
        row.setProperty("evidence", piece.id)
        row.clicked.connect(self._on_touched_clicked)
        return row

    def _show_strip(self, found: _Standing) -> None:
        done = {"done": State.MET, "late": State.PROBLEM, "due": State.WAITING}
        moments = [
            Moment(day=stage.due, title=stage.title, state=done.get(stage.state))
            for stage in found.verdict.stages
        ]
        self.strip.show_moments(moments, found.verdict.today)

    # Answering

    @Slot()
    def _on_requirement_clicked(self) -> None:
        self.requirement_opened.emit(self.sender().property("requirement"))

    @Slot()
    def _on_touched_clicked(self) -> None:
        self.evidence_opened.emit(self.sender().property("evidence"))

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & (Area.EVIDENCE | Area.PORTFOLIO | Area.CONTRIBUTORS):
            self._settled.start()


_ICONS = {"account": "reflection", "report": "report", "child": "speech"}


def _empty(column: Column) -> None:
    while item := column.takeAt(0):
        if widget := item.widget():
            widget.deleteLater()
        elif isinstance(inner := item.layout(), Column):
            _empty(inner)
            inner.deleteLater()


def _greeting(clock: Clock) -> str:
    hour = clock.now().astimezone().hour
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


_PHRASES = (
    (Standing.MET, "met", "met"),
    (Standing.PARTLY, "half done", "half done"),
    (Standing.WAITING, "waits for other people", "wait for other people"),
    (Standing.PROBLEM, "has a problem", "have a problem"),
    (Standing.MISSING, "not begun", "not begun"),
)


def _summary(verdict: Verdict) -> str:
    """Return the verdict in one sentence, such as one is met, two are half done."""
    parts: list[str] = []
    for state, one, many in _PHRASES:
        number = sum(r.state is state for r in verdict.judged)
        if number:
            verb = "" if one.startswith(("waits", "has")) else "is " if number == 1 else "are "
            thing = " requirement" if not parts and number == 1 else ""
            thing = " requirements" if not parts and number > 1 else thing
            parts.append(f"{small(number)}{thing} {verb}{one if number == 1 else many}")
    return f"{sentence(joined(parts))}."
