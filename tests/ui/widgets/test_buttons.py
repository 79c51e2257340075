from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import (
    DangerButton,
    IconButton,
    MainButton,
    PlainButton,
    QuietButton,
)
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.layouts import Scrolled
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.words import Words
from tests.ui.helpers import place_on_screen, spoken_name

KINDS = [MainButton, PlainButton, QuietButton, DangerButton]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(look, qtbot, kind, key):
    button = place_on_screen(qtbot, kind(look, "Go on"))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_busy_button_says_so_and_does_not_react(look, qtbot):
    button = place_on_screen(qtbot, MainButton(look, "Seal"))
    button.set_busy("Sealing ...")
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.accessibleDescription() == "Sealing ..."
    button.set_busy(None)
    with qtbot.waitSignal(button.clicked):
        button.click()


def test_the_next_step_is_higher_than_the_others(look, qtbot):
    sizes = look.theme.size
    assert MainButton(look, "Start").sizeHint().height() == sizes.button_main
    assert MainButton(look, "Start", in_panel=True).sizeHint().height() == sizes.button
    assert PlainButton(look, "Ask").sizeHint().height() == sizes.button


def test_a_disabled_button_wears_its_own_coat(look):
    button = PlainButton(look, "Ask")
    button.setEnabled(False)
    assert button.coat().fill is Role.SUNKEN
    assert button.coat().words is Role.INK_3


def test_an_icon_alone_is_named(look):
    button = IconButton(look, "close", "Close")
    assert spoken_name(button) == "Close"
    assert min(button.sizeHint().toTuple()) >= look.theme.size.target_least


@pytest.fixture
def minutes(look, qtbot):
    options = [(5, "5 minutes"), (20, "20 minutes"), (60, "60 minutes")]
    control = Segments(look, options, name="I have", value=20)
    return place_on_screen(qtbot, control, 400, 36)


def test_the_first_choice_is_the_one_given(minutes):
    assert minutes.value() == 20


def test_pressing_a_segment_announces_its_value(minutes, qtbot):
    with qtbot.waitSignal(minutes.chosen, check_params_cb=lambda value: value == 60):
        QTest.mouseClick(minutes.buttons()[2], Qt.MouseButton.LeftButton)
    assert minutes.value() == 60


def test_setting_a_value_is_silent(minutes, qtbot):
    with qtbot.assertNotEmitted(minutes.chosen):
        minutes.set_value(5)
    assert minutes.value() == 5


def test_arrow_keys_move_the_choice(minutes, qtbot):
    with qtbot.waitSignal(minutes.chosen, check_params_cb=lambda value: value == 60):
        QTest.keyClick(minutes.buttons()[1], Qt.Key.Key_Right)


def test_segments_below_one_another_are_as_high_as_beside(look, qtbot):
    page = Scrolled(look, inset="l", name="Page")
    control = Segments(look, [(n, f"{n} minutes") for n in (5, 20, 60)], name="I have")
    page.body.add(LabelledField(look, "I have", control), Words("This wraps."))
    place_on_screen(qtbot, page, 200, 300)
    high = look.theme.tokens.size.segment
    qtbot.waitUntil(lambda: {button.height() for button in control.buttons()} == {high})
    assert not page.horizontalScrollBar().isVisible()
    page.body.add(PlainButton(look, "Words that are wider than the window is"))
    look.set_text_scale(3.0)
    page.resize(300, 300)
    qtbot.waitUntil(page.horizontalScrollBar().isVisible)


def test_what_is_chosen_is_told_to_the_ear_and_marked_for_those_who_see_no_tint(look, minutes):
    told = [QAccessible.queryAccessibleInterface(button) for button in minutes.buttons()]
    assert {one.role() for one in told} == {QAccessible.Role.RadioButton}
    assert [one.state().checked for one in told] == [False, True, False]
    accent = look.theme.colour(Role.ACCENT).rgb()
    marked = []
    for button in minutes.buttons():
        picture = button.grab().toImage()
        line = picture.height() - 1 - look.theme.px(3)
        marked.append(picture.pixel(picture.width() // 2, line) == accent)
    assert marked == [False, True, False]


def test_segments_stand_below_one_another_where_it_is_narrow(minutes, qtbot):
    minutes.resize(160, 120)
    first, second, _ = minutes.buttons()
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert minutes.heightForWidth(160) == 3 * minutes.heightForWidth(1000)


def test_a_button_that_cannot_be_pressed_looks_so_without_greys_too(look, qtbot):
    look.choose(ThemeChoice.HIGH_CONTRAST)
    button = place_on_screen(qtbot, PlainButton(look, "Ask"))
    ready = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != ready
