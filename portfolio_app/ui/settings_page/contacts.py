"""The keys of other people that were confirmed on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.signatures import Contact
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings


class ContactsSection(Section):
    """Whose key it is, in which role, and its fingerprint."""

    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "Keys you have confirmed", note="On this computer, for every pack."
        )
        self._list = Column(around.look, gap="s")
        self.body.add(self._list)

    def reload(self) -> None:
        """Read whom this person has confirmed."""
        self.run(self._read, self._show)

    def _read(self, progress: Progress) -> tuple[Contact, ...]:
        return self.around.program.identities.contacts()

    @Slot(object)
    def _show(self, contacts: tuple[Contact, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for contact in contacts:
            roles = self.around.program.catalogue.roles
            role = roles.get(contact.role) if contact.role else None
            title = f"{contact.name}, {role.title}" if role else contact.name
            self._list.add(
                Words(title, face=Face.BODY_STRONG),
                Words(grouped(contact.fingerprint), face=Face.SMALL, tone=Role.INK_2),
            )
        if not contacts:
            none = "None yet. A key is confirmed when its holder has read it out to you."
            self._list.add(Words(none, tone=Role.INK_2))
