"""One row of the page: the question, its prompts beside it, and the place for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.editor.margin import ClaimMargin
    from portfolio_app.ui.look import Look


class PromptedRow(QWidget):
    """Prompts at the left and the rest on the page; above it where the window is narrow.

    While the row is on screen its prompts stay on screen too: `slide` moves them down
    beside a long text.
    """

    def __init__(
        self,
        look: Look,
        *,
        heading: QWidget | None,
        prompts: Sequence[str],
        body: QWidget | None,
        margin: ClaimMargin | None = None,
    ) -> None:
        """Make a row.

        Args:
            look: The theme in use.
            heading: The question.
            prompts: Sentences that help to answer it.
            body: The place for the answer.
            margin: The margin beside a text in which passages can be claimed.
        """
        super().__init__()
        self._look = look
        self._heading = self._held(heading)
        self._body = self._held(body)
        self.margin = margin
        self.prompts = Prompts(look, prompts)
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._arrange)
        self.arrange(narrow=False)

    def arrange(self, *, narrow: bool) -> None:
        """Put the prompts beside the text, or above it."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._arrange()

    def slide(self, top: int) -> None:
        """Keep the prompts below `top`, in px of this row, as far as the row goes."""
        self.prompts.slide(0 if self._is_narrow else top - self.prompts.y())

    def show_prompts(self, *, shown: bool) -> None:
        """Show the prompts, or the answer alone."""
        self.prompts.setVisible(shown and self.prompts.has_words)

    def _held(self, part: QWidget | None) -> QWidget | None:
        """Put `part` into a box, whose margins are those of the page."""
        if part is None:
            return None
        box = QWidget()
        column = Column(self._look, gap="none", parent=box)
        column.add(part)
        column.addStretch(1)
        return box

    @Slot()
    def _arrange(self) -> None:
        theme, grid = self._look.theme, self._grid
        while grid.takeAt(0):
            pass
        narrow = bool(self._is_narrow)
        page = 0 if narrow else 1
        side, xl = theme.size.prompt_column, theme.space.xl
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(theme.space.xs if narrow else theme.px(2))
        for column, least in ((0, 0 if narrow else side), (1, 0), (2, 0), (3, 0)):
            grid.setColumnMinimumWidth(column, least)
            grid.setColumnStretch(column, 0)
        grid.setColumnStretch(page, 1000)  # the text first, up to its greatest width
        grid.setColumnStretch(3, 1)
        inset = theme.px(16) if narrow else theme.px(32)
        self._inset(self._heading, inset)
        self.prompts.set_place(narrow=narrow, left=inset if narrow else xl)
        if self._heading:
            grid.addWidget(self._heading, 0, page)
        beside = self._heading is not None and self._body is None and not narrow
        grid.addWidget(self.prompts, 0 if beside else 1, 0)
        if self._body:
            self._inset(self._body, inset)
            grid.addWidget(self._body, 2 if narrow else 1, page)
        if self.margin:
            self._shorten_labels()
            grid.addWidget(self.margin, 2 if narrow else 1, page + 1)

    def _shorten_labels(self) -> None:
        """Show numbers alone where a full margin would take room from the text."""
        theme = self._look.theme
        whole = theme.text_width + theme.size.margin_column + theme.space.l
        if self.margin:
            self.margin.set_short(short=bool(self._is_narrow) and self.width() < whole)

    def _inset(self, part: QWidget | None, left: int) -> None:
        if part is not None:
            part.setContentsMargins(left, 0, 0, 0)
            part.setMaximumWidth(self._look.theme.text_width + left)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the labels of the margin anew."""
        super().resizeEvent(event)
        self._shorten_labels()


class Prompts(QWidget):
    """Sentences that never vanish into the box."""

    def __init__(self, look: Look, prompts: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._left = 0
        self._offset = 0
        self._is_narrow = False
        self.has_words = bool(prompts)
        self._words = QWidget(self)
        self._column = Column(look, gap="xs", parent=self._words)
        for prompt in prompts:
            self._column.add(Words(prompt, face=Face.SMALL, tone=Role.INK_2))
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not prompts:  # never shown before it has a parent: it would be a window
            self.hide()

    def set_place(self, *, narrow: bool, left: int) -> None:
        """Stand at the left of the page, or above the text."""
        self._is_narrow, self._left, self._offset = narrow, left, 0
        theme = self._look.theme
        self.setMaximumWidth(theme.text_width + left if narrow else theme.size.prompt_column)
        self.updateGeometry()
        self._settle()

    def slide(self, offset: int) -> None:
        """Move the words down by up to `offset` px, but not out of the row."""
        room = self.height() - self._words.height()
        self._offset = max(0, min(offset, room))
        self._words.move(self._left, self._offset)

    def _room(self, width: int) -> int:
        right = 0 if self._is_narrow else self._look.theme.space.l
        return max(1, width - self._left - right)

    def _settle(self) -> None:
        width = self._room(self.width())
        height = self._column.heightForWidth(width)
        self._offset = max(0, min(self._offset, self.height() - height))
        self._words.setGeometry(self._left, self._offset, width, height)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower column is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sentences."""
        below = self._look.theme.space.s if self._is_narrow else 0
        return int(self._column.heightForWidth(self._room(width))) + below

    def sizeHint(self) -> QSize:
        """Return the width of the column."""
        width = self._look.theme.size.prompt_column
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(self._look.theme.px(120), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the sentences anew."""
        self._settle()
