"""By which key a person signs: one they have, or one made for them here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import (
    IDENTITY,
    KEY_OPENS,
    KEY_PLACES,
    FileQuestion,
    PlaceField,
    documents,
    unused,
)
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField, TextLine
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.services.identities import IdentityService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask

PASSPHRASE_LEAST = 12
"""Characters of a new identity's passphrase; as for a portfolio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAnswer:
    """Where a person's key lies and what opens it. Kept in memory only while it is used."""

    path: Path
    passphrase: str
    new_name: str = ""
    """The name to make it for; empty for a key that is there."""


def ready_key(
    identities: IdentityService, answer: KeyAnswer, role: RoleId, progress: Progress
) -> KeyAnswer:
    """Make the key where it is a new one, and see that it opens; for the worker thread.

    Returns:
        The same answer for a key that is there now, so that trying again makes no second one.

    Raises:
        SignatureError: It does not open, or cannot be made.
        PortfolioError: The file cannot be read or written.
    """
    if answer.new_name:
        identities.new(answer.path, answer.new_name, role, answer.passphrase)
        return replace(answer, new_name="")
    identities.open(answer.path, answer.passphrase)
    return answer


class IdentityForm(QWidget):
    """Asks for a signing identity."""

    submitted = Signal()
    """Enter was pressed in the last line."""

    def __init__(self, look: Look, ask: Ask, *, name: str = "", role_title: str = "") -> None:
        """Make the form.

        Args:
            look: The theme in use.
            ask: Asks the person for a file.
            name: Whose identity a new one would be.
            role_title: As what it would sign, in mid-sentence.
        """
        super().__init__()
        self.way = Segments(
            look,
            [(False, "I have one"), (True, "Make one for me here")],
            name="Signing identity",
            value=False,
        )
        self.file = _known_place(look, ask)
        self.passphrase = PassphraseField(look)
        self.passphrase_field = LabelledField(
            look,
            "Passphrase",
            self.passphrase,
            explanation=KEY_OPENS,
        )
        self.name = LabelledField(look, "Name", TextLine(look, name))
        self.place = _new_place(look, ask, name)
        self.new_passphrase = PassphraseField(look, name="New passphrase")
        self.new_field = LabelledField(
            look,
            "New passphrase",
            self.new_passphrase,
            explanation=f"At least {PASSPHRASE_LEAST} characters.",
        )
        self.again = PassphraseField(look, name="Once more")
        self.again_field = LabelledField(look, "Once more", self.again)
        self._compose(look, role_title)
        self.way.chosen.connect(self._on_way)
        self.passphrase.submitted.connect(self.submitted)
        self.again.submitted.connect(self.submitted)

    @property
    def is_new(self) -> bool:
        """Whether one is to be made."""
        return bool(self.way.value())

    def answer(self) -> KeyAnswer | None:
        """Return what was answered, or None and say in place what is missing."""
        return self._new_answer() if self.is_new else self._known_answer()

    def show_problem(self, error: Exception) -> None:
        """Say in place why the key cannot be used; what was typed stays."""
        said = " ".join(part for part in in_words(error) if part)
        field: LabelledField = self.place if self.is_new else self.passphrase_field
        field.set_error(said)
        entry = self.place.line if self.is_new else self.passphrase.line
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def adopt(self, answer: KeyAnswer) -> None:
        """Take note that the key is there now and opens."""
        self.file.show_path(answer.path)
        self.passphrase.line.setText(answer.passphrase)
        self.way.set_value(False)
        self._show_way()

    def forget(self) -> None:
        """Forget every passphrase."""
        for secret in (self.passphrase, self.new_passphrase, self.again):
            secret.clear()

    def _compose(self, look: Look, role_title: str) -> None:
        self._known = QWidget()
        known = Column(look, gap="l", parent=self._known)
        known.add(self.file, self.passphrase_field)
        self._made = QWidget()
        made = Column(look, gap="l", parent=self._made)
        if role_title:
            explained = f"It will sign as {role_title}, on this and on later packs."
            made.add(Words(explained, face=Face.SMALL, tone=Role.INK_2))
        made.add(self.name, self.place, self.new_field, self.again_field)
        column = Column(look, gap="l", parent=self)
        column.add(self.way, self._known, self._made)
        self._show_way()

    def _known_answer(self) -> KeyAnswer | None:
        path, secret = self.file.path(), self.passphrase.text()
        self.passphrase_field.set_error("" if secret else "The passphrase is needed to sign.")
        if path is None or not secret:
            return None
        return KeyAnswer(path=path, passphrase=secret)

    def _new_answer(self) -> KeyAnswer | None:
        name, secret = self._name(), self.new_passphrase.text()
        self.name.set_error("" if name else "A name is needed: it stands in the signature.")
        path = self.place.path()
        short = len(secret.strip()) < PASSPHRASE_LEAST
        self.new_field.set_error(
            f"At least {PASSPHRASE_LEAST} characters, please." if short else ""
        )
        differs = secret != self.again.text() and not short
        self.again_field.set_error("The two are not the same." if differs else "")
        if path is None or not name or short or differs:
            return None
        return KeyAnswer(path=path, passphrase=secret, new_name=name)

    def _name(self) -> str:
        line = self.name.control
        return line.text().strip() if isinstance(line, TextLine) else ""

    @Slot(object)
    def _on_way(self, is_new: bool) -> None:
        self._show_way()

    def _show_way(self) -> None:
        self._known.setVisible(not self.is_new)
        self._made.setVisible(self.is_new)


def _file_name(name: str) -> str:
    """Return a name without the signs that file systems refuse."""
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " -’'.").strip(" .")
    return f"{kept}, signing identity" if kept else "Signing identity"


def _known_place(look: Look, ask: Ask) -> PlaceField:
    """Return the question for an identity that is there, in a file or on a card."""
    return PlaceField(
        look,
        "Identity file",
        FileQuestion(
            title="Your signing identity",
            kinds=IDENTITY,
            start=documents(),
            may_be_card=True,
        ),
        ask,
        explanation=KEY_PLACES,
    )


def _new_place(look: Look, ask: Ask, name: str) -> PlaceField:
    """Return the question for where a new identity is kept."""
    return PlaceField(
        look,
        "Keep it in",
        FileQuestion(
            title="Where to keep your signing identity",
            kinds=IDENTITY,
            start=unused(documents() / f"{_file_name(name)}.p12"),
            is_new=True,
        ),
        ask,
        explanation="A place that only you can open. You need it again for the next pack.",
    )
