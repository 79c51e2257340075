"""Whether words stand only on grounds on which their contrast is known to be enough."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import Button
from tests.ui.accessible import named
from tests.ui.contrast_pairs import WORDS


def written(top):
    """Yield what stands in words on `top`: the widget, the role of its words, of its ground."""
    for label in top.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.visibleRegion().isEmpty():
            yield (
                label,
                Role(label.property("tone")) if label.property("tone") else Role.INK,
                None,
            )
    for button in top.findChildren(Button):
        if button.isVisible() and button.isEnabled() and not button.visibleRegion().isEmpty():
            yield button, button.coat().words, button.coat().fill


def faults_of_colours(top, theme):
    """Yield the pairs on `top` that the table of pairs does not name."""
    if held := top.focusWidget():
        held.clearFocus()  # its ring would lie over the ground
    picture = top.grab().toImage()
    roles = {}
    for role in Role:
        roles.setdefault(theme.colour(role).rgb(), set()).add(role)
    for widget, words, ground in written(top):
        if ground is not None:
            grounds = {ground}
        else:
            corner = widget.visibleRegion().boundingRect().topLeft()
            place = widget.mapTo(top, corner) if widget is not top else QPoint()
            grounds = roles.get(picture.pixel(place), set())
        if not any(words in WORDS.get(on, ()) for on in grounds):
            yield f"{words} on {sorted(grounds)}: {named(widget)}"
