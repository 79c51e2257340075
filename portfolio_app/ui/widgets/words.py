"""Text on the screen: labels by step of the type scale and by tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QLayout, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column, Row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.layouts import Gap, Inset


class Words(QLabel):
    """A piece of text. Wraps; shows markup only when asked to."""

    def __init__(
        self,
        text: str = "",
        *,
        face: Face = Face.BODY,
        tone: Role = Role.INK,
        wrap: bool = True,
        rich: bool = False,
        selectable: bool = False,
    ) -> None:
        """Make a label.

        Args:
            text: What it says.
            face: Step of the type scale.
            tone: Role of the text colour.
            wrap: Whether long text takes several lines.
            rich: Whether `text` is HTML; the caller escapes what others wrote.
            selectable: Whether the text can be marked and copied.
        """
        super().__init__()
        kind = Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText
        self.setTextFormat(kind)
        self.setWordWrap(wrap)
        self.setProperty("face", str(face))
        self.setProperty("tone", str(tone))
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def set_tone(self, tone: Role) -> None:
        """Change the colour."""
        if self.property("tone") == str(tone):
            return  # the style has 500 names, which a first window need not load
        self.setProperty("tone", str(tone))
        self.style().unpolish(self)
        self.style().polish(self)


class Heading(Words):
    """The name of a screen or of a part of it, to which screen readers can jump.

    Its words are its accessible name as well: with the role of a heading Qt looks for no other.
    """

    def __init__(self, text: str = "", *, face: Face = Face.SECTION, wrap: bool = True) -> None:
        super().__init__(text, face=face, wrap=wrap)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self.setAccessibleName(text)


class Hairline(QFrame):
    """A thin line between things on paper."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the height of the line."""
        return QSize(0, self._look.theme.border.hairline)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


class Card(QFrame):
    """White ground for what is worked on now. Fill `body`.

    `tone` is empty for the usual card, or one of problem, empty, partly, met, waiting,
    sunken.
    """

    def __init__(
        self, look: Look, *, gap: Gap = "s", inset: Inset = "l", tone: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("tone", tone)
        self.body = Column(look, gap=gap, inset=inset, parent=self)


class Strip(QFrame):
    """A quiet band beside or below the page: rail, title bar, status bar.

    `side` names the edge that has a hairline: right, bottom or top.
    """

    def __init__(self, *, side: str) -> None:
        super().__init__()
        self.setProperty("side", side)


class SectionHeading(QWidget):
    """The heading of a part of a screen, with a note beside it and a line below."""

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        note: str = "",
        face: Face = Face.SECTION,
        line: bool = True,
    ) -> None:
        super().__init__()
        self.title = Heading(title, face=face, wrap=False)
        self.note = Words(note, tone=Role.INK_2)
        if not note:  # shown before it has a parent, it would be a window
            self.note.hide()
        both = Row(look, gap="m")
        bottom = Qt.AlignmentFlag.AlignBottom
        both.add(self.title, align=bottom)
        both.add(self.note, stretch=1)
        column = Column(look, gap="s", parent=self)
        column.add(both)
        if line:
            column.add(Hairline(look))

    def set_words(self, title: str, note: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class PageHeading(QWidget):
    """The name of a screen, with a sentence below and room for buttons at the right.

    Where text is large and the window small, the buttons stand below.
    """

    def __init__(self, look: Look, title: str, *, note: str = "") -> None:
        super().__init__()
        self._look = look
        self.title = Heading(title, face=Face.DISPLAY)
        self.note = Words(note, tone=Role.INK_2)
        if not note:  # shown before it has a parent, it would be a window
            self.note.hide()
        words = Column(look, gap="xs")
        words.add(self.title, self.note)
        self.buttons = Row(look, gap="m")
        """Add buttons here."""
        self._row = Row(look, gap="xl", parent=self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.add(words, stretch=1)
        self._row.add(self.buttons)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, title: str, note: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _least_beside(self) -> int:
        """Return the width in px that the name needs with the buttons beside it."""
        buttons = self.buttons.minimumSize().width()
        gap = self._row.spacing() if buttons else 0
        return self.title.minimumSizeHint().width() + gap + buttons

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Return the narrower arrangement: it is always possible."""
        widths = (self.title.minimumSizeHint().width(), self.buttons.minimumSize().width())
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below where there is no room beside."""
        ways = QBoxLayout.Direction
        is_narrow = event.size().width() < self._least_beside()
        self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        left, any_ = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
        self._row.setAlignment(self.buttons, left if is_narrow else any_)
        self._row.activate()
