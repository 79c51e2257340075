"""The controls on one board, to be looked at beside the design."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.focus import RingOverlay
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import (
    Button,
    Coat,
    DangerButton,
    MainButton,
    PlainButton,
    QuietButton,
)
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import (
    EmptyPlace,
    ProblemNotice,
    ProgressPanel,
    UndoNotice,
)
from portfolio_app.ui.widgets.states import StateLabel, Tag
from portfolio_app.ui.widgets.words import Hairline, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

KINDS = (
    (MainButton, "Start", "Sealing ...", "Seal"),
    (PlainButton, "Ask", "Saving ...", "Ask"),
    (QuietButton, "Show all", "", ""),
    (DangerButton, "Delete", "", ""),
)
WIDTH = 112


def _under_pointer(kind: type[Button]) -> type[Button]:
    """Return `kind` as it looks under the pointer, which a picture does not have."""

    class UnderPointer(kind):  # type: ignore[misc, valid-type]
        def coat(self) -> Coat:
            return self.WARDROBE.pointer

    return UnderPointer


def _section(title: str) -> Words:
    words = Words(title, face=Face.SECTION)
    words.setContentsMargins(0, 12, 0, 0)
    return words


def _buttons(look: Look, column: Column) -> list[QWidget]:
    """Add the board of buttons and return those that get a ring."""
    column.add(_section("Buttons"))
    heads = Row(look, gap="s")
    for head in ("At rest", "Pointer", "Keyboard focus", "Busy", "Not yet"):
        words = Words(head, face=Face.CAPTION, tone=Role.INK_2, wrap=False)
        words.setFixedWidth(look.theme.px(WIDTH))
        heads.add(words)
    heads.addStretch(1)
    column.add(heads)
    ringed = []
    for kind, words, busy, not_yet in KINDS:
        row = Row(look, gap="s")
        focused = kind(look, words)
        buttons: list[Button] = [kind(look, words), _under_pointer(kind)(look, words), focused]
        if busy:
            buttons += [kind(look, words), kind(look, not_yet)]
            buttons[3].set_busy(busy)
            buttons[4].setEnabled(False)
        for button in buttons:
            button.setFixedWidth(max(look.theme.px(WIDTH), button.sizeHint().width()))
            row.add(button)
        row.addStretch(1)
        column.add(row)
        ringed.append(focused)
    return ringed


def _fields(look: Look, column: Column) -> QWidget:
    """Add the board of fields and return the one that gets a ring."""
    column.add(_section("Fields"))
    panel = LabelledField(
        look,
        "Panel date",
        DateField(look, date(2027, 1, 14)),
        explanation="From your academy’s letter",
    )
    reader = TextLine(look, "Helen")
    readers = LabelledField(look, "Who should read it?", reader, explanation="A name or a role")
    submission = LabelledField(look, "Submission date", DateField(look, date(2027, 1, 21)))
    submission.set_error("After the panel: choose an earlier day.")
    search = LabelledField(
        look,
        "Search your evidence",
        TextLine(look, icon="search", hint="Words, a stand-in, a capability"),
        explanation="Attachments are searched too",
    )
    for pair in ((panel, readers), (submission, search)):
        row = Row(look, gap="xl")
        for field in pair:
            row.add(field, stretch=1)
        column.add(row)
    return reader


def _states(look: Look, column: Column) -> None:
    column.add(_section("States"), Hairline(look))
    amounts = {State.MET: "1 of 1", State.PARTLY: "1 of 2", State.MISSING: "0 of 2"}
    for state in State:
        row = Row(look, gap="l")
        label = StateLabel(look, state, amounts.get(state, ""))
        label.setFixedWidth(look.theme.px(178))
        row.add(label, Tag.of_state(look, state))
        row.addStretch(1)
        column.add(row, Hairline(look))


def _messages(look: Look, column: Column) -> None:
    column.add(
        _section("Something went wrong"),
        ProblemNotice(
            look,
            "The memory stick was taken out while the pack was being written",
            "Your portfolio is safe on this computer. Put the stick back and try again, or "
            "save the pack in another place.",
            retry="Try again",
            other="Save elsewhere",
        ),
        _section("Undo instead of “are you sure?”"),
        UndoNotice(look, "“Duty day notes” is in the bin for 30 days"),
        _section("An empty place"),
        EmptyPlace(
            look,
            icon="speech",
            title="What children and young people say about your work",
            text="Your panel asks for two. A quarter of an hour with this laptop turned round "
            "is enough.",
            action="Begin",
        ),
    )


def controls(look: Look) -> QWidget:
    """Return the board."""
    board = QWidget()
    board.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    left, right = Column(look, gap="m"), Column(look, gap="s")
    ringed = [*_buttons(look, left), _fields(look, left)]
    left.add(_section("When it takes longer than a second"))
    progress = ProgressPanel(look, "Making the pack")
    progress.set_progress(14, 23, "Page 14 of 23")
    left.add(progress)
    left.addStretch(1)
    _states(look, right)
    _messages(look, right)
    right.addStretch(1)
    row = Row(look, gap="column_gap", inset="page_side", parent=board)
    row.add(left, stretch=1)
    row.add(right, stretch=1)
    scale = look.theme.scale
    board.resize(round(1280 * scale), max(800, board.sizeHint().height()))
    board.show()
    for widget in ringed:
        RingOverlay(look, board).surround(widget)
    return board
