"""Spelling in the texts of a page, wherever they stand on it and whenever they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.keys import bind
from portfolio_app.ui.problems import explain
from portfolio_app.ui.spelling.bar import SpellingBar
from portfolio_app.ui.spelling.desk import SPELLING, SpellingDesk
from portfolio_app.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.spelling import SpellingService
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.spelling.language import Language
    from portfolio_app.ui.tasks import TaskRunner


class TextFollower(QObject):
    """Has a desk look at every text of a page, as soon as the keyboard is in one of them.

    Pages make their texts when they have read something, and make them anew: that the
    keyboard comes is the one thing that no text which is written in can do without.
    """

    def __init__(self, page: QWidget, desk: SpellingDesk) -> None:
        super().__init__(desk)
        self._page = page
        self._desk = desk
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)

    def attach(self) -> None:
        """Look at the texts that are on the page by now."""
        for area in texts_of(self._page):
            self._desk.attach(area)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if (
            isinstance(now, TextArea)
            and isValid(self._page)
            and self._page.isAncestorOf(now)
            and not self._desk.looks_at(now)
        ):
            self.attach()


class PageSpelling(QObject):
    """Waves, the menu of a word and F7 on one page; its bar stands above everything there."""

    def __init__(
        self,
        look: Look,
        page: QWidget,
        language: Language,
        service: SpellingService,
        runner: TaskRunner,
        hub: Hub,
        is_wanted: Callable[[], bool],
    ) -> None:
        """Look at the spelling on `page`, which is laid out in a column, while it is wanted."""
        super().__init__(page)
        self._page, self._is_wanted = page, is_wanted
        self.bar = SpellingBar(look)
        self.desk = SpellingDesk(
            look, language, service, self._texts, self.bar, runner, hub, self, is_wanted
        )
        self.desk.landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)
        self.desk.failed.connect(self._on_failed)
        self._follower = TextFollower(page, self.desk)
        layout = page.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self.bar)
            follow_layout(page)  # made last, it would come last
        bind(page, SPELLING, self._go_on)
        page.installEventFilter(self)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)

    def _texts(self) -> list[TextArea]:
        return texts_of(self._page)

    @Slot()
    def _go_on(self) -> None:
        if self._is_wanted() and self._texts():
            self._follower.attach()
            self.desk.go_on()

    @Slot(object)
    def _on_landed(self, area: TextArea) -> None:
        if isValid(area):
            area.show_caret()  # by now the bar has its height

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        explain(error, self._page.window())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Take the bar away when the text that it is about has gone."""
        if isValid(self.bar) and self.bar.isVisible() and not self._texts():
            self.bar.hide()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the bar away when the page goes."""
        if event.type() == QEvent.Type.Hide:
            self.bar.hide()
        return super().eventFilter(watched, event)


def texts_of(page: QWidget) -> list[TextArea]:
    """Return the texts of a page that can be written in and are not hidden, from the top."""

    def place(area: TextArea) -> tuple[int, int]:
        at = area.mapTo(page, QPoint())
        return at.y(), at.x()

    shown = (
        area
        for area in page.findChildren(TextArea)
        if area.isVisibleTo(page) and area.isEnabled() and not area.isReadOnly()
    )
    return sorted(shown, key=place)
