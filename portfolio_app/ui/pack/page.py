"""The Pack screen: what is left to do, how it would look, and sealing it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.pack.chain_panel import ChainPanel
from portfolio_app.ui.pack.columns import PackColumns, View
from portfolio_app.ui.pack.core_screen import CoreScreen
from portfolio_app.ui.pack.editions_screen import EditionsScreen
from portfolio_app.ui.pack.pages_panel import PagesPanel
from portfolio_app.ui.pack.preflight_panel import PreflightPanel
from portfolio_app.ui.pack.scope_choice import ScopeChoice
from portfolio_app.ui.pack.seal_screen import SealScreen
from portfolio_app.ui.pack.sealed_screen import SealedScreen
from portfolio_app.ui.pack.standing import Standing, read_standing
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import PDF, FileQuestion, ask_person, documents, with_ending
from portfolio_app.ui.signing.window import SigningWindow
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow, SideBySide
from portfolio_app.ui.widgets.layouts import NARROW, Column
from portfolio_app.ui.widgets.notices import ProblemNotice, ProgressPanel
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from portfolio_app.model.domain.portfolio import Contributor
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.packs import Sealed
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.things import Thing
    from portfolio_app.ui.tasks import TaskRunner

SETTLE_MS = 500
"""Changes that follow one another this fast are read and drawn once."""
READ = Area.EVIDENCE | Area.PORTFOLIO | Area.CONTRIBUTORS | Area.SEALS


class PackPage(QWidget):
    """Reads and draws only while it is seen, off the GUI thread."""

    evidence_wanted = Signal(str, str)
    """The id of a piece, and the path of the answer to mend, or nothing."""
    form_wanted = Signal(str)
    """The id of the form of which a new piece is to be begun."""
    statements_wanted = Signal()
    """What is said of each capability is to be written."""

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        super().__init__()
        self._look = look
        self._program = program
        self._portfolio = portfolio
        self._runner = runner
        self._found: Standing | None = None
        self._is_stale = True
        self._is_unread = False
        self._returned_path: Path | None = None
        self.heading = PageHeading(look, "Pack")
        self.sign_or_check = QuietButton(look, "Sign or check a document", icon="signature")
        self.save_draft = PlainButton(look, "Draft to read", icon="export")
        self.problem = ProblemNotice(look, retry="Try again")
        self.saving = ProgressPanel(look, "Saving a draft to read")
        self.scope = ScopeChoice(look)
        self.list = PreflightPanel(look)
        self.pages = PagesPanel(look, portfolio.packs, runner)
        self.chain = ChainPanel(look)
        self.columns = PackColumns(look, self.list, self.pages, self.chain)
        self.stack = QStackedWidget()
        self._compose()
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._connect(hub)

    def ask(self, question: FileQuestion) -> Path | None:
        """Ask the person for a file."""
        return ask_person(self, question)

    def _ask(self, question: FileQuestion) -> Path | None:
        return self.ask(question)

    @property
    def seal_screen(self) -> SealScreen | None:
        """The screen that asks how to seal, while it is there."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, SealScreen) else None

    def _compose(self) -> None:
        buttons = QWidget()
        Flow(self._look, parent=buttons).add(self.sign_or_check, self.save_draft)
        head = SideBySide(self._look, self.heading, buttons, least_width=560, shares=(1, 0))
        over = QWidget()
        self._top = Column(
            self._look, gap="m", inset=("page_side", "page_top", "page_side", "m")
        )
        self._top.add(head, self.scope, self.problem, self.saving)
        self.problem.hide()
        self.saving.hide()
        column = Column(self._look, gap="none", parent=over)
        column.add(self._top)
        column.add(self.columns, stretch=1)
        self._overview = over
        self.stack.addWidget(over)
        Column(self._look, gap="none", parent=self).add(self.stack, stretch=1)

    def _connect(self, hub: Hub) -> None:
        hub.changed.connect(self._on_changed)
        self._settled.timeout.connect(self._refresh)
        self.problem.retried.connect(self._refresh)
        self.scope.chosen.connect(self._on_scope)
        self.sign_or_check.clicked.connect(self._on_sign_or_check)
        self.save_draft.clicked.connect(self._on_save_draft)
        self.list.chosen.connect(self._on_thing)
        self.list.looked.connect(self.evidence_wanted)
        self.list.options.core_wanted.connect(self._on_core_wanted)
        self.list.options.editions_wanted.connect(self._on_editions_wanted)
        self.list.options.statements_wanted.connect(self.statements_wanted)
        self.chain.seal_wanted.connect(self._on_seal_wanted)
        self.chain.way_out_wanted.connect(self._on_way_out)
        self.chain.named.connect(self._on_named)
        self.chain.check_wanted.connect(self._on_check_wanted)
        self.chain.details_wanted.connect(self._on_details_wanted)

    # Reading

    @Slot()
    def _refresh(self) -> None:
        self._settled.stop()
        self._is_stale = False
        self._runner.run(self._read, done=self._show, failed=self._on_not_read)
        if self.stack.currentWidget() is self._overview:
            self.pages.refresh()
        else:
            self._is_stale = True  # the pages are drawn when they are seen again

    def _read(self, progress: Progress) -> Standing:
        return read_standing(self._portfolio, self._program.pack_settings, self.pages.stage)

    @Slot(object)
    def _show(self, found: Standing) -> None:
        self._found = found
        if self._is_unread:  # what is said of a file stays until the next answer
            self._is_unread = False
            self.problem.show_words("")
        self.scope.show_standing(found)
        self.list.show_standing(found)
        self.chain.show_standing(found)

    @Slot(str)
    def _on_scope(self, stage: str) -> None:
        self.pages.stage = stage
        self._found = None  # nothing is sealed by what was read of another pack
        self._refresh()

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._is_unread = True
        self._show_problem(error)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.problem.show_words(*in_words(error))

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & READ:
            self._is_stale = True
            if self.isVisible():
                self._settled.start()

    # What is left to do

    @Slot(object)
    def _on_thing(self, thing: Thing) -> None:
        if thing.evidence:
            self.evidence_wanted.emit(thing.evidence, thing.path or "")
        else:
            self.form_wanted.emit(thing.form)

    @Slot()
    def _on_way_out(self) -> None:
        self.columns.show_view(View.LIST)
        self.list.focus_first()

    @Slot(str, str)
    def _on_named(self, role: str, name: str) -> None:
        self._runner.run(
            partial(self._register, role, name),
            done=self._on_registered,
            failed=self._show_problem,
        )

    def _register(self, role: str, name: str, progress: Progress) -> Contributor:
        rule = next(r for r in self._portfolio.verdicts.pathway().signatures if r.role == role)
        return self._portfolio.contributors.register(rule.role, name)

    @Slot(object)
    def _on_registered(self, contributor: Contributor) -> None:
        """Nothing to do: the change is announced, and read with all others."""

    # A draft

    @Slot()
    def _on_save_draft(self) -> None:
        if self.save_draft.is_busy:
            return
        question = FileQuestion(
            title="Save a draft to read",
            kinds=PDF,
            start=documents() / "Draft to read.pdf",
            is_new=True,
        )
        path = self.ask(question)
        if path is None:
            return
        self.save_draft.set_busy("Saving ...")
        self.problem.show_words("")
        self.saving.begin("Saving a draft to read")
        task = self._runner.run(
            partial(self._save_draft, with_ending(path, ".pdf")),
            done=self._on_draft_saved,
            failed=self._show_problem,
        )
        task.progressed.connect(self.saving.set_progress)
        task.ended.connect(self._on_draft_ended)
        self.saving.cancelled.connect(task.cancel)

    def _save_draft(self, path: Path, progress: Progress) -> int:
        return self._portfolio.packs.save_draft(path, progress, self.pages.stage)

    @Slot(object)
    def _on_draft_saved(self, pages: int) -> None:
        self.heading.set_words("Pack", f"Draft saved, {pages} pages. It is not sealed.")

    @Slot()
    def _on_draft_ended(self) -> None:
        self.save_draft.set_busy(None)
        self.saving.hide()

    # What goes into the pack

    @Slot()
    def _on_core_wanted(self) -> None:
        self.pages.stop()
        screen = CoreScreen(self._look, self._portfolio, self._runner)
        screen.left.connect(self._on_left)
        self._show_screen(screen, screen.first)

    @Slot()
    def _on_editions_wanted(self) -> None:
        if self._found is None:
            return
        self.pages.stop()
        screen = EditionsScreen(
            self._look, self._portfolio, self._runner, self._ask, self._found
        )
        screen.left.connect(self._on_left)
        self._show_screen(screen, screen.first)

    # Sealing

    @Slot()
    def _on_seal_wanted(self) -> None:
        if self._found is None or self._found.blocking:
            return
        self.pages.stop()
        screen = SealScreen(
            self._look, self._program, self._portfolio, self._runner, self._ask, self._found
        )
        screen.sealed.connect(self._on_sealed)
        screen.left.connect(self._on_left)
        self._show_screen(screen, screen.first)

    @Slot(object)
    def _on_sealed(self, sealed: Sealed) -> None:
        self.chain.show_returned(sealed.verification)
        self._returned_path = sealed.path
        screen = SealedScreen(self._look, sealed)
        screen.left.connect(self._on_left)
        self._show_screen(screen, screen.first)

    @Slot()
    def _on_left(self) -> None:
        self._show_screen(None)
        self._refresh()

    def _show_screen(self, screen: QWidget | None, first: QWidget | None = None) -> None:
        """Show a screen in place of the overview; without one, the overview again.

        Args:
            screen: What is shown.
            first: What gets the keyboard. No proxy for the whole screen, which Tab would
                stop at: what stands before it would never be reached.
        """
        before = self.stack.currentWidget()
        if screen is not None:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen or self._overview)
        if before is not None and before is not self._overview:
            self.stack.removeWidget(before)
            before.deleteLater()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What came back

    @Slot()
    def _on_check_wanted(self) -> None:
        start = self._returned_path or documents()
        path = self.ask(FileQuestion(title="The file that came back", kinds=PDF, start=start))
        if path is not None:
            self._returned_path = path
            self._runner.run(
                partial(self._verify, path),
                done=self._on_verified,
                failed=self._show_problem,
            )

    def _verify(self, path: Path, progress: Progress) -> Verification:
        return self._program.sign_offs.verify(path)

    @Slot(object)
    def _on_verified(self, found: Verification) -> None:
        if self._found is None:
            return
        codes = {seal.pack_code for seal in self._found.seals}
        if found.pack_code not in codes:
            self.problem.show_words(
                "This file is not a pack that you sealed from this portfolio.",
                "Nothing was changed. Choose the file that the last signer sent back.",
            )
            return
        self.problem.show_words("")
        self.chain.show_returned(found)
        self.chain.show_standing(self._found)

    @Slot()
    def _on_details_wanted(self) -> None:
        if self._returned_path is not None:
            self._open_signing().check(self._returned_path)

    @Slot()
    def _on_sign_or_check(self) -> None:
        self._open_signing()

    def _open_signing(self) -> SigningWindow:
        """Open the window that signs and checks; it goes when the portfolio is locked."""
        window = SigningWindow(self._look, self._program, self._runner)
        window.setParent(self, Qt.WindowType.Window)
        window.show()
        return window

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read and draw what has changed since it was last seen."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the worker to whoever is seen now."""
        super().hideEvent(event)
        self._settled.stop()
        if self.pages.stop():
            self._is_stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words more of a narrow window."""
        self._top.set_narrow(narrow=event.size().width() < NARROW)
        super().resizeEvent(event)
