"""The window that says what other rules would change, and goes over to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.rules.comparing import ComparisonView
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import PageHeading, Strip, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.model.domain.comparing import Comparison
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.moving import Destination
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

SAFE = (
    "Everything that you wrote is kept, whatever you choose here. A move is undone by moving "
    "back: the rules that you leave are kept too."
)
WIDTH = 760
"""Px at 100 %: a comparison has sentences side by side with states."""


class MovingWindow(QMainWindow):
    """Compares before it moves; nothing is changed until the button is pressed."""

    chosen = Signal(object)
    """Go over to this `Destination`."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        wanted: tuple[str, str] = ("", ""),
    ) -> None:
        """Make the window.

        Args:
            look: The theme in use.
            portfolio: Open.
            runner: Where services run.
            wanted: Pathway and version to compare with at first.
        """
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._runner = runner
        self._wanted = wanted
        self._destinations: dict[str, Destination] = {}
        self.view: ComparisonView | None = None
        self.which = DropDown(look, name="The other rules")
        self.problem = ProblemNotice(look)
        self.waiting = Words("Reading the rules ...")
        self.move_button = MainButton(look, "Move to these rules")
        self.stay = PlainButton(look, "Stay")
        self.scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="What would change"
        )
        self._narrow = Narrow(look, gap="xl", width=WIDTH)
        self._compose()
        self.setWindowTitle("Change pathway")
        self.setMinimumSize(*look.theme.tokens.window_least)
        self.resize(1280, 800)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.which.chosen.connect(self._on_chosen)
        self.move_button.clicked.connect(self._on_move)
        self.stay.clicked.connect(self.close)
        self._runner.run(self._read, done=self._show, failed=self.show_problem)

    def _compose(self) -> None:
        look = self._look
        self.move_button.setEnabled(False)
        self._narrow.body.add(
            PageHeading(look, "What would change", note=SAFE),
            LabelledField(look, "The other rules", self.which),
            self.problem,
            self.waiting,
        )
        self.scrolled.body.add(self._narrow)
        self.scrolled.body.addStretch(1)
        foot = Strip(side="top")
        buttons = Row(look, gap="m", inset=("l", "xl"), parent=foot)
        buttons.addStretch(1)
        buttons.add(self.stay, self.move_button)
        whole = QWidget()
        column = Column(look, gap="none", parent=whole)
        column.add(self.scrolled, stretch=1)
        column.add(foot)
        self.setCentralWidget(whole)

    def _read(self, progress: Progress) -> Sequence[Destination]:
        return self._portfolio.moving.destinations()

    @Slot(object)
    def _show(self, destinations: Sequence[Destination]) -> None:
        self._destinations = {_key(found): found for found in destinations}
        self.which.show_options([(key, _words(d)) for key, d in self._destinations.items()])
        wanted = next(
            (
                key
                for key, found in self._destinations.items()
                if (found.pathway.id, found.pathway.version) == self._wanted
            ),
            next(iter(self._destinations), None),
        )
        if wanted is not None:
            self.which.set_value(wanted)
            self._compare(wanted)
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        self._compare(str(key))

    def _compare(self, key: str) -> None:
        self.move_button.setEnabled(False)
        self.problem.show_words("")
        self._runner.run(
            partial(self._compared, key), done=self._show_comparison, failed=self.show_problem
        )

    def _compared(
        self, key: str, progress: Progress
    ) -> tuple[str, Comparison, Mapping[EvidenceId, str]]:
        found = self._portfolio.moving.compare(self._destinations[key])
        return key, found, {piece.id: piece.title for piece in self._portfolio.evidence.all()}

    @Slot(object)
    def _show_comparison(
        self, answer: tuple[str, Comparison, Mapping[EvidenceId, str]]
    ) -> None:
        key, comparison, titles = answer
        if key != self.which.value():  # another was chosen meanwhile
            return
        former, self.view = self.view, ComparisonView(self._look, comparison, titles)
        if former is not None:
            former.hide()
            former.deleteLater()
        self.waiting.hide()
        self._narrow.body.add(self.view)
        self.move_button.setEnabled(self._portfolio.bar is None)
        follow_layout(self._narrow, self.stay.parentWidget() or self.stay)

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong; nothing was changed."""
        self.waiting.hide()
        self.move_button.set_busy(None)
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_move(self) -> None:
        found = self._destinations.get(str(self.which.value()))
        if found is not None:
            self.move_button.set_busy("Moving ...")
            self.chosen.emit(found)


def _key(found: Destination) -> str:
    return f"{found.pathway.id} {found.pathway.version} {found.was_left}"


def _words(found: Destination) -> str:
    left = ", left before" if found.was_left else ""
    pathway = found.pathway
    return f"{pathway.authority}: {pathway.title} ({pathway.version}{left})"
