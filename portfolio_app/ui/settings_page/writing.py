"""How a person's own text looks, whether its spelling is looked at, and their own words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.settings import FAMILIES, SIZES
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.theme import Writing
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fields import CheckLine, DropDown, LabelledField
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import UndoNotice
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.own_words import OwnWord
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings

NAMES: Final = ("Noto Sans", "Noto Serif", "DejaVu Sans, wider letters")
"""Of the typefaces, in their order."""
SAMPLE: Final = (
    "She let me in at the second knock. I write it as I would say it, and the page keeps up."
)


class WritingSection(Section):
    """Applies at once, here and wherever somebody writes."""

    changed = Signal()
    areas = Area.SPELLING
    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "Writing", note="Your own text, not the pack.")
        look = around.look
        self.family = DropDown(look, list(zip(FAMILIES, NAMES, strict=True)))
        self.text_size = DropDown(look, [(size, f"{size} px") for size in SIZES])
        self.sample = TextArea(look, SAMPLE, lines=2, name="A sample of your text")
        self.sample.setReadOnly(True)
        self.spelling = CheckLine(look, "Mark words that may be misspelt")
        self.removals: list[QuietButton] = []
        self.undo = UndoNotice(look, "")
        self.undo.hide()
        self._removed: OwnWord | None = None
        self._list = Column(look, gap="xs")
        self.body.add(
            LabelledField(look, "Typeface", self.family),
            LabelledField(look, "Size", self.text_size),
            self.sample,
            self.spelling,
            Words("Your words", face=Face.BODY_STRONG),
            self.undo,
            self._list,
        )
        self.family.chosen.connect(self._on_look)
        self.text_size.chosen.connect(self._on_look)
        self.spelling.toggled.connect(self.changed)
        self.undo.undone.connect(self._on_undone)

    def show_writing(self, writing: Writing, *, spelling: bool) -> None:
        """Show what is chosen."""
        self.family.set_value(writing.family)
        self.text_size.set_value(writing.size)
        blocked = self.spelling.blockSignals(True)
        self.spelling.setChecked(spelling)
        self.spelling.blockSignals(blocked)

    def reload(self) -> None:
        """Read the person's own words."""
        self.read(self._read, self._show)

    def let_go(self) -> None:
        """Offer no word back any more."""
        self._removed = None
        self.undo.set_text("")
        self.undo.hide()

    def _read(self, progress: Progress) -> tuple[OwnWord, ...]:
        return self.around.portfolio.spelling.own_words()

    @Slot(object)
    def _show(self, words: tuple[OwnWord, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.removals = []
        for own in words:
            self._list.add(self._row(own))
        if not words:
            none = (
                "None yet. Add one where it is marked in a text: the menu of the word, or F7."
            )
            self._list.add(Words(none, tone=Role.INK_2))
        self.rebuilt.emit()

    def _row(self, own: OwnWord) -> QWidget:
        look = self.around.look
        remove = QuietButton(look, "Remove", name=f"Remove “{own.word}”", flush=True)
        remove.setEnabled(not self.around.portfolio.bar)
        remove.clicked.connect(partial(self._on_remove, own))
        self.removals.append(remove)
        part = QWidget()
        row = Row(look, gap="l", parent=part)
        row.add(Words(own.word), stretch=1)
        row.add(remove, align=Qt.AlignmentFlag.AlignVCenter)
        return part

    def _on_remove(self, own: OwnWord) -> None:
        self._removed = own
        self.undo.set_text(f"“{own.word}” is no longer among your words")
        self.undo.show()
        self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.store(partial(self._remove, own))

    @Slot()
    def _on_undone(self) -> None:
        own, self._removed = self._removed, None
        self.undo.hide()
        if own is not None:
            self.store(partial(self._put_back, own))

    def _remove(self, own: OwnWord, progress: Progress) -> None:
        self.around.portfolio.spelling.remove(own.word)

    def _put_back(self, own: OwnWord, progress: Progress) -> None:
        self.around.portfolio.spelling.put_back(own)

    @Slot(object)
    def _on_look(self, chosen: object) -> None:
        self.around.look.set_writing(
            Writing(family=str(self.family.value()), size=int(str(self.text_size.value())))
        )
        self.changed.emit()
