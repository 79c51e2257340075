"""Selecting several pieces, by keyboard and by mouse, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.bars import WORD
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.ui.evidence.row import EvidenceRow
    from portfolio_app.ui.look import Look


class PickBar(Card):
    """How many are selected, and what can be done with them."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, inset=("s", "l"))
        self.amount = Words("", face=Face.BODY_STRONG, wrap=False)
        self.duplicate = PlainButton(look, "Duplicate", icon="copy")
        self.use = PlainButton(look, "Also use this for ...", icon="plus")
        self.use.hide()
        self.word = PlainButton(look, WORD.does, icon="export")
        self.remove = PlainButton(look, "Put in the bin", icon="trash")
        self.clear = QuietButton(look, "Select none")
        flow = Flow(look, gap="m")
        flow.add(self.amount, self.duplicate, self.use, self.word, self.remove, self.clear)
        self.body.add(flow)
        self.hide()


class Picking(QObject):
    """Knows which of the rows that are shown are selected."""

    duplicate_wanted = Signal(object)
    """A tuple of pieces."""
    remove_wanted = Signal(object)
    """A tuple of pieces."""
    word_wanted = Signal(str)
    """The id of the one piece that is to be written as a Word document."""
    changed = Signal()
    """Others may be selected than before."""

    def __init__(
        self, rows: Callable[[], Sequence[EvidenceRow]], bar: PickBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.bar = bar
        self._anchor: EvidenceRow | None = None
        """From where a stretch is selected."""
        bar.duplicate.clicked.connect(self._on_duplicate)
        bar.word.clicked.connect(self._on_word)
        bar.remove.clicked.connect(self._on_remove)
        bar.clear.clicked.connect(self._on_clear)

    def attach(self, row: EvidenceRow) -> None:
        """Answer to what is asked of a row."""
        row.asked.connect(self._on_asked)

    def picked(self) -> tuple[Evidence, ...]:
        """Return the pieces that are selected, in the order of the list."""
        return tuple(row.piece for row in self._shown() if row.is_picked)

    def refresh(self) -> None:
        """Select nothing that is not shown, and say how many are."""
        shown = self._shown()
        for row in self._rows():
            if row not in shown:
                row.set_picked(picked=False)
        if self._anchor not in shown:
            self._anchor = None
        amount = len(self.picked())
        words = f"{count(amount, 'piece')} selected"
        if amount and words != self.bar.amount.text():
            say(self.bar, words)
        self.bar.amount.setText(words if amount else "")
        self.bar.word.setVisible(amount == 1)
        self.bar.setVisible(bool(amount))
        self.changed.emit()

    def clear(self) -> None:
        """Select none."""
        for row in self._rows():
            row.set_picked(picked=False)
        self.refresh()

    def _shown(self) -> list[EvidenceRow]:
        return [row for row in self._rows() if not row.isHidden()]

    @Slot(object, str)
    def _on_asked(self, row: EvidenceRow, wanted: str) -> None:
        shown = self._shown()
        at = shown.index(row)
        match wanted:
            case "toggle":
                row.set_picked(picked=not row.is_picked)
                self._anchor = row
            case "to here":
                self._pick_to(shown, at)
            case "all":
                for each in shown:
                    each.set_picked(picked=True)
            case "none":
                self.clear()
            case "word" | "duplicate" | "remove":
                self._do(row.piece, wanted)
            case "up" | "down" | "pick up" | "pick down":
                to = at + (1 if wanted.endswith("down") else -1)
                if 0 <= to < len(shown):
                    shown[to].button.setFocus(Qt.FocusReason.TabFocusReason)
                    if wanted.startswith("pick"):
                        self._anchor = self._anchor or row
                        self._pick_to(shown, to)
        self.refresh()

    def _do(self, piece: Evidence, wanted: str) -> None:
        """Have something done with one piece; the bin takes those selected with it, too."""
        if wanted == "word":
            self.word_wanted.emit(piece.id)
        elif wanted == "duplicate":
            self.duplicate_wanted.emit((piece,))
        else:
            pieces = self.picked()
            self.remove_wanted.emit(pieces if piece in pieces else (piece,))

    def _pick_to(self, shown: list[EvidenceRow], at: int) -> None:
        """Select the stretch from where it began to `at`, and nothing else."""
        start = shown.index(self._anchor) if self._anchor in shown else at
        self._anchor = shown[start]
        first, last = sorted((start, at))
        for number, each in enumerate(shown):
            each.set_picked(picked=first <= number <= last)

    @Slot()
    def _on_duplicate(self) -> None:
        self.duplicate_wanted.emit(self.picked())

    @Slot()
    def _on_word(self) -> None:
        self.word_wanted.emit(self.picked()[0].id)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self.picked())

    @Slot()
    def _on_clear(self) -> None:
        self.clear()
        if shown := self._shown():
            shown[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
