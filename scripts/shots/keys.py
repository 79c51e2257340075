"""Ways in and locking: Settings, each step of a change, and a portfolio that is only read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_app import places
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.keys.key_file import keys_in_force
from portfolio_app.services.example import PASSPHRASE
from portfolio_app.services.second_places import SecondPlaces
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow

CODE = "9DYP-Z03D-NBSZ-X89Y-4KG3-Q49R-19JV"
"""Looks like a recovery code and opens nothing."""
DRIVE = Path("/media/leila/Copies")
"""Is not there."""


def _settings(look: Look, scene: stage.Stage) -> PortfolioWindow:
    window = scene.window(look, "settings")
    window.choices.ways_in.looked_for.emit(window.choices.ways_in)
    scene.settle()
    return window


def ways_in(look: Look) -> QWidget:
    """Return the ways in, as they are listed."""
    return _settings(look, stage.finished())


def ways_in_prove(look: Look) -> QWidget:
    """Return the question that every change begins with, answered wrongly."""
    window = _settings(look, stage.finished())
    section = window.choices.ways_in
    section.rows[0].change.click()
    section.panel.passphrase.line.setText("four words of mine")
    section.panel.go_on.click()
    stage.finished().settle()
    return window


def ways_in_code(look: Look) -> QWidget:
    """Return a new recovery code, not kept yet."""
    window = _settings(look, stage.finished())
    section = window.choices.ways_in
    row = next(row for row in section.rows if row.way.kind is SlotKind.RECOVERY)
    row.change.click()
    section.panel.passphrase.line.setText(PASSPHRASE)
    section.panel.go_on.click()
    stage.finished().settle()
    section.panel.show_code(CODE)
    stage.finished().settle()
    return window


def ways_in_changed(look: Look) -> QWidget:
    """Return what is said after a new passphrase, a drive with copies being away."""
    scene = _changed()
    window = _settings(look, scene)
    section = window.choices.ways_in
    section.rows[0].change.click()
    section.panel.passphrase.line.setText(PASSPHRASE)
    section.panel.go_on.click()
    scene.settle()
    for line in (section.panel.chosen.passphrase.line, section.panel.chosen.again.line):
        line.setText(PASSPHRASE)
    section.panel.go_on.click()
    scene.settle()
    return window


@cache
def _changed() -> stage.Stage:
    """Return the example with a backup, and a second place that cannot be reached."""
    scene = stage.fresh("Changed")
    seconds = SecondPlaces(places.user_data() / "second-places.json")
    seconds.choose(keys_in_force(scene.vault).vault_id, DRIVE)
    scene.portfolio.backups.make(BackupReason.DAILY)
    return scene


@cache
def _elsewhere() -> stage.Stage:
    """Return the example as whoever comes second has it."""
    first = stage.finished()
    told = {"computer": "LAPTOP-3", "person": "leila", "since": stage.NOW.isoformat()}
    (first.vault / "in-use.json").write_text(json.dumps(told))  # as its own program would
    again = first.program.door.open_with_passphrase(first.vault, PASSPHRASE)
    return stage.Stage(
        program=first.program, portfolio=again, clock=first.clock, vault=first.vault
    )


def reading_only(look: Look) -> QWidget:
    """Return Today of a portfolio that somebody else has open."""
    return _elsewhere().window(look)


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "ways-in": ways_in,
    "ways-in-prove": ways_in_prove,
    "ways-in-code": ways_in_code,
    "ways-in-changed": ways_in_changed,
    "reading-only": reading_only,
}
"""Screens by the name of their picture."""
