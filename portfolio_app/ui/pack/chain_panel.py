"""The right of the Pack screen: who signs, the button that seals, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from portfolio_app.model.domain.wording import day, in_days, small, weekday
from portfolio_app.ui.pack.chain import Person, links_after, links_before
from portfolio_app.ui.signing.told import headlines, mid
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.steps import SignOffChain
from portfolio_app.ui.widgets.words import Hairline, SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing

AGAIN = "What you change now is not in the sealed pack. Sealing again makes a new one."


class ChainPanel(Scrolled):
    """Says of each person how they stand; asks for the name of whoever has none."""

    seal_wanted = Signal()
    """Ready, or for a reason although something is missing."""
    way_out_wanted = Signal()
    """The reason why the pack cannot be sealed was pressed."""
    named = Signal(str, str)
    """The id of a role, and who holds it."""
    check_wanted = Signal()
    """A file that came back is to be checked."""
    details_wanted = Signal()
    """Every signature of the file that came back is to be shown."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap="l", inset=("l", "l", "xs", "l"), name="Seal and sign")
        self._look = look
        self._unnamed: Person | None = None
        self._returned: Verification | None = None
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.chain = SignOffChain(look, name="Who signs")
        self.name = TextLine(look)
        self.name_field = LabelledField(look, "", self.name)
        self.keep_name = PlainButton(look, "Keep the name")
        self.seal = MainButton(look, "Seal the pack", icon="seal")
        self.seal.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.seal.setEnabled(False)  # until it is known what is left to do
        self.reason = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.way_out = QuietButton(look, "Show what is left", flush=True)
        self.anyway = QuietButton(look, "Seal for a reason ...", flush=True)
        self.past = IconWords(look, "pack", "")
        self.returned = Column(look, gap="s")
        self.check = QuietButton(look, "Check a returned file", icon="search", flush=True)
        self.details = QuietButton(look, "See every signature", flush=True)
        self.submit = IconWords(look, "calendar", "", icon_tone=Role.ACCENT)
        self._compose()
        self._connect()

    def show_standing(self, found: Standing) -> None:
        """Show who signs, and whether the pack can be sealed."""
        others = len(found.people) - 1
        people = "one person signs" if others == 1 else f"{small(others)} people sign"
        self.about.setText(
            f"Sealing fixes every page. You go first, then {people} in this order."
            if others
            else "Sealing fixes every page. Nobody else signs."
        )
        if self._returned is None:
            self.chain.show_links(links_before(found.people, len(found.things)))
        else:
            self.chain.show_links(links_after(found.people, self._returned))
        self._show_unnamed(found)
        self._show_seal(found)
        self._show_past(found)

    def show_returned(self, found: Verification | None) -> None:
        """Take the result of a file that came back; shown by the next `show_standing`."""
        self._returned = found
        while item := self.returned.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for line in headlines(found) if found else ():
            style = self._look.theme.state(line.state)
            self.returned.add(
                IconWords(self._look, style.icon, line.words, icon_tone=style.colour)
            )
        self.details.setVisible(found is not None)

    def _compose(self) -> None:
        heading = Column(self._look, gap="xs")
        heading.add(SectionHeading(self._look, "Seal and sign", line=False), self.about)
        asking = Column(self._look, gap="s")
        asking.add(self.name_field, self.keep_name)
        sealing = Column(self._look, gap="s")
        sealing.add(self.seal, self.reason, self.way_out, self.anyway)
        self.way_out.hide()
        self.anyway.hide()
        back = Column(self._look, gap="s")
        back.add(self.past, self.returned, self.details, self.check)
        self.body.add(heading, self.chain, asking, sealing)
        self._line = Hairline(self._look)
        self.body.add(self._line, back, self.submit)
        self.body.addStretch(1)
        self.details.hide()

    def _connect(self) -> None:
        self.seal.clicked.connect(self.seal_wanted)
        self.way_out.clicked.connect(self.way_out_wanted)
        self.anyway.clicked.connect(self.seal_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.details.clicked.connect(self.details_wanted)
        self.keep_name.clicked.connect(self._on_name)
        self.name.returnPressed.connect(self._on_name)

    def _show_unnamed(self, found: Standing) -> None:
        before = self._unnamed
        self._unnamed = next((person for person in found.people if not person.name), None)
        asks = self._unnamed is not None
        if self._unnamed is not None and self._unnamed != before:
            label = f"Who is the {mid(self._unnamed.title)}?"
            self.name_field.label.setText(label)
            self.name.setAccessibleName(label)
            self.name.clear()
        self.name_field.setVisible(asks)
        self.keep_name.setVisible(asks)

    def _show_seal(self, found: Standing) -> None:
        left, blocked = len(found.things), len(found.blocking)
        self.seal.setEnabled(not left and not blocked)
        self.seal.setText("Seal again" if found.seals else "Seal the pack")
        number = "thing is" if left == 1 else f"{small(left)} things are"
        reason = f"You can seal when the {number} done." if left else ""
        if blocked:
            files = "file" if blocked == 1 else f"{small(blocked)} files"
            reason = f"The {files} under Worth a look cannot be bound in. Put that right first."
        elif found.seals and not left:
            reason = AGAIN
        self.reason.setText(reason)
        self.seal.setAccessibleDescription(reason)
        self.reason.setVisible(bool(reason))
        self.way_out.setVisible(bool(left or blocked))
        self.anyway.setVisible(bool(left) and not blocked)

    def _show_past(self, found: Standing) -> None:
        self.past.setVisible(bool(found.seals))
        self.check.setVisible(bool(found.seals))
        if found.seals:
            last = found.seals[-1]
            when = day(last.sealed_at.astimezone().date())
            words = f"Sealed on {when}. Version {last.version}, pack {last.pack_code}."
            self.past.set_words("pack", words)
        due = found.portfolio.submit_by or found.portfolio.panel_on
        verb = "Hand in by" if found.portfolio.submit_by else "Panel on"
        if due:
            words = f"{verb} {weekday(due)}, {in_days(due, found.today)}"
            self.submit.set_words("calendar", words, icon_tone=Role.ACCENT)
        self.submit.setVisible(due is not None)
        self._line.setVisible(due is not None or bool(found.seals))

    @Slot()
    def _on_name(self) -> None:
        name = self.name.text().strip()
        self.name_field.set_error("" if name else "A name, please.")
        if name and self._unnamed is not None:
            self.named.emit(self._unnamed.role, name)
