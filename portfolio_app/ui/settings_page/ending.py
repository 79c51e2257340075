"""The end of a portfolio: the day that was chosen for it, and destroying it now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.retention import months_after
from portfolio_app.services.changes import Area
from portfolio_app.ui.file_dialogs import ask_to_open, ask_to_save
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import DangerButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QHideEvent

    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.domain.retention import Retention
    from portfolio_app.services.certificates import Destruction
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings

CERTIFICATE = Path("Certificate of destruction.txt")
MONTHS = 12
"""After the panel: what the button offers; another day can be typed."""

WARNING = (
    "The keys, everything you have written and attached, and every automatic backup are "
    "destroyed. Nobody can bring them back, with no passphrase and no recovery code. Packs "
    "that you have handed out stay."
)


class RetentionSection(Section):
    """The day from which it is to be destroyed; stored when its line is left."""

    areas = Area.PORTFOLIO

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around,
            "How long you keep it",
            note="Nothing is ever destroyed by itself.",
        )
        look = around.look
        self.day = DateField(look, name="Destroy it from")
        self.after_panel = QuietButton(look, f"{MONTHS} months after the panel", flush=True)
        self.keep = QuietButton(look, "No day for now", flush=True)
        self._panel_on: date | None = None
        buttons = Flow(look)
        buttons.add(self.after_panel, self.keep)
        explanation = (
            "Your employer can tell you how long such records are kept. Today reminds you from "
            "30 days before."
        )
        self.body.add(
            LabelledField(look, "Destroy it from", self.day, explanation=explanation), buttons
        )
        self.day.day_changed.connect(self._on_day)
        self.after_panel.clicked.connect(self._on_after_panel)
        self.keep.clicked.connect(self._on_keep)

    def reload(self) -> None:
        """Read what was decided."""
        self.run(self._read, self._show)

    # Off the GUI thread

    def _read(self, progress: Progress) -> tuple[Retention | None, Portfolio]:
        portfolio = self.around.portfolio
        return portfolio.retention.get(), portfolio.verdicts.portfolio()

    def _choose(self, day: date, reason: str, progress: Progress) -> None:
        self.around.portfolio.retention.choose(day, reason)

    def _keep(self, progress: Progress) -> None:
        self.around.portfolio.retention.keep()

    # Showing and answering

    @Slot(object)
    def _show(self, found: tuple[Retention | None, Portfolio]) -> None:
        retention, portfolio = found
        self._panel_on = portfolio.panel_on
        self.after_panel.setVisible(self._panel_on is not None)
        self.keep.setVisible(retention is not None)
        if not self.day.line.hasFocus():
            self.day.set_day(retention.destroy_on if retention else None)

    @Slot(object)
    def _on_day(self, day: date | None) -> None:
        if day is None:
            self.store(self._keep)
        else:
            self.store(partial(self._choose, day, ""))

    @Slot()
    def _on_after_panel(self) -> None:
        if self._panel_on:
            reason = f"{MONTHS} months after the panel"
            self.store(partial(self._choose, months_after(self._panel_on, MONTHS), reason))

    @Slot()
    def _on_keep(self) -> None:
        self.day.set_day(None)
        self.store(self._keep)


class DestructionSection(Section):
    """Asks for the name, the passphrase and a place for the certificate, and destroys."""

    ended = Signal(object)
    """A `Destruction`: the portfolio is closed, and nothing of it is there any more."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "Destroy it now")
        look, self._name = around.look, around.portfolio.vault.folder.stem
        self.begin = DangerButton(look, "Destroy this portfolio")
        self.certificate = PlainButton(look, "Choose a place for the certificate")
        self.pack = PlainButton(look, "Choose the signed pack that you keep")
        self.name = TextLine(look)
        self.passphrase = PassphraseField(look, name="Your passphrase")
        self.confirm = DangerButton(look, "Destroy everything")
        self.leave = QuietButton(look, "Keep it")
        self.panel = Card(look, gap="l")
        self._certificate: Path | None = None
        self._pack: Path | None = None
        self._where = Words("", face=Face.SMALL, tone=Role.INK_2)
        self._which = Words("", face=Face.SMALL, tone=Role.INK_2)
        self._compose()
        self._connect()
        self._forget()

    def _compose(self) -> None:
        look = self.around.look
        beginning, first, second, buttons = Flow(look), Flow(look), Flow(look), Flow(look)
        beginning.add(self.begin)
        first.add(self.certificate, self._where)
        second.add(self.pack, self._which)
        buttons.add(self.confirm, self.leave)
        self.panel.body.add(
            Notice(look, State.PROBLEM, WARNING),
            Words(
                "The certificate says what was destroyed and when, and names no client. It "
                "can also state the SHA-256 of the signed pack that you keep.",
                tone=Role.INK_2,
            ),
            first,
            second,
            LabelledField(look, f"Type “{self._name}” to go on", self.name),
            LabelledField(look, "Your passphrase", self.passphrase),
            buttons,
        )
        self.body.add(beginning, self.panel)
        self.panel.hide()

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_begin)
        self.leave.clicked.connect(self._on_leave)
        self.certificate.clicked.connect(self._on_certificate)
        self.pack.clicked.connect(self._on_pack)
        self.name.textChanged.connect(self._on_changed)
        self.passphrase.changed.connect(self._on_changed)
        self.confirm.clicked.connect(self._on_destroy)

    # Off the GUI thread

    def _destroy(
        self, passphrase: str, certificate: Path, pack: Path | None, progress: Progress
    ) -> Destruction:
        portfolio = self.around.portfolio
        portfolio.keys.prove_by_passphrase(passphrase)
        return portfolio.destruction.destroy(certificate, pack, progress)

    # Answering

    @Slot()
    def _on_begin(self) -> None:
        self.begin.hide()
        self.panel.show()
        self.rebuilt.emit()
        self.certificate.setFocus()

    @Slot()
    def _on_leave(self) -> None:
        self._put_away()
        self.begin.setFocus()

    def _put_away(self) -> None:
        """Ask no more, and keep nothing that was typed."""
        self._forget()
        self.panel.hide()
        self.begin.show()
        self.rebuilt.emit()

    def _forget(self) -> None:
        self._certificate = self._pack = None
        self._where.setText("None chosen yet.")
        self._which.setText("None: no pack is certified.")
        self.name.clear()
        self.passphrase.clear()
        self.problem.show_words("")
        self._on_changed()

    @Slot()
    def _on_certificate(self) -> None:
        chosen = ask_to_save(self, "Where the certificate goes", CERTIFICATE, "Text (*.txt)")
        if chosen:
            self._certificate = chosen
            _show_path(self._where, self._certificate)
            self._on_changed()

    @Slot()
    def _on_pack(self) -> None:
        chosen = ask_to_open(self, "The signed pack that you keep", None, "Packs (*.pdf)")
        if chosen:
            self._pack = chosen
            _show_path(self._which, self._pack)

    @Slot()
    def _on_changed(self) -> None:
        is_named = self.name.text().strip() == self._name
        is_complete = is_named and self._certificate is not None and self.passphrase.text()
        self.confirm.setEnabled(bool(is_complete))

    @Slot()
    def _on_destroy(self) -> None:
        if self.confirm.is_busy or self._certificate is None:
            return
        self.problem.show_words("")
        self.confirm.set_busy("Destroying …")
        work = partial(self._destroy, self.passphrase.text(), self._certificate, self._pack)
        self.run(work, self._on_destroyed)

    @Slot(object)
    def _on_destroyed(self, done: Destruction) -> None:
        self.confirm.set_busy(None)
        self.ended.emit(done)

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong, and let it be tried again."""
        self.confirm.set_busy(None)
        super().show_problem(error)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no passphrase for whoever comes back to the page."""
        super().hideEvent(event)
        if not (event.spontaneous() or self.confirm.is_busy):
            self._put_away()


def _show_path(words: Words, path: Path) -> None:
    """Name a file; its folder, which may be long, is told where the pointer rests."""
    words.setText(path.name)
    words.setToolTip(str(path))
