"""The small sheet on which something is jotted down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog

from portfolio_app.ui.announcing import say
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look

WIDTH = 520
"""Px at 100 %."""
HINT = (
    "Every word is kept while you type; Ctrl+Enter closes this. It waits on Evidence until you "
    "sort it; no pack shows it."
)
WARNING = (
    "The last words are not on the disk. Ctrl+Enter tries again, Esc once more throws them "
    "away."
)
KEEP = Keys(does="Keep it", keys=("Ctrl+Return", "Ctrl+Enter"))
LEAVE = Keys(does="Not now", keys=("Esc",))


class JottingSheet(QDialog):
    """Type, Ctrl+Enter. Whoever opens it stores what is typed, and puts it away."""

    edited = Signal()
    keep_wanted = Signal()
    leave_wanted = Signal()
    """The person does not want what stands here, or had nothing to write."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.is_warned = False
        """Whether it has just been said that the words are lost if they are thrown away."""
        self.setWindowTitle("Jot down")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.words = TextArea(look, lines=5, most_lines=12)
        self.title = TextLine(look)
        self.problem = ProblemNotice(look)
        self.hint = Words(HINT, face=Face.SMALL, tone=Role.INK_2)
        self.keep = MainButton(look, KEEP.does, tip=KEEP.shown)
        self.leave = QuietButton(look, LEAVE.does, tip=LEAVE.shown)
        column = Column(look, gap="m", inset="xl", parent=self)
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        answers = Flow(look)
        answers.add(self.keep, self.leave, self.saved)
        self.saved.hide()
        column.add(
            LabelledField(look, "What you want to remember", self.words),
            LabelledField(look, "Title, if one comes to you", self.title),
            self.problem,
            self.hint,
            answers,
        )
        self.words.textChanged.connect(self._on_typed)
        self.title.textChanged.connect(self._on_typed)
        self.keep.clicked.connect(self.keep_wanted)
        self.leave.clicked.connect(self.reject)
        self._measure()
        look.changed.connect(self._measure)

    @property
    def has_words(self) -> bool:
        """Whether anything has been typed."""
        return bool(self.words.text().strip() or self.title.text().strip())

    def clear(self) -> None:
        """Be ready for the next words."""
        self.words.set_text("")
        self.title.clear()
        self.problem.show_words("")
        self.saved.hide()
        self._unwarn()

    def show_saving(self, icon: str, words: str, tone: Role) -> None:
        """Say where the words are: on their way, on the disk, or not there yet."""
        self.saved.set_words(icon, words, tone=tone)
        self.saved.show()

    def set_busy(self, words: str | None) -> None:
        """Take no more words while something is done with them; None: take them again."""
        self.keep.set_busy(words)
        self.words.setReadOnly(words is not None)
        self.title.setReadOnly(words is not None)
        self.leave.setEnabled(words is None)

    def warn(self) -> None:
        """Say that the last words would be lost."""
        self.is_warned = True
        self.hint.setText(WARNING)
        self.hint.set_tone(Role.PROBLEM)
        self._fit()
        say(self, WARNING)

    @Slot()
    def _measure(self) -> None:
        self.setFixedWidth(self._look.theme.px(WIDTH))

    @Slot()
    def _on_typed(self) -> None:
        self._unwarn()
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        """Be as high as everything on the sheet needs at its width."""
        if layout := self.layout():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _unwarn(self) -> None:
        self.is_warned = False
        self.hint.setText(HINT)
        self.hint.set_tone(Role.INK_2)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Find another height when something comes or goes on the sheet."""
        is_known = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_known

    def reject(self) -> None:
        """Let whoever stores the words decide what becomes of them."""
        self.leave_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as Esc does."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep by Ctrl+Enter."""
        if KEEP.match(event):
            self.keep_wanted.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard in the text."""
        super().showEvent(event)
        self._fit()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, also where the window system does not by itself."""
        super().hideEvent(event)
        if parent := self.parentWidget():
            parent.window().activateWindow()
