"""The one task: chosen for the minutes a person has, with the reason and a Start button."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.tasks import choose
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Heading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.tasks import Task
    from portfolio_app.ui.look import Look

MINUTES = (5, 20, 60)


class TaskCard(Card):
    """Offers one task at a time; `Choose something else` offers the next that fits."""

    started = Signal(object)
    """The `Task` to begin."""
    pack_wanted = Signal()
    """Nothing is left to do but to make the pack."""
    outcome_wanted = Signal()
    """Nothing is left to do: the panel's decision is to be looked at."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, inset="xl", gap="l")
        self._offered: list[Task] = []
        self._task: Task | None = None
        self._instead: Task | None = None
        """What was chosen instead of what is best."""
        self._outcome: PanelOutcome | None = None
        self.minutes = Segments(
            look, [(n, f"{n} minutes") for n in MINUTES], name="I have", value=20
        )
        self.other = QuietButton(look, "Choose something else", flush=True)
        self._top = Flow(look)
        self._have = Words("I have", tone=Role.INK_2, wrap=False)
        self._top.add(self._have, self.minutes, self.other)
        self.title = Heading("", face=Face.TITLE)
        self.why = Words("", tone=Role.INK_2, rich=True)
        self.start = MainButton(look, "Start", trailing="arrow-right")
        self._effort = IconWords(look, "clock", "", wrap=False)
        self._words = IconWords(look, "pencil", "", wrap=False)
        self._place = IconWords(look, "claim", "", wrap=False)
        foot = Flow(look, gap="l")
        foot.add(self.start, self._effort, self._words, self._place)
        self.body.add(self._top, self.title, self.why, foot)
        self.minutes.chosen.connect(self._on_minutes_chosen)
        self.other.clicked.connect(self._on_other_clicked)
        self.start.clicked.connect(self._on_start_clicked)

    def show_tasks(self, tasks: Sequence[Task], outcome: PanelOutcome | None = None) -> None:
        """Show what to do next.

        Args:
            tasks: The biggest gap first.
            outcome: What the panel decided, if it has.
        """
        self._offered, self._outcome = list(tasks), outcome
        again = next((task for task in tasks if _same(task, self._instead)), None)
        if again is None:
            self._choose(self._minutes())
        else:
            self._show_instead(again)

    @Slot(object)
    def _on_minutes_chosen(self, minutes: int) -> None:
        self._choose(minutes)

    def _choose(self, minutes: int) -> None:
        self._instead = None
        choice = choose(self._offered, minutes)
        if choice is None:
            self._show_end()
        else:
            self._show(choice.task, choice.because)

    @Slot()
    def _on_other_clicked(self) -> None:
        fitting = [t for t in self._offered if t.minutes <= self._minutes()]
        among = fitting if len(fitting) > 1 else self._offered  # it never offers the same again
        if self._task in among:
            self._show_instead(among[(among.index(self._task) + 1) % len(among)])

    def _show_instead(self, task: Task) -> None:
        """Show what somebody chose themselves; it stays while the page is read again."""
        self._instead = task
        longer = f"This takes longer than {self._minutes()} minutes."
        self._show(task, longer if task.minutes > self._minutes() else "")

    @Slot()
    def _on_start_clicked(self) -> None:
        if self._task is not None:
            self.started.emit(self._task)
        elif self._outcome is not None:
            self.outcome_wanted.emit()
        else:
            self.pack_wanted.emit()

    def _minutes(self) -> int:
        return next(n for n in MINUTES if n == self.minutes.value())

    def _show(self, task: Task, because: str) -> None:
        self._task = task
        self.title.setText(task.title)
        reason = f"<b>{escape(because)}</b> " if because else ""
        self.why.setText(f"{reason}{escape(task.why)}")
        self.start.setText("Start")
        whole = " in all" if task.minutes > self._minutes() else ""
        self._effort.set_words("clock", f"About {task.minutes} minutes{whole}")
        self._words.set_words("pencil", f"About {task.words} words" if task.words else "")
        self._place.set_words("claim", _place(task))
        self._show_parts()

    def _show_end(self) -> None:
        """Say that nothing is left to do."""
        self._task = None
        if self._outcome is not None:
            self.title.setText(self._outcome.headline)
            self.why.setText(escape(self._outcome.sentence))
            self.start.setText("Look at the decision")
        else:
            self.title.setText("Everything the panel asks for is here")
            self.why.setText("Look through the pack, then seal it and ask the others to sign.")
            self.start.setText("Go to the pack")
        self._show_parts()

    def _show_parts(self) -> None:
        """Hide what only a task has."""
        task = self._task
        for part in (self._have, self.minutes, self._effort, self._place):
            part.setVisible(task is not None)
        self.other.setVisible(task is not None and len(self._offered) > 1)
        self._words.setVisible(task is not None and task.words is not None)


def _same(task: Task, other: Task | None) -> bool:
    """Whether two tasks are the same, whatever may have changed about it."""
    if other is None:
        return False
    return (task.form, task.evidence, task.path) == (other.form, other.evidence, other.path)


def _place(task: Task) -> str:
    if task.opens_at:
        return f"Opens at {task.opens_at}"
    return "Opens the piece" if task.evidence else "Opens a new piece"
