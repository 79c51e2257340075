"""Every page: names, roles, the order of Tab and no way shut, colours, and undoing in texts."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.accessible import faults_of
from tests.ui.accessible_colours import faults_of_colours
from tests.ui.accessible_texts import faults_of_texts, texts_of
from tests.ui.rounds import pages

LAYING_OUT = 3
"""Rounds of events after which what was read lately stands where it belongs."""


def test_every_page_can_be_used_by_keyboard_and_by_ear(example_window, person, look):
    """All at once, since the round through the pages takes its time."""
    faults, texts = [], 0
    for page, top in pages(example_window, person):
        person.wait(lambda: not example_window.runner.is_busy)
        for _ in range(LAYING_OUT):
            QApplication.processEvents()
        texts += len(texts_of(top))
        found = [*faults_of_colours(top, look.theme), *faults_of(top), *faults_of_texts(top)]
        faults += [f"{page}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert texts > 60


def test_the_way_in_can_be_used_by_keyboard_and_by_ear(arrive, person):
    reception = arrive()
    start = reception.doorstep.first_start
    person.wait(lambda: start.who.name.control.hasFocus())
    faults = []

    def look_at(step):
        person.wait(lambda: not reception.runner.is_busy)
        faults.extend(f"{step}: {fault}" for fault in faults_of(reception.doorstep))

    look_at("who you are")
    person.fill(start.who.name.control, "Priya Nair")
    person.press(start.next)
    person.wait(lambda: start.which.cards.cards())
    look_at("which pathway")
    person.fill(start.which.search, "bexley level 3")
    person.press(start.which.cards.cards()[0])
    person.press(start.next)
    look_at("your dates")
    person.fill(start.dates.panel_on.line, "14/1/27")
    person.press(start.next)
    look_at("protect it")
    assert not faults, "\n".join(faults)
