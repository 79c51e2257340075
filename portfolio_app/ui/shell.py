"""The main window: the rail at the left, the chosen place beside it.

Knows no place itself. `app` adds those that work, in the order of the rail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from portfolio_app.ui.announcing import say
from portfolio_app.ui.focus import follow_layout, stops_of
from portfolio_app.ui.focus_keeper import FocusKeeper
from portfolio_app.ui.keys import Keys, bind
from portfolio_app.ui.rail import Rail
from portfolio_app.ui.spoken_roles import tell_headings
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A place or an action of the rail: what can be reached from anywhere."""

    key: str
    """Its name in the program."""
    keys: Keys
    """Its name on the rail, and its keys."""
    is_place: bool


class Shell(QMainWindow):
    """The window in which a portfolio is worked on."""

    place_changed = Signal(str)
    """Key of the place now shown; pages read again what they show."""

    action_chosen = Signal(str)
    """Key of an action of the rail, such as locking."""

    closing = Signal()
    """The window is about to close: save what is open."""

    def __init__(self, look: Look, settings: Settings, *, title: str) -> None:
        super().__init__()
        tell_headings()
        self._look = look
        self._pages: dict[str, QWidget] = {}
        self._actions: set[str] = set()
        self._offers: list[Offer] = []
        self._place = ""
        self.setWindowTitle(title)
        self.rail = Rail(look)
        self.stack = QStackedWidget()
        FocusKeeper(self.stack)
        # Later: a screen reader says first what has the keyboard there.
        self._arrived = QTimer(self, interval=0, singleShot=True)
        self._arrived.timeout.connect(self._say_place)
        self._banners = QWidget()
        self._banner_list = Column(look, gap="s", inset=("s", "l"), parent=self._banners)
        self._banners.hide()
        right = QWidget()
        column = Column(look, gap="none", parent=right)
        column.add(self._banners)
        column.add(self.stack, stretch=1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self.setCentralWidget(both)
        self.setMinimumSize(*look.theme.tokens.window_least)
        self.resize(*settings.window)
        if settings.is_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.rail.chosen.connect(self._on_chosen)

    def add_place(
        self, key: str, title: str, icon: str, page: QWidget, *, is_below: bool = False
    ) -> None:
        """Append a place; the first one added is shown.

        Args:
            key: Its name in the program and in the settings.
            title: Its name on the rail.
            icon: Its icon.
            page: Its screen.
            is_below: Whether it stands at the bottom of the rail.
        """
        keys = Keys(does=title, keys=(f"Ctrl+{len(self._pages) + 1}",))
        self.rail.add(key, title, icon, tip=keys.tip, keys=keys.shown, is_below=is_below)
        self._offer(key, keys, is_place=True)
        self._pages[key] = page
        self.stack.addWidget(page)
        if not self._place:
            self.show_place(key)

    def add_action(self, key: str, title: str, icon: str, *, keys: str = "") -> None:
        """Append an action to the bottom of the rail, with a shortcut such as "Ctrl+L"."""
        done = Keys(does=title, keys=(keys,) if keys else ())
        self.rail.add(key, title, icon, tip=done.tip, keys=done.shown, is_below=True)
        self._offer(key, done, is_place=False)

    def add_corner(self, key: str, title: str, icon: str, *, keys: str) -> None:
        """Append an action that is a mark at the foot of the rail; its name is its tool tip."""
        done = Keys(does=title, keys=(keys,))
        self.rail.add_corner(key, title, icon, tip=done.tip, keys=done.shown)
        self._offer(key, done, is_place=False)

    def offers(self) -> Iterator[Offer]:
        """Yield what the rail offers now, in its order."""
        return (offer for offer in self._offers if self.rail.place(offer.key).isEnabled())

    def places(self) -> Iterator[tuple[Offer, QWidget]]:
        """Yield every place with its page."""
        return ((o, self._pages[o.key]) for o in self._offers if o.is_place)

    def _offer(self, key: str, keys: Keys, *, is_place: bool) -> None:
        self._offers.append(Offer(key=key, keys=keys, is_place=is_place))
        follow_layout(self.rail)  # what is made later would come after the pages
        bind(self, keys, self.rail.place(key).click, everywhere=True)
        if not is_place:
            self._actions.add(key)

    def show_banner(self, banner: QWidget) -> None:
        """Put something above every place, such as a notice, until it is taken away."""
        self._banner_list.add(banner)
        self._banners.show()

    def take_banner(self, banner: QWidget) -> None:
        """Take away what `show_banner` put there."""
        self._banner_list.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._banners.setVisible(self._banner_list.count() > 0)

    @property
    def place(self) -> str:
        """Key of the place shown."""
        return self._place

    def show_place(self, key: str) -> None:
        """Show a place; an unknown key, from older settings, shows the first."""
        key = key if key in self._pages else next(iter(self._pages))
        if self.stack.currentWidget() is not self._pages[key]:
            self._arrived.start()
        self._place = key
        self.rail.choose(key)
        self.stack.setCurrentWidget(self._pages[key])
        self._go_into(self._pages[key])
        self.place_changed.emit(key)

    def show_within(self, key: str, screen: QWidget) -> None:
        """Show a screen that belongs to the place `key` but has no place of its own."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self._place = key
        self.rail.choose(key)
        self.stack.setCurrentWidget(screen)
        self._go_into(screen)

    def _go_into(self, page: QWidget) -> None:
        """Take the keyboard from the rail along: whoever goes to a place works there.

        Qt does so from page to page only. A page may want it elsewhere, and then takes it.
        """
        held: QWidget | None = self.focusWidget()
        if held is not None and not self.rail.isAncestorOf(held):
            return
        before: QWidget | None = page.focusWidget()
        stops = (before, *stops_of(page))
        usable = (
            w for w in stops if w is not None and w.isVisibleTo(page) and w.isEnabledTo(page)
        )
        if wanted := next(usable, None):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say_place(self) -> None:
        """Say where one is: the windows of all places have the same title."""
        if self.isActiveWindow():
            say(self, next(o.keys.does for o in self._offers if o.key == self._place))

    def put_away(self, screen: QWidget) -> None:
        """Take out and delete a screen that `show_within` showed.

        Its place is shown in its stead, with the keyboard where it was there.
        """
        if self.stack.currentWidget() is screen and self._place in self._pages:
            self.stack.setCurrentWidget(self._pages[self._place])
        self.stack.removeWidget(screen)
        screen.deleteLater()

    def set_count(self, key: str, count: int, words: str) -> None:
        """Show on the rail how many things wait at a place."""
        self.rail.place(key).set_count(count, words)

    def remembered(self, settings: Settings) -> Settings:
        """Return `settings` with the window and the place as they are."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        return settings._replace(
            window=(size.width(), size.height()),
            is_maximised=self.isMaximized(),
            place=self._place,
        )

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        if key in self._actions:
            self.action_chosen.emit(key)
        else:
            self.show_place(key)

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Announce the end while everything still works."""
        self.closing.emit()
        event.accept()
