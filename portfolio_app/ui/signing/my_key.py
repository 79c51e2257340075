"""The groups of a person's own key, to be read out to whoever compares them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import (
    IDENTITY,
    KEY_PLACES,
    FileQuestion,
    PlaceField,
    documents,
)
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.words import Card, Heading, PageHeading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.services.identities import IdentityService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner


class MyKeyPage(QWidget):
    """Opens an identity to show its groups: only the key itself proves what they are.

    A document would show the groups of whoever signed it, a forger's too.
    """

    def __init__(
        self, look: Look, identities: IdentityService, runner: TaskRunner, ask: Ask
    ) -> None:
        super().__init__()
        self._identities = identities
        self._runner = runner
        self.file = PlaceField(
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
        self.passphrase = PassphraseField(look)
        self.field = LabelledField(look, "Passphrase", self.passphrase)
        self.button = MainButton(look, "Show my key", icon="key")
        self.name = Heading("", face=Face.HEADING)
        self.grid = FingerprintGrid(look)
        self.card = Card(look, inset="xl", gap="m")
        self.card.body.add(
            self.name,
            Words(
                "Read all sixteen groups out, over the telephone or in the same room.",
                face=Face.SMALL,
                tone=Role.INK_2,
            ),
            self.grid,
        )
        self._compose(look)
        self.button.clicked.connect(self._on_show)
        self.passphrase.submitted.connect(self._on_show)

    def _compose(self, look: Look) -> None:
        left, right = QWidget(), QWidget()
        form = Column(look, gap="l", parent=left)
        form.add(self.file, self.field, self.button)
        form.addStretch(1)
        beside = Column(look, parent=right)
        beside.add(self.card)
        beside.addStretch(1)
        self.card.hide()
        scrolled = Scrolled(look, gap="xl", inset=("page_top", "page_side"), name="My key")
        scrolled.body.add(
            PageHeading(
                look, "My key", note="Whoever gets a document that you signed may ask for it."
            ),
            SideBySide(look, left, right, least_width=860, shares=(1, 1)),
        )
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)

    @Slot()
    def _on_show(self) -> None:
        path, secret = self.file.path(), self.passphrase.text()
        self.field.set_error("" if secret else "The passphrase opens the file.")
        if path is None or not secret or self.button.is_busy:
            return
        self.button.set_busy("Opening ...")
        self._runner.run(
            partial(self._open, path, secret), done=self._on_opened, failed=self._on_failed
        )

    def _open(self, path: Path, secret: str, progress: Progress) -> tuple[str, str]:
        identity = self._identities.open(path, secret)
        return identity.name, identity.fingerprint

    @Slot(object)
    def _on_opened(self, opened: tuple[str, str]) -> None:
        name, fingerprint = opened
        self.button.set_busy(None)
        self.passphrase.clear()
        self.name.setText(f"Key of {name}")
        self.grid.show_fingerprint(fingerprint, of=name)
        self.card.show()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.button.set_busy(None)
        self.card.hide()
        self.field.set_error(" ".join(part for part in in_words(error) if part))
