"""Unlocking: one passphrase, one button, and the ways out for whoever has lost it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.focus import follow_by_tab
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Heading, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look

CARD_WIDTH = 520
"""Px at 100 %: as wide as a passphrase and its sentences need."""
MOST_OTHERS = 4
"""Portfolios opened lately that are offered."""


class UnlockPage(QWidget):
    """Asks for the secret of one portfolio. Knows no vault: it only asks and shows."""

    passphrase_given = Signal(Path, str)
    recovery_code_given = Signal(Path, str)
    vault_wanted = Signal(Path)
    """This portfolio, opened lately, is to be opened instead."""
    other_wanted = Signal()
    """Another portfolio is to be opened."""
    new_wanted = Signal()
    return_wanted = Signal()
    """An open export is to be brought back."""
    check_wanted = Signal()
    """A signed document is to be signed or checked; no portfolio is needed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._vault = Path()
        self._by_code = False
        self.title = Heading("Welcome back", face=Face.DISPLAY)
        self.place = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.note = Words("", face=Face.SMALL)
        self.passphrase = PassphraseField(look)
        self.field = LabelledField(look, "Passphrase", self.passphrase)
        self.code = TextLine(look)
        self.code_field = LabelledField(
            look,
            "Recovery code",
            self.code,
            explanation="From the sheet you printed. Spaces and small letters do not matter.",
        )
        self.open_button = MainButton(look, "&Open")
        self.switch = QuietButton(look, "Use the recovery code", flush=True)
        self.other = QuietButton(look, "Open another portfolio", flush=True)
        self.new = QuietButton(look, "Make a new one", flush=True)
        self.returning = QuietButton(look, "Bring back an open export", flush=True)
        self.check = QuietButton(look, "Sign or check a document", flush=True)
        self.others: list[RowButton] = []
        self._help = QWidget()
        self._below = Column(look, gap="none", parent=self._help)
        self._help.hide()
        self._lately = QWidget()
        self._rows = Column(look, gap="none", parent=self._lately)
        self._compose()
        self.passphrase.submitted.connect(self._on_open)
        self.code.returnPressed.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)
        self.switch.clicked.connect(self._on_switch)
        self.other.clicked.connect(self.other_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.returning.clicked.connect(self.return_wanted)
        self.check.clicked.connect(self.check_wanted)

    def ask(self, vault: Path, others: Sequence[Path] = ()) -> None:
        """Ask for the secret of the portfolio at `vault`; offer the `others` below."""
        self._vault = vault
        self._help.hide()
        self.place.setText(f"{vault.stem}, in {vault.parent}")
        self.explain("")
        self.forget()
        self.set_busy(False)
        self._show_others(others)
        self._show_way(by_code=False)

    def explain(self, words: str) -> None:
        """Say something about this portfolio; nothing takes it away."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def forget(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.code.clear()

    def show_below(self, panel: QWidget) -> None:
        """Show something below the question, in the place of what was shown there before."""
        while item := self._below.takeAt(0):
            if former := item.widget():
                former.hide()
                former.deleteLater()
        self._below.add(panel)
        self._help.show()

    def set_busy(self, busy: bool) -> None:
        """Show that the secret is being tried; what was wrong with the one before is past."""
        if busy:
            self.field.set_error("")
            self.code_field.set_error("")
        self.open_button.set_busy("Opening ..." if busy else None)

    def show_problem(self, error: Exception) -> None:
        """Say why the portfolio did not open; what was typed stays."""
        self.set_busy(False)
        summary, advice = in_words(error)
        field = self.code_field if self._by_code else self.field
        field.set_error(f"{summary} {advice}".strip())
        (self.code if self._by_code else self.passphrase.line).selectAll()
        self.focus_secret()

    def focus_secret(self) -> None:
        """Land the cursor where the secret is typed."""
        entry = self.code if self._by_code else self.passphrase.line
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compose(self) -> None:
        card = Card(self._look, inset="xl", gap="l")
        buttons = Flow(self._look)
        buttons.add(self.open_button, self.switch)
        card.body.add(self.title, self.place, self.note, self.field, self.code_field, buttons)
        ways = Flow(self._look)
        ways.add(self.other, self.new, self.returning, self.check)
        narrow = Narrow(self._look, width=CARD_WIDTH, centred=True)
        narrow.body.add(
            card,
            self._help,
            ways,
            self._lately,
            IconWords(self._look, "lock", "Everything stays on this computer, encrypted."),
        )
        scrolled = Scrolled(self._look, inset=("page_top", "page_side"), name="Unlock")
        scrolled.body.addStretch(1)
        scrolled.body.add(narrow)
        scrolled.body.addStretch(2)
        Column(self._look, gap="none", parent=self).add(scrolled, stretch=1)

    def _show_others(self, others: Sequence[Path]) -> None:
        while item := self._rows.takeAt(0):
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self.others = [self._other(vault) for vault in others[:MOST_OTHERS]]
        if self.others:
            self._rows.add(SectionHeading(self._look, "Opened lately"), *self.others)
        follow_by_tab(self.check, self.others)
        self._lately.setVisible(bool(self.others))

    def _other(self, vault: Path) -> RowButton:
        row = RowButton(
            self._look,
            RowContent(
                title=vault.stem, detail=f"In {vault.parent}", icon="evidence", stacked=True
            ),
        )
        row.setProperty("vault", str(vault))
        row.clicked.connect(self._on_other_clicked)
        return row

    def _show_way(self, *, by_code: bool) -> None:
        self._by_code = by_code
        self.field.setVisible(not by_code)
        self.code_field.setVisible(by_code)
        self.field.set_error("")
        self.code_field.set_error("")
        self.switch.setText("Use the passphrase" if by_code else "Use the recovery code")
        self.focus_secret()

    @Slot()
    def _on_switch(self) -> None:
        self._show_way(by_code=not self._by_code)

    @Slot()
    def _on_other_clicked(self) -> None:
        self.vault_wanted.emit(Path(self.sender().property("vault")))

    @Slot()
    def _on_open(self) -> None:
        if self.open_button.is_busy:
            return
        if self._by_code:
            self.recovery_code_given.emit(self._vault, self.code.text())
        else:
            self.passphrase_given.emit(self._vault, self.passphrase.text())
