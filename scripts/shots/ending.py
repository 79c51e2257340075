"""Leaving: the open export, the day of the end, and destroying, each with its panel open."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PySide6.QtWidgets import QScrollArea

from portfolio_app.services.example import PASSPHRASE
from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow


@cache
def _scene(name: str) -> stage.Stage:
    scene = stage.fresh(name)
    scene.portfolio.retention.choose(date(2028, 1, 14), "12 months after the panel")
    return scene


def _settings(look: Look, name: str) -> tuple[stage.Stage, PortfolioWindow]:
    scene = _scene(name)
    window = scene.window(look, "settings")
    return scene, window


def settings_leaving(look: Look) -> QWidget:
    """Return Settings where everything is about to be written out."""
    scene, window = _settings(look, "Leaving")
    window.choices.leaving.begin.click()
    _show(scene, window, window.choices.leaving)
    return window


def settings_ending(look: Look) -> QWidget:
    """Return Settings where the portfolio is about to be destroyed."""
    scene, window = _settings(look, "Ending")
    window.choices.ending.begin.click()
    _show(scene, window, window.choices.ending)
    return window


def today_ending(look: Look) -> QWidget:
    """Return Today in the last month before the portfolio is to be destroyed."""
    scene = _scene("Reminded")
    scene.portfolio.retention.choose(date(2026, 12, 12), "I am leaving")
    return scene.window(look)


def people_erasing(look: Look) -> QWidget:
    """Return the page of real names where somebody is about to be erased."""
    scene = _scene("Erasing")
    people = scene.portfolio.people
    if not people.all():
        people.add("Wren Abara", "Child A", also=["Birdie"])
        child = scene.piece("child-feedback", "Child A")
        letter = scene.portfolio.evidence.attach(child.id, _a_page(), "Letter from school.pdf")
        with scene.portfolio.vault.transaction() as tx:
            tx.search.put_pages(letter.id, ["Dear Wren"])
    window = scene.window(look, "people")
    window.people.gate.passphrase_given.emit(PASSPHRASE)
    scene.settle()
    window.people.register.rows[0].erase.click()
    scene.settle()
    return window


def _a_page() -> bytes:
    stream = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(stream)
    return stream.getvalue()


def _show(scene: stage.Stage, window: QWidget, section: QWidget) -> None:
    """Scroll so that a section stands at the top."""
    scene.settle()
    area = next(a for a in window.findChildren(QScrollArea) if a.isAncestorOf(section))
    bar = area.verticalScrollBar()
    bar.setValue(min(bar.maximum(), section.mapTo(area.widget(), section.rect().topLeft()).y()))
    scene.settle()


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "settings-leaving": settings_leaving,
    "settings-ending": settings_ending,
    "today-ending": today_ending,
    "people-erasing": people_erasing,
}
"""Screens by the name of their picture."""
