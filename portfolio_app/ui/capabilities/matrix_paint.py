"""How the cells and heads of the matrix are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from portfolio_app.model.domain.coverage import Flag
from portfolio_app.ui.capabilities.matrix_table import CAPABILITY, LATEST, ROW, MatrixTable
from portfolio_app.ui.tokens import ClaimGroup, Face, Role, Voice
from portfolio_app.ui.widgets.rows import TALL, WRAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from portfolio_app.model.domain.coverage import Covered
    from portfolio_app.ui.look import Look

    Index = QModelIndex | QPersistentModelIndex

FLAGS = {
    Flag.NOTHING_YET: ("state-missing", Role.MISSING),
    Flag.ONLY_SELF: ("state-partly", Role.PARTLY),
    Flag.OLD: ("clock", Role.INK_2),
}
"""The icon of each flag and its colour; words always stand beside it."""
NUMBER = 28
"""Width in px at 100 % of the tint behind a number."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value
_WITHIN_WORDS = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWrapAnywhere.value


class MatrixCells(QStyledItemDelegate):
    """A title with what is worth knowing below it, a mark with a number, or a date."""

    def __init__(self, look: Look, view: QTableView, table: MatrixTable) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._table = table

    def height(self, row: Covered, width: int) -> int:
        """Return the height of a row whose first column has `width`."""
        _, title, flags = self._boxes(row, width)
        bottom = flags[-1][1].bottom() if flags else title.bottom()
        return max(bottom + 1 + self._look.theme.space.m, self._look.theme.px(48))

    def least_title(self, rows: Sequence[Covered]) -> int:
        """Return the width of the first column at which no word of a title is broken."""
        theme = self._look.theme
        advance = theme.metrics(Face.BODY_STRONG).horizontalAdvance
        around = 2 * theme.space.s + theme.space.m + theme.px(2)
        return max(
            (
                around + self._number_width(row) + advance(word)
                for row in rows
                for word in row.capability.title.split()
            ),
            default=0,
        )

    def _wrap(self, row: Covered, width: int) -> int:
        """Return where a title goes on below: within a word only where none has the room."""
        return WRAP if width >= self.least_title([row]) else _WITHIN_WORDS

    def least_voice(self) -> int:
        """Return the width that a mark and a number of two digits need."""
        theme = self._look.theme
        digits = theme.metrics(Face.BODY_STRONG).horizontalAdvance("00")
        return theme.size.voice + theme.space.xs + digits

    def _boxes(self, row: Covered, width: int) -> tuple[QRect, QRect, list[tuple[Flag, QRect]]]:
        """Return the places of the number, the title and each flag."""
        theme = self._look.theme
        number = QRect(theme.space.s, theme.space.m, self._number_width(row), theme.px(24))
        left = number.right() + 1 + theme.space.m
        room = QRect(left, theme.space.m, max(1, width - left - theme.space.s), TALL)
        metrics = theme.metrics(Face.BODY_STRONG)
        title = metrics.boundingRect(room, self._wrap(row, width), row.capability.title)
        title.setHeight(max(title.height(), number.height()))
        top, boxes = title.bottom() + 1, []
        icon = theme.size.icon + theme.space.s
        words = self._table.flags_in_words(row)
        for flag, said in zip(row.flags, words, strict=True):
            within = QRect(left + icon, top, max(1, room.width() - icon), TALL)
            used = theme.metrics(Face.SMALL).boundingRect(within, WRAP, said)
            boxes.append((flag, QRect(left, top, room.width(), used.height())))
            top += used.height() + theme.px(2)
        return number, title, boxes

    def _number_width(self, row: Covered) -> int:
        theme = self._look.theme
        words = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(row.capability.number)
        return max(theme.px(NUMBER), words + theme.space.s)

    def _paint_capability(self, painter: QPainter, place: QRect, row: Covered) -> None:
        theme = self._look.theme
        number, title, flags = self._boxes(row, place.width())
        known = row.capability.group in set(ClaimGroup)
        style = theme.tokens.claims[ClaimGroup(row.capability.group)] if known else None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(style.tint if style else Role.HOVER))
        painter.drawRoundedRect(QRectF(number), theme.radius.tag, theme.radius.tag)
        self._write(
            painter, number, row.capability.number, Face.SMALL_STRONG,
            style.colour if style else Role.INK_2, Qt.AlignmentFlag.AlignCenter.value,
        )  # fmt: skip
        self._write(
            painter, title, row.capability.title, Face.BODY_STRONG, Role.INK,
            self._wrap(row, place.width()) | _MIDDLE,
        )  # fmt: skip
        words = self._table.flags_in_words(row)
        for (flag, box), said in zip(flags, words, strict=True):
            icon, tone = FLAGS[flag]
            line = theme.line_height(Face.SMALL)
            edge = QRect(box.left(), box.top(), theme.size.icon, line)
            self._look.icons.paint(painter, edge, icon, tone)
            box.setLeft(edge.right() + 1 + theme.space.s)
            self._write(painter, box, said, Face.SMALL, tone, WRAP)

    def _paint_voice(self, painter: QPainter, place: QRect, row: Covered, column: int) -> None:
        theme, voice = self._look.theme, self._table.voice(column)
        number = row.passages(voice) if voice else 0
        if not number or voice is None:
            dot = QRectF(0, 0, theme.px(3), theme.px(3))
            dot.moveCenter(QRectF(place).center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.INK_3))
            painter.drawEllipse(dot)
            return
        words = str(number)
        wide = theme.metrics(Face.BODY_STRONG).horizontalAdvance(words)
        icon, gap = theme.size.voice, theme.space.xs
        left = place.left() + (place.width() - icon - gap - wide) // 2
        mark = QRect(left, place.top(), icon, place.height())
        name = theme.tokens.voices[Voice(voice)].icon
        self._look.icons.paint(painter, mark, name, Role.INK)
        box = QRect(left + icon + gap, place.top(), wide + gap, place.height())
        self._write(painter, box, words, Face.BODY_STRONG, Role.INK, _MIDDLE)

    def _write(
        self, painter: QPainter, box: QRect, text: str, face: Face, tone: Role, flags: int
    ) -> None:
        painter.setFont(self._look.theme.font(face))
        painter.setPen(QPen(self._look.theme.colour(tone)))
        painter.drawText(box, flags, text)

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell at the present width of its column."""
        width = self._view.columnWidth(CAPABILITY)
        return QSize(
            self._view.columnWidth(index.column()), self.height(index.data(ROW), width)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell; the row that the keyboard is in is tinted, the cell has a frame."""
        theme, row = self._look.theme, index.data(ROW)
        place: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_keyboard = self._view.hasFocus()
        if has_keyboard and index.row() == self._view.currentIndex().row():
            painter.fillRect(place, theme.colour(Role.ACCENT_SOFT))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, theme.colour(Role.HOVER))
        line = theme.border.hairline
        painter.fillRect(
            place.left(),
            place.bottom() + 1 - line,
            place.width(),
            line,
            theme.colour(Role.LINE),
        )
        painter.save()
        if index.column() == CAPABILITY:
            painter.translate(place.topLeft())
            self._paint_capability(painter, QRect(0, 0, place.width(), place.height()), row)
        elif index.column() == LATEST:
            box = place.adjusted(theme.space.s, 0, -theme.space.s, 0)
            self._write(painter, box, index.data(), Face.SMALL, Role.INK_2, WRAP | _MIDDLE)
        else:
            self._paint_voice(painter, place, row, index.column())
        painter.restore()
        if has_keyboard and index == self._view.currentIndex():
            edge = theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Role.FOCUS), edge))
            painter.drawRoundedRect(
                QRectF(place).adjusted(edge, edge, -edge, -edge - line),
                theme.radius.tag,
                theme.radius.tag,
            )
        painter.restore()


