"""What an answer said before: moment by moment, with the differences, to bring back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSlider

from portfolio_app.model.domain.differences import Change, differences
from portfolio_app.model.domain.wording import count, day
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portfolio_app.model.domain.history import Revision
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

NOTHING: Final = (
    "What you write is kept here from pause to pause, and whatever you change can be brought "
    "back. Nothing of this piece has been changed yet."
)
EXPLAINED: Final = "Struck out: in that wording only. Underlined: written since."
SAME: Final = "This wording is the one on the page."


class HistoryTab(Scrolled):
    """One answer at a time. A slider goes through its wordings, the latest at the right."""

    restore_wanted = Signal(object)
    """A `Revision` that is to stand on the page again."""

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__(look, gap="m", inset=("m", "l"), name="History")
        self._look = look
        self._copy = copy
        self._today: date | None = None
        self._history: Mapping[FieldPath, tuple[Revision, ...]] = {}
        self.nothing = Words(NOTHING, face=Face.SMALL, tone=Role.INK_2)
        self.answers = DropDown(look, [], name="Answer")
        self.when = Words("", face=Face.BODY_STRONG)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Earlier wordings, the latest at the right")
        self.slider.setPageStep(5)
        self.earlier = IconButton(look, "arrow-left", "Earlier wording")
        self.later = IconButton(look, "arrow-right", "Later wording")
        self.restore = PlainButton(look, "Bring this wording back", icon="undo")
        self.explained = Words(EXPLAINED, face=Face.SMALL, tone=Role.INK_2)
        self.text = Words("", face=Face.BODY, rich=True, selectable=True)
        self._compose()
        self._connect()
        self.show_history({}, None)

    def _compose(self) -> None:
        look = self._look
        along = Row(look, gap="s")
        along.add(self.earlier)
        along.add(self.slider, stretch=1)
        along.add(self.later)
        moments = Column(look, gap="s")
        moments.add(self.when)
        moments.add(along)
        self._field = LabelledField(look, "Earlier wordings of", self.answers)
        self.body.add(self.nothing, self._field)
        self.body.add(moments)
        self.body.add(self.restore, self.explained, self.text)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.answers.chosen.connect(self._on_answer_chosen)
        self.slider.valueChanged.connect(self._show_wording)
        self.earlier.clicked.connect(self._on_earlier)
        self.later.clicked.connect(self._on_later)
        self.restore.clicked.connect(self._on_restore)
        self._look.changed.connect(self._show_wording)

    @property
    def revision(self) -> Revision | None:
        """The wording that is shown."""
        kept = self._kept()
        return kept[self.slider.value()] if kept else None

    def show_history(
        self, history: Mapping[FieldPath, tuple[Revision, ...]], today: date | None
    ) -> None:
        """Show what is kept by now; the answer and, if it can be, the moment stay."""
        shown, path = self.revision, self.answers.value()
        self._history, self._today = history, today
        titles = [(path, self._title(path)) for path in self._in_order()]
        self.answers.show_options(titles)
        if path in history:
            self.answers.set_value(path)
        has_any = bool(history)
        self.nothing.setVisible(not has_any)
        for part in (
            *(self._field, self.when, self.slider, self.earlier, self.later),
            *(self.restore, self.explained, self.text),
        ):
            part.setVisible(has_any)
        numbers = [revision.number for revision in self._kept()]
        known = shown is not None and shown.number in numbers
        self._begin(numbers.index(shown.number) if shown and known else len(numbers) - 1)

    def point_at(self, path: str) -> None:
        """Show the wordings of another answer, if it has any."""
        if path in self._history and path != self.answers.value():
            self.answers.set_value(path)
            self._begin(len(self._kept()) - 1)

    @Slot()
    def refresh(self) -> None:
        """Compare anew with what stands on the page."""
        self._show_wording()

    def _kept(self) -> tuple[Revision, ...]:
        """Return the wordings of the chosen answer, the earliest first."""
        return self._history.get(self.answers.value(), ())[::-1]  # type: ignore[call-overload, no-any-return]

    def _in_order(self) -> list[FieldPath]:
        """Return the answers that have a history, as the form asks them; others last."""
        order = [slot.path for slot in self._copy.slots()]
        known = [path for path in order if path in self._history]
        return known + [path for path in self._history if path not in known]

    def _title(self, path: FieldPath) -> str:
        slot = self._copy.slot(path)
        if slot is None:
            return path
        return slot.title if slot.row is None else f"{slot.title}, {slot.row}"

    def _begin(self, at: int) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(self._kept()) - 1))
        self.slider.setValue(max(0, at))
        self.slider.blockSignals(blocked)
        self._show_wording()

    @Slot()
    def _show_wording(self) -> None:
        revision = self.revision
        if revision is None:
            return
        number, total = self.slider.value() + 1, len(self._kept())
        moment = self._moment(revision)
        self.when.setText(moment)
        self.slider.setAccessibleDescription(f"{moment}, {number} of {count(total, 'wording')}")
        self.earlier.setEnabled(number > 1)
        self.later.setEnabled(number < total)
        now = self._copy.evidence.text(revision.place.path)
        same = now == revision.text
        self.restore.setEnabled(not same)
        self.explained.setText(SAME if same else EXPLAINED)
        self.text.setText(self._marked(revision.text, now))
        self.text.setAccessibleName(revision.text)

    def _moment(self, revision: Revision) -> str:
        local = revision.made_at.astimezone()
        name = "Today" if local.date() == self._today else day(local.date())
        return f"{name} at {local:%H:%M}"

    def _marked(self, before: str, now: str) -> str:
        theme = self._look.theme
        out, put = (theme.colour(role).name() for role in (Role.PROBLEM, Role.MET))
        styles = {
            Change.KEPT: "",
            Change.TAKEN_OUT: f"color:{out}; text-decoration:line-through",
            Change.PUT_IN: f"color:{put}; text-decoration:underline",
        }
        return "".join(
            f'<span style="{styles[stretch.change]}">{_as_html(stretch.text)}</span>'
            for stretch in differences(before, now)
        )

    @Slot(object)
    def _on_answer_chosen(self, path: object) -> None:
        self._begin(len(self._kept()) - 1)

    @Slot()
    def _on_earlier(self) -> None:
        self.slider.setValue(self.slider.value() - 1)

    @Slot()
    def _on_later(self) -> None:
        self.slider.setValue(self.slider.value() + 1)

    @Slot()
    def _on_restore(self) -> None:
        if revision := self.revision:
            self.restore_wanted.emit(revision)


def _as_html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
