"""Settings: how it looks, whose portfolio this is, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.services.changes import Area
from portfolio_app.ui.details_form import DatesForm, PractitionerForm
from portfolio_app.ui.focus import follow_by_tab
from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fields import DropDown, LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.pathways import SignatureRule
    from portfolio_app.model.domain.portfolio import Contributor, Portfolio, Practitioner
    from portfolio_app.model.domain.signatures import Contact
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)
THEMES = (
    (ThemeChoice.SYSTEM, "As the computer"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
    (ThemeChoice.HIGH_CONTRAST, "High contrast"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """Whose it is, who signs after the practitioner, and whose keys are known here."""

    portfolio: Portfolio
    signatures: tuple[SignatureRule, ...]
    names: dict[RoleId, str]
    contacts: tuple[Contact, ...]


class SettingsPage(QWidget):
    """Looks apply at once; people and dates are stored when their line is left."""

    look_changed = Signal()

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
        self._names: dict[RoleId, str] = {}
        self.problem = ProblemNotice(look)
        self.theme = DropDown(look, THEMES)
        self.text_size = Segments(
            look, [(s, f"{s:.0%}") for s in SCALES], name="Text size", value=1.0
        )
        self.practitioner = PractitionerForm(look)
        self.dates = DatesForm(look)
        self.people: dict[RoleId, TextLine] = {}
        self._signers, self._keys = QWidget(), QWidget()
        self._people = Column(look, gap="l", parent=self._signers)
        self._contacts = Column(look, gap="s", parent=self._keys)
        self._compose()
        self.theme.chosen.connect(self._on_theme)
        self.text_size.chosen.connect(self._on_size)
        self.practitioner.changed.connect(self._on_practitioner)
        self.dates.changed.connect(self._on_dates)
        hub.changed.connect(self._on_changed)

    def show_look(self, theme: str, scale: float) -> None:
        """Show which look is in use."""
        self.theme.set_value(ThemeChoice(theme))
        if scale in SCALES:
            self.text_size.set_value(scale)

    def focus_dates(self) -> None:
        """Land the cursor in the panel date."""
        self.dates.panel_on.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def reload(self) -> None:
        """Read who signs, and whom this person has confirmed."""
        self._runner.run(self._read, done=self._show, failed=self._show_problem)

    def _compose(self) -> None:
        look = self._look
        scrolled = Scrolled(look, gap="xl", inset=("page_top", "page_side"), name="Settings")
        narrow = Narrow(look, gap="xxl")
        narrow.body.add(
            self.problem,
            _section(
                look,
                SectionHeading(look, "How it looks"),
                LabelledField(look, "Colours", self.theme),
                LabelledField(look, "Text size", self.text_size),
            ),
            _section(
                look,
                SectionHeading(look, "You", note="As on the cover of your pack."),
                self.practitioner,
            ),
            _section(look, SectionHeading(look, "Your dates"), self.dates),
            _section(
                look,
                SectionHeading(
                    look, "Who signs your pack", note="Their names stand on the signature page."
                ),
                self._signers,
            ),
            _section(
                look,
                SectionHeading(
                    look, "Keys you have confirmed", note="On this computer, for every pack."
                ),
                self._keys,
            ),
        )
        scrolled.body.add(PageHeading(look, "Settings"), narrow)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)

    # Off the GUI thread

    def _read(self, progress: Progress) -> _People:
        return _People(
            portfolio=self._portfolio.verdicts.portfolio(),
            signatures=self._portfolio.verdicts.pathway().signatures[1:],
            names={c.role: c.name for c in self._portfolio.contributors.all()},
            contacts=self._program.identities.contacts(),
        )

    def _register(self, role: RoleId, name: str, progress: Progress) -> Contributor:
        return self._portfolio.contributors.register(role, name)

    def _store_practitioner(self, person: Practitioner, progress: Progress) -> Portfolio:
        return self._portfolio.details.set_practitioner(person)

    def _store_dates(
        self, days: tuple[date, date | None, date | None], progress: Progress
    ) -> Portfolio:
        started, panel, submit = days
        return self._portfolio.details.set_dates(
            started_on=started, panel_on=panel, submit_by=submit
        )

    # Showing

    @Slot(object)
    def _show(self, found: _People) -> None:
        self._names = found.names
        self.practitioner.show_practitioner(found.portfolio.practitioner)
        self.dates.show_dates(found.portfolio)
        for rule in found.signatures:
            line = self.people.get(rule.role) or self._add_person(rule.role)
            if not line.hasFocus():
                line.setText(found.names.get(rule.role, ""))
        follow_by_tab(self.dates.submit_by.pick, self.people.values())
        self._show_contacts(found.contacts)

    def _add_person(self, role_id: RoleId) -> TextLine:
        role = self._program.catalogue.roles[role_id]
        line = self.people[role_id] = TextLine(self._look)
        line.setProperty("role", role_id)
        line.editingFinished.connect(self._on_named)
        self._people.add(LabelledField(self._look, role.heading, line))
        return line

    def _show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        while item := self._contacts.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for contact in contacts:
            role = self._program.catalogue.roles.get(contact.role) if contact.role else None
            title = f"{contact.name}, {role.title}" if role else contact.name
            self._contacts.add(
                Words(title, face=Face.BODY_STRONG),
                Words(grouped(contact.fingerprint), face=Face.SMALL, tone=Role.INK_2),
            )
        if not contacts:
            none = "None yet. A key is confirmed when its holder has read it out to you."
            self._contacts.add(Words(none, tone=Role.INK_2))

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.problem.show_words(*in_words(error))

    @Slot(object)
    def _on_stored(self, nothing: object) -> None:
        """Take away what was wrong; the lines already hold what was stored."""
        self.problem.show_words("")

    # Answering

    @Slot()
    def _on_named(self) -> None:
        line = self.sender()
        if not isinstance(line, TextLine):
            return
        role, name = line.property("role"), line.text().strip()
        if not name:
            line.setText(self._names.get(role, ""))  # nobody is taken away by a slip
        elif name != self._names.get(role):
            self._names[role] = name
            self._store(partial(self._register, role, name))

    @Slot(object)
    def _on_practitioner(self, person: Practitioner) -> None:
        self._store(partial(self._store_practitioner, person))

    @Slot(object)
    def _on_dates(self, days: tuple[date, date | None, date | None]) -> None:
        self._store(partial(self._store_dates, days))

    def _store(self, work: Callable[[Progress], object]) -> None:
        self._runner.run(work, done=self._on_stored, failed=self._show_problem)

    @Slot(object)
    def _on_theme(self, choice: ThemeChoice) -> None:
        self._look.choose(choice)
        self.look_changed.emit()

    @Slot(object)
    def _on_size(self, scale: float) -> None:
        self._look.set_text_scale(scale)
        self.look_changed.emit()

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if self.isVisible() and area & (Area.CONTRIBUTORS | Area.PORTFOLIO):
            self.reload()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read again: keys may have been confirmed in another window."""
        super().showEvent(event)
        self.reload()


def _section(look: Look, *parts: QWidget) -> QWidget:
    """Return a part of the page: a heading and what stands under it."""
    section = QWidget()
    Column(look, gap="l", parent=section).add(*parts)
    return section
