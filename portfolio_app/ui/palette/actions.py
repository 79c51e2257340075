"""What can be done on a page now: read from the page itself, so that the names agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from portfolio_app.ui.keys import shown
from portfolio_app.ui.widgets.buttons import Button, IconButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done now."""

    title: str
    act: Callable[[], object]
    point_at: Callable[[], object]
    """Puts the keyboard there and does nothing."""
    keys: str = ""


def actions_on(page: QWidget) -> tuple[Action, ...]:
    """Return what can be done on `page` now: its keys, then its buttons.

    A name that several buttons have, as on every row of a list, does not say which is meant:
    those are found by what they belong to.
    """
    bound = tuple(_bound(page))
    known = {action.title for action in bound}
    buttons = [button for button in page.findChildren(Button) if _is_usable(button, page)]
    often = Counter(_name(button) for button in buttons)
    pressed = (
        Action(title=_name(button), act=button.click, point_at=button.setFocus)
        for button in buttons
        if often[_name(button)] == 1 and _name(button) not in known
    )
    return (*bound, *pressed)


def _bound(page: QWidget) -> Iterator[Action]:
    """Yield what has keys of its own on what is shown; elsewhere its keys do nothing."""
    for action in page.findChildren(QAction):
        owner = action.parent()
        if (
            isinstance(owner, QWidget)
            and not isinstance(owner, QMenu)
            and owner.isVisible()
            and action.isEnabled()
            and action.shortcuts()
        ):
            yield Action(
                title=action.text(),
                act=action.trigger,
                point_at=owner.setFocus,
                keys=shown(action.shortcuts()),
            )


def _is_usable(button: Button, page: QWidget) -> bool:
    """Whether it would be there to be pressed if `page` were shown.

    Marks without words stand on rows, unless they stay pressed: those format.
    """
    is_mark = isinstance(button, IconButton) and not button.isCheckable()
    return not is_mark and button.isVisibleTo(page) and button.isEnabledTo(page)


def _name(button: Button) -> str:
    return button.text() or button.accessibleName()
