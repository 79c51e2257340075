"""The capabilities that can be claimed, found by typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.rows import TALL, WRAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.ui.look import Look

ENTRY = Qt.ItemDataRole.UserRole
ROWS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """One capability as it is offered."""

    ref: CapabilityRef
    code: str
    title: str
    gloss: str
    note: str
    """What the pathway says about it, such as that its document does not name it, and whether
    its title is to be checked."""

    @property
    def heading(self) -> str:
        """Code and title: `PCF 6 Critical reflection and analysis`."""
        return f"{self.code} {self.title}"

    @property
    def explanation(self) -> str:
        """What it is about, and the pathway's remark."""
        return f"{self.gloss} ({self.note})" if self.note else self.gloss


def claimable(pathway: Pathway, catalogue: Catalogue) -> tuple[Claimable, ...]:
    """Return every capability of the frameworks of `pathway`, in their order, then tags."""
    notes = {note.capability: note.note for note in pathway.capability_notes}
    return tuple(
        Claimable(
            ref=capability.ref,
            code=catalogue.code(capability.ref),
            title=capability.title,
            gloss=capability.gloss,
            note=_note(notes.get(capability.ref, ""), capability.certainty.advice),
        )
        for framework in catalogue.frameworks_for(pathway)
        for capability in framework.capabilities
    )


def _note(*remarks: str) -> str:
    """Return remarks as they stand in brackets behind a sentence."""
    said = (remark[:1].lower() + remark[1:].rstrip(".") for remark in remarks if remark)
    return "; ".join(said)


def found(offered: Sequence[Claimable], typed: str) -> list[Claimable]:
    """Return what fits the typed words, the best first.

    Each must begin a word of the code, the title or the gloss; a number must be the whole
    number, so that 1 does not find 10.
    """
    wanted = typed.casefold().split()
    if not wanted:
        return list(offered)
    scored = []
    for entry in offered:
        heading, whole = _tokens(entry.heading), _tokens(f"{entry.heading} {entry.gloss}")
        if all(_begins(word, heading) for word in wanted):
            scored.append((0, entry))
        elif all(_begins(word, whole) for word in wanted):
            scored.append((1, entry))
    return [entry for _, entry in sorted(scored, key=lambda pair: pair[0])]


def _tokens(text: str) -> list[str]:
    return [token.strip(".,:;()“”") for token in text.casefold().replace("-", " ").split()]


def _begins(word: str, tokens: Sequence[str]) -> bool:
    if word.isdecimal():
        return word in tokens
    return any(token.startswith(word) for token in tokens)


class CapabilityList(QListWidget):
    """Code, title and a few plain words for each; moved through by arrow keys."""

    def __init__(self, look: Look, offered: Sequence[Claimable]) -> None:
        super().__init__()
        self._look = look
        self._offered = offered
        self._left_out: frozenset[CapabilityRef] = frozenset()
        self._typed = ""
        self.setAccessibleName("Capabilities")
        self.setItemDelegate(_Entry(look, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.narrow("")

    def narrow(self, typed: str) -> None:
        """Show what fits the typed words; the first is chosen."""
        self._typed = typed
        self.clear()
        offered = [entry for entry in self._offered if entry.ref not in self._left_out]
        for entry in found(offered, typed):
            item = QListWidgetItem(entry.heading)
            item.setData(ENTRY, entry)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{entry.heading}. {entry.explanation}"
            )
            self.addItem(item)
        self.setCurrentRow(0)

    def leave_out(self, refs: Iterable[CapabilityRef]) -> None:
        """Offer everything but these: they were chosen, or claimed before."""
        self._left_out = frozenset(refs)
        self.narrow(self._typed)

    def chosen(self) -> Claimable | None:
        """Return the capability that is chosen, if any fits."""
        row = self.currentRow()
        return self.item(row).data(ENTRY) if row >= 0 else None

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for a few entries, or for those that fit."""
        return QSize(self._look.theme.px(440), self._height(ROWS_SHOWN))

    def minimumSizeHint(self) -> QSize:
        """Return room for one entry."""
        return QSize(self._look.theme.px(160), self._height(1))

    def _height(self, most: int) -> int:
        shown = range(min(self.count(), most))
        return sum(self.sizeHintForRow(row) for row in shown) + 2 * self.frameWidth()


class _Entry(QStyledItemDelegate):
    """Paints one capability: bold heading, then what it is about."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def _boxes(self, width: int, entry: Claimable) -> tuple[QRect, QRect]:
        theme = self._look.theme
        room = QRect(0, 0, max(1, width - 2 * theme.space.m), TALL)
        heading = theme.metrics(Face.BODY_STRONG).boundingRect(room, WRAP, entry.heading)
        words = theme.metrics(Face.SMALL).boundingRect(room, WRAP, entry.explanation)
        first = QRect(theme.space.m, theme.space.s, room.width(), heading.height())
        return first, QRect(theme.space.m, first.bottom() + 1, room.width(), words.height())

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the words need."""
        width = self._list.viewport().width()
        _, words = self._boxes(width, index.data(ENTRY))
        return QSize(width, words.bottom() + 1 + self._look.theme.space.s)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the entry; the chosen one is tinted with an edge at the left."""
        theme, entry = self._look.theme, index.data(ENTRY)
        place: QRect = option.rect
        painter.save()
        painter.translate(place.topLeft())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(
                QRect(0, 0, place.width(), place.height()), theme.colour(Role.ACCENT_SOFT)
            )
            edge = theme.border.place_mark
            painter.fillRect(0, 0, edge, place.height(), theme.colour(Role.ACCENT))
        heading, words = self._boxes(place.width(), entry)
        for text, box, face, role in (
            (entry.heading, heading, Face.BODY_STRONG, Role.INK),
            (entry.explanation, words, Face.SMALL, Role.INK_2),
        ):
            painter.setFont(theme.font(face))
            painter.setPen(QPen(theme.colour(role)))
            painter.drawText(box, WRAP, text)
        painter.restore()
