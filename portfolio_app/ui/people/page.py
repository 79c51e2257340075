"""The page of real names: shut until the passphrase is given, and shut again soon."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.clipboard import copy_for_a_while
from portfolio_app.ui.people.erasing import ErasingScreen
from portfolio_app.ui.people.gate import Gate
from portfolio_app.ui.people.register import Register
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from portfolio_app.model.domain.people import Person
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.people.form import Entered
    from portfolio_app.ui.tasks import TaskRunner

FRESH_MINUTES: Final = 5
"""How long the names are shown when nothing is done with them."""


class PeoplePage(QWidget):
    """Holds real names only while it shows them."""

    opened = Signal()
    """The names are shown."""

    def __init__(
        self, look: Look, portfolio: OpenPortfolio, runner: TaskRunner, hub: Hub
    ) -> None:
        super().__init__()
        self._portfolio = portfolio
        self._runner = runner
        self._removed: Person | None = None
        self._visit = 0
        """Counts the times it was shut, so that an answer that comes late is not shown."""
        self.gate = Gate(look)
        self.register = Register(look)
        self.erasing = ErasingScreen(look, portfolio, runner)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gate)
        self.stack.addWidget(self.register)
        self.stack.addWidget(self.erasing)
        Column(look, gap="none", parent=self).add(self.stack)
        self._shutting = QTimer(self, singleShot=True, interval=FRESH_MINUTES * 60_000)
        self._shutting.timeout.connect(self.shut)
        self._connect()
        hub.changed.connect(self._on_changed)

    def _connect(self) -> None:
        self.gate.passphrase_given.connect(self._on_passphrase_given)
        self.register.hidden.connect(self.shut)
        self.register.copy_wanted.connect(self._on_copy_wanted)
        self.register.remove_wanted.connect(self._on_remove_wanted)
        self.register.undo.undone.connect(self._on_undone)
        self.register.erase_wanted.connect(self._on_erase_wanted)
        self.erasing.left.connect(self._on_erasing_left)
        self.register.form.saved.connect(self._on_saved)

    @property
    def is_open(self) -> bool:
        """Whether real names are shown."""
        return self.stack.currentWidget() is not self.gate

    @Slot()
    def shut(self) -> None:
        """Forget every name and ask for the passphrase again."""
        self._visit += 1
        self._removed = None
        self._shutting.stop()
        self.register.begin()
        self.register.show_people(())
        self.erasing.forget()
        self.gate.ask()
        self.stack.setCurrentWidget(self.gate)
        if self.isVisible():
            self.gate.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # Off the GUI thread

    def _open(
        self, passphrase: str, visit: int, progress: Progress
    ) -> tuple[int, tuple[Person, ...]]:
        self._portfolio.keys.prove_by_passphrase(passphrase)
        return visit, self._portfolio.people.all()

    def _read(self, visit: int, progress: Progress) -> tuple[int, tuple[Person, ...]]:
        return visit, self._portfolio.people.all()

    def _save(self, entered: Entered, progress: Progress) -> Person:
        people = self._portfolio.people
        if entered.person is None:
            return people.add(
                entered.real_name, entered.stand_in, also=entered.also, note=entered.note
            )
        return people.change(
            replace(
                entered.person,
                real_name=entered.real_name,
                stand_in=entered.stand_in,
                also=entered.also,
                note=entered.note,
            )
        )

    def _remove(self, person: Person, progress: Progress) -> Person:
        self._portfolio.people.remove(person.id)
        return person

    def _put_back(self, person: Person, progress: Progress) -> None:
        self._portfolio.people.put_back(person)

    # Answering

    @Slot(str)
    def _on_passphrase_given(self, passphrase: str) -> None:
        work = partial(self._open, passphrase, self._visit)
        self._runner.run(work, done=self._on_opened, failed=self.gate.show_problem)

    @Slot(object)
    def _on_opened(self, found: tuple[int, tuple[Person, ...]]) -> None:
        visit, everybody = found
        if visit != self._visit or not self.isVisible():
            self.gate.ask()
            return
        self.gate.ask()
        self.register.begin()
        self.register.show_people(everybody)
        self.stack.setCurrentWidget(self.register)
        self.register.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shutting.start()
        self.opened.emit()

    @Slot(object)
    def _show(self, found: tuple[int, tuple[Person, ...]]) -> None:
        visit, everybody = found
        if visit == self._visit and self.is_open:
            self.register.show_people(everybody)
            self._shutting.start()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.register.problem.show_words(*in_words(error))

    @Slot(object)
    def _show_form_problem(self, error: Exception) -> None:
        self.register.form.problem.show_words(*in_words(error))

    @Slot(object)
    def _on_copy_wanted(self, person: Person) -> None:
        copy_for_a_while(person.real_name)
        self.register.copied.show()
        self._shutting.start()

    @Slot(object)
    def _on_saved(self, entered: Entered) -> None:
        work = partial(self._save, entered)
        self._runner.run(work, done=self._on_stored, failed=self._show_form_problem)

    @Slot(object)
    def _on_stored(self, person: Person) -> None:
        self.register.begin()
        self.register.add.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_remove_wanted(self, person: Person) -> None:
        work = partial(self._remove, person)
        self._runner.run(work, done=self._on_removed, failed=self._show_problem)

    @Slot(object)
    def _on_removed(self, person: Person) -> None:
        if self.is_open:
            self._removed = person
            self.register.offer_back(person)

    @Slot(object)
    def _on_erase_wanted(self, person: Person) -> None:
        self.register.begin()
        self.stack.setCurrentWidget(self.erasing)
        self.erasing.show_person(person)
        self._shutting.start()

    @Slot()
    def _on_erasing_left(self) -> None:
        self.erasing.forget()
        self.stack.setCurrentWidget(self.register)
        self.register.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shutting.start()

    @Slot()
    def _on_undone(self) -> None:
        person, self._removed = self._removed, None
        self.register.offer_back(None)
        if person:
            work = partial(self._put_back, person)
            self._runner.run(work, done=self._on_put_back, failed=self._show_problem)

    @Slot(object)
    def _on_put_back(self, nothing: object) -> None:
        self.register.problem.show_words("")

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.ERASED:
            self._removed = None
            self.register.offer_back(None)
        if area & Area.PEOPLE and self.is_open:
            work = partial(self._read, self._visit)
            self._runner.run(work, done=self._show, failed=self._show_problem)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the passphrase goes."""
        super().showEvent(event)
        if not self.is_open:
            self.gate.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Shut when another place is shown."""
        super().hideEvent(event)
        self.shut()
