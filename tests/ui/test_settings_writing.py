"""How a person's own text looks, and their own words, in Settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.ui.settings import Settings, load_settings, save_settings
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.theme import Writing
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.text_area import TextArea
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()
    look.set_writing(Writing())


@pytest.fixture
def page(look, desk, qtbot):
    for word in ("Thamesmead", "lifestory"):
        desk.portfolio.spelling.add(word)
    page = SettingsPage(look, desk.program, desk.portfolio, desk.runner, desk.hub)
    page.show_remembered(Settings())
    place_on_screen(qtbot, page, 936, 640)
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.writing.removals) == 2)
    return page


def test_size_and_typeface_apply_at_once_and_the_lines_follow(look, page, qtbot):
    area = TextArea(look, "One line.\nAnother.")
    place_on_screen(qtbot, area, 400, 200)
    writing = page.writing
    with qtbot.waitSignal(page.changed):
        writing.text_size.setFocus()
        QTest.keyClick(writing.text_size, Qt.Key.Key_End)
    assert look.theme.font(Face.WRITING).pixelSize() == 28
    assert look.theme.line_height(Face.WRITING) == round(28 * 26 / 16)
    assert area.document().firstBlock().blockFormat().lineHeight() == round(28 * 26 / 16)
    writing.family.setFocus()
    QTest.keyClick(writing.family, Qt.Key.Key_Down)
    assert look.theme.font(Face.WRITING).families()[0] == "Noto Serif"
    assert look.theme.font(Face.BODY).families()[0] == "Noto Sans"
    kept = page.remembered(Settings())
    assert (kept.writing_family, kept.writing_size) == ("Noto Serif", 28)


def test_what_is_chosen_comes_back_at_the_next_start(tmp_path):
    chosen = Settings(writing_family="DejaVu Sans", writing_size=20, spelling=False)
    save_settings(chosen, tmp_path)
    assert load_settings(tmp_path) == chosen


@pytest.mark.parametrize("damage", [{"writing_size": 900}, {"writing_family": "Wingdings"}])
def test_what_cannot_be_chosen_is_as_at_the_first_start(tmp_path, damage):
    (tmp_path / "settings.json").write_text(str(damage).replace("'", '"'), encoding="utf-8")
    assert load_settings(tmp_path) == Settings()


def test_an_own_word_is_removed_and_put_back(desk, page, qtbot):
    assert [spoken_name(b) for b in page.writing.removals] == [
        "Remove “lifestory”", "Remove “Thamesmead”",
    ]  # fmt: skip
    page.writing.removals[0].click()
    qtbot.waitUntil(lambda: len(desk.portfolio.spelling.own_words()) == 1)
    assert page.writing.undo.button.hasFocus()
    page.writing.undo.button.click()
    qtbot.waitUntil(lambda: len(desk.portfolio.spelling.own_words()) == 2)
    assert not page.writing.undo.isVisible()


def test_no_word_is_offered_back_once_somebody_was_erased(desk, page, qtbot):
    page.writing.removals[0].click()
    qtbot.waitUntil(lambda: len(desk.portfolio.spelling.own_words()) == 1)
    person = desk.portfolio.people.add("Wren Abara", "Child Q")
    desk.portfolio.erasure.erase(person.id)
    qtbot.waitUntil(page.writing.undo.isHidden)
    page.writing.undo.undone.emit()
    assert len(desk.portfolio.spelling.own_words()) == 1


def test_marking_can_be_switched_off(page, qtbot):
    with qtbot.waitSignal(page.changed):
        page.writing.spelling.click()
    assert page.remembered(Settings()).spelling is False
