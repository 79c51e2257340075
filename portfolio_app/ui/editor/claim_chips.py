"""The capabilities that were chosen so far for the words to be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fitting import Flow

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.ui.editor.capability_list import Claimable
    from portfolio_app.ui.look import Look


class ClaimChips(QWidget):
    """One small button for each; pressing it takes the capability out again."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chosen: dict[CapabilityRef, tuple[Claimable, PlainButton]] = {}
        self._flow = Flow(look, gap="s", parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Chosen capabilities")
        self.hide()

    @property
    def refs(self) -> tuple[CapabilityRef, ...]:
        """What was chosen, in that order."""
        return tuple(self._chosen)

    def buttons(self) -> list[PlainButton]:
        """Return the chips, in that order."""
        return [button for _, button in self._chosen.values()]

    def add(self, entry: Claimable) -> None:
        """Choose a capability besides."""
        if entry.ref in self._chosen:
            return
        button = PlainButton(self._look, entry.code, trailing="close", tip=entry.title)
        button.setAccessibleDescription(f"{entry.title}. Press to take it out.")
        button.setProperty("ref", entry.ref)
        button.clicked.connect(self._on_pressed)
        self._chosen[entry.ref] = (entry, button)
        self._flow.add(button)
        self._tell()

    def take_last(self) -> None:
        """Take out what was chosen last."""
        if self._chosen:
            self._take(next(reversed(self._chosen)))

    def clear(self) -> None:
        """Take out everything."""
        while self._chosen:
            self._remove(next(iter(self._chosen)))
        self._tell()

    def _take(self, ref: CapabilityRef) -> None:
        self._remove(ref)
        self._tell()

    def _remove(self, ref: CapabilityRef) -> None:
        _, button = self._chosen.pop(ref)
        self._flow.removeWidget(button)
        button.hide()
        button.deleteLater()

    def _tell(self) -> None:
        self.setVisible(bool(self._chosen))
        self.updateGeometry()
        self.changed.emit()

    @Slot()
    def _on_pressed(self) -> None:
        ref = self.sender().property("ref")
        self.focusNextChild()  # while it is there to go on from
        self._take(ref)
