"""Backups: when the latest was made, where copies go, and bringing one back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.care_wording import (
    compared,
    described,
    in_megabytes,
    reason_in_words,
)
from portfolio_app.model.domain.wording import moment, sentence
from portfolio_app.ui.backup_keeper import BackupKeeper
from portfolio_app.ui.file_dialogs import ask_for_folder, ask_to_save
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.model.domain.care import Backup, Comparison
    from portfolio_app.services.backups import SecondPlace
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings
    from portfolio_app.ui.tasks import Task

T = TypeVar("T")

FEW = 5
"""Backups shown before all are asked for."""
NO_SECOND_PLACE = (
    "Copies go nowhere else. A copy on another disk or a network drive survives the loss of "
    "this computer."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What there is."""

    backups: tuple[Backup, ...]
    second: SecondPlace | None


class BackupsSection(Section):
    """Everything here happens beside the writing; nothing waits for it."""

    needs_writing: ClassVar[bool] = False
    restore_wanted = Signal(object)
    """This `Backup` is to take the portfolio's place; the person has seen how it differs."""

    def __init__(self, around: Surroundings, keeper: BackupKeeper | None = None) -> None:
        super().__init__(
            around, "Backups", note="Encrypted and checked; made by themselves while you work."
        )
        look = around.look
        self.keeper = keeper or BackupKeeper(around.portfolio, around.runner, self)
        self._found = _Found(backups=(), second=None)
        self._shows_all = False
        self._looked_at: Backup | None = None
        self.latest = Words("")
        self.now = PlainButton(look, "Back up now")
        self.save = PlainButton(look, "Save a backup to a file")
        self.told = Notice(look, State.MET, "")
        self.place = Words("", tone=Role.INK_2)
        self.choose = PlainButton(look, "Choose a second place")
        self.nowhere = QuietButton(look, "Copy nowhere else")
        self.rows: list[RowButton] = []
        self.all = QuietButton(look, "Show all", flush=True)
        self.panel = Card(look, gap="m")
        self.difference = Words("", selectable=True)
        self.back = PlainButton(look, "Bring this one back")
        self.leave = QuietButton(look, "Leave everything as it is")
        self._list = QWidget()
        self._rows = Column(look, gap="none", parent=self._list)
        self._compose()
        self._connect()

    def _compose(self) -> None:
        look = self.around.look
        making, placing, deciding = Flow(look), Flow(look), Flow(look)
        making.add(self.now, self.save)
        placing.add(self.choose, self.nowhere)
        deciding.add(self.back, self.leave)
        self.panel.body.add(
            self.difference,
            Words("The portfolio as it is now is backed up first.", tone=Role.INK_2),
            deciding,
        )
        self.body.add(
            self.latest,
            making,
            self.told,
            self.place,
            placing,
            Words("Choose a backup to see what it holds.", face=Face.BODY_STRONG),
            self._list,
            self.all,
            self.panel,
        )
        self.now.setEnabled(self.around.portfolio.bar is None)
        for hidden in (self.told, self.panel, self.all, self.nowhere):
            hidden.hide()

    def _connect(self) -> None:
        self.now.clicked.connect(self._on_now)
        self.save.clicked.connect(self._on_save)
        self.choose.clicked.connect(self._on_choose)
        self.nowhere.clicked.connect(self._on_nowhere)
        self.all.clicked.connect(self._on_all)
        self.back.clicked.connect(self._on_back)
        self.leave.clicked.connect(self._on_leave)
        self.keeper.kept.connect(self.reload)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.troubled.connect(self.show_problem)

    def reload(self) -> None:
        """Read what backups there are; the second place is asked as well."""
        self.run(self._read, self._show)

    def run(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> Task:
        """Do something beside what saves: a second place may take its time to answer."""
        return self.keeper.runner.run(work, done=done, failed=self.show_problem)

    # Off the GUI thread

    def _read(self, progress: Progress) -> _Found:
        service = self.around.portfolio.backups
        return _Found(backups=service.all(), second=service.second_place())

    def _look(self, backup: Backup, progress: Progress) -> Comparison:
        return self.around.portfolio.backups.look(backup)

    def _place(self, folder: Path | None, progress: Progress) -> None:
        self.around.portfolio.backups.choose_second_place(folder)

    # Showing

    @Slot(object)
    def _show(self, found: _Found) -> None:
        self._found = found
        latest = next(iter(found.backups), None)
        self.latest.setText(
            f"The latest is from {described(latest)}." if latest else "There is none yet."
        )
        self.place.setText(_about(found.second))
        self.choose.setText(
            "Choose another second place" if found.second else "Choose a second place"
        )
        self.nowhere.setVisible(found.second is not None)
        self._show_rows()

    def _show_rows(self) -> None:
        while item := self._rows.takeAt(0):
            if row := item.widget():
                row.hide()
                row.deleteLater()
        backups = self._found.backups
        shown = backups if self._shows_all else backups[:FEW]
        self.rows = [self._row(number, backup) for number, backup in enumerate(shown)]
        self._rows.add(*self.rows)
        self.all.setText(f"Show all {len(backups)}")
        self.all.setVisible(len(shown) < len(backups))
        self.rebuilt.emit()

    def _row(self, number: int, backup: Backup) -> RowButton:
        row = RowButton(
            self.around.look,
            RowContent(
                title=moment(backup.made_at.astimezone()),
                detail=sentence(reason_in_words(backup)),
                icon="history",
                end=in_megabytes(backup.size),
                stacked=True,  # alike at every width
            ),
        )
        row.setProperty("number", number)
        row.clicked.connect(self._on_row)
        return row

    @Slot(object)
    def _show_difference(self, comparison: Comparison) -> None:
        self.problem.show_words("")
        self.difference.setText("\n".join(compared(comparison, is_done=False)))
        self.back.setEnabled(self.around.portfolio.bar is None)
        self.panel.show()
        self.rebuilt.emit()
        self.back.setFocus()

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong, and let it be tried again."""
        self.now.set_busy(None)
        self.save.set_busy(None)
        super().show_problem(error)

    # Answering

    @Slot()
    def _on_now(self) -> None:
        self.told.hide()
        self.problem.show_words("")
        self.now.set_busy("Backing up …")
        self.keeper.make_now()

    @Slot()
    def _on_save(self) -> None:
        name = f"{self.around.portfolio.vault.folder.stem}.backup"
        start = Path(_documents()) / name
        chosen = ask_to_save(self, "Save a backup", start, "Backups (*.backup)")
        if chosen:
            self.told.hide()
            self.problem.show_words("")
            self.save.set_busy("Backing up …")
            self.keeper.save(chosen)

    @Slot(object)
    def _on_saved(self, backup: Backup) -> None:
        self.now.set_busy(None)
        self.save.set_busy(None)
        self.told.set_text(
            f"Backed up and checked: {in_megabytes(backup.size)} in {backup.path.parent}."
        )
        self.told.show()

    @Slot()
    def _on_choose(self) -> None:
        chosen = ask_for_folder(self, "Where copies of the backups go", Path(_documents()))
        if chosen:
            self.run(partial(self._place, chosen), self._on_placed)

    @Slot()
    def _on_nowhere(self) -> None:
        self.run(partial(self._place, None), self._on_placed)

    @Slot(object)
    def _on_placed(self, nothing: object) -> None:
        self.problem.show_words("")
        self.keeper.look()
        self.reload()

    @Slot()
    def _on_all(self) -> None:
        self._shows_all = True
        self._show_rows()

    @Slot()
    def _on_row(self) -> None:
        self._looked_at = self._found.backups[self.sender().property("number")]
        self.panel.hide()
        self.run(partial(self._look, self._looked_at), self._show_difference)

    @Slot()
    def _on_leave(self) -> None:
        self.panel.hide()
        self.rebuilt.emit()

    @Slot()
    def _on_back(self) -> None:
        if self._looked_at is not None:
            self.restore_wanted.emit(self._looked_at)


def _about(second: SecondPlace | None) -> str:
    """Say where copies go, and calmly why they do not arrive."""
    if second is None:
        return NO_SECOND_PLACE
    if second.trouble:
        return (
            f"Copies go to {second.folder} as soon as it can be reached again. "
            f"{second.trouble} Those that are there open by what opened the portfolio when "
            "they were last reached."
        )
    if second.latest is None:
        return f"Copies go to {second.folder}. The next backup will be the first there."
    when = moment(second.latest.made_at.astimezone())
    return f"Copies go to {second.folder}. The latest there is from {when}."


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
