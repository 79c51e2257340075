"""Settings: how it looks, and whose portfolio this is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.services.changes import Area
from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fields import DropDown, LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.pathways import SignatureRule
    from portfolio_app.model.domain.portfolio import Contributor
    from portfolio_app.model.domain.signatures import Contact
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

SCALES = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """Who signs after the practitioner, and whose keys are known here."""

    signatures: tuple[SignatureRule, ...]
    names: dict[RoleId, str]
    contacts: tuple[Contact, ...]


class SettingsPage(QWidget):
    """Looks apply at once; people are stored when their line is left."""

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
        self.theme = DropDown(
            look,
            [
                (ThemeChoice.SYSTEM, "As the computer"),
                (ThemeChoice.LIGHT, "Light"),
                (ThemeChoice.DARK, "Dark"),
                (ThemeChoice.HIGH_CONTRAST, "High contrast"),
            ],
        )
        self.text_size = Segments(
            look, [(s, f"{s:.0%}") for s in SCALES], name="Text size", value=1.0
        )
        self.people: dict[RoleId, TextLine] = {}
        self._people = Column(look, gap="l")
        self._contacts = Column(look, gap="s")
        self._compose()
        self.theme.chosen.connect(self._on_theme)
        self.text_size.chosen.connect(self._on_size)
        hub.changed.connect(self._on_changed)
        self.reload()

    def show_look(self, theme: str, scale: float) -> None:
        """Show which look is in use."""
        self.theme.set_value(ThemeChoice(theme))
        self.text_size.set_value(scale)

    def reload(self) -> None:
        """Read who signs, and whom this person has confirmed."""
        self._runner.run(self._read, done=self._show)

    def _compose(self) -> None:
        scrolled = Scrolled(
            self._look, gap="xl", inset=("page_top", "page_side"), name="Settings"
        )
        looks = Column(self._look, gap="l")
        looks.add(
            SectionHeading(self._look, "How it looks"),
            LabelledField(self._look, "Colours", self.theme),
            Words("Text size", face=Face.BODY_STRONG),
            self.text_size,
        )
        scrolled.body.add(PageHeading(self._look, "Settings"), looks)
        scrolled.body.add(
            SectionHeading(
                self._look,
                "Who signs your pack",
                note="Their names stand on the signature page.",
            ),
            self._people,
            SectionHeading(
                self._look, "Keys you have confirmed", note="On this computer, for every pack."
            ),
            self._contacts,
        )
        scrolled.body.addStretch(1)
        Column(self._look, gap="none", parent=self).add(scrolled, stretch=1)

    def _read(self, progress: Progress) -> _People:
        return _People(
            signatures=self._portfolio.verdicts.pathway().signatures[1:],
            names={c.role: c.name for c in self._portfolio.contributors.all()},
            contacts=self._program.identities.contacts(),
        )

    @Slot(object)
    def _show(self, found: _People) -> None:
        for rule in found.signatures:
            if rule.role not in self.people:
                role = self._program.catalogue.roles[rule.role]
                line = TextLine(self._look)
                line.setProperty("role", rule.role)
                line.editingFinished.connect(self._on_named)
                self.people[rule.role] = line
                self._people.add(LabelledField(self._look, role.heading, line))
            if not self.people[rule.role].hasFocus():
                self.people[rule.role].setText(found.names.get(rule.role, ""))
        while item := self._contacts.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for contact in found.contacts:
            self._contacts.add(
                Words(f"{contact.name}, {contact.role}", face=Face.BODY_STRONG),
                Words(grouped(contact.fingerprint), face=Face.SMALL, tone=Role.INK_2),
            )
        if not found.contacts:
            self._contacts.add(Words("None yet.", tone=Role.INK_2))

    @Slot()
    def _on_named(self) -> None:
        line = self.sender()
        if isinstance(line, TextLine) and line.text().strip():
            role, name = line.property("role"), line.text().strip()
            self._runner.run(partial(self._register, role, name), done=self._on_registered)

    def _register(self, role: RoleId, name: str, progress: Progress) -> Contributor:
        return self._portfolio.contributors.register(role, name)

    @Slot(object)
    def _on_registered(self, contributor: object) -> None:
        """Nothing to show: the line already holds the name."""

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
        if Area.CONTRIBUTORS in area:
            self.reload()
