"""The rules that this portfolio goes by: newer ones, others, and those an academy sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import day
from portfolio_app.services.changes import Area
from portfolio_app.ui.rules.adding import AddRules, version_in_words
from portfolio_app.ui.rules.moving_window import MovingWindow
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.moves import Move
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.rule_files import AddedRules
    from portfolio_app.services.moving import Destination
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.settings_page.section import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the section shows."""

    mine: Pathway
    newer: Destination | None
    moves: tuple[Move, ...]
    remarks: tuple[str, ...]


class RulesSection(Section):
    """Says which rules are in force here; everything about changing them begins here."""

    areas = Area.PORTFOLIO
    needs_writing = False
    move_wanted = Signal(object)
    """Go over to this `Destination`, once everything is on the disk."""
    editor_wanted = Signal()
    """Rules are to be made or changed."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around,
            "Your pathway",
        )
        look = around.look
        self._newer: tuple[str, str] = ("", "")
        self._before: tuple[str, str] = ("", "")
        self.moving: MovingWindow | None = None
        self.title = Words("", face=Face.BODY_STRONG)
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.newer = Notice(look, State.WAITING, "", action="What would change")
        self.moved = Notice(look, State.MET, "", action="Move back")
        self.change = PlainButton(look, "Change pathway ...")
        self.edit = PlainButton(look, "Make or change a pathway ...", icon="pencil")
        self.add = AddRules(look, around.program.rules, around.runner)
        self.remarks = Words("", face=Face.SMALL, tone=Role.INK_2)
        for hidden in (self.newer, self.moved, self.remarks):
            hidden.hide()
        line = QWidget()
        Flow(look, parent=line).add(self.change, self.edit)
        kept = "The portfolio keeps the rules that it was begun under."
        self.body.add(self.title, self.about, Words(kept, face=Face.SMALL, tone=Role.INK_2))
        self.body.add(self.newer, self.moved, line, self.add)
        self.body.add(self.remarks)
        self.newer.pressed.connect(self._on_newer)
        self.moved.pressed.connect(self._on_back)
        self.change.clicked.connect(self._on_change)
        self.edit.clicked.connect(self.editor_wanted)
        self.add.added.connect(self._on_added)
        self.add.rebuilt.connect(self.rebuilt)

    def reload(self) -> None:
        """Read which rules are in force, and whether there are newer ones."""
        self.read(self._read, self._show)

    def compare_with(self, pathway: str = "", version: str = "") -> MovingWindow:
        """Open the window that says what other rules would change."""
        around = self.around
        self.moving = MovingWindow(
            around.look, around.portfolio, around.runner, (pathway, version)
        )
        self.moving.chosen.connect(self.move_wanted)
        self.moving.destroyed.connect(self._on_moving_gone)
        self.moving.show()
        return self.moving

    def close_windows(self) -> None:
        """Close what was opened from here."""
        if self.moving is not None:
            self.moving.close()

    def _read(self, progress: Progress) -> _Standing:
        portfolio = self.around.portfolio
        return _Standing(
            mine=portfolio.verdicts.pathway(),
            newer=portfolio.moving.newer(),
            moves=portfolio.moving.moves(),
            remarks=self.around.program.rules.remarks,
        )

    @Slot(object)
    def _show(self, found: _Standing) -> None:
        mine, newer = found.mine, found.newer
        self.title.setText(f"{mine.authority}: {mine.title}")
        version = version_in_words(mine.version, mine.validity)
        self.about.setText(f"{version} {mine.source}")
        if newer is not None:
            self._newer = (newer.pathway.id, newer.pathway.version)
            self.newer.set_text(_newer_in_words(mine, newer.pathway))
        self.newer.setVisible(newer is not None)
        if found.moves:
            last = found.moves[-1]
            self._before = (last.from_pathway, last.from_version)
            self.moved.set_text(
                f"You moved here on {day(last.moved_at.astimezone())}, from "
                f"“{last.from_pathway}”, version {last.from_version}."
            )
        self.moved.setVisible(bool(found.moves))
        self.remarks.setText(" ".join(found.remarks))
        self.remarks.setVisible(bool(found.remarks))
        self.change.setEnabled(self.around.portfolio.bar is None)

    @Slot()
    def _on_newer(self) -> None:
        self.compare_with(*self._newer)

    @Slot()
    def _on_back(self) -> None:
        self.compare_with(*self._before)

    @Slot()
    def _on_change(self) -> None:
        self.compare_with()

    @Slot(object)
    def _on_added(self, added: AddedRules) -> None:
        self.reload()

    @Slot()
    def _on_moving_gone(self) -> None:
        self.moving = None


def _newer_in_words(mine: Pathway, newer: Pathway) -> str:
    if newer.version == mine.version:
        return (
            f"These rules were put right without a new version ({newer.version}). Nothing "
            "changes here until you say so."
        )
    return (
        f"A newer version of these rules exists: {newer.version}. Nothing changes here until "
        "you say so."
    )
