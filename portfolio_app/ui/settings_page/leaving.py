"""Taking everything along in open formats: the one way out that is not encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal, Slot

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.file_dialogs import ask_for_folder
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.buttons import DangerButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fields import CheckLine, LabelledField, PassphraseField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from typing import ClassVar

    from PySide6.QtGui import QHideEvent

    from portfolio_app.services.open_format.service import Exported
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings

WARNING = (
    "Nothing in it is encrypted. Whoever has the folder can read what families told you, your "
    "attached files and what lies in the bin. Keep it only where your employer allows that, "
    "and never send it by email."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What was written, and where."""

    folder: Path
    done: Exported


class LeavingSection(Section):
    """Warns, asks for the passphrase once more, and writes."""

    needs_writing: ClassVar[bool] = False
    word_wanted = Signal()
    """The evidence is to be written as a Word document."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "Take everything with you", note="For another program, or your own archive."
        )
        look = around.look
        self.begin = PlainButton(look, "Write an open export")
        self.word = PlainButton(look, "Write evidence in Word ...")
        self.people = CheckLine(look, "With the register of real names")
        self.passphrase = PassphraseField(look, name="Your passphrase, once more")
        self.write = DangerButton(look, "Choose a folder and write")
        self.leave = QuietButton(look, "Not now")
        self.panel = Card(look, gap="l")
        self.told = Notice(look, State.MET, "")
        self._compose()
        self.begin.clicked.connect(self._on_begin)
        self.word.clicked.connect(self.word_wanted)
        self.leave.clicked.connect(self._on_leave)
        self.write.clicked.connect(self._on_write)
        self.passphrase.submitted.connect(self._on_write)

    def _compose(self) -> None:
        look = self.around.look
        self.body.add(
            Words(
                "Everything you have written and attached, as ordinary files that any program "
                "can read; or the evidence alone as a Word document, to write in elsewhere. To "
                "keep a copy that stays encrypted, make a backup instead.",
                tone=Role.INK_2,
            )
        )
        beginning, buttons = Flow(look), Flow(look)
        beginning.add(self.begin, self.word)
        buttons.add(self.write, self.leave)
        self.panel.body.add(
            Notice(look, State.PROBLEM, WARNING),
            self.people,
            LabelledField(look, "Your passphrase, once more", self.passphrase),
            buttons,
        )
        self.body.add(beginning, self.panel, self.told)
        self.panel.hide()
        self.told.hide()

    # Off the GUI thread

    def _prove(self, passphrase: str, progress: Progress) -> None:
        self.around.portfolio.keys.prove_by_passphrase(passphrase)

    def _export(self, folder: Path, with_people: bool, progress: Progress) -> _Written:
        done = self.around.portfolio.open_format.export(
            folder, with_people=with_people, progress=progress
        )
        return _Written(folder=folder, done=done)

    # Answering

    @Slot()
    def _on_begin(self) -> None:
        self.told.hide()
        self.begin.hide()
        self.panel.show()
        self.rebuilt.emit()
        self.passphrase.line.setFocus()

    @Slot()
    def _on_leave(self) -> None:
        self._put_away()
        self.begin.setFocus()

    def _put_away(self) -> None:
        """Ask no more, and keep nothing that was typed."""
        self.passphrase.clear()
        self.people.setChecked(False)
        self.problem.show_words("")
        self.panel.hide()
        self.begin.show()
        self.rebuilt.emit()

    @Slot()
    def _on_write(self) -> None:
        if self.write.is_busy:
            return
        self.problem.show_words("")
        self.write.set_busy("Checking the passphrase …")
        self.run(partial(self._prove, self.passphrase.text()), self._on_proven)

    @Slot(object)
    def _on_proven(self, nothing: object) -> None:
        self.write.set_busy(None)
        chosen = ask_for_folder(self, "Where the open export goes", Path(_documents()))
        if chosen:
            name = f"Open export {self.around.program.clock.today()}"
            folder = _free_folder(chosen, name)
            self.write.set_busy("Writing …")
            work = partial(self._export, folder, self.people.isChecked())
            self.run(work, self._on_written)

    @Slot(object)
    def _on_written(self, written: _Written) -> None:
        self.write.set_busy(None)
        self._put_away()
        pieces, files = count(written.done.pieces, "piece"), count(written.done.files, "file")
        self.told.set_text(
            f"{pieces} of evidence and {files} written to {written.folder}. "
            "Nothing in it is encrypted."
        )
        self.told.show()

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong, and let it be tried again."""
        self.write.set_busy(None)
        super().show_problem(error)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no passphrase for whoever comes back to the page."""
        super().hideEvent(event)
        if not (event.spontaneous() or self.write.is_busy):
            self._put_away()


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _free_folder(place: Path, name: str) -> Path:
    """Return a place for a new folder, numbered where there is one of this name."""
    folder, number = place / name, 1
    while folder.exists():
        number += 1
        folder = place / f"{name} ({number})"
    return folder
