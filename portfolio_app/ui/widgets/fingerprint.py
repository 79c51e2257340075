"""A key's fingerprint in groups that can be read aloud over a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column, Row

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

GROUP: Final = 4
"""Characters of one group; a SHA-256 fingerprint has sixteen groups."""


def groups_of(fingerprint: str) -> list[str]:
    """Return the groups of `fingerprint`, whatever separates its hex figures."""
    figures = "".join(sign for sign in fingerprint if sign.isalnum()).upper()
    return [figures[start : start + GROUP] for start in range(0, len(figures), GROUP)]


class FingerprintGrid(QWidget):
    """The groups in a grid, read out as one name, and a button that copies them."""

    def __init__(self, look: Look, fingerprint: str = "", *, of: str = "") -> None:
        """Make the grid.

        Args:
            look: The theme in use.
            fingerprint: Hex figures, with or without separators.
            of: Whose key it is, for screen readers.
        """
        super().__init__()
        self._cells = _Cells(look)
        self._of = of
        self.copy = QuietButton(look, "Copy", icon="copy", flush=True)
        self.copy.clicked.connect(self._on_copy_clicked)
        row = Row(look)
        row.add(self.copy)
        row.addStretch(1)
        column = Column(look, gap="s", parent=self)
        column.add(self._cells, row)
        self.show_fingerprint(fingerprint, of=of)

    @property
    def groups(self) -> list[str]:
        """The groups shown."""
        return self._cells.groups

    def show_fingerprint(self, fingerprint: str, *, of: str = "") -> None:
        """Show another fingerprint."""
        groups = groups_of(fingerprint)
        self._cells.show_groups(groups)
        whose = f"Fingerprint of {of}" if of else "Fingerprint"
        self._cells.setAccessibleName(f"{whose}: {', '.join(groups)}")
        self.copy.setText("Copy")
        self.copy.setEnabled(bool(groups))

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(" ".join(self.groups))
        self.copy.setText("Copied")


class _Cells(QWidget):
    """The painted groups; four in a row, or two where it is narrow."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.groups: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_groups(self, groups: list[str]) -> None:
        """Replace the groups."""
        self.groups = groups
        self.updateGeometry()
        self.update()

    def _columns(self, width: int) -> int:
        theme = self._look.theme
        least = theme.metrics(Face.HEADING).horizontalAdvance("0000") + 2 * theme.space.s
        return 4 if width >= 4 * least + 3 * theme.space.s else 2

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower grid is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows."""
        theme = self._look.theme
        rows = -(-len(self.groups) // self._columns(width))
        return max(0, rows * (theme.size.row + theme.space.s) - theme.space.s)

    def sizeHint(self) -> QSize:
        """Return four groups in a row."""
        width = self._look.theme.px(4 * 96)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return two groups in a row."""
        return QSize(self._look.theme.px(160), self._look.theme.size.row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each group in a box."""
        theme = self._look.theme
        line, gap, height = theme.border.hairline, theme.space.s, theme.size.row
        columns = self._columns(self.width())
        width = (self.width() - (columns - 1) * gap) / columns
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Face.HEADING))
        for number, group in enumerate(self.groups):
            left = (number % columns) * (width + gap)
            top = (number // columns) * (height + gap)
            box = QRectF(left, top, width, height).adjusted(
                line / 2, line / 2, -line / 2, -line / 2
            )
            painter.setPen(QPen(theme.colour(Role.LINE_STRONG), line))
            painter.setBrush(theme.colour(Role.SURFACE))
            painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)
            painter.setPen(theme.colour(Role.INK))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, group)
