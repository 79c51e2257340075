"""The dates under their months, each a button that leads to what is to be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.agenda import (
    Entry,
    Kind,
    Standing,
    Want,
    months,
    standing_words,
    together,
)
from portfolio_app.ui.dates import weekday_in_words
from portfolio_app.ui.moments import ICONS
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import SectionHeading

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.ui.look import Look

STILL_OPEN = "Still open from before"


class MonthList(QWidget):
    """From this month on; what is over and done stays folded until somebody asks for it."""

    chosen = Signal(object)
    """An `Entry`, or a `Want` of one."""
    rebuilt = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._entries: tuple[Entry, ...] = ()
        self._today: date | None = None
        self._shows_past = False
        self.rows: list[RowButton] = []
        self._things: dict[RowButton, Entry | Want] = {}
        self.past = QuietButton(look, "Show what is over", icon="history", flush=True)
        self.past.clicked.connect(self._on_past_wanted)
        self._body = QWidget()
        self._sections = Column(look, gap="xl", parent=self._body)
        column = Column(look, gap="m", parent=self)
        column.add(self.past, self._body)

    def show_entries(self, entries: tuple[Entry, ...], today: date) -> None:
        """Replace the dates."""
        self._entries, self._today = entries, today
        self._build()

    def _build(self) -> None:
        if self._today is None:
            return
        while item := self._sections.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows, self._things = [], {}
        today = self._today
        first = today.replace(day=1)
        before = tuple(entry for entry in self._entries if entry.day < first)
        still = tuple(e for e in together(before) if e.standing is Standing.LATE)
        told = {entry.series or entry.key for entry in still}
        over = months(tuple(e for e in before if (e.series or e.key) not in told))
        ahead = months(tuple(entry for entry in self._entries if entry.day >= first))
        self.past.setVisible(bool(over))
        self.past.setText("Fold what is over" if self._shows_past else "Show what is over")
        if self._shows_past:
            for month, those in over:
                self._add(month, together(those))
        if still:
            self._add(STILL_OPEN, still)
        for month, those in ahead:
            self._add(month, together(those))
        self.rebuilt.emit()

    def _add(self, title: str, entries: tuple[Entry, ...]) -> None:
        section = QWidget()
        column = Column(self._look, gap="none", parent=section)
        column.add(SectionHeading(self._look, title))
        for entry in entries:
            column.add(self._entry_row(entry))
            for want in entry.wants:
                column.add(self._want_row(entry, want))
        self._sections.add(section)

    def _entry_row(self, entry: Entry) -> RowButton:
        icon, tone = ICONS[entry.standing]
        when = "" if entry.kind is Kind.UNDATED else f"{weekday_in_words(entry.day)}."
        said = (when, entry.detail, entry.advice)
        return self._row(
            entry,
            RowContent(
                title=entry.title,
                detail=" ".join(part for part in said if part),
                icon=icon,
                icon_tone=tone,
                end=_end(entry, self._today) if self._today else "",
                end_tone=tone if tone is not Role.ACCENT else Role.INK,
                stacked=True,
            ),
        )

    def _want_row(self, entry: Entry, want: Want) -> QWidget:
        icon, tone = ICONS[want.standing]
        if want.words == "Not begun":
            icon, tone = "state-missing", Role.INK_2
        row = self._row(
            want,
            RowContent(
                title=want.title,
                detail=want.detail,
                icon=icon,
                icon_tone=tone,
                end=want.words,
                end_tone=tone,
                stacked=True,
            ),
        )
        row.setAccessibleName(f"{entry.title}: {row.content.spoken}")
        indented = QWidget()
        Column(self._look, gap="none", inset=("xl", "none", "none", "none"),
               parent=indented).add(row)  # fmt: skip
        return indented

    def _row(self, thing: Entry | Want, content: RowContent) -> RowButton:
        row = RowButton(self._look, content)
        row.clicked.connect(self._on_clicked)
        self.rows.append(row)
        self._things[row] = thing
        return row

    @Slot()
    def _on_clicked(self) -> None:
        row = next(row for row in self.rows if row is self.sender())
        self.chosen.emit(self._things[row])

    @Slot()
    def _on_past_wanted(self) -> None:
        self._shows_past = not self._shows_past
        self._build()


def _end(entry: Entry, today: date) -> str:
    """Return the state in words; of what is not held, nothing."""
    if entry.kind is Kind.UNDATED:
        return "No date yet"
    return standing_words(entry.standing, entry.day, today) if entry.is_held else "Optional"
