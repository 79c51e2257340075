"""How packs are sealed and signed on this computer, unless something else is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.services.pack_settings import PackSettings, is_address
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.widgets.fields import CheckLine, LabelledField, TextLine
from portfolio_app.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings

NUMBERINGS = ((Numbering.CONTINUOUS, "1, 2, 3 ..."), (Numbering.SECTIONS, "A1, A2 ... B1"))


class PacksSection(Section):
    """The time authority, what is kept for long, and how pages are numbered.

    Without an address of a time authority nothing of this goes to the network.
    """

    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "Sealing and signing", note="On this computer, for every pack."
        )
        look = around.look
        self.address = TextLine(look, hint="https://")
        self.address_field = LabelledField(
            look,
            "Time authority",
            self.address,
            explanation="Confirms when you signed. It gets a checksum of your signature and "
            "nothing of the pack. Leave this empty, and nothing goes to the network.",
        )
        self.long_term = CheckLine(look, "Keep evidence for later years in the pack")
        self.long_term_field = LabelledField(
            look,
            "For how long it can be checked",
            self.long_term,
            explanation="Adds the certificates of all authorities and their lists of withdrawn "
            "ones, fetched when you sign. Your certificate must name such a list.",
        )
        self.numbering = Segments(look, NUMBERINGS, name="Page numbers")
        self.numbering_field = LabelledField(
            look,
            "Page numbers",
            self.numbering,
            explanation="From 1 to the last page, or each section by its own letter.",
        )
        self._kept = PackSettings()
        self.body.add(self.address_field, self.long_term_field, self.numbering_field)
        self.address.editingFinished.connect(self._on_changed)
        self.long_term.clicked.connect(self._on_changed)
        self.numbering.chosen.connect(self._on_changed)

    def reload(self) -> None:
        """Read what was chosen."""
        self.run(self._read, self._show)

    def _read(self, progress: Progress) -> PackSettings:
        return self.around.program.pack_settings.read()

    @Slot(object)
    def _show(self, kept: PackSettings) -> None:
        self._kept = kept
        if not self.address.hasFocus():
            self.address.setText(kept.timestamp_url)
        self.long_term.setChecked(kept.long_term)
        self.long_term.setEnabled(bool(kept.timestamp_url))
        self.numbering.set_value(kept.numbering)

    @Slot()
    def _on_changed(self) -> None:
        url = self.address.text().strip()
        sound = not url or is_address(url)
        self.address_field.set_error(
            "" if sound else "An address begins with https:// or http://."
        )
        if not sound:
            return
        self.long_term.setEnabled(bool(url))
        chosen = PackSettings(
            timestamp_url=url,
            long_term=bool(url) and self.long_term.isChecked(),
            numbering=Numbering(str(self.numbering.value())),
        )
        self.long_term.setChecked(chosen.long_term)
        if chosen != self._kept:
            self._kept = chosen
            self.store(partial(self._keep, chosen))

    def _keep(self, chosen: PackSettings, progress: Progress) -> None:
        self.around.program.pack_settings.keep(chosen)
