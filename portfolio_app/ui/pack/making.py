"""What sealing and making an edition share: ask, make a file, say in place how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import PDF, FileQuestion, PlaceField
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import NARROW, Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice, ProgressPanel
from portfolio_app.ui.widgets.words import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import Task
    from portfolio_app.ui.widgets.words import PageHeading

FORM_WIDTH = 640
"""Px at 100 %: as wide as a line of the form is read well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What such a screen says of its work."""

    name: str
    """Of the form, for those who hear it."""
    button: str
    icon: str
    back: str
    doing: str
    """While it is made: `Sealing the pack`."""
    busy: str
    """On the button meanwhile."""
    stopped: str
    """Once somebody stopped it, in a sentence; nothing was written then."""


class MakingScreen(QWidget):
    """A form above, and below it the button, how far the work is, and what went wrong."""

    left = Signal()
    """The person goes back to the pack."""

    def __init__(self, look: Look, said: Saying) -> None:
        super().__init__()
        self._look = look
        self._said = said
        self._work: Task | None = None
        self._asked: tuple[QWidget, ...] = ()
        self.button = MainButton(look, said.button, icon=said.icon)
        self.back = QuietButton(look, said.back)
        self.progress = ProgressPanel(look, said.doing)
        self.problem = ProblemNotice(look)
        self.back.clicked.connect(self.left)
        self.progress.cancelled.connect(self.stop)

    @Slot()
    def stop(self) -> None:
        """Give up the work if it is going on; nothing is written then."""
        if self._work is not None:
            self._work.cancel()

    def lay_out(
        self, heading: PageHeading, form: QWidget, asked: tuple[QWidget, ...], *told: QWidget
    ) -> None:
        """Put everything in its place.

        Args:
            heading: Above the form.
            form: The questions.
            asked: What cannot be changed while the work is going on.
            told: Notices of the screen's own, shown below the form once there is something.
        """
        look = self._look
        self._asked = (*asked, self.back)
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name=self._said.name
        )
        scrolled.body.add(heading, form)
        scrolled.body.addStretch(1)
        buttons = Flow(look)
        buttons.add(self.button, self.back)
        foot = Narrow(look, gap="m", width=FORM_WIDTH)
        foot.body.add(self.problem, *told, self.progress, buttons)
        for hidden in (self.problem, *told, self.progress):
            hidden.hide()
        strip = Strip(side="top")
        self._foot = Column(look, inset=("m", "page_side"), parent=strip)
        self._foot.add(foot)
        whole = Column(look, gap="none", parent=self)
        whole.add(scrolled, stretch=1)
        whole.add(strip)

    def set_busy(self, *, busy: bool) -> None:
        """Shut the form while the work is going on, and open it again."""
        self.button.set_busy(self._said.busy if busy else None)
        for part in self._asked:
            part.setEnabled(not busy)
        if busy:
            self.problem.show_words("")
        else:
            self._work = None
            self.progress.hide()
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, work: Task) -> None:
        """Show how far a piece of work is; `stop` ends it."""
        self._work = work
        work.progressed.connect(self.progress.set_progress)

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Say what went wrong."""
        self.set_busy(busy=False)
        self.problem.show_words(*in_words(error))

    @Slot()
    def on_cancelled(self) -> None:
        """Say that it was stopped."""
        self.set_busy(busy=False)
        self.problem.show_words(self._said.stopped, "Nothing was written.")

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words more of a narrow window."""
        self._foot.set_narrow(narrow=event.size().width() < NARROW)
        super().resizeEvent(event)


def place_field(
    look: Look, ask: Ask, start: Path, *, label: str, title: str, explanation: str = ""
) -> PlaceField:
    """Return the question where a PDF is to be written.

    Args:
        look: The theme in use.
        ask: Opens the window in which a place is chosen.
        start: What is proposed.
        label: Of the field.
        title: Of that window.
        explanation: Below the field; empty for none.
    """
    question = FileQuestion(title=title, kinds=PDF, start=start, is_new=True)
    return PlaceField(look, label, question, ask, explanation=explanation)
