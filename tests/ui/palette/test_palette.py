"""Ctrl+K: anything by its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from portfolio_app.ui.palette.entries import Kind

REAL_NAME = "Roisin Fairweather"


@pytest.fixture
def piece(desk):
    return desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})


@pytest.fixture
def palette(window, desk, person, piece):
    """Return the sheet, opened by its keys and read."""
    desk.portfolio.people.add(REAL_NAME, "Child A", also=("Rosie",), note="her aunt is Wren")
    person.wait(lambda: not desk.runner.is_busy)
    person.ctrl(Qt.Key.Key_K)
    sheet = window.palette_desk.sheet
    person.wait(lambda: sheet.isVisible() and sheet.search.hasFocus())
    person.wait(lambda: "Two doors" in titles(sheet))
    return sheet


def titles(sheet):
    return [entry.title for entry in sheet.list.table.entries]


def kinds(sheet):
    return {entry.kind for entry in sheet.list.table.entries}


def entry_of(sheet, kind):
    return next(entry for entry in sheet.list.table.entries if entry.kind is kind)


def test_a_piece_is_opened_by_the_keyboard_alone(palette, window, person, piece):
    assert kinds(palette) == set(Kind)
    first, second = titles(palette)[:2]
    assert palette.list.currentIndex().data() == first
    person.key(Qt.Key.Key_Down)
    assert palette.list.currentIndex().data() == second
    assert palette.search.hasFocus()
    person.write("two")
    person.key(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    window.palette_desk.open()  # anew, with what it knew
    assert palette.search.text() == ""
    person.wait(palette.search.hasFocus)
    person.write("two d")
    assert titles(palette) == ["Two doors"]
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: window.editor is not None)
    assert window.editor.evidence_id == piece.id
    assert not palette.isVisible()


def test_a_capability_is_opened_before_its_page_was_ever_read(palette, window, person):
    person.write("pcf 6")
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: window.capabilities.domain is not None)
    assert window.place == "capabilities"
    assert str(window.capabilities.domain.ref) == "pcf-2018/6"


def test_no_name_of_the_register_is_found_or_shown_but_what_stands_for_it(
    palette, window, person
):
    everything = " ".join(entry.spoken for entry in palette.list.table.entries).casefold()
    for typed in ("roisin", "fairweather", "rosie", "wren"):
        assert typed not in everything
        palette.search.clear()
        person.write(typed)
        assert titles(palette) == []
        assert palette.amount.text().startswith("Nothing has these words")
    palette.search.clear()
    person.write("child a")
    assert entry_of(palette, Kind.PERSON).title == "Child A"
    palette.list.chosen.emit(entry_of(palette, Kind.PERSON))
    person.wait(lambda: window.evidence.list.search.text() == "Child A")
    assert window.place == "evidence"


def test_an_action_has_the_name_and_the_keys_of_its_button(palette, window, person):
    person.write("jot")
    entry = entry_of(palette, Kind.ACTION)
    assert entry.title == window.rail.place("jot").text()
    assert entry.keys == "Ctrl+J"
    palette.list.chosen.emit(entry)
    person.wait(window.jottings.sheet.isVisible)
    window.jottings.sheet.hide()
    window.palette_desk.open()
    button = window.capabilities.view.statements  # of another page: one Enter away
    palette.search.setText(button.text())
    entry = entry_of(palette, Kind.ELSEWHERE)
    assert (entry.title, entry.detail) == (button.text(), "on Capabilities")
    palette.list.chosen.emit(entry)
    person.wait(button.hasFocus)
    assert window.place == "capabilities"


def test_a_screen_reader_hears_what_is_pointed_at_and_how_many_there_are(
    palette, person, monkeypatch
):
    heard = []
    monkeypatch.setattr(
        "portfolio_app.ui.palette.palette.say", lambda widget, words: heard.append(words)
    )
    person.write("two d")
    rows = QAccessible.queryAccessibleInterface(palette.list)
    assert rows.text(QAccessible.Text.Name) == "Found"
    assert (
        rows.child(0).text(QAccessible.Text.Name) == "Two doors, Reflective summary, Evidence"
    )
    assert palette.amount.text() == "1 found"
    person.wait(lambda: heard == ["1 result. Two doors, Reflective summary, Evidence"])
    person.ctrl(Qt.Key.Key_A)
    person.write("evidence")
    person.key(Qt.Key.Key_Down)
    assert heard[1:] == [palette.list.table.entries[1].spoken]
