"""Settings: lists its sections and has them read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.settings_page.authorities import AuthoritiesSection
from portfolio_app.ui.settings_page.backups import BackupsSection
from portfolio_app.ui.settings_page.contacts import ContactsSection
from portfolio_app.ui.settings_page.contents import Contents
from portfolio_app.ui.settings_page.details import DatesSection, PractitionerSection
from portfolio_app.ui.settings_page.ending import DestructionSection, RetentionSection
from portfolio_app.ui.settings_page.leaving import LeavingSection
from portfolio_app.ui.settings_page.locking import LockingSection
from portfolio_app.ui.settings_page.look import LookSection
from portfolio_app.ui.settings_page.packs import PacksSection
from portfolio_app.ui.settings_page.rules import RulesSection
from portfolio_app.ui.settings_page.section import Section, Surroundings
from portfolio_app.ui.settings_page.signers import SignersSection
from portfolio_app.ui.settings_page.timetable import TimetableSection
from portfolio_app.ui.settings_page.ways_in import WaysInSection
from portfolio_app.ui.settings_page.writing import WritingSection
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.backup_keeper import BackupKeeper
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings import Settings
    from portfolio_app.ui.tasks import TaskRunner


SETTLE_MS = 40
"""Until wrapped words have found their height, before a section is looked for."""


class SettingsPage(QWidget):
    """Everything applies at once or when its line is left: nothing waits for a button."""

    changed = Signal()
    """Something is to be remembered on this computer; `remembered` tells what."""

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
        keeper: BackupKeeper | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        around = Surroundings(look=look, program=program, portfolio=portfolio, runner=runner)
        self.sections = self._make_sections(around, keeper)
        self._list = Narrow(look, gap="xxl")
        self._scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="Settings"
        )
        self.contents = Contents(look, self.sections, self._scrolled.viewport())
        self._looked_for: QWidget | None = None
        self._order = QTimer(self, interval=0, singleShot=True)
        self._order.timeout.connect(self._follow)
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self._show_looked_for)
        self._compose(look)
        for section in (self.looks, self.writing, self.locking):
            section.changed.connect(self.changed)
        hub.changed.connect(self._on_changed)

    def _make_sections(
        self, around: Surroundings, keeper: BackupKeeper | None
    ) -> tuple[Section, ...]:
        """Make every section, and return them in the order in which they are shown."""
        self.looks = LookSection(around)
        self.backups = BackupsSection(around, keeper)
        self.writing = WritingSection(around)
        self.locking = LockingSection(around)
        self.ways_in = WaysInSection(around, keeper)
        self.practitioner = PractitionerSection(around)
        self.dates = DatesSection(around)
        self.rules = RulesSection(around)
        self.timetable = TimetableSection(around)
        self.signers = SignersSection(around)
        self.packs = PacksSection(around)
        self.contacts = ContactsSection(around)
        self.authorities = AuthoritiesSection(around)
        self.leaving = LeavingSection(around)
        self.retention = RetentionSection(around)
        self.ending = DestructionSection(around)
        return (
            self.looks,
            self.writing,
            self.locking,
            self.ways_in,
            self.practitioner,
            self.dates,
            self.timetable,
            self.rules,
            self.signers,
            self.packs,
            self.contacts,
            self.authorities,
            self.backups,
            self.leaving,
            self.retention,
            self.ending,
        )

    def show_look(self, theme: str, scale: float) -> None:
        """Show which look is in use."""
        self.looks.show_look(theme, scale)

    def show_remembered(self, settings: Settings) -> None:
        """Show what was remembered on this computer."""
        self.show_look(settings.theme, settings.text_scale)
        self.locking.show_minutes(settings.lock_minutes)
        self.writing.show_writing(self._look.writing, spelling=settings.spelling)

    def remembered(self, settings: Settings) -> Settings:
        """Return `settings` with what is chosen here."""
        return settings._replace(
            theme=str(self.looks.theme.value()),
            text_scale=float(str(self.looks.text_size.value())),
            writing_family=self._look.writing.family,
            writing_size=self._look.writing.size,
            spelling=self.writing.spelling.isChecked(),
            lock_minutes=int(str(self.locking.minutes.value())),
        )

    def focus_dates(self) -> None:
        """Land the cursor in the panel date."""
        self.dates.form.panel_on.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_retention(self) -> None:
        """Land the cursor in the day on which it is to be destroyed."""
        self.retention.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def reload(self) -> None:
        """Have every section read what it shows."""
        for section in self.sections:
            section.reload()

    def _compose(self, look: Look) -> None:
        for section in self.sections:
            section.setEnabled(not (section.needs_writing and section.around.portfolio.bar))
            section.rebuilt.connect(self._on_rebuilt)
            section.looked_for.connect(self._on_looked_for)
            self._list.body.add(section)
        self._scrolled.body.add(PageHeading(look, "Settings"), self._list)
        self._scrolled.body.addStretch(1)
        self.contents.wanted.connect(self._on_looked_for)
        Column(look, gap="none", parent=self).add(self._scrolled, stretch=1)

    @Slot()
    def _on_rebuilt(self) -> None:
        self._order.start()  # several sections are rebuilt at once, and the way is long

    @Slot()
    def _follow(self) -> None:
        follow_layout(self._list)

    @Slot(QWidget)
    def _on_looked_for(self, section: QWidget) -> None:
        self._looked_for = section
        self._settled.start()

    @Slot()
    def _show_looked_for(self) -> None:
        """Bring a section to the top, and what has the keyboard in it into view."""
        section, held = self._looked_for, self.window().focusWidget()
        if section is None:
            return
        top = self._list.y() + section.mapTo(self._list, QPoint(0, 0)).y()
        self._scrolled.verticalScrollBar().setValue(top - self._look.theme.space.l)
        if section.isAncestorOf(held):
            self._scrolled.ensureWidgetVisible(held, 0, 0)

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.ERASED:
            for section in self.sections:
                section.let_go()
        if self.isVisible():
            for section in self.sections:
                if area & section.areas:
                    section.reload()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read again: keys may have been confirmed in another window."""
        super().showEvent(event)
        self.reload()
