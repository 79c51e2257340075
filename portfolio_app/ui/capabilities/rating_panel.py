"""How the practitioner sees themselves in one capability: rate, note why, look back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import day
from portfolio_app.ui.announcing import say
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import UndoNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.model.domain.ratings import Scale, SelfRating
    from portfolio_app.model.domain.stages import Stage
    from portfolio_app.ui.look import Look

ABOUT = "Your own view, kept with its date. It is never printed."
BETWEEN = "Between stages"
CHOOSE = "Choose above how you see yourself; then it can be kept."

Chosen: TypeAlias = tuple[object, object]
"""A step and the id of a stage, as far as they are chosen."""


class RatingPanel(QWidget):
    """Steps, a stage, a note; below, every rating so far, the latest first."""

    rated = Signal(str, str, str)
    """The step, the id of the stage, and the note."""
    taken_back = Signal()
    put_back = Signal(object)
    """The `SelfRating` that was taken back."""
    noted = Signal(str)
    """The note so far; it is on the disk before a step is kept."""

    def __init__(
        self, look: Look, scale: Scale, stages: Sequence[Stage], coming: str, *, can_write: bool
    ) -> None:
        """Make a panel.

        Args:
            look: The theme in use.
            scale: The steps on offer.
            stages: The stages of the pathway that are held; may be none.
            coming: The id of the next one.
            can_write: Whether anything may be stored.
        """
        super().__init__()
        self._look = look
        self._titles: Mapping[str, str] = {stage.id: stage.title for stage in stages}
        self._taken: SelfRating | None = None
        self._latest: SelfRating | None = None
        self._known = ""
        explained = zip(scale.steps, scale.explanations, strict=True)
        choices = [Choice(value=step, title=step, text=text) for step, text in explained]
        self.steps = ChoiceList(look, choices, name="How you see yourself", columns=2)
        options = [("", BETWEEN), *((stage.id, stage.title) for stage in stages)]
        self.stage = DropDown(look, options)
        self.stage.set_value(coming)
        self._coming = coming
        self.note = TextArea(look, lines=2)
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        self.missing = IconWords(look, "state-problem", CHOOSE, tone=Role.PROBLEM)
        self.keep = PlainButton(look, "Keep this rating", icon="check")
        self.undo = UndoNotice(look, "Your last rating is taken back", icon="history")
        for part in (self.saved, self.missing, self.undo):
            part.hide()
        self.back = QuietButton(look, "Take the last rating back", icon="undo", flush=True)
        self._past = Column(look, gap="s")
        self._compose(scale)
        self._connect()
        for control in (self.steps, self.stage, self.note, self.keep, self.back):
            control.setEnabled(can_write)

    def _connect(self) -> None:
        self.note.edited.connect(self._on_noted)
        self.steps.chosen.connect(self.missing.hide)
        self.keep.clicked.connect(self._on_kept)
        self.back.clicked.connect(self.taken_back)
        self.undo.undone.connect(self._on_undone)

    def _compose(self, scale: Scale) -> None:
        look = self._look
        said = f"{ABOUT} {scale.source} {scale.certainty.advice}".rstrip()
        column = Column(look, gap="m", parent=self)
        column.add(Words(said, face=Face.SMALL, tone=Role.INK_2), self.steps)
        if self._titles:
            column.add(LabelledField(look, "For which stage", self.stage))
        column.add(LabelledField(look, "Because", self.note))
        buttons = Flow(look, gap="m")
        buttons.add(self.keep, self.back, self.saved)
        column.add(self.missing, buttons, self.undo, self._past)

    def show_ratings(self, made: Sequence[SelfRating]) -> None:
        """Show what was kept so far, the latest first."""
        while (item := self._past.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for rating in reversed(made):
            self._past.add(_past(self._look, rating, self._titles))
        self.back.setVisible(bool(made))
        latest = made[-1] if made else None
        if latest == self._latest:
            return
        stays = self.unkept()
        self._latest = latest
        if not stays:  # what was chosen since then stays chosen
            self.steps.set_value(self._level())

    def unkept(self) -> Chosen | None:
        """Return what is chosen and not kept yet; None if all is as the latest rating."""
        step, stage = self.steps.value(), self.stage.value()
        stages = {self._coming, self._latest.stage if self._latest else self._coming}
        return None if step == self._level() and stage in stages else (step, stage)

    def _level(self) -> str | None:
        """Return the step of the latest rating, if it is still on offer."""
        steps = [card.choice.value for card in self.steps.cards()]
        return self._latest.level if self._latest and self._latest.level in steps else None

    def choose(self, chosen: Chosen) -> None:
        """Choose again what was chosen before the person went elsewhere."""
        self.steps.set_value(chosen[0])
        self.stage.set_value(chosen[1])

    def show_note(self, note: str) -> None:
        """Show the note as far as it was written, without announcing it."""
        self._known = note
        if self.note.text() != note:
            self.note.set_text(note)

    def take_over(self, former: RatingPanel) -> None:
        """Go on where a panel that this one replaces was left: step, stage, note, cursor."""
        if chosen := former.unkept():
            self.choose(chosen)
        if former.note.hasFocus():  # else what was read is as new, or newer
            self.show_note(former.note.text())
            go_on_writing(self.note, former.note)

    def settle(self, *, stored: bool) -> None:
        """End the keeping of a rating: its note goes only when the rating is stored."""
        self.keep.set_busy(None)
        self.note.setReadOnly(False)
        if stored:
            self.show_note("")

    def past(self) -> list[str]:
        """Return what is said of each rating so far."""
        places = (self._past.itemAt(at) for at in range(self._past.count()))
        shown = (place.widget() for place in places if place)
        return [part.accessibleName() for part in shown if part]

    def offer_back(self, taken: SelfRating) -> None:
        """Offer to keep a rating again."""
        self._taken = taken
        self.undo.show()

    def let_go(self) -> None:
        """Offer nothing back any more: its note may name somebody who was erased."""
        self._taken = None
        self.undo.hide()

    @Slot()
    def _on_kept(self) -> None:
        if self.keep.is_busy:
            return
        if self.steps.value() is None:
            self._ask_for_step()
            return
        self.undo.hide()
        self.keep.set_busy("Keeping ...")
        self.note.setReadOnly(True)
        step, stage = str(self.steps.value()), str(self.stage.value() or "")
        self.rated.emit(step, stage, self.note.text())

    def _ask_for_step(self) -> None:
        """Say that nothing is chosen yet, with the keyboard where it is."""
        self.missing.show()
        self.steps.cards()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        say(self, CHOOSE)

    @Slot(str)
    def _on_noted(self, note: str) -> None:
        if note != self._known:  # else laid out anew, at another text size
            self._known = note
            self.noted.emit(note)

    @Slot()
    def _on_undone(self) -> None:
        taken, self._taken = self._taken, None
        self.undo.hide()
        if taken:
            self.put_back.emit(taken)


def _past(look: Look, rating: SelfRating, titles: Mapping[str, str]) -> QWidget:
    """Return one look back: when, at which stage, what, why."""
    stage = titles.get(rating.stage, rating.stage)
    when = f"{day(rating.rated_at.date())}, {stage}" if stage else day(rating.rated_at.date())
    part = QWidget()
    part.setAccessibleName(f"{when}: {rating.level}")
    column = Column(look, gap="none", parent=part)
    column.add(Words(f"{when}: {rating.level}", face=Face.SMALL_STRONG))
    if rating.note:
        column.add(Words(rating.note, face=Face.SMALL, tone=Role.INK_2))
    return part


def go_on_writing(text: TextArea, former: TextArea) -> None:
    """Put keyboard and cursor where they were in a text that this one replaces."""
    cursor = text.textCursor()
    cursor.setPosition(min(former.textCursor().position(), len(text.text())))
    text.setTextCursor(cursor)
    text.setFocus(Qt.FocusReason.OtherFocusReason)
