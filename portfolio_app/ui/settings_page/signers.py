"""Who signs the pack; a name is stored when its line is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.services.changes import Area
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.widgets.fields import LabelledField, TextLine

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.portfolio import Contributor
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings


class SignersSection(Section):
    """A line for the name of each who signs after the practitioner."""

    areas = Area.CONTRIBUTORS | Area.PORTFOLIO

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "Who signs your pack", note="Their names stand on the signature page."
        )
        self.lines: dict[RoleId, TextLine] = {}
        self._names: dict[RoleId, str] = {}

    def reload(self) -> None:
        """Read who signs, and their names."""
        self.read(self._read, self._show)

    # Off the GUI thread

    def _read(self, progress: Progress) -> dict[RoleId, str]:
        """Return each role that signs, in its order, with the name known for it."""
        portfolio = self.around.portfolio
        known = {person.role: person.name for person in portfolio.contributors.all()}
        rules = portfolio.verdicts.pathway().signatures[1:]
        return {rule.role: known.get(rule.role, "") for rule in rules}

    def _write(self, role: RoleId, name: str, progress: Progress) -> Contributor:
        return self.around.portfolio.contributors.register(role, name)

    # Showing and answering

    @Slot(object)
    def _show(self, names: dict[RoleId, str]) -> None:
        is_grown = not names.keys() <= self.lines.keys()
        self._names = names
        for role, name in names.items():
            line = self.lines.get(role) or self._add_line(role)
            if not line.hasFocus():
                line.setText(name)
        if is_grown:
            self.rebuilt.emit()

    def _add_line(self, role: RoleId) -> TextLine:
        line = self.lines[role] = TextLine(self.around.look)
        line.setProperty("role", role)
        line.editingFinished.connect(self._on_named)
        heading = self.around.portfolio.verdicts.catalogue.roles[role].heading
        self.body.add(LabelledField(self.around.look, heading, line))
        return line

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
            self.store(partial(self._write, role, name))
