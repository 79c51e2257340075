"""Panels that say something: what went wrong, what can be put back, what belongs here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy

from portfolio_app.ui.announcing import say
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import Picture
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QShowEvent

    from portfolio_app.ui.look import Look

TOP = Qt.AlignmentFlag.AlignTop


class ProblemNotice(Card):
    """Something went wrong: what happened, that work is safe, and up to two ways on."""

    retried = Signal()
    other_chosen = Signal()

    def __init__(
        self,
        look: Look,
        summary: str = "",
        advice: str = "",
        *,
        retry: str = "",
        other: str = "",
    ) -> None:
        """Make a notice.

        Args:
            look: The theme in use.
            summary: What happened.
            advice: That work is safe, and what to do.
            retry: Words of the filled button; none without them.
            other: Words of the second button; none without them.
        """
        super().__init__(look, tone="problem")
        self._summary = Words(summary, face=Face.BODY_STRONG)
        self._advice = Words(advice, face=Face.SMALL, tone=Role.INK_2)
        self.retry = MainButton(look, retry, in_panel=True)
        self.other = PlainButton(look, other)
        _hide_wordless(self.retry, self.other)
        self.retry.clicked.connect(self.retried)
        self.other.clicked.connect(self.other_chosen)
        self._compose(look)
        self.setAccessibleName(" ".join(part for part in (summary, advice) if part))
        if not advice:
            self._advice.hide()
        if not summary:
            self.hide()

    def show_words(self, summary: str, advice: str = "") -> None:
        """Say what happened; without words the notice goes away."""
        is_new = self.isHidden() or (summary, advice) != self.words
        self._summary.setText(summary)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        said = " ".join(part for part in (summary, advice) if part)
        self.setAccessibleName(said)
        self.setVisible(bool(summary))
        if is_new and self.isVisible():
            say(self, said)

    @property
    def words(self) -> tuple[str, str]:
        """What the notice says: summary and advice."""
        return self._summary.text(), self._advice.text()

    def _compose(self, look: Look) -> None:
        buttons = Flow(look, gap="s")
        buttons.add(self.retry, self.other)
        words = Column(look, gap="xs")
        words.add(self._summary, self._advice)
        words.addSpacing(look.theme.space.s)
        words.add(buttons)
        row = Row(look, gap="m")
        icon = Picture(look, "state-problem", tone=Role.PROBLEM, beside=Face.BODY_STRONG)
        row.add(icon, align=TOP)
        row.add(words, stretch=1)
        self.body.add(row)


class Notice(Card):
    """A sentence on a tint, with one quiet way on: "Only self-reported. Ask someone"."""

    pressed = Signal()

    def __init__(self, look: Look, state: State, text: str, *, action: str = "") -> None:
        style = look.theme.state(state)
        tone = "sunken" if state in (State.MISSING, State.BY_SIGNATURE) else str(state)
        super().__init__(look, inset=("xs", "m"), tone=tone)
        self._is_said = True
        """Whether a screen reader was given the words; those from the beginning are found."""
        self._words = Words(text, face=Face.SMALL)
        self.button = QuietButton(look, action, flush=True, inside=True)
        _hide_wordless(self.button)
        self.button.clicked.connect(self.pressed)
        row = Row(look, gap="s")
        row.add(Picture(look, style.icon, tone=style.colour))
        row.add(self._words, stretch=1)
        row.add(self.button)
        self.body.add(row)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._is_said = not text or (self.isVisible() and text == self._words.text())
        self._words.setText(text)
        self._say()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def _say(self) -> None:
        """Say it once, as soon as it is there to be seen."""
        if self.isVisible() and not self._is_said:
            self._is_said = True
            say(self, self._words.text())

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Say what was set before it was shown."""
        super().showEvent(event)
        self._say()


