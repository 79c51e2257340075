"""Whose words stand in a piece besides the practitioner's: role and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.names import PRACTITIONER, RoleId
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fields import DropDown, LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import SideBySide
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

NOTE = (
    "Fields in their words hold what they said or wrote. You type it in; the pack will say so."
)


class ContributorLine(QWidget):
    """Asks in which role somebody contributed, and who it is."""

    changed = Signal(str, str)
    """The role and the name."""

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__()
        self._known = {c.role: c.name for c in copy.contributors}
        evidence = copy.evidence
        role = evidence.by or copy.form.contributor
        roles = [
            (r.id, r.heading) for r in copy.catalogue.roles.values() if r.id != PRACTITIONER
        ]
        is_child = copy.form.layout is Layout.CHILD
        self.role = DropDown(look, roles, name="In which role")
        self.role.set_value(role)
        self.name = TextLine(look, evidence.author_name, name="Name")
        column = Column(look, gap="s", parent=self)
        column.add(
            SideBySide(
                look,
                LabelledField(look, "In which role", self.role),
                LabelledField(look, "Stand-in" if is_child else "Name", self.name),
                least_width=420,
                shares=(1, 1),
                gap="l",
            ),
            Words(NOTE, face=Face.SMALL, tone=Role.INK_2),
        )
        self.setFocusProxy(self.role)
        self.role.chosen.connect(self._on_role_chosen)
        self.name.textEdited.connect(self._on_name_edited)

    @Slot(object)
    def _on_role_chosen(self, role: RoleId) -> None:
        if not self.name.text().strip() or self.name.text() in self._known.values():
            self.name.setText(self._known.get(role, ""))
        self._announce()

    @Slot(str)
    def _on_name_edited(self, name: str) -> None:
        self._announce()

    def _announce(self) -> None:
        self.changed.emit(str(self.role.value()), self.name.text())
