"""The steps of a change to the ways in: prove who you are, then say what it is to be."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import DangerButton, MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.chosen_passphrase import ChosenPassphrase
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.recovery_sheet import RecoverySheet
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look


class Change(Enum):
    """What can be done to the ways in."""

    PASSPHRASE = auto()
    CODE = auto()
    KEYRING = auto()
    REMOVE = auto()
    RENEW = auto()


_TITLES = {
    Change.PASSPHRASE: "Choose another passphrase",
    Change.CODE: "Make a new recovery code",
    Change.KEYRING: "Let this computer open it",
    Change.REMOVE: "Remove a way in",
    Change.RENEW: "Give it a new key",
}
_PROVE = "First show that it is you."
_KEEP = (
    "Print this code or write it down. It takes the place of the former one when you go on; "
    "until then the former one opens the portfolio."
)
_REMOVE = (
    "{title} will open the portfolio no more. Whoever has opened it in this way may have kept "
    "its key: to shut them out for certain, give it a new key."
)


class ChangePanel(Card):
    """Asks one thing after another. Knows no vault; forgets everything when it ends."""

    secret_given = Signal(str, bool)
    """A passphrase; or, with True, a recovery code."""
    passphrase_chosen = Signal(str)
    code_kept = Signal(str, str)
    """The code that is on paper now, and the passphrase chosen before, if one was."""
    confirmed = Signal()
    left = Signal()
    """Nothing is to be changed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, inset="xl", gap="l")
        self.change = Change.PASSPHRASE
        self._of = ""
        self._by_code = False
        self._code = ""
        self.title = Words("", face=Face.BODY_STRONG)
        self.note = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.passphrase = PassphraseField(look)
        self.passphrase_field = LabelledField(look, "Passphrase", self.passphrase)
        self.code = TextLine(look)
        self.code_field = LabelledField(look, "Recovery code", self.code)
        self.chosen = ChosenPassphrase(look, label="New passphrase")
        self.sheet = RecoverySheet(look)
        self.go_on = MainButton(look, "Go on")
        self.remove = DangerButton(look, "Remove it")
        self.switch = QuietButton(look, "Use the recovery code", flush=True)
        self.cancel = PlainButton(look, "Cancel")
        buttons = Flow(look)
        buttons.add(self.go_on, self.remove, self.cancel, self.switch)
        self._parts = (self.passphrase_field, self.code_field, self.chosen, self.sheet)
        self.body.add(self.title, self.note, *self._parts, buttons)
        self.go_on.clicked.connect(self._on_go_on)
        self.remove.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.left)
        self.switch.clicked.connect(self._on_switch)
        self.sheet.kept_changed.connect(self.go_on.setEnabled)
        for entry in (
            self.passphrase.submitted,
            self.code.returnPressed,
            self.chosen.submitted,
        ):
            entry.connect(self._on_go_on)

    @property
    def is_busy(self) -> bool:
        """Whether the change is being made."""
        return self.go_on.is_busy

    def begin(self, change: Change, of: str) -> None:
        """Ask for a secret first.

        Args:
            change: What is wanted.
            of: What the way in is called that is to go.
        """
        self.forget()
        self.change, self._of = change, of
        self.title.setText(_TITLES[change])
        self.note.setText(_PROVE)
        self.show()
        self._show_way(by_code=False)

    def ask_for_passphrase(self) -> None:
        """Ask what the passphrase is to be."""
        self._step("It has to be typed twice.", self.chosen, action="Go on")
        self.chosen.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code(self, code: str) -> None:
        """Show a code that was drawn, until it is kept."""
        self._code = code
        action = "Encrypt everything anew" if self.change is Change.RENEW else "Use this code"
        self._step(_KEEP, self.sheet, action=action)
        self.go_on.setEnabled(False)
        self.sheet.show_code(code)

    def ask_to_confirm(self) -> None:
        """Ask whether a way in is really to go."""
        self._step(_REMOVE.format(title=f"“{self._of}”"), None, action="")
        self.remove.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self) -> None:
        """Show that the change is being made; it cannot be stopped any more."""
        self.go_on.show()
        self.go_on.set_busy("Working ...")
        self.cancel.hide()
        self.remove.hide()

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Say why a secret proves nothing; what was typed stays."""
        self.go_on.set_busy(None)
        field = self.code_field if self._by_code else self.passphrase_field
        field.set_error(" ".join(in_words(error)).strip())
        entry = self.code if self._by_code else self.passphrase.line
        entry.selectAll()
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Forget everything that was typed or shown."""
        self._code = ""
        self.passphrase.clear()
        self.code.clear()
        self.chosen.forget()
        self.sheet.forget()
        self.passphrase_field.set_error("")
        self.code_field.set_error("")
        self.go_on.set_busy(None)

    def _step(self, note: str, part: object, *, action: str) -> None:
        self.note.setText(note)
        for other in self._parts:
            other.setVisible(other is part)
        self.switch.hide()
        self.remove.hide()
        self.cancel.show()
        self.go_on.set_busy(None)
        self.go_on.setEnabled(True)
        self.go_on.setText(action)
        self.go_on.setVisible(bool(action))

    def _show_way(self, *, by_code: bool) -> None:
        self._by_code = by_code
        part = self.code_field if by_code else self.passphrase_field
        self._step(_PROVE, part, action="Go on")
        self.switch.setText("Use the passphrase" if by_code else "Use the recovery code")
        self.switch.show()
        entry = self.code if by_code else self.passphrase.line
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_switch(self) -> None:
        self._show_way(by_code=not self._by_code)

    @Slot()
    def _on_go_on(self) -> None:
        if self.is_busy or not self.go_on.isEnabled():
            return
        if not self.chosen.isHidden():
            if not self.chosen.complaint():
                self.passphrase_chosen.emit(self.chosen.secret())
        elif not self.sheet.isHidden():
            self.code_kept.emit(self._code, self.chosen.secret())
        else:
            self.go_on.set_busy("Checking ...")
            secret = self.code.text() if self._by_code else self.passphrase.text()
            self.secret_given.emit(secret, self._by_code)
