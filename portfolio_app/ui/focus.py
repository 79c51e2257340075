"""Shows where the keyboard is: a ring around the control that has the focus, in sight.

A style sheet cannot draw outside a control's box, so one small overlay does. It appears for
focus that came by keyboard and goes at the first press of a mouse button.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QScrollArea, QSplitter, QWidget
from shiboken6 import isValid

from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfolio_app.ui.look import Look

_BY_KEYBOARD: Final = frozenset(
    (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )
)
_MOVES: Final = frozenset(
    (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
)

LAYING_OUT_MS: Final = 50
"""After this, what came together with the focus stands where it belongs."""
NO_RING: Final = "noFocusRing"
"""Dynamic property of widgets that show their focus themselves."""


def follow_by_tab(first: QWidget, others: Iterable[QWidget]) -> None:
    """Let Tab go from `first` through the `others`: what is made later would come last."""
    for before, after in itertools.pairwise((first, *others)):
        QWidget.setTabOrder(before, after)


def follow_layout(*tops: QWidget) -> None:
    """Let Tab go through everything within `tops`, one after the other, as it is laid out."""
    stops = tuple(stop for top in tops for stop in stops_of(top))
    follow_by_tab(stops[0], stops[1:])


def is_stop(widget: QWidget) -> bool:
    """Whether Tab meets `widget`: by itself, or as what hands the focus on to its inside.

    Qt's Tab takes both for stops. One that hands on and stays behind in the order would lead
    back to what had its turn.
    """
    proxy = widget.focusProxy()
    if proxy is not None:
        return widget.isAncestorOf(proxy)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield what can have the focus by Tab: a control before what lies inside it."""
    if is_stop(widget):
        yield widget
    if layout := widget.layout():
        yield from _stops_within(layout)
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()):
        yield from stops_of(inside)
    elif isinstance(widget, QLineEdit):  # a button inside it lies in no layout
        for button in widget.children():
            if isinstance(button, QWidget):
                yield from stops_of(button)


def _stops_within(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        # Of an item that is new the binding may know the former one at its address, and only
        # that. What lies in it keeps its turn until the layout is followed again.
        if item is None or not isValid(item):
            continue
        if inner := item.layout():
            yield from _stops_within(inner)
        elif inside := item.widget():
            yield from stops_of(inside)


class FocusRing(QObject):
    """Follows the keyboard focus through every window of the application.

    Only the focused control and its ancestors up to the ring's host are watched, so other
    events cost nothing.
    """

    def __init__(self, app: QApplication, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._overlay: RingOverlay | None = None
        self._by_keyboard = False
        # Later: what has just come is laid out first, and a page may scroll by itself.
        self._settled = QTimer(self, interval=LAYING_OUT_MS, singleShot=True)
        self._settled.timeout.connect(self._bring_into_sight)
        app.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self._place)

    @property
    def is_shown(self) -> bool:
        """Whether a ring is on screen now."""
        return self._overlay is not None

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._remove()
        self._target = now
        if now is None:
            return
        self._watch(now)
        if self._by_keyboard:
            self._show()
        self._settled.start()

    @Slot()
    def _bring_into_sight(self) -> None:
        """Scroll to what was given the keyboard; Qt itself does so for Tab alone."""
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            return
        if not target.visibleRegion().isEmpty():
            return
        reach = self._look.theme.focus.gap + self._look.theme.focus.width
        above = target.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(target, 0, reach)
            above = above.parentWidget()

    def _show(self) -> None:
        target = self._target
        if target is None or target.isWindow() or target.property(NO_RING):
            return
        if self._overlay is None:
            self._overlay = RingOverlay(self._look, self._host(target))
        self._place()

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        self._watched.append(widget)

    @Slot()
    def _place(self) -> None:
        overlay, target = self._overlay, self._target
        if overlay is not None and target is not None and isValid(overlay) and isValid(target):
            overlay.surround(target)

    def _remove(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        self._hide()

    def _hide(self) -> None:
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._overlay = None

    def _host(self, target: QWidget) -> QWidget:
        """Return the nearest ancestor with room for the ring that scrolls along with it.

        What lies between the two is watched, for when it moves the ring must.
        """
        reach = self._look.theme.focus.gap + self._look.theme.focus.width
        host = target.parentWidget() or target
        while not host.isWindow():
            above = host.parentWidget()
            if above is None or above.objectName() == "qt_scrollarea_viewport":
                break
            box = QRect(target.mapTo(host, QPoint(0, 0)), target.size())
            fits = host.rect().contains(box.adjusted(-reach, -reach, reach, reach))
            if fits and not isinstance(host, QSplitter):  # a splitter adopts every child
                break
            self._watch(host)
            host = above
        return host

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn how the focus moves, and follow the control that has it."""
        kind = event.type()
        if kind in _MOVES:
            self._place()
        elif watched is not self._target:
            return False
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            # The reason for leaving here is the reason for arriving there.
            reason = event.reason()
            if reason in _BY_KEYBOARD:
                self._by_keyboard = True
            elif reason == Qt.FocusReason.MouseFocusReason:
                self._by_keyboard = False
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._hide()
        elif isinstance(event, QKeyEvent) and _is_navigation(event):
            self._by_keyboard = True
        return False


def _is_navigation(event: QKeyEvent) -> bool:
    """Whether a key moves the focus.

    No constant of the module: naming a key loads all five hundred of them, and the first
    window should not wait for that.
    """
    key = Qt.Key
    return event.key() in {
        key.Key_Tab,
        key.Key_Backtab,
        key.Key_Up,
        key.Key_Down,
        key.Key_Left,
        key.Key_Right,
    }


class RingOverlay(QWidget):
    """The ring itself; lets the mouse through and takes no part in layouts."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, target: QWidget) -> None:
        """Lie around `target`, above its siblings."""
        focus = self._look.theme.focus
        reach = focus.gap + focus.width
        box = QRect(target.mapTo(self._host, QPoint(0, 0)), target.size())
        self.setGeometry(box.adjusted(-reach, -reach, reach, reach))
        self.setVisible(target.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        theme = self._look.theme
        width = theme.focus.width
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(Role.FOCUS), width))
        half = width / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        radius = theme.focus.radius + half
        painter.drawRoundedRect(box, radius, radius)
