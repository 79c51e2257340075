"""The authorities whose word is taken for whose a certificate is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import day
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.signing.files import FileQuestion, ask_person, documents
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Card, Heading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.signatures import Authority
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings

CERTIFICATE = "Certificate (*.pem *.cer *.crt *.der)"


class AuthoritiesSection(Section):
    """Lists them; a new one is compared by its fingerprint before it is trusted."""

    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around,
            "Authorities you trust",
            note="Whoever they issued a certificate to is known to you.",
        )
        self._found: Authority | None = None
        self.removals: list[QuietButton] = []
        self._list = Column(around.look, gap="m")
        self.add = PlainButton(around.look, "Add an authority ...", icon="plus")
        self.title = Heading("", face=Face.HEADING)
        self.validity = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.grid = FingerprintGrid(around.look)
        self.trust = MainButton(around.look, "Trust this authority")
        self.leave = PlainButton(around.look, "Not now")
        self.card = Card(around.look, inset="xl", gap="m")
        self._compose()
        self.add.clicked.connect(self._on_add)
        self.trust.clicked.connect(self._on_trust)
        self.leave.clicked.connect(self._on_leave)

    def ask(self, question: FileQuestion) -> Path | None:
        """Ask the person for a file."""
        return ask_person(self, question)

    def reload(self) -> None:
        """Read whom this person trusts."""
        self.run(self._read, self._show)

    def _compose(self) -> None:
        answers = Flow(self.around.look)
        answers.add(self.trust, self.leave)
        self.card.body.add(
            self.title,
            self.validity,
            self.grid,
            Words(
                "Compare all sixteen groups with those that the authority publishes, or have "
                "them read out. Trust it only if every group is the same.",
                face=Face.SMALL,
                tone=Role.INK_2,
            ),
            answers,
        )
        self.card.hide()
        whole = QWidget()
        self.body.add(self._list, self.card, whole)
        Flow(self.around.look, parent=whole).add(self.add)

    def _read(self, progress: Progress) -> tuple[Authority, ...]:
        return self.around.program.identities.authorities()

    @Slot(object)
    def _show(self, authorities: tuple[Authority, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.removals = []
        for authority in authorities:
            self._list.add(self._row(authority))
        if not authorities:
            none = "None. Then every key is compared by its groups, one person at a time."
            self._list.add(Words(none, tone=Role.INK_2))
        self.rebuilt.emit()

    def _row(self, authority: Authority) -> QWidget:
        remove = QuietButton(
            self.around.look, "Remove", name=f"Trust {authority.name} no longer", flush=True
        )
        remove.setProperty("fingerprint", authority.fingerprint)
        remove.clicked.connect(self._on_remove)
        self.removals.append(remove)
        row = QWidget()
        column = Column(self.around.look, gap="xs", parent=row)
        column.add(
            Words(authority.name, face=Face.BODY_STRONG),
            Words(grouped(authority.fingerprint), face=Face.SMALL, tone=Role.INK_2),
        )
        column.add(remove, align=Qt.AlignmentFlag.AlignLeft)
        return row

    @Slot()
    def _on_add(self) -> None:
        path = self.ask(
            FileQuestion(
                title="The certificate of an authority", kinds=CERTIFICATE, start=documents()
            )
        )
        if path is not None:
            self.problem.show_words("")
            self.run(partial(self._look_at, path), self._on_found)

    def _look_at(self, path: Path, progress: Progress) -> Authority:
        return self.around.program.identities.authority_in(path)

    @Slot(object)
    def _on_found(self, authority: Authority) -> None:
        self._found = authority
        self.title.setText(authority.name)
        self.validity.setText(f"Valid until {day(authority.valid_until.astimezone())}.")
        self.grid.show_fingerprint(authority.fingerprint, of=authority.name)
        self.card.show()
        self.rebuilt.emit()
        self.trust.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_trust(self) -> None:
        if self._found is not None:
            self.run(partial(self._trust, self._found), self._on_done)

    def _trust(self, authority: Authority, progress: Progress) -> Authority:
        return self.around.program.identities.trust_authority(authority)

    @Slot()
    def _on_leave(self) -> None:
        self._found = None
        self.card.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_remove(self) -> None:
        fingerprint = str(self.sender().property("fingerprint"))
        self.run(partial(self._remove, fingerprint), self._on_done)

    def _remove(self, fingerprint: str, progress: Progress) -> Authority:
        return self.around.program.identities.distrust(fingerprint)

    @Slot(object)
    def _on_done(self, authority: Authority) -> None:
        self.problem.show_words("")
        self._on_leave()
        self.reload()
