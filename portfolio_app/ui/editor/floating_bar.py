"""The small bar below selected words: claim them, or set them bold or italic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from portfolio_app.model.domain.marks import MarkKind
from portfolio_app.ui.editor.formatting_area import KEYS
from portfolio_app.ui.editor.formatting_bar import KindButton
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.layouts import Row
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Collection

    from portfolio_app.ui.look import Look


class FloatingBar(Card):
    """Never lies over selected words. Ctrl+M and the context menu do the same without it."""

    claim_wanted = Signal()
    kind_wanted = Signal(object)
    """A `MarkKind` that the selected words are to be, or no longer."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, inset="xs")
        self._look = look
        self.claim = MainButton(look, "Claim", icon="claim", in_panel=True)
        self.claim.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps the keyboard
        row = Row(look, gap="s")
        keys = Words("Ctrl+M", face=Face.CAPTION, tone=Role.INK_2, wrap=False)
        self.kinds = {kind: KindButton(look, kind) for kind in KEYS}
        row.add(self.claim, keys, *self.kinds.values())
        for kind, button in self.kinds.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self.kind_wanted.emit, kind))
        self.body.add(row)
        self.setParent(parent)
        cast_shadow(look, self)
        self.claim.clicked.connect(self.claim_wanted)
        self.hide()

    def show_kinds(self, kinds: Collection[MarkKind] | None) -> None:
        """Show what the selected words are; None where they cannot be anything."""
        for kind, button in self.kinds.items():
            button.setVisible(kinds is not None and MarkKind.HEADING not in kinds)
            button.setChecked(bool(kinds) and kind in (kinds or ()))

    def show_at(self, lines: QRect, visible: QRect) -> None:
        """Appear below `lines`, or above them where `visible` has no room below."""
        self.adjustSize()
        gap = self._look.theme.space.s
        top = lines.bottom() + gap
        if top + self.height() > visible.bottom():
            top = max(visible.top(), lines.top() - gap - self.height())
        left = min(lines.left(), visible.right() - self.width() - gap)
        self.move(QPoint(max(visible.left(), left), top))
        self.show()
        self.raise_()


def cast_shadow(look: Look, widget: QWidget) -> None:
    """Give `widget` the one shadow of the program."""
    theme = look.theme
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setColor(theme.colour(Role.SHADOW))
    shadow.setBlurRadius(theme.shadow.blur)
    shadow.setOffset(0, theme.shadow.offset_y)
    widget.setGraphicsEffect(shadow)
