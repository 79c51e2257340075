"""Spelling through the real editor, the real dictionary and the real vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from portfolio_app.ui.editor.page import EditorPage
from portfolio_app.ui.spelling.bar import NOTHING
from portfolio_app.ui.spelling.language import LONGEST, Language
from portfolio_app.ui.spelling.waves import Waves
from tests.ui.desk import Desk
from tests.ui.editor.conftest import shown
from tests.ui.helpers import place_on_screen, reachable, spoken_name

PATH = "account.description"


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def language(qtbot):
    language = Language()
    yield language
    language.close()


@pytest.fixture
def edit(desk, qtbot, language):
    """Return a function that opens an editor with spelling on an account."""

    def open_editor(**answers):
        paths = {key.replace("__", "."): text for key, text in answers.items()}
        piece = desk.portfolio.evidence.add("reflective-summary", paths)
        page = EditorPage(*desk.parts, piece.id, PATH, language)
        place_on_screen(qtbot, page, 1192, 760)
        page.activateWindow()
        qtbot.waitUntil(lambda: bool(page.sheet) and shown(page.sheet))
        qtbot.waitUntil(lambda: page.words.spelling._is_ready)
        return page

    return open_editor


def area_of(page, path=PATH):
    return page.sheet.row(path).area


def marked(area):
    return [word.text for word in area.findChild(Waves).marked()]


def wait_for_marks(qtbot, area, words):
    qtbot.waitUntil(lambda: marked(area) == words)


def open_menu(area, word):
    """Ask for the menu of a word, as the menu key does with the caret in it."""
    cursor = area.textCursor()
    cursor.setPosition(area.text().index(word) + 1)
    area.setTextCursor(cursor)
    place = area.cursorRect().center()
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        area.viewport(), QContextMenuEvent(keyboard, place, area.mapToGlobal(place))
    )
    menus = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()
    ]
    return menus[-1]


def choices(menu):
    return [action.text() for action in menu.actions()]


def test_slips_are_marked_and_british_words_are_not(edit, qtbot):
    page = edit(account__description="I recieve colour and organise safeguarding teh plan.")
    wait_for_marks(qtbot, area_of(page), ["recieve", "teh"])


def test_the_word_that_is_being_typed_is_left_alone_until_it_is_finished(edit, qtbot):
    page = edit(account__description="We met.")
    area = area_of(page)
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClicks(area, " seperat")
    QTest.qWait(30)
    assert marked(area) == []
    QTest.keyClicks(area, "e ")
    wait_for_marks(qtbot, area, ["seperate"])


def test_a_word_is_judged_when_the_keyboard_goes_elsewhere(edit, qtbot):
    page = edit(account__description="We met.")
    area = area_of(page)
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClicks(area, " seperate")
    area_of(page, "area").setFocus()
    wait_for_marks(qtbot, area, ["seperate"])


def test_names_stand_ins_addresses_and_codes_are_left_alone(desk, edit, qtbot):
    desk.portfolio.people.add("Zofia Mbeki", "Young person Qx", also=("Zosiak",))
    page = edit(
        account__description="Zofia Mbeki’s aunt, Qx, wrote to zz@qq.example, wwwx1 and "
        "https://xyzzyq.example about teh TWFST."
    )
    wait_for_marks(qtbot, area_of(page), ["teh"])


def test_nothing_that_can_be_undone_is_lost_and_nothing_is_stored(desk, edit, qtbot):
    page = edit(account__description="I recieve it.")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["recieve"])
    assert not area.document().isUndoAvailable()
    assert not area.extraSelections()
    assert page.saver.outbox.is_empty


def test_the_menu_key_offers_what_was_meant_and_replaces_in_one_step(edit, qtbot):
    page = edit(account__description="I recieve it.")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["recieve"])
    menu = open_menu(area, "recieve")
    qtbot.waitUntil(lambda: "receive" in choices(menu))
    assert choices(menu)[0] == "“recieve” is not in the dictionary"
    assert "Looking for others ..." not in choices(menu)
    next(action for action in menu.actions() if action.text() == "receive").trigger()
    menu.close()
    assert area.text() == "I receive it."
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "I recieve it."


def test_a_word_can_be_added_to_ones_own_and_is_known_from_then_on(desk, edit, qtbot):
    page = edit(account__description="The lifestry book. Lifestry’s end.")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["lifestry", "Lifestry’s"])
    menu = open_menu(area, "lifestry")
    next(a for a in menu.actions() if a.text() == "Add to my words").trigger()
    menu.close()
    assert marked(area) == []
    qtbot.waitUntil(lambda: bool(desk.portfolio.spelling.own_words()))
    assert [own.word for own in desk.portfolio.spelling.own_words()] == ["lifestry"]
    again = edit(account__description="A lifestry and a seperate thing.")
    wait_for_marks(qtbot, area_of(again), ["seperate"])


def test_a_word_can_be_ignored_here_and_nothing_is_kept_of_it(desk, edit, qtbot):
    page = edit(account__description="A blorf.", supervision="A blorf too.")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["blorf"])
    menu = open_menu(area, "blorf")
    next(a for a in menu.actions() if a.text() == "Ignore here").trigger()
    menu.close()
    assert marked(area) == marked(area_of(page, "supervision")) == []
    assert desk.portfolio.spelling.own_words() == ()


def test_f7_goes_from_word_to_word_by_keyboard_alone(edit, qtbot):
    page = edit(account__description="I recieve it.", supervision="We are seperate, teh end.")
    bar = page.words.spelling_bar
    qtbot.waitUntil(area_of(page).hasFocus)
    QTest.keyClick(area_of(page), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: spoken_name(QApplication.focusWidget()) == "receive")
    assert area_of(page).textCursor().selectedText() == "recieve"
    assert bar.about.text() == "“recieve” is not in the dictionary."
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert area_of(page).text() == "I receive it."
    qtbot.waitUntil(lambda: spoken_name(QApplication.focusWidget()) == "separate")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: area_of(page, "supervision").textCursor().selectedText() == "teh")
    qtbot.waitUntil(lambda: "the" in {b.text() for b in bar.suggestions if b.isVisible()})
    names = [spoken_name(control) for control in reachable(bar)]
    assert len(set(names)) == len(names)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert area_of(page, "supervision").hasFocus()
    assert area_of(page, "supervision").textCursor().selectedText() == "teh"


def test_who_writes_on_while_a_word_is_looked_at_loses_neither_words_nor_keyboard(edit, qtbot):
    page = edit(account__description="I recieve it.")
    spelling, area = page.words.spelling, area_of(page)
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClick(area, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: spoken_name(QApplication.focusWidget()) == "receive")
    button = QApplication.focusWidget()
    area.setFocus()
    cursor = area.textCursor()
    cursor.setPosition(0)
    area.setTextCursor(cursor)
    QTest.keyClicks(area, "Today ")
    spelling._language.suggested.emit("recieve")
    assert area.hasFocus()
    button.click()
    assert area.text() == "Today I recieve it."
    qtbot.waitUntil(lambda: area.textCursor().selectedText() == "recieve")  # found again


def test_f7_says_when_nothing_is_left(edit, qtbot):
    page = edit(account__description="All is well.")
    qtbot.waitUntil(area_of(page).hasFocus)
    QTest.keyClick(area_of(page), Qt.Key.Key_F7)
    bar = page.words.spelling_bar
    qtbot.waitUntil(lambda: bar.isVisible() and bar.about.text() == NOTHING)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert area_of(page).hasFocus(), "it was called there, and not in the first text"


def test_no_dictionary_is_loaded_before_a_word_is_asked_for(qtbot):
    language = Language()
    assert language._pool is None
    language.close()
    assert not language.is_wrong("teh")


def test_a_very_long_word_has_no_suggestions_and_costs_nothing(language):
    assert language.suggestions("x" * (LONGEST + 1)) == ()
    assert language._pool is None


def test_characters_of_two_units_do_not_shift_the_marks(edit, qtbot):
    page = edit(account__description="🙂🙂 teh end")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["teh"])
    (word,) = area.findChild(Waves).marked()
    assert word.cursor(area).selectedText() == "teh"


def test_waves_are_painted_below_the_word(edit, qtbot, look):
    page = edit(account__description="teh good teh")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["teh", "teh"])
    page.sheet.row("area").area.setFocus()
    QTest.qWait(20)
    picture = area.viewport().grab().toImage()
    red = look.theme.colour(look_role()).rgb()
    ratio = picture.devicePixelRatio()
    columns = {
        x
        for x in range(picture.width())
        for y in range(round(26 * ratio))
        if near(picture.pixel(x, y), red)
    }
    width = area.fontMetrics().horizontalAdvance("teh") * ratio
    gap = range(round(width * 1.3), round(width * 2))
    assert columns
    assert not columns & set(gap)


def look_role():
    from portfolio_app.ui.tokens import Role

    return Role.PROBLEM


def near(one, other):
    parts = [(one >> shift & 255, other >> shift & 255) for shift in (0, 8, 16)]
    return all(abs(a - b) < 60 for a, b in parts)


def test_the_keyboard_menu_appears_at_the_caret(edit, qtbot):
    page = edit(account__description="teh")
    area = area_of(page)
    wait_for_marks(qtbot, area, ["teh"])
    menu = open_menu(area, "teh")
    assert menu.pos() != QPoint(0, 0)
    menu.close()
