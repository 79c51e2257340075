"""Layouts whose distances are tokens, so that they grow with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QMargins, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLayout,
    QScrollArea,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.look import Look

MADE_FOR: Final = 2.0
"""Up to this text size every page is laid out to fit the smallest window."""
NARROW: Final = 1100 - 88
"""Width in px of a page below which its margins shrink: a window of 1100 without the rail."""

Gap = Literal["none", "xs", "s", "m", "l", "xl", "xxl", "column_gap", "page_top", "page_side"]
Inset = Gap | tuple[Gap, Gap] | tuple[Gap, Gap, Gap, Gap]
"""One distance for all sides; (upright, sideways); or left, top, right, bottom."""


def distance(look: Look, gap: Gap) -> int:
    """Return `gap` in px at the present text size."""
    return 0 if gap == "none" else int(getattr(look.theme.space, gap))


def margins(look: Look, inset: Inset) -> QMargins:
    """Return `inset` as margins in px at the present text size."""
    if isinstance(inset, str):
        every = distance(look, inset)
        return QMargins(every, every, every, every)
    lengths = [distance(look, gap) for gap in inset]
    if len(lengths) == 2:
        upright, sideways = lengths
        return QMargins(sideways, upright, sideways, upright)
    return QMargins(*lengths)


class _Line(QBoxLayout):
    """What columns and rows share."""

    def __init__(
        self,
        look: Look,
        direction: QBoxLayout.Direction,
        *,
        gap: Gap,
        inset: Inset,
        parent: QWidget | None,
    ) -> None:
        super().__init__(direction)
        if parent is not None:
            parent.setLayout(self)
        self._look = look
        self._gap = gap
        self._inset = inset
        self._is_narrow = False
        self._measure()
        look.changed.connect(self._measure)

    def add(
        self,
        *items: QWidget | QLayout,
        stretch: int = 0,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        """Append widgets and layouts in reading order."""
        for item in items:
            if isinstance(item, QLayout):
                self.addLayout(item, stretch)
            elif align is None:
                self.addWidget(item, stretch)
            else:
                self.addWidget(item, stretch, align)

    def set_narrow(self, *, narrow: bool) -> None:
        """Halve, nearly, the margins of a page where the window is narrow."""
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._measure()

    @Slot()
    def _measure(self) -> None:
        self.setSpacing(distance(self._look, self._gap))
        inset = margins(self._look, self._inset)
        if self._is_narrow:
            most = self._look.theme.tokens.space.xl
            inset.setLeft(min(inset.left(), most))
            inset.setRight(min(inset.right(), most))
        self.setContentsMargins(inset)


class Column(_Line):
    """Things below one another."""

    def __init__(
        self,
        look: Look,
        *,
        gap: Gap = "m",
        inset: Inset = "none",
        parent: QWidget | None = None,
    ) -> None:
        down = QBoxLayout.Direction.TopToBottom
        super().__init__(look, down, gap=gap, inset=inset, parent=parent)


class Row(_Line):
    """Things beside one another."""

    def __init__(
        self,
        look: Look,
        *,
        gap: Gap = "m",
        inset: Inset = "none",
        parent: QWidget | None = None,
    ) -> None:
        across = QBoxLayout.Direction.LeftToRight
        super().__init__(look, across, gap=gap, inset=inset, parent=parent)


class _Content(QWidget):
    """What scrolls: as high as its layout says at its width, and no higher."""

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Return the least width; Qt guesses the height without knowing the width."""
        return QSize(super().minimumSizeHint().width(), 0)


def _viewport() -> QWidget:
    """Return one like Qt's own; to ask for that would first load every kind of widget."""
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setAutoFillBackground(False)
    return viewport


class Scrolled(QScrollArea):
    """A column that scrolls upright. Fill `body`."""

    def __init__(
        self, look: Look, *, gap: Gap = "m", inset: Inset = "none", name: str = ""
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._look = look
        self._allow_sideways()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setViewport(_viewport())
        content = _Content()
        content.setObjectName("scrolled")
        content.setAutoFillBackground(False)
        self.body = Column(look, gap=gap, inset=inset, parent=content)
        self.setWidget(content)

    def _allow_sideways(self) -> None:
        """Let what is too wide be reached, where text is larger than pages are made for."""
        policy = Qt.ScrollBarPolicy
        is_huge = self._look.theme.scale > MADE_FOR
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_huge else policy.ScrollBarAlwaysOff
        )

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words more of a narrow window."""
        self._allow_sideways()
        self.body.set_narrow(narrow=event.size().width() < NARROW)
        super().resizeEvent(event)
