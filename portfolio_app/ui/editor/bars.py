"""The bars above and below the page: what is open, whether it is saved, how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.shortfalls import empty_slots
from portfolio_app.model.domain.slots import chosen_model
from portfolio_app.model.domain.wording import count, day, words
from portfolio_app.ui.editor.saver import Saving
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import Bar
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Heading, Strip, Words

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

BACK = Keys(does="Back to the evidence", keys=("Alt+Left",))
WORD = Keys(does="Write in Word ...")
"""Offered for a piece, here and in the list of all; done elsewhere."""
PROSE = frozenset((FieldKind.PROSE, FieldKind.SECTIONS))
BAR_WIDTH = 120
"""Width in px at 100 % of the bar that shows how much of the expected has been written."""


FOCUS_SHOWN = 900
"""Width in px at 100 % from which there is room for focus mode beside the title."""
WORD_SHOWN = 600
"""The same for writing in Word."""
MORE = 1.25
"""How often over what is expected is said to be more; ours."""


class TitleBar(Strip):
    """Back, what is open, and the one place where "Saved" is said."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(side="bottom")
        self.back = IconButton(look, "arrow-left", BACK.does)
        self.back.setToolTip(BACK.tip)
        self.title = Heading("", face=Face.HEADING)
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        self.focus = QuietButton(look, "Focus mode", icon="focus")
        self.word = IconButton(look, "export", WORD.does)
        self.claims = PlainButton(look, "Claims", icon="claim")
        self.claims.setCheckable(True)
        self.claims.hide()
        row = Row(look, gap="m", inset=("s", "l"), parent=self)
        row.add(self.back)
        row.add(self.title, stretch=1)
        row.add(self.saved, self.focus, self.word, self.claims)
        self._look = look
        self._said: tuple[Saving, datetime | None, date] | None = None
        self._measure()
        look.changed.connect(self._measure)
        self.saved.hide()
        self.back.clicked.connect(self.left)

    @Slot()
    def _measure(self) -> None:
        self.setMinimumHeight(self._look.theme.size.title_bar)

    def show_saving(self, saving: Saving, at: datetime | None, today: date) -> None:
        """Say where the work is."""
        if (saving, at, today) == self._said:
            return  # asked at every key, and the words would be laid out anew
        self._said = (saving, at, today)
        if saving is Saving.UNDER_WAY:
            self.saved.set_words("clock", "Saving ...", tone=Role.INK_2)
        elif saving is Saving.FAILED:
            self.saved.set_words("state-problem", "Not saved", tone=Role.PROBLEM)
        elif at is not None:
            self.saved.set_words("check", saved_in_words(at, today), tone=Role.MET)
        self.saved.show()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the title where there is little: both are found by Ctrl+K, too."""
        super().resizeEvent(event)
        self.word.setVisible(self.width() >= self._look.theme.px(WORD_SHOWN))
        self.focus.setVisible(self.width() >= self._look.theme.px(FOCUS_SHOWN))


class StatusBar(Strip):
    """How much is written, how much is expected, and how far the model has been followed."""

    def __init__(self, look: Look) -> None:
        super().__init__(side="top")
        self._look = look
        self.words = Words("", face=Face.SMALL_STRONG, wrap=False)
        self.expected = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.bar = Bar(look, "Words written of those expected")
        self.parts = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.length = IconWords(look, "pack", "", tone=Role.INK_2, wrap=False)
        self.length.hide()
        flow = Flow(look, gap="l")
        Column(look, inset=("s", "xl"), parent=self).add(flow)
        flow.add(self.words, self.expected, self.bar, self.length, self.parts)
        self._measure()
        look.changed.connect(self._measure)

    def show_progress(self, copy: WorkingCopy) -> None:
        """Count anew."""
        written, expected = written_words(copy), expected_words(copy)
        self.words.setText(count(written, "word") if written < 1000 else f"{written:,} words")
        self.expected.setText(expected_in_words(written, expected))
        self.bar.setRange(0, max(1, expected))
        self.bar.setValue(min(written, expected))
        self.bar.setAccessibleDescription(f"{written} of about {expected}")
        for part in (self.expected, self.bar):
            part.setVisible(bool(expected))
        self.parts.setText(parts_done(copy))

    @Slot(str, bool)
    def show_length(self, words: str, is_too_long: bool) -> None:
        """Say how many pages a report fills."""
        icon = "state-partly" if is_too_long else "pack"
        tone = Role.PARTLY if is_too_long else Role.INK_2
        self.length.set_words(icon, words, tone=tone)
        self.length.setVisible(bool(words))

    @Slot()
    def _measure(self) -> None:
        self.bar.setFixedWidth(self._look.theme.px(BAR_WIDTH))
        self.setMinimumHeight(self._look.theme.size.status_bar)


def saved_in_words(at: datetime, today: date) -> str:
    """Return `Saved 10:42`; of another day the day, of another year the year too."""
    local = at.astimezone()
    if local.date() == today:
        return f"Saved {local:%H:%M}"
    if local.year == today.year:
        return f"Saved {local.day} {local:%B}"
    return f"Saved {day(local.date())}"


def expected_in_words(written: int, expected: int) -> str:
    """Return `About 1,000 expected`, or that it is clearly more than that."""
    if expected and written > MORE * expected:
        return f"More than the {expected:,} or so expected"
    return f"About {expected:,} expected"


def written_words(copy: WorkingCopy) -> int:
    """Return the number of words in the fields that are written in paragraphs."""
    asked = copy.slots()
    return sum(
        words(copy.evidence.text(slot.path)) for slot in asked if slot.kind is FieldKind.PROSE
    )


def expected_words(copy: WorkingCopy) -> int:
    """Return about how many words the form expects in all, 0 where it does not say."""
    return sum(field.words_expected or 0 for field in copy.form.fields)


def parts_done(copy: WorkingCopy) -> str:
    """Return `Gibbs (1988), 4 of 6 parts`, or how many of the required answers are given."""
    asked = copy.slots()
    for field in copy.form.fields:
        if field.kind is FieldKind.SECTIONS:
            model = chosen_model(copy.form, field, copy.evidence.answers)
            stages = copy.catalogue.models[model].stages if model else ()
            done = sum(bool(copy.evidence.text(f"{field.id}.{s.id}").strip()) for s in stages)
            name = copy.catalogue.models[model].title if model else ""
            return f"{name}, {done} of {count(len(stages), 'part')}"
    required = sum(slot.required for slot in asked)
    open_ = len(empty_slots(copy.evidence, copy.form, copy.catalogue))
    return f"{required - open_} of {count(required, 'required answer')} given"
