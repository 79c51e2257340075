from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.errors import WrongKeyError
from portfolio_app.ui.door.unlock_page import MOST_OTHERS, UnlockPage
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import place_on_screen, reachable

VAULT = Path("/home/priya/Documents/My portfolio.portfolio")
OTHERS = [Path(f"/home/priya/Documents/Other {n}.portfolio") for n in range(6)]


@pytest.fixture
def page(look, qtbot):
    page = UnlockPage(look)
    page.ask(VAULT, OTHERS)
    place_on_screen(qtbot, page, 1024, 640)
    page.activateWindow()
    page.passphrase.line.setFocus()
    return page


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_which_portfolio_is_meant(page):
    assert page.place.text() == "My portfolio, in /home/priya/Documents"


@pytest.mark.parametrize("by_code", [False, True])
def test_enter_gives_the_secret_once(page, by_code, qtbot):
    given = []
    signal = page.recovery_code_given if by_code else page.passphrase_given
    signal.connect(lambda *secret: given.append(secret))
    if by_code:
        press(page.switch)
    QTest.keyClicks(QApplication.focusWidget(), "open, please")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    page.set_busy(True)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(page.open_button)
    assert given == [(VAULT, "open, please")]


@pytest.mark.parametrize("by_code", [False, True])
def test_a_wrong_secret_is_said_below_it_and_can_be_typed_over(page, by_code):
    if by_code:
        press(page.switch)
    QTest.keyClicks(QApplication.focusWidget(), "not this")
    page.set_busy(True)
    page.show_problem(WrongKeyError("That is not it.", advice="Try again."))
    field = page.code_field if by_code else page.field
    assert field.error == "That is not it. Try again."
    assert not page.open_button.is_busy
    QTest.keyClicks(QApplication.focusWidget(), "x")
    assert QApplication.focusWidget().text() == "x"


def test_another_try_takes_the_complaint_away(page):
    page.show_problem(WrongKeyError("That is not it."))
    page.set_busy(True)
    assert page.field.error == ""


def test_the_other_way_takes_the_complaint_away(page):
    page.show_problem(WrongKeyError("That is not it."))
    press(page.switch)
    press(page.switch)
    assert page.field.error == ""
    assert page.passphrase.line.hasFocus()


def test_asking_again_forgets_what_was_typed(page):
    page.passphrase.line.setText("secret")
    page.code.setText("code")
    page.set_busy(True)
    page.ask(VAULT)
    assert (page.passphrase.text(), page.code.text()) == ("", "")
    assert not page.open_button.is_busy


def test_portfolios_opened_lately_are_offered_and_one_can_be_chosen(page, qtbot):
    assert [row.content.title for row in page.others] == [p.stem for p in OTHERS[:MOST_OTHERS]]
    with qtbot.waitSignal(page.vault_wanted) as caught:
        press(page.others[1])
    assert caught.args == [OTHERS[1]]
    page.ask(OTHERS[1])
    assert page.others == []


def test_tab_goes_from_top_to_bottom(page):
    order = [QApplication.focusWidget()]
    while len(order) < len(reachable(page)):
        QTest.keyClick(order[-1], Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    tops = [w.mapTo(page, w.rect().topLeft()).y() // 20 for w in order]
    assert tops == sorted(tops)


def test_the_other_ways_are_announced(page, qtbot):
    for button, signal in (
        (page.other, page.other_wanted),
        (page.new, page.new_wanted),
        (page.check, page.check_wanted),
    ):
        with qtbot.waitSignal(signal):
            press(button)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(look, page, scale, qtbot):
    look.set_text_scale(scale)
    page.explain("The example opens with these words: an open example")
    page.show_problem(WrongKeyError("This passphrase does not open it.", advice="Try again."))
    qtbot.waitUntil(lambda: not cut_words(page))
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)
