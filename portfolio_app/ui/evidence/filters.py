"""Filters of the evidence list: kind, stage, capability and state, all of which must fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.evidence.chips import Chip, Chips
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.ui.look import Look

ANY = ""
"""The value of a filter that lets everything through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the filters know of a piece."""

    form: str
    stage: str
    """In words; empty where its form asks for none, or it says none."""
    capabilities: frozenset[str]
    state: str
    """In words, as the row says it."""


def facts_of(piece: Evidence, form: Form, state: str) -> Facts:
    """Return what the filters know of `piece`."""
    asked = form.field("stage")
    text = piece.text("stage")
    return Facts(
        form=form.id,
        stage=asked.option_title(text).strip() if asked and text else "",
        capabilities=frozenset(str(claim.capability) for claim in piece.claims),
        state=state,
    )


class MenuChip(Chip):
    """A filter whose choices stand in a menu; it says which one is chosen."""

    chosen = Signal(str)

    def __init__(self, look: Look, anything: str) -> None:
        super().__init__(look, anything)
        self._anything = anything
        self._value = ANY
        self._menu = QMenu(self)
        self.setAccessibleDescription("Opens a menu")
        self._options: list[tuple[str, str]] = [(ANY, anything)]
        self.clicked.connect(self._on_clicked)

    @property
    def value(self) -> str:
        """What is chosen; empty: anything."""
        return self._value

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the one that is made stays while it is there."""
        self._options = [(ANY, self._anything), *options]
        if self._value not in {value for value, _ in self._options}:
            self._value = ANY
        self._show_value()
        self.setVisible(bool(options))

    def reset(self) -> None:
        """Let everything through."""
        self._value = ANY
        self._show_value()

    def _show_value(self) -> None:
        words = next(words for value, words in self._options if value == self._value)
        self.setText(words)
        self.setAccessibleName(words)
        self.setChecked(self._value != ANY)
        self.updateGeometry()

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(self._value != ANY)
        self._menu.clear()
        group = QActionGroup(self._menu)
        for value, words in self._options:
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            group.addAction(action)
            action.triggered.connect(partial(self._choose, value))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self._menu.setActiveAction(
            next(action for action in self._menu.actions() if action.isChecked())
        )

    def _choose(self, value: str) -> None:
        self._value = value
        self._show_value()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(value)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the words and the arrow."""
        size = super().sizeHint()
        return QSize(size.width() + self._look.theme.size.icon_small, size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter and by the arrow down as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def words_box(self) -> QRect:
        """Return where the words stand: left of the arrow."""
        arrow = self._look.theme.size.icon_small
        return self.rect().adjusted(0, 0, -arrow, 0)

    def paint_more(self, painter: QPainter) -> None:
        """Paint the arrow."""
        theme = self._look.theme
        side = theme.size.icon_small
        box = QRect(self.width() - side - theme.space.s, 0, side, side)
        box.moveTop((self.height() - side) // 2)
        tone = Role.ACCENT if self.isChecked() else Role.INK_2
        self._look.icons.paint(painter, box, "chevron-down", tone)


class Filters(QWidget):
    """Kinds as chips, and three chips with menus."""

    changed = Signal()

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._facts: dict[EvidenceId, Facts] = {}
        self.forms = Chips(look, name="Show")
        self.stage = MenuChip(look, "Any stage")
        self.capability = MenuChip(look, "Any capability")
        self.state = MenuChip(look, "Any state")
        column = Column(look, gap="s", parent=self)
        flow = Flow(look, gap="s")
        flow.add(self.stage, self.capability, self.state)
        column.add(self.forms, flow)
        self.forms.chosen.connect(self._on_chosen)
        for chip in self.menus:
            chip.hide()
            chip.chosen.connect(self._on_chosen)

    @property
    def menus(self) -> tuple[MenuChip, MenuChip, MenuChip]:
        """The chips with menus."""
        return (self.stage, self.capability, self.state)

    def show_facts(self, facts: Mapping[EvidenceId, Facts], form: str) -> None:
        """Offer what there is, with the kind `form` chosen."""
        self._facts = dict(facts)
        self._show_forms(form)
        stages = sorted({f.stage for f in facts.values() if f.stage})
        self.stage.show_options([(stage, stage) for stage in stages])
        known = sorted({ref for f in facts.values() for ref in f.capabilities})
        self.capability.show_options([(ref, self._capability(ref)) for ref in known])
        states = sorted({f.state for f in facts.values()})
        self.state.show_options([(s, s) for s in states] if len(states) > 1 else [])

    def fits(self, piece: Evidence | None) -> bool:
        """Whether every filter lets `piece` through; None stands for what is no piece."""
        facts = self._facts.get(piece.id) if piece else None
        if facts is None:  # a jotting or a capability, which no filter knows
            chosen = (self.forms.value(), *(chip.value for chip in self.menus))
            return all(value == ANY for value in chosen)
        return (
            self.forms.value() in (ANY, facts.form)
            and self.stage.value in (ANY, facts.stage)
            and (not self.capability.value or self.capability.value in facts.capabilities)
            and self.state.value in (ANY, facts.state)
        )

    def reset(self) -> None:
        """Let everything through but one kind."""
        for chip in self.menus:
            chip.reset()

    def _show_forms(self, form: str) -> None:
        numbers: dict[str, int] = {}
        for facts in self._facts.values():
            numbers[facts.form] = numbers.get(facts.form, 0) + 1
        forms = [found for found in self._catalogue.forms.values() if found.id in numbers]
        options: list[tuple[object, str]] = [(ANY, f"All {len(self._facts)}")]
        options += [(found.id, f"{found.title} {numbers[found.id]}") for found in forms]
        self.forms.show_options(options, form)
        self.forms.setVisible(len(forms) > 1)

    def _capability(self, ref: str) -> str:
        parsed = CapabilityRef.parse(ref)
        found = self._catalogue.capability(parsed)
        code = self._catalogue.code(parsed)
        return f"{code}: {found.title}" if found else code

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self.changed.emit()
