"""What somebody meets who neither sees the screen nor has a mouse, asked of real widgets."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)

from tests.ui.helpers import reachable, spoken_name

SLACK = 4
"""Px that boxes beside one another may overlap: the room for the focus ring."""
SILENT = frozenset(
    (
        QAccessible.Role.NoRole,
        QAccessible.Role.Client,
        QAccessible.Role.Pane,
        QAccessible.Role.Window,
        QAccessible.Role.LayeredPane,
    )
)
"""Roles that say nothing about what can be done with a control."""
MOST_STOPS = 400
RAIL = 88
"""Px of the window at the left that are read first."""


def faults_of(window, page=None):
    """Return, in words, what is wrong with the controls of `page`, or of all of `window`."""
    page = page or window
    return [
        *wrong_names(page),
        *wrong_roles(page),
        *wrong_order(window),
    ]


def named(widget):
    """Return a control as faults call it."""
    return f"{type(widget).__name__} {name_of(widget)!r}"


def wrong_roles(page):
    """Return the controls whose role says nothing."""
    return [
        f"no role: {named(widget)}"
        for widget in reachable(page)
        if QAccessible.queryAccessibleInterface(widget).role() in SILENT
        and not isinstance(widget, QScrollArea)  # is there to be scrolled, and has a name
    ]


def name_of(widget):
    """Return what a control is called.

    Qt says on Linux what is chosen in a drop-down, not what it is called; there screen
    readers find its name by the relation to its label.
    """
    return widget.accessibleName() if isinstance(widget, QComboBox) else spoken_name(widget)


def _says(name, seen):
    """Whether a name is what is seen, first of all or after the name of its group."""
    return name.startswith(seen) or name.casefold().endswith(f": {seen.casefold()}")


def wrong_names(page):
    """Return the controls without a name, with another than is seen, or with the same."""
    known, faults = {}, []
    for widget in reachable(page):
        name = name_of(widget)
        seen = visible_label(widget)
        if not name.strip():
            faults.append(f"no name: {named(widget)} in {type(widget.parent()).__name__}")
        elif not _says(name, seen):
            faults.append(f"seen as {seen!r}: {named(widget)}")
        elif name in known:
            faults.append(f"twice: {named(widget)} in {type(widget.parent()).__name__}")
        known[name] = widget
    return faults


def visible_label(widget):
    """Return the words by which people who see the screen know a control, if it has any."""
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "").strip()
    for label in widget.window().findChildren(QLabel):
        if label.buddy() is widget and label.isVisible():
            return label.text()
    return ""


def tab_stops(window, key=Qt.Key.Key_Tab):
    """Press Tab until it comes back; return where it went, the first not twice."""
    stops = []
    for _ in range(MOST_STOPS):
        here = QApplication.focusWidget()
        if here is None or here in stops:
            return stops, here
        stops.append(here)
        QTest.keyClick(here, key)
    return stops, None


def wrong_order(window):
    """Return where Tab does not lead, where it is caught, and where it jumps about."""
    controls = reachable(window)
    if not controls:
        return ["nothing can be reached"]
    controls[0].setFocus(Qt.FocusReason.TabFocusReason)
    stops, back = tab_stops(window)
    faults = []
    if not stops or back is not stops[0]:
        caught = named(back) if back else "nowhere"
        last = named(stops[-1]) if stops else "nothing"
        faults.append(f"Tab is caught: from {last} it goes to {caught}")
    faults += [
        f"not reached by Tab: {named(w)}"
        for w in controls
        if w not in stops and not _belongs_to_one_of(stops, w)
    ]
    start = min(range(len(stops)), key=lambda n: _corner(stops[n]), default=0)
    ordered = [*stops[start:], *stops[:start]]
    for before, after in itertools.pairwise(ordered):
        if _stands_before(after, before):
            faults.append(f"order: {named(after)} after {named(before)}")
    return faults


def _corner(widget):
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    return (place.x() >= RAIL, place.y(), place.x())


def _belongs_to_one_of(stops, widget):
    """Whether Tab stops at another of the same group: the arrow keys lead on from there."""
    if isinstance(widget, QComboBox) or not isinstance(widget, QAbstractButton):
        return any(stop.isAncestorOf(widget) for stop in stops)
    group = widget.group()
    grouped = widget.autoExclusive() or group is not None
    return grouped and any(
        isinstance(stop, QAbstractButton)
        and (stop.group() is group if group else stop.parent() is widget.parent())
        for stop in stops
    )


def _stands_before(one, other):
    """Whether `one` is read before `other`, by the boxes of the nearest that holds both."""
    a, b = _boxes(one, other)
    if a is None:
        return False
    if a.bottom() <= b.top() + SLACK:
        return True
    in_one_line = a.top() < b.bottom() - SLACK and b.top() < a.bottom() - SLACK
    return in_one_line and a.right() <= b.left() + SLACK


def _boxes(one, other):
    above = [one]
    while above[-1].parentWidget() is not None and not above[-1].isWindow():
        above.append(above[-1].parentWidget())
    branch = other
    while branch.parentWidget() is not None and branch.parentWidget() not in above:
        branch = branch.parentWidget()
    both = branch.parentWidget()
    if both is None or both not in above or above.index(both) == 0:
        return None, None
    return _box(above[above.index(both) - 1], both), _box(branch, both)


def _box(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())
