from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import (
    CheckLine,
    DropDown,
    LabelledField,
    PassphraseField,
    TextLine,
)
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.text_area import TextArea
from tests.ui.helpers import place_on_screen, spoken_name


def spoken_description(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Description)


def test_a_field_is_called_by_its_label(look, qtbot):
    line = TextLine(look)
    field = LabelledField(look, "Your name", line, explanation="As on your register entry")
    qtbot.addWidget(field)
    assert spoken_name(line) == "Your name"
    assert spoken_description(line) == "As on your register entry"
    assert field.label.buddy() is line


def test_an_ampersand_in_a_question_is_shown(look, qtbot):
    line = TextLine(look)
    field = LabelledField(look, "Rights & justice", line)
    qtbot.addWidget(field)
    assert field.label.text() == "Rights && justice", "one for the eye, one for Qt"
    assert spoken_name(line) == "Rights & justice"


def test_an_error_is_shown_and_said_and_taken_back(look, qtbot):
    line = TextLine(look)
    field = LabelledField(look, "Your name", line, explanation="As on your register entry")
    place_on_screen(qtbot, field)
    field.set_error("Write your name.")
    assert field.error == "Write your name."
    assert spoken_description(line) == "Write your name. As on your register entry"
    assert line.height() == look.theme.size.input
    field.set_error("")
    assert field.error == ""
    assert line.property("wrong") == "false"


def test_an_input_is_as_high_as_the_design_says(look, qtbot):
    for control in (TextLine(look), DropDown(look, [(1, "One")])):
        place_on_screen(qtbot, control, 300, 200)
        assert control.sizeHint().height() == look.theme.size.input


@pytest.fixture
def day_field(look, qtbot):
    control = DateField(look, date(2027, 1, 14))
    field = LabelledField(look, "Panel date", control)
    place_on_screen(qtbot, field)
    field.activateWindow()
    return field


def test_a_date_is_shown_as_people_write_it(day_field):
    assert day_field.control.line.text() == "14 January 2027"
    assert spoken_name(day_field.control.line) == "Panel date"


def test_a_typed_date_is_announced_and_then_written_out(day_field, qtbot):
    control = day_field.control
    control.line.selectAll()
    with qtbot.waitSignal(
        control.day_changed, check_params_cb=lambda day: day == date(2027, 2, 3)
    ):
        QTest.keyClicks(control.line, "2027-02-03")
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert control.line.text() == "3 February 2027"
    assert control.day() == date(2027, 2, 3)


def test_a_date_not_understood_is_none_and_explained_on_leaving(day_field, qtbot):
    control = day_field.control
    control.line.selectAll()
    QTest.keyClicks(control.line, "31 June 2027")
    assert control.day() is None
    assert day_field.error == ""
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert day_field.error == "There is no such day in the calendar."
    control.line.selectAll()
    QTest.keyClicks(control.line, "30 June 2027")
    assert day_field.error == ""


def test_an_emptied_date_is_no_error(day_field, qtbot):
    control = day_field.control
    control.line.clear()
    QTest.keyClick(control.line, Qt.Key.Key_Return)
    assert control.is_empty()
    assert control.day() is None
    assert day_field.error == ""


def test_a_date_may_be_picked_from_a_calendar(day_field, qtbot):
    control = day_field.control
    control.pick.click()
    calendar = control._calendar
    assert calendar.selectedDate() == QDate(2027, 1, 14)
    calendar.clicked.emit(QDate(2027, 1, 20))
    assert control.day() == date(2027, 1, 20)
    assert not calendar.isVisible()


def test_letters_pressed_on_the_button_inside_a_line_are_not_written_into_it(day_field):
    control = day_field.control
    control.pick.setFocus()
    QTest.keyClicks(control.pick, "14")
    QTest.keyClick(control.pick, Qt.Key.Key_Backspace)
    assert control.line.text() == "14 January 2027"


def test_letters_typed_at_the_calendar_do_not_change_the_date(day_field):
    control = day_field.control
    before = control.line.text()
    control.pick.setFocus()
    QTest.keyClicks(control.pick, "7sep")
    assert control.line.text() == before
    control.line.setFocus()
    QTest.keyClicks(control.line, "7")
    assert control.line.text() != before


def test_a_passphrase_is_hidden_until_asked_for(look, qtbot):
    field = PassphraseField(look)
    place_on_screen(qtbot, field)
    QTest.keyClicks(field.line, "three blue herons")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.reveal.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert spoken_name(field.reveal) == "Hide the passphrase"
    assert field.text() == "three blue herons"
    field.clear()
    assert field.text() == ""
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_enter_submits_a_passphrase(look, qtbot):
    field = PassphraseField(look)
    place_on_screen(qtbot, field)
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_tab_leaves_a_text_area(look, qtbot):
    window = QWidget()
    area, line = TextArea(look, name="Account"), TextLine(look, name="Next")
    Column(look, parent=window).add(area, line)
    place_on_screen(qtbot, window)
    window.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line
    assert area.text() == ""


