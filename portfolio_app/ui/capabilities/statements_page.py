"""A statement on each capability as a whole: a plain field for each, saved as in the editor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.capabilities.statement_field import StatementField
from portfolio_app.ui.editor.bars import saved_in_words
from portfolio_app.ui.editor.saver import Outbox, Saver, Saving
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHideEvent, QShowEvent

    from portfolio_app.model.domain.frameworks import Capability
    from portfolio_app.model.domain.names import CapabilityRef, FrameworkId
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

ABOUT = "What you say of each as a whole. It is printed before the evidence."


class StatementsPage(QWidget):
    """Says "Saved" when it is on the disk, and never loses what is typed while it reads."""

    left = Signal()
    """The person wants back to the matrix."""

    def __init__(
        self, look: Look, portfolio: OpenPortfolio, clock: Clock, runner: TaskRunner, hub: Hub
    ) -> None:
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._clock = clock
        self._runner = runner
        self.fields: dict[CapabilityRef, StatementField] = {}
        self._headings: dict[FrameworkId, SectionHeading] = {}
        self._saving = Saving.DONE
        self.saver = Saver(runner, clock, self)
        self.back = QuietButton(look, "All capabilities", icon="arrow-left", flush=True)
        self.heading = PageHeading(look, "Statements", note=ABOUT)
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        self.problem = ProblemNotice(look, retry="Try again")
        self.none = IconWords(look, "info", "This pathway asks for no statements.")
        self._list = Narrow(look, gap="xl")
        self._compose()
        self.back.clicked.connect(self.left)
        self.saver.changed.connect(self._on_saving)
        self.problem.retried.connect(self.saver.save_now)
        hub.changed.connect(self._on_changed)

    def flush(self) -> bool:
        """Bring everything to the disk; tell, and say here why, if that fails."""
        self.saver.outbox.between(bool)  # until what is being written is there, or came back
        return self.saver.outbox.is_empty or self.saver.flush() is None

    def give_up(self) -> None:
        """Forget what could not be saved: the person closes without it."""
        self.saver.outbox = Outbox()

    @Slot()
    def reload(self) -> None:
        """Read what is stored."""
        self._runner.run(self._read, done=self._show, failed=self._on_not_read)

    def _compose(self) -> None:
        self.heading.buttons.add(self.saved)
        self.saved.hide()
        self.problem.hide()
        self.none.hide()
        scrolled = Scrolled(
            self._look, gap="xl", inset=("page_top", "page_side"), name="Statements"
        )
        head = Column(self._look, gap="s")
        head.add(self.back, self.heading)
        scrolled.body.add(head, self.problem, self.none, self._list)
        scrolled.body.addStretch(1)
        Column(self._look, gap="none", parent=self).add(scrolled, stretch=1)

    def _read(
        self, progress: Progress
    ) -> tuple[tuple[Capability, ...], Mapping[CapabilityRef, str]]:
        statements = self._portfolio.statements
        written = statements.all()
        more = [known for known in statements.others() if known.ref in written]
        return (*statements.capabilities(), *more), written

    @Slot(object)
    def _show(self, found: tuple[tuple[Capability, ...], Mapping[CapabilityRef, str]]) -> None:
        capabilities, written = found
        new = [known for known in capabilities if known.ref not in self.fields]
        for capability in new:
            field = StatementField(self._look, capability)
            field.edited.connect(self.write)
            field.text.setReadOnly(self._portfolio.bar is not None)
            self.fields[capability.ref] = field
        if new:
            self._lay_out(capabilities)
        self.none.setVisible(not capabilities)
        if self.saver.outbox.is_empty:
            for ref, field in self.fields.items():
                if not field.text.hasFocus():
                    field.show_statement(written.get(ref, ""))

    def _lay_out(self, capabilities: tuple[Capability, ...]) -> None:
        """Put the fields below one another, under the names of their frameworks if several."""
        frameworks = list(dict.fromkeys(known.ref.framework for known in capabilities))
        for framework in frameworks:
            if len(frameworks) > 1:
                self._list.body.add(self._heading(framework))
            for known in capabilities:
                if known.ref.framework == framework:
                    self._list.body.add(self.fields[known.ref])
        follow_layout(self._list)

    def _heading(self, framework: FrameworkId) -> SectionHeading:
        """Return the name of a framework, above its fields; there is one of each."""
        if framework not in self._headings:
            known = self._portfolio.verdicts.catalogue.frameworks.get(framework)
            title = known.title if known else framework
            self._headings[framework] = SectionHeading(self._look, title)
        return self._headings[framework]

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self.problem.show_words(*in_words(error))

    @Slot(object, str)
    def write(self, ref: CapabilityRef, text: str) -> None:
        """Have a statement saved that is written here or on the page of its capability."""
        self.saver.put(ref, partial(self._portfolio.statements.write, ref, text))

    def standing(self) -> tuple[str, str, Role]:
        """Return icon, words and tone of where the work is."""
        if self._saving is Saving.UNDER_WAY:
            return "clock", "Saving ...", Role.INK_2
        if self._saving is Saving.FAILED:
            return "state-problem", "Not saved", Role.PROBLEM
        at = self.saver.saved_at
        return "check", saved_in_words(at, self._clock.today()) if at else "", Role.MET

    @Slot(object, object)
    def _on_saving(self, saving: Saving, told: object) -> None:
        self._saving = saving
        icon, words, tone = self.standing()
        self.saved.set_words(icon, words, tone=tone)
        self.saved.show()
        error = in_words(told) if isinstance(told, Exception) else ("",)
        self.problem.show_words(*error)

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if self.isVisible() and area & Area.PORTFOLIO:
            self.reload()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what may have been written elsewhere."""
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not wait for a pause when the person goes elsewhere."""
        super().hideEvent(event)
        self.saver.save_now()
