"""A question, what helps to answer it, a place for the answer, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from portfolio_app.ui.announcing import say
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent

    from portfolio_app.ui.look import Look


class LabelledField(QWidget):
    """Label, explanation, error line and input, tied together for screen readers.

    An input with a signal `problem_changed(str)` reports its errors here by itself.
    """

    def __init__(
        self, look: Look, label: str, control: QWidget, *, explanation: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._label = label
        self._explanation = explanation
        # A label with a buddy would take "&" for a mnemonic; forms mean the character.
        self.label = Words(label.replace("&", "&&"), face=Face.BODY_STRONG)
        self._help = Words(explanation, face=Face.SMALL, tone=Role.INK_2)
        if not explanation:  # shown before it has a parent, it would be a window
            self._help.hide()
        self._error = IconWords(look, "state-problem", "", tone=Role.PROBLEM, size="icon_small")
        self._error.hide()
        heading = Column(look, gap="none")
        heading.add(self.label, self._help, self._error)
        column = Column(look, gap="xs", parent=self)
        column.add(heading, control)
        self._entry = control.focusProxy() or control
        self.label.setBuddy(self._entry)
        for widget in (control, self._entry):
            widget.setAccessibleName(label)
            widget.setAccessibleDescription(explanation)
        report: SignalInstance | None = getattr(control, "problem_changed", None)
        if report is not None:
            report.connect(self.set_error)

    @property
    def error(self) -> str:
        """What is wrong with the answer, or nothing."""
        return self._error.text() if not self._error.isHidden() else ""

    @Slot(str)
    def set_error(self, words: str) -> None:
        """Say what is wrong with the answer; nothing takes it back."""
        if words and words != self.error and self._entry.isVisible():
            say(self._entry, f"{self._label}: {words}")  # by now the keyboard may be elsewhere
        self._error.set_words("state-problem", words, tone=Role.PROBLEM)
        self._error.setVisible(bool(words))
        said = " ".join(part for part in (words, self._explanation) if part)
        self._entry.setAccessibleDescription(said)
        if bool(words) is not (self._entry.property("wrong") == "true"):
            self._entry.setProperty("wrong", "true" if words else "false")
            self._entry.style().unpolish(self._entry)
            self._entry.style().polish(self._entry)


class TextLine(QLineEdit):
    """One line of text."""

    def __init__(
        self, look: Look, text: str = "", *, icon: str = "", hint: str = "", name: str = ""
    ) -> None:
        """Make an input.

        Args:
            look: The theme in use.
            text: What it holds at first.
            icon: Icon at the left, such as "search".
            hint: Words while it is empty; never the only guidance.
            name: Accessible name where no `LabelledField` gives one.
        """
        super().__init__(text)
        self._look = look
        self._icon = icon
        self._inner: QWidget | None = None
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setMinimumWidth(look.theme.size.target_least * 3)
        self._make_room()
        look.changed.connect(self._make_room)

    def hold(self, button: QWidget) -> None:
        """Put a small button inside, at the right end; Tab reaches it after the text."""
        button.setParent(self)
        self._inner = button
        self._make_room()

    @Slot()
    def _make_room(self) -> None:
        theme = self._look.theme
        left = theme.size.icon + theme.space.s if self._icon else 0
        right = self._inner.sizeHint().width() if self._inner is not None else 0
        self.setTextMargins(left, 0, right, 0)
        self._place_inner()

    def _place_inner(self) -> None:
        if self._inner is None:
            return
        size = self._inner.sizeHint()
        gap = self._look.theme.space.xs
        left, top = self.width() - size.width() - gap, (self.height() - size.height()) // 2
        self._inner.setGeometry(QRect(QPoint(left, top), size))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no letters that were pressed on the button inside: Qt hands them on to here."""
        if self._inner is not None and self._inner.hasFocus():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self._place_inner()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and its icon."""
        super().paintEvent(event)
        if self._icon:
            edge = self._look.theme.size.icon
            box = self.rect().adjusted(self._look.theme.space.m, 0, 0, 0)
            box.setWidth(edge)
            self._look.icons.paint(QPainter(self), box, self._icon, Role.INK_2)


class PassphraseField(QWidget):
    """A passphrase, hidden until the person asks to see it."""

    changed = Signal(str)
    submitted = Signal()
    """Enter was pressed."""

    def __init__(self, look: Look, *, name: str = "Passphrase") -> None:
        super().__init__()
        self.line = TextLine(look, name=name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.reveal = QuietButton(look, "Show", name="Show the passphrase", inside=True)
        self.line.hold(self.reveal)
        row = Row(look, parent=self)
        row.add(self.line)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.submitted)
        self.reveal.clicked.connect(self._on_reveal_clicked)

    def text(self) -> str:
        """Return the passphrase as typed."""
        return self.line.text()

    @Slot()
    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self.line.clear()
        self._set_hidden(hidden=True)

    @Slot()
    def _on_reveal_clicked(self) -> None:
        self._set_hidden(hidden=self.line.echoMode() is QLineEdit.EchoMode.Normal)

    def _set_hidden(self, *, hidden: bool) -> None:
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.line.setEchoMode(mode)
        self.reveal.setText("Show" if hidden else "Hide")
        self._name_reveal()

    def _name_reveal(self) -> None:
        """Say which passphrase, where there are two."""
        name = self.line.accessibleName()
        of = "the passphrase" if name == "Passphrase" else f"the passphrase: {name}"
        self.reveal.setAccessibleName(f"{self.reveal.text()} {of}")

    def setAccessibleName(self, name: str) -> None:
        """Be called by the name of the field; so is its button."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._name_reveal()


class DropDown(QComboBox):
    """One choice out of many, in one line."""

    chosen = Signal(object)
    """The value that a person chose."""

    def __init__(
        self, look: Look, options: Sequence[tuple[object, str]] = (), *, name: str = ""
    ) -> None:
        """Make a list of values and their words."""
        super().__init__()
        self._look = look
        self._values: list[object] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(12)
        self.show_options(options)
        self.activated.connect(self._on_activated)

    def show_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Replace the choices; the first is chosen."""
        self.clear()
        self._values = [value for value, _ in options]
        self.addItems([words for _, words in options])

    def value(self) -> object:
        """Return the chosen value; None if there are no choices."""
        return self._values[self.currentIndex()] if self._values else None

    def set_value(self, value: object) -> None:
        """Choose `value` without announcing it."""
        self.setCurrentIndex(self._values.index(value))

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self.chosen.emit(self._values[number])

    # Qt overrides

    def wheelEvent(self, event: object) -> None:
        """Leave the wheel to the page: scrolling past must not change an answer."""
        event.ignore()  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and the arrow in the theme's colour."""
        super().paintEvent(event)
        theme = self._look.theme
        edge = theme.size.icon_small
        box = self.rect().adjusted(self.width() - edge - theme.space.m, 0, -theme.space.m, 0)
        role = Role.INK_2 if self.isEnabled() else Role.INK_3
        self._look.icons.paint(QPainter(self), box, "chevron-down", role)


class CheckLine(QCheckBox):
    """A sentence that is true or not."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the words, and the tick in the theme's colour."""
        super().paintEvent(event)
        if self.isChecked():
            edge = self._look.theme.size.icon_small
            line = self._look.theme.border.hairline
            box = self.rect().adjusted(line, 0, 0, 0)
            box.setWidth(edge)
            self._look.icons.paint(QPainter(self), box, "check", Role.ON_ACCENT)
