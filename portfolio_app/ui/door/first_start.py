"""The first start: four short steps, then the person writes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from portfolio_app.ui.door.who_step import WhoStep
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords, Picture
from portfolio_app.ui.widgets.steps import StepList
from portfolio_app.ui.widgets.words import Heading, Strip, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Practitioner
    from portfolio_app.services.rules import RuleService
    from portfolio_app.ui.door.dates_step import DatesStep
    from portfolio_app.ui.door.pathway_step import PathwayStep
    from portfolio_app.ui.door.protect_step import ProtectStep
    from portfolio_app.ui.door.recovery_page import RecoveryPage
    from portfolio_app.ui.door.step import Step
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

Page = TypeVar("Page", bound=QWidget)

RAIL_WIDTH = 280
"""Px at 100 %."""
RAILED = 3
"""The list of steps is shown where the window is this many times as wide as it."""
STEPS = (
    ("Who you are", "Name and registration"),
    ("Which pathway", "What your panel asks for"),
    ("Your dates", "Panel and submission"),
    ("Protect it", "Passphrase, recovery sheet"),
)
_ENTERS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class Beginning(NamedTuple):
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
    """Leads through the steps; `begun` carries the answers.

    Only the first step is there from the beginning, because a window should open at once.
    """

    begun = Signal(object)
    """A complete `Beginning`."""
    code_kept = Signal()
    """The recovery code is on paper."""
    editor_wanted = Signal()
    """Rules are to be made or changed."""
    example_wanted = Signal()
    open_wanted = Signal()
    return_wanted = Signal()
    """An open export is to be brought back."""
    check_wanted = Signal()
    left = Signal()
    """Back was pressed in the first step; only where `lead_back` was asked for."""

    def __init__(
        self, look: Look, today: date, folder: Path, about_place: Callable[[Path], str]
    ) -> None:
        """Make the first step.

        Args:
            look: The theme in use.
            today: The day, for the timeline and as the start.
            folder: Where the portfolio is kept unless the person chooses otherwise.
            about_place: Tells what to know about a place, such as that it is synchronised.
        """
        super().__init__()
        self._about_place = about_place
        self._look = look
        self._today = today
        self._folder = folder
        self._pathways: tuple[Pathway, ...] = ()
        self._offered: tuple[RuleService, TaskRunner] | None = None
        self._index = 0
        self._leads_back = False
        self.who = WhoStep(look)
        self.list = StepList(look, STEPS, name="Steps")
        self.back = PlainButton(look, "&Back", icon="arrow-left")
        self.next = MainButton(look, "&Next", trailing="arrow-right")
        self._stack = QStackedWidget()
        self._rail = Strip(side="right")
        self._foot = Strip(side="top")
        self._where = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self._stack.addWidget(self.who)
        self._compose()
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.who.example_wanted.connect(self.example_wanted)
        self.who.open_wanted.connect(self.open_wanted)
        self.who.return_wanted.connect(self.return_wanted)
        self.who.check_wanted.connect(self.check_wanted)
        self._go(0)

    @cached_property
    def which(self) -> PathwayStep:
        """The second step."""
        from portfolio_app.ui.door.pathway_step import PathwayStep

        step = self._added(PathwayStep(self._look))
        step.show_pathways(self._pathways)
        step.editor_wanted.connect(self.editor_wanted)
        if self._offered is not None:
            step.offer_rules(*self._offered)
        return step

    @cached_property
    def dates(self) -> DatesStep:
        """The third step."""
        from portfolio_app.ui.door.dates_step import DatesStep

        return self._added(DatesStep(self._look, self._today))

    @cached_property
    def protect(self) -> ProtectStep:
        """The fourth step."""
        from portfolio_app.ui.door.protect_step import ProtectStep

        return self._added(ProtectStep(self._look, self._folder, self._about_place))

    @cached_property
    def recovery(self) -> RecoveryPage:
        """What is shown when the portfolio has been made."""
        from portfolio_app.ui.door.recovery_page import RecoveryPage

        page = self._added(RecoveryPage(self._look))
        page.kept.connect(self.code_kept)
        return page

    @property
    def step(self) -> Step:
        """The step shown, or shown last."""
        match self._index:
            case 0:
                return self.who
            case 1:
                return self.which
            case 2:
                return self.dates
            case _:
                return self.protect

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer the rule packs that were read."""
        self._pathways = tuple(pathways)
        if "which" in self.__dict__:
            self.which.show_pathways(self._pathways)
            if self._index == 1:
                self.which.focus_first()

    def offer_rules(self, rules: RuleService, runner: TaskRunner) -> None:
        """Let files of rules be added in the second step."""
        self._offered = (rules, runner)
        if "which" in self.__dict__:
            self.which.offer_rules(rules, runner)

    def show_recovery(self, code: str) -> None:
        """Show the code of the portfolio just made, until it is kept."""
        self._set_busy(None)
        self.protect.forget()
        self.list.set_current(len(STEPS))
        self._foot.hide()
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.show_code(code)

    def show_problem(self, error: Exception) -> None:
        """Say why the portfolio could not be made; every answer stays."""
        self._set_busy(None)
        self.protect.show_problem(*in_words(error))

    def focus_first(self) -> None:
        """Land the cursor in the first answer of the step."""
        self.step.focus_first()

    def lead_back(self) -> None:
        """Let the first step lead back to where the person came from."""
        self._leads_back = True
        self.back.setVisible(True)

    def forget(self) -> None:
        """Forget every secret."""
        for name in ("protect", "recovery"):
            if page := self.__dict__.get(name):
                page.forget()

    def _added(self, page: Page) -> Page:
        self._stack.addWidget(page)
        return page

    def _compose(self) -> None:
        self._look.changed.connect(self._measure)
        inside = Column(self._look, gap="m", inset=("xxl", "xxl"), parent=self._rail)
        inside.add(
            Picture(self._look, "mark", tone=Role.ACCENT, size="icon_large"),
            Heading("Progression Portfolio", face=Face.HEADING),
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
        buttons.add(self._where, self.next)
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
        self._index = index
        step = self.step
        self._stack.setCurrentWidget(step)
        self.list.set_current(index)
        self.back.setVisible(index > 0 or self._leads_back)
        self._where.setText(f"Step {index + 1} of {len(STEPS)}")
        last = index == len(STEPS) - 1
        self.next.setText("&Make the portfolio" if last else "&Next")
        if index > 1:
            self.dates.follow(self.which.pathway())
        step.focus_first()

    @Slot()
    def _on_back(self) -> None:
        if self.next.is_busy:
            return
        if self._index:
            self._go(self._index - 1)
        else:
            self.left.emit()

    @Slot()
    def _on_next(self) -> None:
        step = self.step
        if self.next.is_busy:
            return
        if step.complaint():
            step.focus_complaint()
            return
        self.list.set_note(self._index, step.summary() or STEPS[self._index][1])
        if self._index + 1 < len(STEPS):
            self._go(self._index + 1)
        else:
            self._begin()

    def _begin(self) -> None:
        pathway = self.which.pathway()
        if pathway is None:
            self._go(1)
            return
        started, panel, submit = self.dates.days()
        self._set_busy("Making it ...")
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

    def _set_busy(self, words: str | None) -> None:
        self.next.set_busy(words)
        self.back.setEnabled(words is None)
        self.protect.setEnabled(words is None)

    @Slot()
    def _measure(self) -> None:
        """Give the steps room where there is room; the foot names the step in any case."""
        width = self._look.theme.px(RAIL_WIDTH)
        self._rail.setFixedWidth(width)
        self._rail.setVisible(self.width() >= RAILED * width)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from line to line by Enter, and from the last one to the next step.

        A step may use Enter itself first, to choose what is at hand.
        """
        if event.key() not in _ENTERS or self._foot.isHidden():
            super().keyPressEvent(event)
            return
        if self.step.take_enter():
            return
        lines = [line for line in self.step.lines() if line.isVisible()]
        focused = self.focusWidget()
        if focused in lines[:-1]:
            following = lines[lines.index(focused) + 1]
            following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list of steps beside the step where both fit."""
        super().resizeEvent(event)
        self._measure()
