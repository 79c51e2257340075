"""The window in which a pack is signed by another person, or checked. Needs no portfolio."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from portfolio_app.ui.signing.files import PDF, FileQuestion, ask_person, documents
from portfolio_app.ui.signing.my_key import MyKeyPage
from portfolio_app.ui.signing.result_page import Checked, ResultPage
from portfolio_app.ui.signing.start_page import StartPage
from portfolio_app.ui.signing.told import mid
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import Picture
from portfolio_app.ui.widgets.words import Heading, Strip

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from portfolio_app.model.domain.manifest import ExpectedSigner
    from portfolio_app.model.domain.signatures import Contact, SignatureReport
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

TITLE = "Sign or check a document"


class SigningWindow(QMainWindow):
    """Takes a pack, chosen or dropped; tells what its signatures are worth; signs it."""

    def __init__(self, look: Look, program: Program, runner: TaskRunner) -> None:
        super().__init__()
        self._look = look
        self._program = program
        self._runner = runner
        self._said = ""
        self._chosen = ""
        self._wanted: Path | None = None
        self._is_checked = False
        self.start = StartPage(look)
        self.result = ResultPage(look, program, runner, self._ask)
        self.open_button = PlainButton(look, "Open another", icon="evidence")
        self.my_key = MyKeyPage(look, program.identities, runner, self._ask)
        self.key_button = QuietButton(look, "My key", icon="key")
        self.back_button = QuietButton(look, "Back to the document", icon="arrow-left")
        self.stack = QStackedWidget()
        for page in (self.start, self.result, self.my_key):
            self.stack.addWidget(page)
        self._compose()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*look.theme.tokens.window_least)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        # Qt takes a closed window apart in order; Python's collector might do so in any.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.start.wanted.connect(self._on_choose)
        self.open_button.clicked.connect(self._on_choose)
        self.key_button.clicked.connect(self._on_my_key)
        self.back_button.clicked.connect(self._on_back)
        self.result.matched.connect(self._on_matched)
        self.result.signed.connect(self._on_signed)

    def check(self, path: Path) -> None:
        """Check the document at `path` and show the result."""
        self._said = self._chosen = ""
        self._look_at(path)

    def ask(self, question: FileQuestion) -> Path | None:
        """Ask the person for a file."""
        return ask_person(self, question)

    def _ask(self, question: FileQuestion) -> Path | None:
        return self.ask(question)

    def _compose(self) -> None:
        look = self._look
        top = Strip(side="bottom")
        row = Row(look, gap="l", inset=("m", "page_side"), parent=top)
        row.add(Picture(look, "mark", size="icon_large"))
        row.add(Heading(TITLE, face=Face.SECTION), stretch=1)
        row.add(self.back_button, self.key_button, self.open_button)
        whole = QWidget()
        column = Column(look, gap="none", parent=whole)
        column.add(top)
        column.add(self.stack, stretch=1)
        self.setCentralWidget(whole)
        self._show(self.start)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.open_button.setVisible(page is self.result)
        self.key_button.setVisible(page is not self.my_key)
        self.back_button.setVisible(page is self.my_key)
        self.back_button.setText(
            "Back to the document" if self._is_checked else "Back to the start"
        )

    # Looking

    def _look_at(self, path: Path) -> None:
        self._wanted = path
        self._runner.run(
            partial(self._read, path), done=self._on_checked, failed=self._on_not_checked
        )

    def _read(self, path: Path, progress: Progress) -> Checked:
        sign_offs = self._program.sign_offs
        found = sign_offs.verify(path)
        waits = found.valid and bool(found.missing)
        return Checked(
            path=path,
            found=found,
            next_signer=sign_offs.next_to_sign(path) if waits else None,
            at=self._program.clock.now(),
            settings=self._program.pack_settings.read(),
        )

    @Slot(object)
    def _on_checked(self, checked: Checked) -> None:
        if checked.path != self._wanted:
            return
        self._is_checked = True
        self.setWindowTitle(f"{checked.path.name}: {TITLE}")
        self.result.show_result(checked, said=self._said, chosen=self._chosen)
        self.start.show_problem(None)
        self._show(self.result)

    @Slot(object)
    def _on_not_checked(self, error: Exception) -> None:
        self._is_checked = False
        self.setWindowTitle(TITLE)
        self.start.show_problem(error)
        self._show(self.start)

    # Answering

    @Slot()
    def _on_my_key(self) -> None:
        self._show(self.my_key)

    @Slot()
    def _on_back(self) -> None:
        self._show(self.result if self._is_checked else self.start)

    @Slot()
    def _on_choose(self) -> None:
        start = self._wanted or documents()
        chosen = self.ask(FileQuestion(title="Choose a pack", kinds=PDF, start=start))
        if chosen is not None:
            self.check(chosen)

    @Slot(object)
    def _on_matched(self, report: SignatureReport) -> None:
        self._chosen = ""
        self._said = f"You have confirmed the key of {report.name}."
        self._runner.run(
            partial(self._confirm, report),
            done=self._on_confirmed,
            failed=self.result.key.show_problem,
        )

    def _confirm(self, report: SignatureReport, progress: Progress) -> Contact:
        return self._program.identities.confirm(report.fingerprint, report.name, report.role)

    @Slot(object)
    def _on_confirmed(self, contact: Contact) -> None:
        if self._wanted is not None:
            self._look_at(self._wanted)

    @Slot(object, str)
    def _on_signed(self, signer: ExpectedSigner, remark: str) -> None:
        said = f"You have signed as {mid(signer.title)}. The file is replaced."
        self._said = " ".join(part for part in (said, remark) if part)
        self._chosen = signer.role
        if self._wanted is not None:
            self._look_at(self._wanted)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that lie on this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the first file dropped."""
        path = next((u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()), "")
        if path:
            event.acceptProposedAction()
            self.check(Path(path))
