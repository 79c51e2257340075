"""Today in three conditions, and Settings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.ui.hub import Hub
from scripts.shots import stage
from scripts.shots.timeline import deferred

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look


@cache
def _empty() -> stage.Stage:
    """Return a portfolio that was begun a moment ago, its panel not known yet."""
    program, hub = stage.finished().program, Hub()
    vault = stage.folder() / "New portfolio.portfolio"
    portfolio, _ = program.door.create(
        vault,
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Leila Ashdown"),
        passphrase="a passphrase for a picture",
        announce=hub.announce,
    )
    clock = stage.StageClock()
    return stage.Stage(program=program, portfolio=portfolio, clock=clock, vault=vault, hub=hub)


def today(look: Look) -> QWidget:
    """Return Today on the way."""
    return stage.unfinished().window(look)


def today_new(look: Look) -> QWidget:
    """Return Today on the first day."""
    return _empty().window(look)


def today_ready(look: Look) -> QWidget:
    """Return Today when all evidence is there."""
    return stage.finished().window(look)


def today_deferred(look: Look) -> QWidget:
    """Return Today after a deferral."""
    return deferred().window(look)


def settings(look: Look) -> QWidget:
    """Return Settings, as high as they are."""
    window = stage.finished().window(look, "settings")
    window.resize(stage.SIZE[0], 1440)
    stage.finished().settle()
    return window


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "today": today,
    "today-new": today_new,
    "today-ready": today_ready,
    "today-deferred": today_deferred,
    "settings": settings,
}
"""Screens by the name of their picture."""