class UndoNotice(Card):
    """Says what was put away, and puts it back: in place of "are you sure?"."""

    undone = Signal()

    def __init__(
        self, look: Look, text: str, *, action: str = "Put it back", icon: str = "trash"
    ) -> None:
        super().__init__(look, inset=("s", "l"))
        self._is_said = not text
        """Whether a screen reader was given the words."""
        self._words = Words(text)
        self.button = QuietButton(look, action, icon="undo", flush=True)
        self.button.clicked.connect(self.undone)
        row = Row(look, gap="m")
        row.add(Picture(look, icon))
        row.add(self._words, stretch=1)
        row.add(self.button)
        self.body.add(row)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
        self._is_said = False
        self._say()

    def _say(self) -> None:
        """Say it once, as soon as it is there to be seen."""
        if self.isVisible() and not self._is_said:
            self._is_said = True
            say(self, self._words.text())

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Say what was put away: nothing else tells people who hear the screen."""
        super().showEvent(event)
        self._say()


class EmptyPlace(Card):
    """What belongs here, and the one button that starts it."""

    started = Signal()

    def __init__(
        self, look: Look, *, icon: str, title: str, text: str, action: str = ""
    ) -> None:
        super().__init__(look, inset="xl", tone="empty")
        self._look = look
        self._title = Words(title, face=Face.BODY_STRONG)
        self._text = Words(text, face=Face.SMALL, tone=Role.INK_2)
        self.button = MainButton(look, action)
        _hide_wordless(self.button)
        self.button.clicked.connect(self.started)
        words = Column(look, gap="none")
        words.add(self._title, self._text)
        row = Row(look, gap="l")
        row.add(Picture(look, icon, tone=Role.ACCENT, size="icon_large"))
        row.add(words, stretch=1)
        row.add(self.button)
        self.body.add(row)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed edge; a style sheet would make dots of it."""
        theme = self._look.theme
        line = theme.border.hairline
        pen = QPen(theme.colour(Role.LINE_STRONG), line)
        pen.setDashPattern([4, 3])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)


class Bar(QProgressBar):
    """A thin painted bar. What it measures stands in words beside it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()
        look.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.setFixedHeight(self._look.theme.px(6))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and what is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_part(painter, 1.0, Role.TRACK)
        span = self.maximum() - self.minimum()
        if span > 0 and self.value() > self.minimum():
            self._paint_part(painter, (self.value() - self.minimum()) / span, Role.ACCENT)

    def _paint_part(self, painter: QPainter, part: float, role: Role) -> None:
        radius = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.colour(role))
        width = max(self.height(), round(self.width() * part))
        painter.drawRoundedRect(0, 0, width, self.height(), radius, radius)


class ProgressPanel(Card):
    """Long work: its name, what it is doing, how far it is, and Cancel."""

    cancelled = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, inset=("m", "l"))
        self._name = Words(name, face=Face.BODY_STRONG)
        self._note = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = Bar(look, name)
        self.cancel = PlainButton(look, "Cancel", name=f"Cancel: {name}")
        self.cancel.clicked.connect(self._on_cancel_clicked)
        words = Row(look, gap="m")
        words.add(self._name, stretch=1)
        words.add(self._note)
        left = Column(look, gap="s")
        left.add(words, self.bar)
        row = Row(look, gap="l")
        row.add(left, stretch=1)
        row.add(self.cancel)
        self.body.add(row)

    def begin(self, name: str) -> None:
        """Show the panel for a new piece of work."""
        self._name.setText(name)
        self._note.setText("")
        self.bar.setAccessibleName(name)
        self.bar.setRange(0, 1)
        self.bar.setValue(0)
        self.cancel.setAccessibleName(f"Cancel: {name}")
        self.cancel.setEnabled(True)
        self.show()
        if self.isVisible():
            say(self, name)

    @Slot(int, int, str)
    def set_progress(self, done: int, total: int, note: str) -> None:
        """Show `done` of `total`; takes what `Task.progressed` gives."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self._note.setText(note)
        self.bar.setAccessibleDescription(note)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.cancel.setEnabled(False)
        self._note.setText("Stopping ...")
        say(self, "Stopping ...")
        self.cancelled.emit()


def _hide_wordless(*buttons: QPushButton) -> None:
    """Hide buttons without words; shown before it has a parent, one would be a window."""
    for button in buttons:
        if not button.text():
            button.hide()
