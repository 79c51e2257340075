"""How a person's time runs: part-time work, leave, more time, optional stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.stages import (
    FULL_TIME,
    Extension,
    Pause,
    Timetable,
    read_share,
    share_words,
)
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import IconButton, QuietButton
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import CheckLine, LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look


_BOTTOM = Qt.AlignmentFlag.AlignBottom


class LeaveRow(QWidget):
    """One leave, from its first day to its last."""

    changed = Signal()
    removed = Signal(QWidget)

    def __init__(self, look: Look, number: int, pause: Pause | None) -> None:
        super().__init__()
        self._why = pause.why if pause else ""
        self.first = DateField(look, pause.first if pause else None)
        self.last = DateField(look, pause.last if pause else None)
        self.remove = IconButton(look, "close", f"Take leave {number} out")
        ends = (
            LabelledField(look, f"Leave {number} from", self.first),
            LabelledField(look, f"Leave {number} to", self.last),
        )
        column = Column(look, gap="xs", parent=self)
        last = Row(look, gap="xs")
        last.add(ends[1], stretch=1)
        last.addWidget(self.remove, 0, _BOTTOM)
        column.add(ends[0], last)
        self.first.day_changed.connect(self._on_changed)
        self.last.day_changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_removed)

    def pause(self) -> Pause | None:
        """Return the leave, or None while one of its days is missing."""
        first, last = self.first.day(), self.last.day()
        return Pause(first=first, last=last, why=self._why) if first and last else None

    def is_unfinished(self) -> bool:
        """Whether something was typed that is not a leave yet."""
        is_empty = self.first.is_empty() and self.last.is_empty()
        return not is_empty and self.pause() is None

    @Slot(object)
    def _on_changed(self, day: date | None) -> None:
        self.changed.emit()

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit(self)


class TimetableForm(QWidget):
    """Asks only for what the rules of a pathway let change its dates."""

    changed = Signal()
    """Something was typed or chosen."""
    rebuilt = Signal()
    """There are other controls than before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown = Timetable()
        self._pathway: Pathway | None = None
        self.share, self.months = TextLine(look), TextLine(look)
        self.reason, self.agreed_on = TextLine(look), DateField(look)
        self.share_field = LabelledField(
            look,
            "Share of full time",
            self.share,
            explanation="Such as 0.6, or 3/5 for three days of five.",
        )
        self.leaves: list[LeaveRow] = []
        self.add_leave = QuietButton(look, "Add leave", icon="plus", flush=True)
        self.months_field = LabelledField(look, "More time, in months", self.months)
        self.reason_field = LabelledField(look, "Reason for more time", self.reason)
        self.agreed_field = LabelledField(look, "Agreed on", self.agreed_on)
        self.more_for = Words("", face=Face.SMALL)
        self.stages: dict[str, CheckLine] = {}
        self._compose()
        for line in (self.share, self.months, self.reason):
            line.textEdited.connect(self._on_edited)
        self.agreed_on.day_changed.connect(self._on_day_changed)
        self.add_leave.clicked.connect(self._on_leave_wanted)

    def _compose(self) -> None:
        look = self._look
        self._leave, self._more, self._optional = QWidget(), QWidget(), QWidget()
        leave, more = Column(look, parent=self._leave), Column(look, parent=self._more)
        self._leave_rows = Column(look)
        leave.add(self._leave_rows, self.add_leave)
        more.add(self.months_field, self.more_for, self.reason_field, self.agreed_field)
        self._stage_lines = Column(look, gap="s", parent=self._optional)
        column = Column(look, gap="l", parent=self)
        column.add(self.share_field, self._leave, self._more, self._optional)

    def show_timetable(self, timetable: Timetable, pathway: Pathway) -> None:
        """Show what is stored, under the rules of a pathway."""
        if pathway is not self._pathway:
            self._follow(pathway)
        self._shown = timetable
        self.share.setText("" if timetable.share == FULL_TIME else share_words(timetable.share))
        self.share_field.set_error("")
        more = timetable.extension
        self.months.setText(str(more.months) if more else "")
        self.reason.setText(more.reason if more else "")
        self.agreed_on.set_day(more.agreed_on if more else None)
        self.months_field.set_error("")
        for row in self.leaves:
            row.deleteLater()
            row.hide()
        self.leaves = []
        for pause in timetable.pauses:
            self._add_leave(pause)
        for stage, line in self.stages.items():
            line.setChecked(stage in timetable.chosen)
        self._say_more()
        self.rebuilt.emit()

    def _follow(self, pathway: Pathway) -> None:
        self._pathway = pathway
        rules = pathway.time
        self.share_field.setVisible(rules.pro_rata)
        self._leave.setVisible(rules.leave)
        self._more.setVisible(bool(rules.extension_for))
        self.more_for.setText(f"The rules allow it for {rules.extension_for}.")
        for line in self.stages.values():
            line.hide()
            line.deleteLater()
        self.stages = {
            s.id: CheckLine(self._look, f"Hold the {s.title}")
            for s in pathway.stages
            if s.optional
        }
        for line in self.stages.values():
            self._stage_lines.add(line)
            line.toggled.connect(self._on_edited)
        self._optional.setVisible(bool(self.stages))

    def asks_for_anything(self) -> bool:
        """Whether the rules let anything here change the dates."""
        rules = self._pathway.time if self._pathway else None
        allowed = rules and (rules.pro_rata or rules.leave or rules.extension_for)
        return bool(allowed or self.stages)

    def timetable(self) -> Timetable | None:
        """Return what is said now; None while something cannot be understood.

        What the rules of the pathway do not ask for stays as it was stored.
        """
        share, more = self._share(), self._extension()
        unclear = self.share_field.error or self.months_field.error
        if unclear or any(row.is_unfinished() for row in self.leaves):
            return None
        pauses = [pause for row in self.leaves if (pause := row.pause())]
        return Timetable(
            share=share,
            pauses=tuple(sorted(pauses, key=lambda p: p.first)),
            extension=more,
            chosen=self._chosen(),
        )

    def _chosen(self) -> tuple[str, ...]:
        """Return the stages that are held, in the order in which they were chosen.

        A stage that another pathway knew stays chosen: it is held again after going back.
        """
        ticked = [stage for stage, line in self.stages.items() if line.isChecked()]
        shown = self._shown.chosen
        kept = [s for s in shown if s in ticked or s not in self.stages]
        return (*kept, *(s for s in ticked if s not in shown))

    def _share(self) -> Fraction:
        text = self.share.text().strip()
        try:
            share = read_share(text) if text else FULL_TIME
        except ValueError:
            self.share_field.set_error("Write it like this: 0.6 or 3/5.")
            return FULL_TIME
        self.share_field.set_error("")
        return share

    def _extension(self) -> Extension | None:
        months, day = self.months.text().strip(), self.agreed_on.day()
        is_number = months.isdecimal() or not months
        self.months_field.set_error("" if is_number else "Write a number of months, such as 2.")
        needs_day = bool(months) and is_number and day is None
        self.agreed_field.set_error("Add the day on which it was agreed." if needs_day else "")
        if not months or not is_number or day is None:
            return None
        return Extension(months=int(months), reason=self.reason.text().strip(), agreed_on=day)

    def _say_more(self) -> None:
        """Ask for the reason and the day only where there is more time."""
        has_more = bool(self.months.text().strip())
        self.reason_field.setVisible(has_more)
        self.agreed_field.setVisible(has_more)

    def _add_leave(self, pause: Pause | None) -> LeaveRow:
        row = LeaveRow(self._look, len(self.leaves) + 1, pause)
        row.changed.connect(self._on_edited)
        row.removed.connect(self._on_leave_removed)
        self.leaves.append(row)
        self._leave_rows.add(row)
        return row

    @Slot()
    def _on_edited(self) -> None:
        self._say_more()
        self.changed.emit()

    @Slot(object)
    def _on_day_changed(self, day: date | None) -> None:
        self.changed.emit()

    @Slot()
    def _on_leave_wanted(self) -> None:
        row = self._add_leave(None)
        self.rebuilt.emit()
        row.first.line.setFocus()

    @Slot(QWidget)
    def _on_leave_removed(self, row: LeaveRow) -> None:
        self.leaves.remove(row)
        row.hide()
        row.deleteLater()
        self.add_leave.setFocus()
        self.rebuilt.emit()
        self.changed.emit()
