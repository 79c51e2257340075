"""At the door of a damaged portfolio: have it repaired, or bring a backup back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.care import Condition
from portfolio_app.model.domain.care_wording import compared, in_megabytes, reason_in_words
from portfolio_app.model.domain.wording import moment, sentence
from portfolio_app.ui.announcing import say
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import Card, Heading, SectionHeading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup, CheckUp, Comparison
    from portfolio_app.services.care import CareService
    from portfolio_app.services.opened_by import OpenedBy
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

MOST = 4
"""Backups that are offered, the latest."""
EXPLANATION = (
    "A repair brings back everything that can still be read, and says what cannot. The damaged "
    "files are kept as they are. A backup brings back everything up to its day."
)

STILL_THERE = (
    "What is lost may be in a backup. Bringing one back takes the place of what was repaired, "
    "which is backed up before."
)


class CarePanel(Card):
    """Shown when a portfolio does not open because it is damaged; hidden otherwise."""

    healed = Signal()
    """It can be opened again; the person wants to."""

    def __init__(self, look: Look, runner: TaskRunner) -> None:
        super().__init__(look, inset="xl", gap="l")
        self._look = look
        self._runner = runner
        self._care: CareService | None = None
        self._vault: Path | None = None
        self._opening: OpenedBy | None = None
        self._backups: tuple[Backup, ...] = ()
        self.problem = ProblemNotice(look)
        self.repair = PlainButton(look, "Check and repair")
        self.told = Words("", selectable=True)
        self.enter = MainButton(look, "Open it")
        self.rows: list[RowButton] = []
        self._list = QWidget()
        self._rows = Column(look, gap="none", parent=self._list)
        buttons = Flow(look)
        buttons.add(self.repair, self.enter)
        self.body.add(
            Heading("This portfolio is damaged", face=Face.HEADING),
            Words(EXPLANATION, tone=Role.INK_2),
            self.problem,
            self.told,
            buttons,
            self._list,
        )
        self.repair.clicked.connect(self._on_repair)
        self.enter.clicked.connect(self.healed)
        self.hide()

    def offer(self, care: CareService, vault: Path, opening: OpenedBy) -> None:
        """Offer what can be done for the portfolio at `vault`."""
        self._care, self._vault, self._opening = care, vault, opening
        self.problem.show_words("")
        self._settle(None)
        self.told.hide()
        self.repair.show()
        self._runner.run(self._read, done=self._show_backups, failed=self._show_problem)
        self.show()

    def forget(self) -> None:
        """Forget the portfolio and its secret."""
        self._opening = None
        self.hide()

    # Off the GUI thread

    def _needed(self) -> tuple[CareService, Path, OpenedBy]:
        if self._care is None or self._vault is None or self._opening is None:
            raise RuntimeError("nothing was offered")
        return self._care, self._vault, self._opening

    def _read(self, progress: Progress) -> tuple[Backup, ...]:
        care, vault, _ = self._needed()
        return care.backups(vault)

    def _repair(self, progress: Progress) -> CheckUp:
        care, vault, opening = self._needed()
        return care.repair(vault, opening, progress)

    def _bring_back(self, backup: Path, progress: Progress) -> Comparison:
        care, vault, opening = self._needed()
        return care.restore(backup, vault, opening, progress)

    # Showing

    @Slot(object)
    def _show_backups(self, backups: tuple[Backup, ...]) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._backups = backups[:MOST]
        self.rows = [self._row(number, backup) for number, backup in enumerate(self._backups)]
        if self.rows:
            self._rows.add(SectionHeading(self._look, "Or bring a backup back"), *self.rows)
        self._list.setVisible(bool(self.rows))

    def _row(self, number: int, backup: Backup) -> RowButton:
        row = RowButton(
            self._look,
            RowContent(
                title=moment(backup.made_at.astimezone()),
                detail=sentence(reason_in_words(backup)),
                icon="history",
                end=in_megabytes(backup.size),
            ),
        )
        row.setProperty("number", number)
        row.clicked.connect(self._on_row)
        return row

    @Slot(object)
    def _show_repaired(self, check_up: CheckUp) -> None:
        lines = [finding.sentence for finding in check_up.findings]
        is_lost = check_up.condition is Condition.LOST
        if is_lost and self.rows:
            lines.append(STILL_THERE)
        self._settle("\n".join(lines), offers_backups=is_lost)

    @Slot(object)
    def _show_brought_back(self, comparison: Comparison) -> None:
        lines = [*compared(comparison)]
        if comparison.kept_aside:
            lines.append(
                "The portfolio as it was could not be read whole. Its files are kept as they "
                f"were in {comparison.kept_aside}"
            )
        self._settle("\n".join(lines))

    def _settle(self, words: str | None, *, offers_backups: bool = False) -> None:
        """Show what was done, or that nothing has been yet.

        Args:
            words: What was done.
            offers_backups: Whether one of them may be wanted all the same.
        """
        self.repair.set_busy(None)
        self._list.setEnabled(True)
        self.told.setText(words or "")
        self.told.setVisible(words is not None)
        if words:
            say(self, words)
        self.enter.setVisible(words is not None)
        self.repair.setVisible(words is None)
        if words is not None:
            self._list.setVisible(offers_backups and bool(self.rows))
            self.enter.setFocus()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._settle(None)
        self.problem.show_words(*in_words(error))

    # Answering

    @Slot()
    def _on_repair(self) -> None:
        self.problem.show_words("")
        self.repair.set_busy("Checking and repairing …")
        self._list.setEnabled(False)
        self._runner.run(self._repair, done=self._show_repaired, failed=self._show_problem)

    @Slot()
    def _on_row(self) -> None:
        backup = self._backups[self.sender().property("number")]
        self.problem.show_words("")
        self.repair.set_busy("Bringing it back …")
        self._list.setEnabled(False)
        self._runner.run(
            partial(self._bring_back, backup.path),
            done=self._show_brought_back,
            failed=self._show_problem,
        )
