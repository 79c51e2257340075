"""The first start: four short steps, then the person writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from portfolio_app.ui.door.recovery_page import RecoveryPage
from portfolio_app.ui.door.steps import DatesStep, PathwayStep, ProtectStep, Step, WhoStep
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords, Picture
from portfolio_app.ui.widgets.steps import StepList
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Practitioner
    from portfolio_app.ui.look import Look

RAIL_WIDTH = 280
"""Px at 100 %."""
RAILED = 3
"""The list of steps is shown where the window is this many times as wide as it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Everything a new portfolio is made from."""

    folder: Path
    pathway: str
    practitioner: Practitioner
    passphrase: str
    started_on: date | None
    panel_on: date | None
    submit_by: date | None

    def __repr__(self) -> str:
        return "Beginning(...)"


class FirstStart(QWidget):
    """Leads through the steps; `begun` carries the answers."""

    begun = Signal(object)
    """A complete `Beginning`."""
    example_wanted = Signal()
    open_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, look: Look, today: date, folder: Path) -> None:
        super().__init__()
        self._look = look
        self.who = WhoStep(look)
        self.which = PathwayStep(look)
        self.dates = DatesStep(look, today)
        self.protect = ProtectStep(look, folder)
        self.steps: tuple[Step, ...] = (self.who, self.which, self.dates, self.protect)
        self.list = StepList(
            look,
            [
                ("Who you are", "Name and registration"),
                ("Which pathway", "What your panel asks for"),
                ("Your dates", "Panel and submission"),
                ("Protect it", "Passphrase, recovery sheet"),
            ],
            name="Steps",
        )
        self.back = PlainButton(look, "Back", icon="arrow-left")
        self.next = MainButton(look, "Next", trailing="arrow-right")
        self._stack = QStackedWidget()
        self._rail = Strip(side="right")
        self._foot = Strip(side="top")
        self._where = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.recovery = RecoveryPage(look)
        for page in (*self.steps, self.recovery):
            self._stack.addWidget(page)
        self._compose()
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.who.example_wanted.connect(self.example_wanted)
        self.who.open_wanted.connect(self.open_wanted)
        self.who.check_wanted.connect(self.check_wanted)
        self._go(0)

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer the rule packs that were read."""
        self.which.show_pathways(pathways)

    def show_recovery(self, code: str) -> None:
        """Show the code of the portfolio just made, until it is kept."""
        self.next.set_busy(None)
        self.list.set_current(len(self.steps))
        self._foot.hide()
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.show_code(code)

    def show_problem(self, error: Exception) -> None:
        """Say why the portfolio could not be made; every answer stays."""
        self.next.set_busy(None)
        summary, advice = in_words(error)
        self.protect.show_problem(f"{summary} {advice}".strip())

    def _compose(self) -> None:
        self._look.changed.connect(self._measure)
        inside = Column(self._look, gap="m", inset=("xxl", "xxl"), parent=self._rail)
        inside.add(
            Picture(self._look, "mark", tone=Role.ACCENT, size="icon_large"),
            Words("Progression Portfolio", face=Face.HEADING),
            Words("Four short steps, then you write.", face=Face.SMALL, tone=Role.INK_2),
            self.list,
        )
        inside.addStretch(1)
        inside.add(
            IconWords(self._look, "lock", "Everything stays on this computer, encrypted.")
        )
        buttons = Row(self._look, gap="m", inset=("l", "xl"), parent=self._foot)
        buttons.add(self.back)
        buttons.addStretch(1)
        buttons.add(self._where)
        buttons.add(self.next)
        right = QWidget()
        column = Column(self._look, gap="none", parent=right)
        column.add(self._stack, stretch=1)
        column.add(self._foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rail)
        whole.addWidget(right, 1)

    def _go(self, index: int) -> None:
        self._foot.show()
        self._stack.setCurrentIndex(index)
        self.list.set_current(index)
        self.back.setVisible(index > 0)
        self._where.setText(f"Step {index + 1} of {len(self.steps)}")
        last = index == len(self.steps) - 1
        self.next.setText("Make the portfolio" if last else "Next")
        if self.steps[index] is self.dates:
            self.dates.follow(self.which.pathway())
        self._focus_first()

    def _focus_first(self) -> None:
        """Land the cursor in the first answer of the step."""
        step = self.steps[self._stack.currentIndex()]
        if lines := step.findChildren(QLineEdit):
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_back(self) -> None:
        self._go(self._stack.currentIndex() - 1)

    @Slot()
    def _on_next(self) -> None:
        index = self._stack.currentIndex()
        step = self.steps[index]
        if self.next.is_busy or step.complaint():
            return
        if step.summary():
            self.list.set_note(index, step.summary())
        if index + 1 < len(self.steps):
            self._go(index + 1)
        else:
            self._begin()

    def _begin(self) -> None:
        pathway = self.which.pathway()
        if pathway is None:
            return
        started, panel, submit = self.dates.days()
        self.next.set_busy("Making it ...")
        self.begun.emit(
            Beginning(
                folder=self.protect.folder,
                pathway=pathway.id,
                practitioner=self.who.practitioner(),
                passphrase=self.protect.secret(),
                started_on=started,
                panel_on=panel,
                submit_by=submit,
            )
        )

    @Slot()
    def _measure(self) -> None:
        """Give the steps room where there is room; the foot names the step in any case."""
        width = self._look.theme.px(RAIL_WIDTH)
        self._rail.setFixedWidth(width)
        self._rail.setVisible(self.width() >= RAILED * width)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list of steps beside the step where both fit."""
        super().resizeEvent(event)
        self._measure()
