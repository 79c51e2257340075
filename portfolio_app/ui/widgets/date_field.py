"""A date, typed as people write it or picked from a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton, QWidget

from portfolio_app.ui.dates import date_in_words, parse_date
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import IconButton
from portfolio_app.ui.widgets.fields import TextLine
from portfolio_app.ui.widgets.layouts import Row

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.ui.look import Look


PICK = "Choose from a calendar"


class DateField(QWidget):
    """Takes "14 January 2027", "14/1/27" or "2027-01-14" and shows the first.

    Errors are reported when the person has left the field, not while they type.
    """

    day_changed = Signal(object)
    """The date now meant, or None while it is empty or not to be understood."""

    problem_changed = Signal(str)
    """What is wrong in words, or nothing."""

    def __init__(self, look: Look, day: date | None = None, *, name: str = "Date") -> None:
        super().__init__()
        self._look = look
        self._day: date | None = None
        self._calendar: QCalendarWidget | None = None
        self.line = TextLine(look, name=name)
        self.pick = IconButton(look, "calendar", f"{PICK}: {name}", inside=True)
        self.line.hold(self.pick)
        row = Row(look, parent=self)
        row.add(self.line)
        self.setFocusProxy(self.line)
        self.set_day(day)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.editingFinished.connect(self._on_editing_finished)
        self.pick.clicked.connect(self._on_pick_clicked)

    def setAccessibleName(self, name: str) -> None:
        """Be called by the name of the field; so is its calendar."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.pick.setAccessibleName(f"{PICK}: {name}")
        self.pick.setToolTip(self.pick.accessibleName())

    def day(self) -> date | None:
        """Return the date meant; None while it is empty or not to be understood."""
        return self._day

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text().strip()

    def set_day(self, day: date | None) -> None:
        """Show `day`, or nothing."""
        self._day = day
        self.line.setText(date_in_words(day) if day else "")

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        try:
            day = parse_date(text)
        except ValueError:
            day = None  # said in words when the person leaves the field
        else:
            self.problem_changed.emit("")
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    @Slot()
    def _on_editing_finished(self) -> None:
        if self.is_empty():
            self.problem_changed.emit("")
            return
        try:
            day = parse_date(self.line.text())
        except ValueError as error:
            self.problem_changed.emit(str(error))
            return
        self.line.setText(date_in_words(day))
        self.problem_changed.emit("")

    @Slot()
    def _on_pick_clicked(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.activated.connect(self._on_picked)
            self._calendar.clicked.connect(self._on_picked)
        dress_calendar(self._calendar, self._look)  # the theme may be another by now
        if self._day is not None:
            day = self._day
            self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus()

    @Slot(QDate)
    def _on_picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.line.setText(date_in_words(day.toPython()))  # type: ignore[arg-type]
        self.line.setFocus()


def dress_calendar(calendar: QCalendarWidget, look: Look) -> None:
    """Make Qt's calendar British and quiet: weeks from Monday, no red weekends."""
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain, quiet = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(look.theme.colour(Role.INK))
    quiet.setForeground(look.theme.colour(Role.INK_2))
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setHeaderTextFormat(quiet)
    for view in calendar.findChildren(QTableView):
        view.setAccessibleName("Days")
    for name, icon, words in (
        ("qt_calendar_prevmonth", "arrow-left", "Month before"),
        ("qt_calendar_nextmonth", "arrow-right", "Next month"),
    ):
        button = calendar.findChild(QToolButton, name)
        if button is not None:  # Qt's own name for it, promised by its style sheet reference
            size = look.theme.size.icon_small
            button.setIcon(look.icons.icon(icon, size, Role.INK))
            button.setIconSize(QSize(size, size))
            button.setAccessibleName(words)
