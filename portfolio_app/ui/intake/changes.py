"""What was written elsewhere: each answer with its differences, to be taken over or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.intake.column import emptied, ticked
from portfolio_app.ui.intake.marked import marked, spoken
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Card, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.returned import Returned, ReturnedAnswer
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.fields import CheckLine

FORMER = "The file has an older wording. Leave this unticked to keep what you wrote since."
BOTH = "This was changed here too since the file was written. Only one wording can stay."
FORMATTED = "The words are the same; headings, lists or bold words differ."
OUTSIDE = "Goes to an unsorted note."


class Changes(QWidget):
    """A card for each answer that differs, and what else the file holds."""

    taken = Signal()
    left = Signal()
    rebuilt = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._returned: Returned | None = None
        self.boxes: list[CheckLine] = []
        self._texts: list[tuple[Words, ReturnedAnswer]] = []
        self._told = Column(look, gap="s")
        self._cards = Column(look, gap="m")
        self._outside = SectionHeading(look, "Written outside the answers", note=OUTSIDE)
        self.outside = Words("", selectable=True)
        self.take = MainButton(look, "Take over what is ticked", icon="check")
        self.leave = QuietButton(look, "Not now")
        buttons = Flow(look)
        buttons.add(self.take, self.leave)
        whole = Column(look, gap="l", parent=self)
        whole.add(self._told, self._cards, self._outside, self.outside, buttons)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        look.changed.connect(self._mark)

    def show_returned(self, returned: Returned) -> None:
        """Show what would change."""
        self._returned = returned
        for column in (self._told, self._cards):
            emptied(column)
        for state, words in _told(returned):
            self._told.add(Notice(self._look, state, words))
        self.boxes, self._texts = [], []
        for change in returned.changes:
            self._cards.add(self._card(change))
        self._mark()
        words = "\n".join(returned.unsorted)
        self.outside.setText(words)
        self._outside.setVisible(bool(words))
        self.outside.setVisible(bool(words))
        self.take.setVisible(bool(returned.changes or returned.unsorted))
        self.rebuilt.emit()

    def clear(self) -> None:
        """Hold nothing of a file any more: no words, and no names."""
        self._returned = None
        self.boxes, self._texts = [], []
        self.outside.setText("")
        for column in (self._told, self._cards):
            emptied(column)
        self.take.set_busy(None)

    def chosen(self) -> tuple[ReturnedAnswer, ...]:
        """Return the answers that are to be taken over."""
        changes = self._returned.changes if self._returned else ()
        pairs = zip(changes, self.boxes, strict=True)
        return tuple(change for change, box in pairs if box.isChecked())

    def _card(self, change: ReturnedAnswer) -> Card:
        card = Card(self._look, gap="s", inset="m")
        box = ticked(self._look, "", change.piece_title, f": {change.title}")
        box.setChecked(change.is_plain)
        self.boxes.append(box)
        text = Words("", rich=True, selectable=True)
        self._texts.append((text, change))
        card.body.add(box, text)
        for words in _cautions(change):
            card.body.add(Words(words, face=Face.SMALL, tone=Role.INK_2))
        return card

    @Slot()
    def _mark(self) -> None:
        for text, change in self._texts:
            text.setText(marked(self._look.theme, change.before, change.after))
            text.setAccessibleName(spoken(change.before, change.after) or FORMATTED)


def _told(returned: Returned) -> Iterator[tuple[State, str]]:
    """Yield what there is to know before the answers."""
    if not returned.changes:
        yield State.MET, "No answer in the file differs from the portfolio."
    if returned.absent:
        answers = count(returned.absent, "answer")
        yield State.WAITING, f"{answers} not found in the file. What is here stays as it is."
    if returned.unknown:
        pieces = count(returned.unknown, "piece")
        yield (
            State.PARTLY,
            f"{pieces} in the file not found in this portfolio. What was written there is "
            "among the words outside the answers.",
        )
    for remark in returned.remarks:
        yield State.PARTLY, remark


def _cautions(change: ReturnedAnswer) -> Iterator[str]:
    if change.is_former:
        yield FORMER
    elif change.both_changed:
        yield BOTH
    if change.formatting_only:
        yield FORMATTED
    if change.loosened == 1:
        yield "One claim would lose the words it stands on. It stays, marked as loosened."
    elif change.loosened:
        yield (
            f"{change.loosened} claims would lose the words they stand on. They stay, marked "
            "as loosened."
        )
