"""Backups in Settings, and the door of a damaged portfolio."""

from __future__ import annotations

import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.services.example import PASSPHRASE
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.ui.door.care_panel import CarePanel
from portfolio_app.ui.door.doorstep import Doorstep
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look

REASONS = (BackupReason.DAILY, BackupReason.CHANGES, BackupReason.SEAL, BackupReason.DAILY)


@cache
def _scene(name: str) -> stage.Stage:
    scene = stage.fresh(name)
    scene.portfolio.backups.choose_second_place(None)  # what another copy of it chose
    for days, reason in zip((5, 1, 1, 0), REASONS, strict=True):
        backup = scene.portfolio.backups.make(reason)
        _date_back(backup.path, timedelta(days=days, minutes=7 * days))
    return scene


def _date_back(path: Path, ago: timedelta) -> None:
    """Let a backup be from another day, as its header says."""
    from portfolio_app.model.store.backups.container import Header, read_header

    header = read_header(path)
    content = path.read_bytes()[: header.database]
    former = Header(
        made_at=stage.NOW - ago,
        reason=header.reason,
        database=header.database,
        keys=header.keys,
    )
    path.write_bytes(content + former.to_bytes())


def settings_backups(look: Look) -> QWidget:
    """Return Settings with one backup looked into."""
    scene = _scene("Backups")
    window = scene.window(look, "settings")
    section = window.choices.backups
    scene.settle()
    section.rows[1].click()
    scene.settle()
    area = window.choices.findChild(QScrollArea)
    if area is not None and area.widget() is not None:
        top = section.mapTo(area.widget(), section.rect().topLeft()).y()
        area.verticalScrollBar().setValue(top)
    scene.settle()
    return window


def door_damaged(look: Look) -> QWidget:
    """Return the door of a portfolio that does not open."""
    scene = _scene("Damaged")
    hurt = stage.folder() / "hurt" / "My portfolio.portfolio"
    if not hurt.exists():
        shutil.copytree(
            scene.vault, hurt, ignore=shutil.ignore_patterns("in-use.json", "vault.db-*")
        )
        database = hurt / "vault.db"
        database.write_bytes(bytes(200) + database.read_bytes()[200:])
    door = Doorstep(
        look, lambda: hurt, scene.program.clock.today, scene.program.door.about_place
    )
    door.resize(*stage.SIZE)
    door.show()
    door.show_unlock(Path("/home/leila/Documents/My portfolio.portfolio"))  # only shown
    try:
        scene.program.door.open_with_passphrase(hurt, PASSPHRASE)
    except PortfolioError as error:
        door.unlock.show_problem(error)
    panel = CarePanel(look, scene.runner)
    door.unlock.show_below(panel)
    panel.offer(scene.program.care, hurt, OpenedBy(text=PASSPHRASE))
    scene.settle()
    return door


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "settings-backups": settings_backups,
    "door-damaged": door_damaged,
}
"""Screens by the name of their picture."""
