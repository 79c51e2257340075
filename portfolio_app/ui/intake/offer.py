"""Where the words of a file would go: the person may send each of them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.intake.column import emptied, ticked
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import CheckLine, DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow, SideBySide
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Card, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.arriving import ArrivedFile, Portion, Proposal
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FieldPath, FormId
    from portfolio_app.ui.look import Look

UNSORTED: Final = "The unsorted note"
_NOTE: Final = "Every sentence is in one of them."
BESIDE: Final = 620
"""Px at 100 %: from this width on, a passage and its place stand side by side."""
_SHOWN: Final = 400
"""Characters of a passage that are shown; all of it is kept."""


class Offer(QWidget):
    """The kind of evidence, the passages with their places, and the files that come along."""

    form_chosen = Signal(object)
    """A `FormId`: the same file as another kind of evidence."""
    kept = Signal()
    left = Signal()
    rebuilt = Signal()
    """It has new controls: Tab is to be led through them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._files: Sequence[ArrivedFile] = ()
        self.proposal: Proposal | None = None
        self.facts = Words("", tone=Role.INK_2)
        self.form = DropDown(look, [], name="It becomes")
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.places: list[DropDown] = []
        self.files: list[CheckLine] = []
        self.keep = MainButton(look, "Keep it", icon="check")
        self.leave = QuietButton(look, "Not now")
        self._words = SectionHeading(look, "Where its words go", note=_NOTE)
        self._passages = Column(look, gap="m")
        self._files_heading = SectionHeading(look, "Files that come along")
        self._boxes = Column(look, gap="s")
        self._remarks = Column(look, gap="s")
        buttons = Flow(look)
        buttons.add(self.keep, self.leave)
        whole = Column(look, gap="l", parent=self)
        whole.add(self.facts, LabelledField(look, "It becomes", self.form), self.about)
        whole.add(self._remarks)
        whole.add(self._files_heading, self._boxes)
        whole.add(self._words, self._passages, buttons)
        self.form.chosen.connect(self._on_form)
        self.keep.clicked.connect(self.kept)
        self.leave.clicked.connect(self.left)

    def show_file(
        self,
        kind: str,
        facts: Sequence[tuple[str, str]],
        files: Sequence[ArrivedFile],
        forms: Sequence[Form],
        remarks: Sequence[str],
    ) -> None:
        """Show what a file is and what it brings along."""
        told = [f"{name}: {words}" for name, words in facts]
        self.facts.setText("\n".join((f"This is {kind}.", *told)))
        self.form.show_options([(form.id, form.title) for form in forms])
        self._files = files
        emptied(self._boxes)
        self.files = [ticked(self._look, "Attach ", file.name) for file in files]
        for box in self.files:
            self._boxes.add(box)
        self._files_heading.setVisible(bool(files))
        emptied(self._remarks)
        for remark in dict.fromkeys(remarks):
            self._remarks.add(Notice(self._look, State.PARTLY, remark))

    def show_proposal(self, proposal: Proposal) -> None:
        """Show where the words would go."""
        self.proposal = proposal
        self.form.set_value(proposal.form.id)
        self.about.setText(proposal.form.about)
        emptied(self._passages)
        self.places = []
        options = [(one.path, one.title) for one in proposal.destinations]
        for number, portion in enumerate(proposal.portions, 1):
            self._passages.add(self._passage(number, portion, options))
        self._words.setVisible(bool(proposal.portions))
        self.rebuilt.emit()

    def clear(self) -> None:
        """Hold nothing of a file any more: no words, and no names."""
        self.proposal = None
        self._files = ()
        self.files, self.places = [], []
        self.facts.setText("")
        for column in (self._boxes, self._remarks, self._passages):
            emptied(column)
        self.keep.set_busy(None)

    def chosen_files(self) -> tuple[ArrivedFile, ...]:
        """Return the files that are to be attached."""
        pairs = zip(self._files, self.files, strict=True)
        return tuple(file for file, box in pairs if box.isChecked())

    def _passage(
        self, number: int, portion: Portion, options: Sequence[tuple[FieldPath, str]]
    ) -> Card:
        card = Card(self._look, gap="m", inset="m")
        place = DropDown(self._look, [(None, UNSORTED), *options])
        place.set_value(portion.path)
        place.setProperty("number", number - 1)
        place.chosen.connect(self._on_place)
        self.places.append(place)
        card.body.add(
            SideBySide(
                self._look,
                Words(_shown(portion.shown or portion.text)),
                LabelledField(self._look, f"Passage {number} goes to", place),
                least_width=BESIDE,
                shares=(3, 2),
                gap="l",
            )
        )
        return card

    @Slot(object)
    def _on_form(self, form_id: FormId) -> None:
        self.form_chosen.emit(form_id)

    @Slot(object)
    def _on_place(self, path: object) -> None:
        sender = self.sender()
        if self.proposal is not None and isinstance(sender, DropDown):
            number = int(sender.property("number"))
            self.proposal = self.proposal.moved(number, path)  # type: ignore[arg-type]


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