def test_a_text_area_grows_with_its_text(look, qtbot):
    area = TextArea(look, lines=2, name="Account")
    place_on_screen(qtbot, area)
    before = area.height()
    with qtbot.waitSignal(area.edited):
        area.setPlainText("line\n" * 10)
    assert area.height() > before


def test_lines_of_a_text_area_keep_their_height(look, qtbot):
    area = TextArea(look, "one\ntwo", lines=1, name="Account")
    place_on_screen(qtbot, area)
    QTest.keyClick(area, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(area, "\rthree")
    layout, document = area.document().documentLayout(), area.document()
    tops = [
        layout.blockBoundingRect(document.findBlockByNumber(number)).top()
        for number in range(3)
    ]
    assert tops == [0, 26, 52]
    assert document.size().height() == 78


def test_undo_takes_back_typing_but_not_what_was_opened(look, qtbot):
    area = TextArea(look, "opened", name="Account")
    place_on_screen(qtbot, area)
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClicks(area, " more")
    area.undo()
    assert area.text() == "opened"
    area.undo()
    assert area.text() == "opened"


def test_another_theme_does_not_cost_what_can_be_undone(look, qtbot):
    area = TextArea(look, "opened", name="Account")
    place_on_screen(qtbot, area)
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClicks(area, " more")
    look.choose(ThemeChoice.DARK)
    area.undo()
    assert area.text() == "opened"


def test_pasting_brings_words_only(look, qtbot):
    area = TextArea(look, name="Account")
    qtbot.addWidget(area)
    source = QMimeData()
    source.setHtml("<b>bold</b>")
    source.setText("bold")
    area.insertFromMimeData(source)
    assert area.text() == "bold"
    assert not area.textCursor().charFormat().font().bold()


def test_setting_a_text_is_silent(look, qtbot):
    area = TextArea(look, name="Account")
    qtbot.addWidget(area)
    with qtbot.assertNotEmitted(area.edited):
        area.set_text("from the vault")


def test_a_drop_down_gives_values_not_words(look, qtbot):
    control = DropDown(look, [("a", "First"), ("b", "Second")], name="Model")
    place_on_screen(qtbot, control)
    with qtbot.waitSignal(control.chosen, check_params_cb=lambda value: value == "b"):
        QTest.keyClick(control, Qt.Key.Key_Down)
    assert control.value() == "b"
    control.set_value("a")
    assert control.currentText() == "First"


def test_an_empty_drop_down_has_no_value(look, qtbot):
    control = DropDown(look, name="Model")
    qtbot.addWidget(control)
    assert control.value() is None


def test_a_tick_is_painted_in_every_state(look, qtbot):
    line = CheckLine(look, "I checked the names")
    place_on_screen(qtbot, line)
    before = line.grab().toImage()
    line.click()
    assert line.isChecked()
    assert line.grab().toImage() != before


CHOICES = [
    Choice(value="b3", kicker="Bexley", title="Level 2 to Level 3", text="Two summaries"),
    Choice(value="asye", title="ASYE", facts=(("calendar", "12 months"),)),
]


def test_choosing_a_card_announces_its_value(look, qtbot):
    choices = ChoiceList(look, CHOICES, name="Pathway", columns=2)
    place_on_screen(qtbot, choices)
    assert choices.value() is None
    with qtbot.waitSignal(choices.chosen, check_params_cb=lambda value: value == "asye"):
        QTest.mouseClick(choices.cards()[1], Qt.MouseButton.LeftButton)
    assert spoken_name(choices.cards()[0]) == "Bexley. Level 2 to Level 3. Two summaries"
    choices.set_value("b3")
    assert choices.value() == "b3"
    assert not choices.cards()[1].isChecked()


def test_cards_stand_below_one_another_where_it_is_narrow(look, qtbot):
    choices = ChoiceList(look, CHOICES, name="Pathway", columns=2)
    place_on_screen(qtbot, choices, 700, 300)
    first, second = choices.cards()
    qtbot.waitUntil(lambda: first.y() == second.y())
    choices.resize(300, 600)
    qtbot.waitUntil(lambda: second.y() > first.y())


def test_new_choices_replace_the_former(look, qtbot):
    choices = ChoiceList(look, CHOICES, name="Pathway")
    qtbot.addWidget(choices)
    choices.set_value("b3")
    choices.show_choices(CHOICES[:1])
    assert choices.value() is None
    assert len(choices.cards()) == 1
