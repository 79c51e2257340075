"""What keys do, declared once where they are built.

Buttons and menus say them, Ctrl+K finds them and F1 lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


ENTER: Final = ("Return", "Enter")
"""Both keys of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Something that can be done, and the keys that do it."""

    does: str
    """In words: the name of its button or of its line in a menu, where it has one."""
    keys: tuple[str, ...] = ()
    """As Qt writes them: `Ctrl+F`. Each does the same."""

    @classmethod
    def standard(cls, does: str, key: QKeySequence.StandardKey) -> Keys:
        """Declare what this system has keys of its own for, such as undoing."""
        usual = QKeySequence.keyBindings(key)[:1]  # the others are of keyboards of long ago
        return cls(does=does, keys=tuple(keys.toString() for keys in usual))

    @property
    def sequences(self) -> list[QKeySequence]:
        """The keys as Qt compares them."""
        return [QKeySequence(keys) for keys in self.keys]

    @property
    def shown(self) -> str:
        """The keys as this system writes them: `F11 or Ctrl+Shift+F`."""
        return shown(self.sequences)

    @property
    def tip(self) -> str:
        """A tool tip: `Find (Ctrl+F)`."""
        return f"{self.does} ({self.shown})" if self.keys else self.does

    def match(self, event: QKeyEvent) -> bool:
        """Whether these keys were pressed, on whatever part of the keyboard."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return QKeySequence(event.key() | modifiers.value) in self.sequences


def shown(sequences: list[QKeySequence]) -> str:
    """Return keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    names = [keys.toString(native).replace("Return", "Enter") for keys in sequences]
    return " or ".join(dict.fromkeys(names))


def bind(
    owner: QWidget, keys: Keys, act: Callable[[], object], *, everywhere: bool = False
) -> QAction:
    """Let `keys` do `act` while the keyboard is within `owner`, or within its window.

    The action belongs to `owner`: with it goes the key, and Ctrl+K finds it as long as
    `owner` is shown.
    """
    action = QAction(keys.does, owner)
    action.setShortcuts(keys.sequences)
    contexts = Qt.ShortcutContext
    action.setShortcutContext(
        contexts.WindowShortcut if everywhere else contexts.WidgetWithChildrenShortcut
    )
    action.triggered.connect(act)
    owner.addAction(action)
    return action
