"""Focus mode: the paper alone. Nothing of it is remembered; leaving the page leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from portfolio_app.ui.announcing import say
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.editor.page import EditorPage
    from portfolio_app.ui.editor.writing import WritingArea
    from portfolio_app.ui.look import Look


SIDES: Final = 40
"""Px at 100 % that the paper is wider than its text and the margin of claims together."""


class FocusLine(Strip):
    """All that stands below the paper: saved or not, how much, and the two ways on."""

    def __init__(self, look: Look) -> None:
        super().__init__(side="top")
        self.saved = IconWords(look, "check", "", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.amount = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.guidance = QuietButton(look, "Guidance (F2)")
        self.guidance.setCheckable(True)
        self.leave = QuietButton(look, "Leave focus mode (Esc)")
        flow = Flow(look, gap="l")
        Column(look, inset=("s", "xl"), parent=self).add(flow)
        flow.add(self.saved, self.amount, self.guidance, self.leave)
        self.hide()


class FocusMode(QObject):
    """Takes everything but the paper away, and brings it back."""

    moved = Signal(object)
    """The page is wider or narrower now; this text has the keyboard."""

    def __init__(self, look: Look, page: EditorPage) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._taken: list[QWidget] = []
        """What was shown before, to be shown again."""
        self.is_on = False
        self.line = FocusLine(look)
        self.line.guidance.toggled.connect(self._on_guidance)
        self.line.leave.clicked.connect(self.leave)
        page.bar.focus.clicked.connect(self.enter)
        # Queued: the page says where the work is first, and its words are shown here.
        page.saver.changed.connect(self._on_saved, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def toggle(self) -> None:
        """Enter, or leave."""
        if self.is_on:
            self.leave()
        else:
            self.enter()

    @Slot()
    def enter(self) -> None:
        """Leave nothing but the paper."""
        if self.is_on or self._page.sheet is None:
            return
        self.is_on = True
        held = self._held()
        for part in self._around():
            if not part.isHidden():
                part.hide()
                self._taken.append(part)
        self.line.guidance.setChecked(False)
        self._page.sheet.show_prompts(shown=False)
        self.line.show()
        self._show_standing()
        self.arrange()
        if held is not None:
            held.setFocus()
            self.moved.emit(held)
        say(self._page, "Focus mode. F2 shows the guidance, Esc leaves.")

    @Slot()
    def leave(self) -> None:
        """Bring everything back."""
        if not self.is_on:
            return
        self.is_on = False
        self.line.hide()
        for part in self._taken:
            part.show()
        self._taken.clear()
        if self._page.sheet is not None:
            self._page.sheet.show_prompts(shown=True)
            self._page.sheet.leave_sides_free(0)
        self._page.answer_to_width()
        if held := self._held():
            self.moved.emit(held)
        say(self._page, "Focus mode is left.")

    @Slot()
    def show_guidance(self) -> None:
        """Show the prompts above their texts, or take them away again."""
        if self.is_on:
            self.line.guidance.click()

    def arrange(self) -> None:
        """Put the paper into the middle."""
        sheet, theme = self._page.sheet, self._look.theme
        if sheet is None or not self.is_on:
            return
        sheet.set_narrow(narrow=True)
        paper = theme.text_width + theme.size.margin_column + theme.px(SIDES)
        sheet.leave_sides_free(max(0, (self._page.width() - paper) // 2))

    def _held(self) -> WritingArea | None:
        """Return the text that has the keyboard."""
        sheet = self._page.sheet
        areas = sheet.areas() if sheet else iter(())
        return next((area for area in areas if area.hasFocus()), None)

    def _around(self) -> list[QWidget]:
        """Return what stands round the paper, the rail of the window included."""
        page = self._page
        parts: list[QWidget | None] = [page.bar, page.formatting, page.status, page.panel]
        parts.append(getattr(page.window(), "rail", None))
        return [part for part in parts if part is not None]

    def _show_standing(self) -> None:
        page = self._page
        self.line.saved.set_words("check", page.bar.saved.text(), tone=Role.INK_2)
        self.line.amount.setText(page.status.words.text())

    @Slot()
    def _on_saved(self) -> None:
        if self.is_on:
            self._show_standing()

    @Slot(bool)
    def _on_guidance(self, shown: bool) -> None:
        if self.is_on and self._page.sheet is not None:
            self._page.sheet.show_prompts(shown=shown)
            self.arrange()
