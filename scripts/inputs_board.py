"""What a person types, picks and reads as a message, on one board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QTabBar, QWidget

from portfolio_app.errors import VaultError
from portfolio_app.ui.problems import explain
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.date_field import dress_calendar
from portfolio_app.ui.widgets.fields import CheckLine, DropDown, LabelledField, PassphraseField
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.preview import PagePreview
from portfolio_app.ui.widgets.steps import StepList
from portfolio_app.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

CHOICES = [
    Choice(
        value=1, kicker="Bexley", title="Level 2 to Level 3",
        text="2 reflective summaries, 1 observation, a one-page manager’s report",
        facts=(("calendar", "Your own panel date"), ("guidance", "Bexley career pathway")),
    ),
    Choice(value=2, kicker="England, national", title="ASYE, child and family",
           text="3 observations, 3 pieces of feedback", facts=(("calendar", "12 months"),)),
]  # fmt: skip


def _left(look: Look) -> Column:
    column = Column(look, gap="l")
    choices = ChoiceList(look, CHOICES, name="Pathway", columns=2)
    choices.set_value(1)
    passphrase = PassphraseField(look)
    passphrase.line.setText("three blue herons")
    agreed = CheckLine(look, "I have checked every name")
    agreed.setChecked(True)
    area = TextArea(
        look, "Once Child B’s own words about bedtimes were read out, the talk moved."
    )
    models = DropDown(look, [(1, "Gibbs (1988)"), (2, "Kolb (1984)")])
    column.add(
        choices,
        LabelledField(look, "Passphrase", passphrase, explanation="At least four words"),
        LabelledField(look, "Which model?", models),
        LabelledField(look, "What happened?", area, explanation="What you saw, not yet why"),
        agreed,
        CheckLine(look, "Show hints"),
        Notice(look, State.PARTLY, "Only self-reported", action="Ask someone"),
        Notice(look, State.MISSING, "One passage is older than six months", action="See it"),
    )
    column.addStretch(1)
    return column


def _right(look: Look, board: QWidget) -> Column:
    column = Column(look, gap="l")
    calendar = QCalendarWidget()
    dress_calendar(calendar, look)
    calendar.setSelectedDate(QDate(2027, 1, 14))
    message = explain(
        VaultError("The portfolio could not be saved.", advice="Your earlier work is safe."),
        board,
    )
    message.setWindowFlags(message.windowFlags() & ~message.windowFlags().Dialog)
    tabs = QTabBar()
    for words in ("Claims 3", "Guidance", "History"):
        tabs.addTab(words)
    steps = StepList(look, [("Who you are", "Priya Nair"), ("Which pathway", "")], name="Steps")
    steps.set_current(1)
    pages = PagePreview(look)
    pages.show_pages(["Cover", "Contents", "Page 3"])
    column.add(calendar, message, tabs, steps, pages)
    return column


def inputs(look: Look) -> QWidget:
    """Return the board."""
    board = QWidget()
    row = Row(look, gap="column_gap", inset="page_side", parent=board)
    row.add(_left(look), stretch=1)
    row.add(_right(look, board), stretch=1)
    board.resize(1280, 1000)
    return board
