"""The window of one open portfolio: composes its places and leads from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from portfolio_app.ui.editor.page import EditorPage
from portfolio_app.ui.evidence.page import EvidencePage
from portfolio_app.ui.pack.page import PackPage
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.shell import Shell
from portfolio_app.ui.today.page import TodayPage

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from portfolio_app.model.domain.tasks import Task
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings import Settings
    from portfolio_app.ui.tasks import TaskRunner


class PortfolioWindow(Shell):
    """Today, Evidence with its editor, Pack and Settings."""

    locked = Signal()
    """The person asked to lock, and everything is on the disk."""
    left = Signal()
    """The window is closing, and everything is on the disk."""

    def __init__(
        self,
        look: Look,
        settings: Settings,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        super().__init__(look, settings, title=portfolio.vault.folder.stem)
        self._program = program
        self.portfolio = portfolio
        self.settings = settings
        self._runner = runner
        self._hub = hub
        self.editor: EditorPage | None = None
        reading = (portfolio, program.catalogue, program.clock, runner, hub)
        self.today = TodayPage(look, *reading)
        self.evidence = EvidencePage(look, *reading)
        self.pack = PackPage(look, program, portfolio, runner, hub)
        self.choices = SettingsPage(look, program, portfolio, runner, hub)
        self.add_place("today", "Today", "today", self.today)
        self.add_place("evidence", "Evidence", "evidence", self.evidence)
        self.add_place("pack", "Pack", "pack", self.pack)
        self.add_place("settings", "Settings", "settings", self.choices, is_below=True)
        self.add_action("lock", "Lock", "lock", keys="Ctrl+L")
        self.choices.show_look(settings.theme, settings.text_scale)
        self._connect()
        if settings.place:
            self.show_place(settings.place)

    def _connect(self) -> None:
        self.today.task_started.connect(self._on_task_started)
        self.today.evidence_opened.connect(self.open_evidence)
        self.today.form_wanted.connect(self._on_kind_wanted)
        self.today.list_wanted.connect(self._on_list_wanted)
        self.today.dates_wanted.connect(self._on_dates_wanted)
        self.today.pack_wanted.connect(self._on_pack_wanted)
        self.evidence.opened.connect(self.open_evidence)
        self.pack.evidence_wanted.connect(self.open_evidence)
        self.pack.form_wanted.connect(self._on_form_wanted)
        self.action_chosen.connect(self._on_action)
        self.choices.look_changed.connect(self._on_look_changed)
        self.place_changed.connect(self._on_place_changed)

    @Slot(str)
    @Slot(str, str)
    def open_evidence(self, evidence_id: str, path: str = "") -> None:
        """Open a piece in the editor, with the cursor in the answer at `path`."""
        if not self.put_editor_away():
            return
        self.editor = EditorPage(
            self._look,
            self.portfolio,
            self._program.catalogue,
            self._program.clock,
            self._runner,
            self._hub,
            evidence_id,
            path,
        )
        self.editor.left.connect(self._on_editor_left)
        self.show_within("evidence", self.editor)

    def put_editor_away(self) -> bool:
        """Bring everything in the editor to the disk and close it.

        Returns False, and leaves it open, when something could not be saved.
        """
        if self.editor is None:
            return True
        if not self.editor.flush():
            self.show_within("evidence", self.editor)
            return False
        editor, self.editor = self.editor, None
        self.put_away(editor)
        return True

    @Slot(object)
    def _on_task_started(self, task: Task) -> None:
        if task.evidence:
            self.open_evidence(task.evidence, task.path or "")
        else:
            self._on_form_wanted(task.form)

    @Slot(str)
    def _on_form_wanted(self, form_id: str) -> None:
        self.show_place("evidence")
        self.evidence.begin(form_id)

    @Slot(str)
    def _on_kind_wanted(self, form_id: str) -> None:
        """Show what kinds there are, with the one that is wanted to be begun by Enter."""
        self.show_place("evidence")
        self.evidence.add_wanted()
        for row in self.evidence.chooser.rows:
            if row.property("form") == form_id:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_list_wanted(self) -> None:
        self.show_place("evidence")
        self.evidence.show_list()

    @Slot()
    def _on_dates_wanted(self) -> None:
        self.show_place("settings")
        self.choices.focus_dates()

    @Slot()
    def _on_pack_wanted(self) -> None:
        self.show_place("pack")

    @Slot()
    def _on_editor_left(self) -> None:
        if self.put_editor_away():
            self.show_place("evidence")

    @Slot(str)
    def _on_place_changed(self, place: str) -> None:
        """Whoever leaves the editor by the rail leaves it saved."""
        if self.editor is not None and self.stack.currentWidget() is not self.editor:
            self.put_editor_away()

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == "lock" and self.put_editor_away():
            self.locked.emit()

    def _ask_to_give_up(self) -> None:
        """Say that the last words are not saved; staying is the answer by default."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText("What you wrote last could not be saved.")
        box.setInformativeText(
            "Everything before it is safe. If you close now, the last words are lost."
        )
        stay = box.addButton("Stay and try again", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("Close without them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(self._on_given_up)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _on_given_up(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self.put_away(editor)
        self.close()

    @Slot()
    def _on_look_changed(self) -> None:
        self.settings = replace(
            self.settings,
            theme=str(self.choices.looks.theme.value()),
            text_scale=float(str(self.choices.looks.text_size.value())),
        )

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everything is on the disk, or the person gives the rest up."""
        if not self.put_editor_away():
            event.ignore()
            self._ask_to_give_up()
            return
        super().closeEvent(event)
        self.left.emit()
