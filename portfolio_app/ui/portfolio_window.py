"""The window of one open portfolio: composes its places and leads from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.ui.background import Background
from portfolio_app.ui.backup_keeper import BackupKeeper
from portfolio_app.ui.banners import BarNotice, PlaceNotice
from portfolio_app.ui.capabilities.page import CapabilitiesPage
from portfolio_app.ui.editor.page import EditorPage
from portfolio_app.ui.evidence.page import EvidencePage
from portfolio_app.ui.giving_up import ask_to_give_up
from portfolio_app.ui.intake.desk import OutsideDesk
from portfolio_app.ui.jottings.keeper import JottingKeeper
from portfolio_app.ui.pack.page import PackPage
from portfolio_app.ui.palette.desk import PaletteDesk
from portfolio_app.ui.people.page import PeoplePage
from portfolio_app.ui.problems import explain
from portfolio_app.ui.reading_only import only_read
from portfolio_app.ui.rules.moving import Moving
from portfolio_app.ui.rules.newer import NewerRules
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.shell import Shell
from portfolio_app.ui.spelling.language import Language
from portfolio_app.ui.spelling.pages import PageSpelling
from portfolio_app.ui.timeline.page import TimelinePage
from portfolio_app.ui.today.page import TodayPage
from portfolio_app.ui.whereabouts import Whereabouts, go_back, in_editor, last_time, leaving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QCloseEvent

    from portfolio_app.model.domain.care import Backup
    from portfolio_app.model.domain.coverage import Quotation
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.model.domain.tasks import Task
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings import Settings
    from portfolio_app.ui.tasks import TaskRunner


class PortfolioWindow(Shell):
    """Today, Evidence with its editor, Pack and Settings."""

    restore_wanted = Signal(object)
    """This `Backup` is to take the portfolio's place; everything is on the disk."""
    locked = Signal()
    """The person asked to lock, and everything is on the disk."""
    left = Signal()
    """The window is closing, and everything is on the disk."""
    lock_minutes_changed = Signal(int)
    """After so many minutes without work it is to lock from now on."""
    now_writable = Signal()
    """It was read-only, and is not any more: it has to be built anew."""
    moved = Signal(object)
    """It went over to other rules; this is the `OpenPortfolio` from now on."""
    editor_wanted = Signal()
    """Rules are to be made or changed."""
    ended = Signal(object)
    """The portfolio was destroyed; the `Destruction` tells what of it."""

    def __init__(
        self,
        look: Look,
        settings: Settings,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
        aside: TaskRunner | None = None,
    ) -> None:
        """Make the window.

        Args:
            look: The theme in use.
            settings: What was remembered.
            program: What works without a portfolio.
            portfolio: Open.
            runner: Where services run.
            hub: Hears of changes.
            aside: Where backups are made, so that saving never waits for one.
        """
        super().__init__(look, settings, title=portfolio.vault.folder.stem)
        self._program = program
        self.portfolio = portfolio
        self.settings = leaving(settings, Whereabouts(place=settings.place))
        self._runner = runner
        self._hub = hub
        self.editor: EditorPage | None = None
        self.whereabouts = last_time(settings)
        self._coming_back: Whereabouts | None = None
        self._make_places(aside or runner)
        self._add_places()
        self._make_desks()
        self.choices.show_remembered(settings)
        self._connect()
        if settings.place:
            self.come_back(self.whereabouts)
        self._explain_bar()
        self._explain_place()

    def _make_places(self, aside: TaskRunner) -> None:
        look, program, portfolio = self._look, self._program, self.portfolio
        runner, hub = self._runner, self._hub
        self._reading = (portfolio, portfolio.verdicts.catalogue, program.clock, runner, hub)
        self.today = TodayPage(look, *self._reading)
        self.evidence = EvidencePage(look, *self._reading)
        self.capabilities = CapabilitiesPage(look, *self._reading)
        self.timeline = TimelinePage(look, program, portfolio, runner, hub)
        self.people = PeoplePage(look, portfolio, runner, hub)
        self.pack = PackPage(look, program, portfolio, runner, hub)
        self.language = Language(self)
        self.jottings = JottingKeeper(look, portfolio.jottings, program.clock, runner, self)
        self.keeper = BackupKeeper(portfolio, aside, self)
        self.choices = SettingsPage(look, program, portfolio, runner, hub, self.keeper)
        spelling = self.language, portfolio.spelling, runner, hub
        for page in (self.capabilities, self.pack, self.jottings.sheet):
            PageSpelling(look, page, *spelling, lambda: self.settings.spelling)

    def _add_places(self) -> None:
        """Fill the rail, in the order of its keys."""
        self.add_place("today", "Today", "today", self.today)
        self.add_place("evidence", "Evidence", "evidence", self.evidence)
        self.add_place("capabilities", "Capabilities", "capabilities", self.capabilities)
        self.add_place("timeline", "Timeline", "timeline", self.timeline)
        self.add_place("people", "People", "people", self.people)
        self.add_place("pack", "Pack", "pack", self.pack)
        self.add_place("settings", "Settings", "settings", self.choices, is_below=True)
        self.outside = OutsideDesk(self, self._look, self.portfolio, self._runner, self._hub)
        self.add_action("jot", "Jot down", "pencil", keys="Ctrl+J")
        self.add_action("lock", "Lock", "lock", keys="Ctrl+L")

    def _make_desks(self) -> None:
        """Make what works across the places, or while nobody looks."""
        rules, runner, hub = self.choices.rules, self._runner, self._hub
        self.palette_desk = PaletteDesk(self._look, self.portfolio, runner, self)
        self.background = Background(self.portfolio, runner, hub, self)
        self.moving = Moving(self._program, self.portfolio, runner, hub, rules, self.save_all)
        self.newer = NewerRules(self._look, self)

    def _connect(self) -> None:
        for ending in (self.locked, self.left, self.now_writable, self.moved, self.ended):
            ending.connect(self.language.close)
            ending.connect(self.background.stop)
            ending.connect(self.keeper.stop)
        self.keeper.damage_met.connect(self._on_damage_met)
        self.choices.backups.restore_wanted.connect(self._on_restore_wanted)
        self.today.task_started.connect(self._on_task_started)
        self.today.evidence_opened.connect(self.open_evidence)
        self.today.form_wanted.connect(self._on_kind_wanted)
        self.today.list_wanted.connect(self._on_list_wanted)
        self.today.jottings_wanted.connect(self._on_jottings_wanted)
        self.today.dates_wanted.connect(self._on_dates_wanted)
        self.today.retention_wanted.connect(self._on_retention_wanted)
        self.today.pack_wanted.connect(self._on_pack_wanted)
        self.timeline.evidence_opened.connect(self.open_evidence)
        self.timeline.form_wanted.connect(self._on_form_wanted)
        self.timeline.pack_wanted.connect(self._on_pack_wanted)
        self.evidence.opened.connect(self.open_evidence)
        self.evidence.capability_opened.connect(self.palette_desk.open_capability)
        self.evidence.word_wanted.connect(self.outside.write_in_word)
        self.capabilities.opened.connect(self.open_quotation)
        self.pack.evidence_wanted.connect(self.open_evidence)
        self.pack.form_wanted.connect(self._on_form_wanted)
        self.pack.statements_wanted.connect(self._on_statements_wanted)
        self.jottings.show_wanted.connect(self._on_jottings_wanted)
        self.action_chosen.connect(self._on_action)
        self.choices.changed.connect(self._on_choices_changed)
        self.choices.ending.ended.connect(self.ended)
        self.moving.moved.connect(self._on_moved)
        self.choices.rules.editor_wanted.connect(self.editor_wanted)
        self.place_changed.connect(self._on_place_changed)

    @Slot(str)
    @Slot(str, str)
    def open_evidence(self, evidence_id: str, path: str = "") -> None:
        """Open a piece in the editor, with the cursor in the answer at `path`."""
        if not self.put_editor_away():
            return
        language = self.language if self.settings.spelling else None
        self.editor = EditorPage(self._look, *self._reading, evidence_id, path, language)
        self.editor.left.connect(self._on_editor_left)
        self.editor.opened.connect(self.open_evidence)
        self.editor.word_wanted.connect(lambda: self.outside.write_in_word(evidence_id))
        self.editor.ready.connect(self._on_editor_ready)
        self.show_within("evidence", self.editor)

    @Slot(object)
    def open_quotation(self, said: Quotation) -> None:
        """Open a piece in the editor, with a claimed passage of it selected."""
        self.open_evidence(said.evidence, said.path)
        if self.editor is not None and self.editor.evidence_id == said.evidence:
            self.editor.land_on(said.path, said.span)

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

    def save_all(self) -> bool:
        """Bring everything to the disk; show what could not be saved where it stands."""
        if not self.jottings.flush():
            return False
        if not self.put_editor_away():
            return False
        if not self.capabilities.flush():
            self.show_place("capabilities")
            return False
        return True

    @Slot(object)
    def _on_task_started(self, task: Task) -> None:
        if task.evidence:
            self.open_evidence(task.evidence, task.path or "")
        else:
            self._on_form_wanted(task.form)

    @Slot(str)
    @Slot(str, object)
    def _on_form_wanted(
        self, form_id: str, answers: Mapping[FieldPath, str] | None = None
    ) -> None:
        self.show_place("evidence")
        self.evidence.begin(form_id, answers)

    @Slot(str)
    def _on_kind_wanted(self, form_id: str) -> None:
        """Show what kinds there are, with the one that is wanted to be begun by Enter."""
        self.show_place("evidence")
        self.evidence.offer(form_id)

    @Slot()
    def _on_list_wanted(self) -> None:
        self.show_place("evidence")
        self.evidence.show_list()

    @Slot()
    def _on_jottings_wanted(self) -> None:
        self.show_place("evidence")
        self.evidence.sort_jottings()

    @Slot()
    def _on_dates_wanted(self) -> None:
        self.show_place("timeline")
        self.timeline.focus_dates()

    @Slot()
    def _on_retention_wanted(self) -> None:
        self.show_place("settings")
        self.choices.focus_retention()

    @Slot()
    def _on_statements_wanted(self) -> None:
        self.show_place("capabilities")
        self.capabilities.show_statements()

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

    def lock(self) -> None:
        """Save everything and lock; stay where something cannot be saved, and say so."""
        self.whereabouts = self._find_whereabouts()
        if self.save_all():
            self.locked.emit()

    @Slot(object)
    def _on_restore_wanted(self, backup: Backup) -> None:
        """Let a backup take the portfolio's place, once everything is on the disk."""
        if self.save_all():
            self.restore_wanted.emit(backup)

    @Slot(object)
    def _on_moved(self, opened: OpenPortfolio) -> None:
        self.whereabouts = self._find_whereabouts()
        self.moved.emit(opened)

    @Slot(object)
    def _on_damage_met(self, error: Exception) -> None:
        explain(error, self)

    def come_back(self, to: Whereabouts) -> None:
        """Show what was shown when it was locked or closed."""
        self.show_place(to.place)
        if to.evidence:
            self._coming_back = to
            self.open_evidence(to.evidence, to.path)

    @Slot()
    def _on_editor_ready(self) -> None:
        back, self._coming_back = self._coming_back, None
        if self.editor is None:
            return
        if back is not None and back.evidence == self.editor.evidence_id:
            go_back(self.editor, back)
        if self.portfolio.bar and self.editor.sheet:
            only_read(self.editor.sheet)

    def _find_whereabouts(self) -> Whereabouts:
        if self.editor is not None and self.stack.currentWidget() is self.editor:
            return in_editor(self.place, self.editor)
        return Whereabouts(place=self.place)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == "lock":
            self.lock()
        elif key == "jot":
            self.jottings.open()

    # What has to be known about this portfolio

    def _explain_bar(self) -> None:
        """Say who else has it open, and take out of use what would change something."""
        self.bar = BarNotice(self._look, self, self.portfolio, self._runner)
        self.bar.free.connect(self._on_free)
        if self.portfolio.bar:
            self.evidence.list.add.setEnabled(False)
            self.rail.place("jot").setEnabled(False)
            self.pack.chain.seal.hide()

    @Slot()
    def _on_free(self) -> None:
        self.whereabouts = self._find_whereabouts()
        if self.save_all():
            self.now_writable.emit()

    def _explain_place(self) -> None:
        folder = str(self.portfolio.vault.folder)
        is_told = folder in self.settings.told_about
        about = "" if is_told else self._program.door.about_place(self.portfolio.vault.folder)
        self.place_notice = PlaceNotice(self._look, self, about)
        self.place_notice.known.connect(self._on_place_known)

    @Slot()
    def _on_place_known(self) -> None:
        self.settings = self.settings.told(str(self.portfolio.vault.folder))

    @Slot()
    def _on_given_up(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self.put_away(editor)
        self.capabilities.give_up()
        self.jottings.give_up()
        self.close()

    @Slot()
    def _on_choices_changed(self) -> None:
        minutes = self.settings.lock_minutes
        self.settings = self.choices.remembered(self.settings)
        if self.settings.lock_minutes != minutes:
            self.lock_minutes_changed.emit(self.settings.lock_minutes)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everything is on the disk, or the person gives the rest up."""
        at = self._find_whereabouts()
        if not self.save_all():
            event.ignore()
            ask_to_give_up(self).accepted.connect(self._on_given_up)
            return
        self.settings = leaving(self.settings, at)
        super().closeEvent(event)
        self.left.emit()
