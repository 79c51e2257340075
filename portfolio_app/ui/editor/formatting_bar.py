"""The quiet row of buttons above the page: heading, bold, italic, lists, quotation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QSizePolicy, QSpacerItem, QWidget

from portfolio_app.model.domain.marks import INLINE, MarkKind
from portfolio_app.ui.editor.formatting_area import KEYS, FormattedArea
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import Coat, IconButton
from portfolio_app.ui.widgets.layouts import Row
from portfolio_app.ui.widgets.words import Strip

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

NAMES: Final = {
    MarkKind.HEADING: ("heading", "Heading", "# and a blank at the start of a line"),
    MarkKind.BOLD: ("bold", "Bold", ""),
    MarkKind.ITALIC: ("italic", "Italic", ""),
    MarkKind.BULLET: ("list", "List", "- and a blank at the start of a line"),
    MarkKind.NUMBERED: ("list-numbered", "Numbered list", "1. and a blank"),
    MarkKind.QUOTATION: ("quotation", "Quotation", "> and a blank"),
}
"""Icon, name, and how else to do it where there are no keys."""


class KindButton(IconButton):
    """A button that shows whether what the caret stands in is so."""

    CHOSEN: ClassVar = Coat(fill=Role.ACCENT_SOFT, edge=None, words=Role.ACCENT)

    def __init__(self, look: Look, kind: MarkKind) -> None:
        icon, name, otherwise = NAMES[kind]
        super().__init__(look, icon, name)
        keys = KEYS[kind].shown if kind in KEYS else otherwise
        self.setToolTip(f"{name} ({keys})")
        self.setCheckable(True)

    def coat(self) -> Coat:
        """Return the colours for the present condition."""
        chosen = self.isChecked() and self.isEnabled()
        return self.CHOSEN if chosen else super().coat()


class FormattingBar(Strip):
    """Works on the account that has the keyboard, or had it last before the bar."""

    def __init__(self, look: Look) -> None:
        super().__init__(side="bottom")
        self._look = look
        self._area: FormattedArea | None = None
        self.buttons = {kind: self._button(kind) for kind in NAMES}
        self._is_narrow = False
        row = Row(look, gap="none", inset=("xs", "none"), parent=self)
        self._before = QSpacerItem(0, 0)
        row.addSpacerItem(self._before)
        row.add(*self.buttons.values())
        row.addStretch(1)
        self._line = row
        look.changed.connect(self._place)
        self._place()
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)
        self._show()

    def work_on(self, area: FormattedArea | None) -> None:
        """Take the account that the buttons work on; None for another kind of answer."""
        if area is self._area:
            return
        if self._area:
            self._area.formatting_changed.disconnect(self._show)
            self._area.destroyed.disconnect(self._forget)
        self._area = area
        if area:
            area.formatting_changed.connect(self._show)
            area.destroyed.connect(self._forget)
        self._show()

    def align(self, *, narrow: bool) -> None:
        """Stand above the words, wherever the page has them."""
        self._is_narrow = narrow
        self._place()

    @Slot()
    def _place(self) -> None:
        theme = self._look.theme
        words = theme.px(16) if self._is_narrow else theme.size.prompt_column + theme.px(32)
        at_most = QSizePolicy.Policy.Maximum  # the buttons come first where room is short
        self._before.changeSize(words - theme.space.s, 0, at_most)
        self._line.invalidate()

    def _button(self, kind: MarkKind) -> KindButton:
        made = KindButton(self._look, kind)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the text
        made.clicked.connect(partial(self._on_clicked, kind))
        return made

    def _on_clicked(self, kind: MarkKind) -> None:
        if self._area:
            self._area.toggle(kind)
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show()

    @Slot()
    def _show(self) -> None:
        area = self._area
        here = area.kinds_here if area else frozenset()
        writable = area is not None and not area.isReadOnly()
        for kind, button in self.buttons.items():
            button.setEnabled(writable and not (kind in INLINE and MarkKind.HEADING in here))
            button.setChecked(kind in here)

    @Slot()
    def _forget(self) -> None:
        self._area = None
        self._show()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Follow the keyboard from answer to answer; the bar's own buttons are on the way."""
        if isinstance(now, FormattedArea):
            self.work_on(now if now.window() is self.window() else None)
        elif now is not None and not self.isAncestorOf(now) and now.window() is self.window():
            self.work_on(None)
