"""After sealing: what was made, that it was checked, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.signing.told import amount, headlines, mid, size
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow, SideBySide
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.steps import Chain, Link
from portfolio_app.ui.widgets.words import Card, Heading, PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.services.packs import Sealed
    from portfolio_app.ui.look import Look


class SealedScreen(QWidget):
    """The result of sealing. The groups at the right are read out to whoever asks."""

    left = Signal()

    def __init__(self, look: Look, sealed: Sealed) -> None:
        super().__init__()
        self._look = look
        self._sealed = sealed
        self.back = MainButton(look, "Back to the pack")
        self.folder = PlainButton(look, "Show in folder", icon="evidence")
        left, right = QWidget(), QWidget()
        self._tell(Column(look, gap="xl", parent=left))
        self._show_key(Column(look, gap="l", parent=right))
        buttons = Flow(look)
        buttons.add(self.back, self.folder)
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="The sealed pack"
        )
        scrolled.body.add(
            PageHeading(look, "Your pack is sealed"),
            SideBySide(look, left, right, least_width=860, shares=(3, 2)),
            buttons,
        )
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)
        self.first: QWidget = self.back
        self.back.clicked.connect(self.left)
        self.folder.clicked.connect(self._on_folder)

    def _tell(self, column: Column) -> None:
        look, found = self._look, self._sealed.verification
        lines = Column(look, gap="s")
        for line in headlines(found):
            style = look.theme.state(line.state)
            lines.add(
                IconWords(
                    look, style.icon, line.words, tone=Role.INK, icon_tone=style.colour,
                    face=Face.LEAD_STRONG, gap="m",
                )
            )  # fmt: skip
        for report in found.signatures:
            lines.add(Words(report.sentence, face=Face.SMALL, tone=Role.INK_2))
        if self._sealed.remark:
            lines.add(
                IconWords(
                    look, "state-problem", self._sealed.remark, icon_tone=Role.PROBLEM, gap="m"
                )
            )
        card = Card(look, inset="l", gap="s")
        card.body.add(
            IconWords(
                look, "evidence", self._sealed.path.name, tone=Role.INK, icon_tone=Role.ACCENT,
                face=Face.BODY_STRONG, gap="m",
            ),
            Words(f"{size(found)}. {amount(found)}.", face=Face.SMALL, tone=Role.INK_2),
            Words(
                f"Pack {self._sealed.pack_code}", face=Face.SMALL, tone=Role.INK_2,
                selectable=True,
            ),
            Words(f"In {self._sealed.path.parent}", face=Face.SMALL, tone=Role.INK_2),
        )  # fmt: skip
        column.add(lines, card, SectionHeading(look, "What to do next"), self._next())
        column.addStretch(1)

    def _next(self) -> Chain:
        missing = self._sealed.verification.missing
        steps = []
        if missing:
            first = missing[0]
            title = mid(first.role_title)
            who = f"{first.name}, {title}" if first.name else f"the {title}"
            steps = [
                f"Send the file to {who}. They sign it with this program, under Sign or check "
                "a document, and need no portfolio.",
                "When they ask, read out the sixteen groups of your key. So they know that it "
                "is yours.",
                "When the file comes back, choose Check a returned file.",
            ]
        else:
            steps = ["Nobody else signs. Hand the file in."]
        return Chain(self._look, [Link(title=step) for step in steps], name="What to do next")

    def _show_key(self, column: Column) -> None:
        card = Card(self._look, inset="xl", gap="m")
        own = self._sealed.verification.signatures[0]
        self.grid = FingerprintGrid(self._look, own.fingerprint, of=own.name)
        card.body.add(
            Heading("Your key, to be read out", face=Face.HEADING),
            Words(
                "Over the telephone or in the same room, never in the message that carries "
                "the file.",
                face=Face.SMALL,
                tone=Role.INK_2,
            ),
            self.grid,
        )
        column.add(card)
        column.addStretch(1)

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sealed.path.parent)))