class MatrixHeads(QHeaderView):
    """The mark of each voice with its word below it; the mark alone where it is narrow."""

    def __init__(self, look: Look, view: QTableView, table: MatrixTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look = look
        self._table = table
        self.is_narrow = False
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the mark and two lines of words."""
        theme = self._look.theme
        lines = 1 if self.is_narrow else 2
        icon = 0 if self.is_narrow else theme.size.icon
        height = icon + lines * theme.line_height(Face.SMALL) + theme.space.m
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        theme, voice = self._look.theme, self._table.voice(section)
        painter.save()
        painter.fillRect(rect, theme.colour(Role.PAPER))
        painter.setFont(theme.font(Face.SMALL_STRONG if voice is None else Face.SMALL))
        painter.setPen(theme.colour(Role.INK))
        box = rect.adjusted(theme.space.s, 0, -theme.space.s, -theme.space.s)
        words = str(self._table.headerData(section, Qt.Orientation.Horizontal) or "")
        if voice is None:
            painter.drawText(
                box, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, words
            )
        else:
            lines = 0 if self.is_narrow else 2 * theme.line_height(Face.SMALL)
            icon = theme.tokens.voices[Voice(voice)].icon
            mark = QRect(rect.left(), rect.top(), rect.width(), rect.height() - lines)
            mark.setBottom(mark.bottom() - theme.space.s)
            square = QRect(0, 0, theme.size.voice, theme.size.voice)
            square.moveCenter(mark.center())
            self._look.icons.paint(painter, square, icon, Role.INK)
            if not self.is_narrow:
                below = rect.adjusted(0, rect.height() - lines - theme.space.s, 0, 0)
                painter.drawText(
                    below,
                    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
                    | Qt.TextFlag.TextWordWrap,
                    words,
                )  # fmt: skip
        line = theme.border.hairline
        painter.fillRect(
            rect.left(), rect.bottom() + 1 - line, rect.width(), line, theme.colour(Role.LINE)
        )
        painter.restore()
