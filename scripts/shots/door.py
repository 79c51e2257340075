"""The first start, step by step, and unlocking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_app.errors import WrongKeyError
from portfolio_app.ui.door.doorstep import Doorstep
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look

DOCUMENTS = Path("/home/leila/Documents")
"""Only shown, never used."""
CODE = "9DYP-Z03D-NBSZ-X89Y-4KG3-Q49R-19JV"
"""Looks like a recovery code and opens nothing."""


def _free_place() -> Path:
    return DOCUMENTS / "My portfolio.portfolio"


def _doorstep(look: Look) -> Doorstep:
    clock = stage.StageClock()
    door = Doorstep(look, _free_place, clock.today, stage.finished().program.door.about_place)
    door.show_pathways(list(stage.finished().program.catalogue.pathways.values()))
    door.resize(*stage.SIZE)
    door.show()
    return door


def _at(look: Look, number: int) -> Doorstep:
    """Return the first start at a step, all before it answered."""
    door = _doorstep(look)
    door.show_first_start()
    start = door.first_start
    if number > 0:
        start.who.name.control.setText("Leila Ashdown")  # type: ignore[attr-defined]
        start.who.number.control.setText("SW000000")  # type: ignore[attr-defined]
        start.next.click()
    if number > 1:
        start.which.cards.set_value("bexley-level-3")
        start.next.click()
    if number > 2:
        start.dates.panel_on.line.setText("21 January 2027")
        start.dates.submit_by.line.setText("7 January 2027")
        start.next.click()
    stage.finished().settle()
    return door


def start(look: Look) -> QWidget:
    """Return the first step."""
    return _at(look, 0)


def start_pathway(look: Look) -> QWidget:
    """Return the second step."""
    return _at(look, 1)


def start_dates(look: Look) -> QWidget:
    """Return the third step, its timeline drawn."""
    door = _at(look, 2)
    door.first_start.dates.panel_on.line.setText("21 January 2027")
    door.first_start.dates.submit_by.line.setText("7 January 2027")
    stage.finished().settle()
    return door


def start_protect(look: Look) -> QWidget:
    """Return the fourth step, with two passphrases that differ."""
    door = _at(look, 3)
    page = door.first_start.protect
    page.passphrase.line.setText("four words of my own")
    page.again.line.setText("four words of mine")
    door.first_start.next.click()
    stage.finished().settle()
    return door


def start_recovery(look: Look) -> QWidget:
    """Return the recovery sheet."""
    door = _at(look, 3)
    door.show_recovery(CODE)
    stage.finished().settle()
    return door


def start_return(look: Look) -> QWidget:
    """Return the screen that brings an open export back, its folder chosen."""
    door = _doorstep(look)
    door.show_first_start()
    door.first_start.who.returning.click()
    page = door.returning
    page.source = DOCUMENTS / "Open export 2026-11-24"
    page.chosen.setText(str(page.source))
    page.step.passphrase.line.setText("four words of my own")
    page.step.again.line.setText("four words of my own")
    stage.finished().settle()
    return door


def unlock(look: Look) -> QWidget:
    """Return what is seen at every later start."""
    door = _doorstep(look)
    door.show_unlock(_free_place(), [DOCUMENTS / "Finished example.portfolio"])
    stage.finished().settle()
    return door


def unlock_wrong(look: Look) -> QWidget:
    """Return the same after a wrong passphrase."""
    door = _doorstep(look)
    vault = stage.finished().vault
    door.show_unlock(_free_place())
    door.unlock.passphrase.line.setText("four words of mine")
    try:
        stage.finished().program.door.open_with_passphrase(vault, "four words of mine")
    except WrongKeyError as error:
        door.unlock.show_problem(error)
    stage.finished().settle()
    return door


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "start": start,
    "start-pathway": start_pathway,
    "start-dates": start_dates,
    "start-protect": start_protect,
    "start-recovery": start_recovery,
    "start-return": start_return,
    "unlock": unlock,
    "unlock-wrong": unlock_wrong,
}
"""Screens by the name of their picture."""
