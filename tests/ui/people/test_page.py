"""Real names are shown after the passphrase was given, and for no longer than needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from portfolio_app.ui.clipboard import forget_copies
from portfolio_app.ui.people.page import PeoplePage
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name

PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def wren(desk):
    return desk.portfolio.people.add(
        "Wren Abara", "Child A", also=["Birdie", "Wrenny"], note="Eight years old"
    )


@pytest.fixture
def page(desk, wren, qtbot):
    page = PeoplePage(desk.look, desk.portfolio, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(page.gate.passphrase.line.hasFocus)
    return page


def unlock(page, qtbot, passphrase=PASSPHRASE):
    QTest.keyClicks(page.gate.passphrase.line, passphrase)
    QTest.keyClick(page.gate.passphrase.line, Qt.Key.Key_Return)


@pytest.fixture
def opened(page, qtbot):
    with qtbot.waitSignal(page.opened):
        unlock(page, qtbot)
    return page


def held(page):
    """Return everything that the widgets of a page say, to the eye or to the ear."""
    said = []
    for widget in page.findChildren(QWidget):
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, (QLabel, QLineEdit)):
            said.append(widget.text())
    return "\n".join(said)


def names(page):
    return [row.person.real_name for row in page.register.rows]


def test_no_name_is_there_before_the_passphrase_was_given(page):
    assert not page.is_open
    assert "Wren" not in held(page)


def test_a_wrong_passphrase_shows_nothing_and_says_so(page, qtbot):
    unlock(page, qtbot, "not the passphrase at all")
    qtbot.waitUntil(lambda: bool(page.gate.field.error))
    assert not page.is_open
    assert "Wren" not in held(page)


def test_the_passphrase_shows_everybody_with_their_stand_in(opened):
    (row,) = opened.register.rows
    assert row.name.text() == "Wren Abara"
    assert row.detail.text() == "Also Birdie, Wrenny. Eight years old"
    assert spoken_name(row.copy) == "Copy the real name of Child A"
    assert opened.gate.passphrase.text() == ""


@pytest.mark.parametrize(
    "leave",
    [
        lambda page: page.hide(),
        lambda page: page.register.hide_names.click(),
        lambda page: page._shutting.timeout.emit(),
    ],
    ids=["another place", "button", "time"],
)
def test_the_names_are_gone_when_it_is_left(opened, leave, qtbot):
    opened.register.rows[0].change.click()
    assert "Birdie" in held(opened)
    leave(opened)
    opened.show()
    assert not opened.is_open
    QApplication.sendPostedEvents(None, 0)
    qtbot.waitUntil(lambda: not any(n in held(opened) for n in ("Wren", "Birdie", "Eight")))


def test_an_answer_that_comes_after_it_was_left_is_not_shown(page, qtbot):
    unlock(page, qtbot)
    page.hide()
    page._runner.settle()
    page.show()
    assert not page.is_open
    assert names(page) == []


def test_a_name_is_copied_for_a_while(opened):
    opened.register.rows[0].copy.click()
    assert QGuiApplication.clipboard().text() == "Wren Abara"
    assert opened.register.copied.isVisible()
    forget_copies()
    assert QGuiApplication.clipboard().text() == ""


def test_somebody_is_entered_by_keyboard_alone(desk, opened, qtbot):
    QTest.keyClick(opened.window().focusWidget(), Qt.Key.Key_Space)
    assert opened.register.form.isVisible()
    for words in ("Robin Abara", "the mother", "Mum, Robbie ,", "Works nights"):
        QTest.keyClicks(opened.window().focusWidget(), words)
        QTest.keyClick(opened.window().focusWidget(), Qt.Key.Key_Tab)
    assert opened.window().focusWidget() is opened.register.form.save
    QTest.keyClick(opened.register.form.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: names(opened) == ["Wren Abara", "Robin Abara"])
    robin = desk.portfolio.people.all()[1]
    assert (robin.stand_in, robin.also) == ("the mother", ("Mum", "Robbie"))
    assert not opened.register.form.isVisible()


def test_somebody_is_changed(desk, opened, wren, qtbot):
    opened.register.rows[0].change.click()
    form = opened.register.form
    assert form.also.text() == "Birdie, Wrenny"
    form.note.setText("Nine by now")
    QTest.keyClick(form.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nine by now" in opened.register.rows[0].detail.text())
    assert desk.portfolio.people.all()[0].id == wren.id


def test_what_does_not_fit_is_said_in_the_form(opened, qtbot):
    opened.register.add.click()
    form = opened.register.form
    form.real_name.setText("Robin")
    form.stand_in.setText("Child A")
    form.save.click()
    qtbot.waitUntil(form.problem.isVisible)
    assert form.isVisible()
    assert form.real_name.text() == "Robin"
    form.cancel.click()
    assert "Robin" not in held(opened)


def test_somebody_is_struck_out_and_put_back(desk, opened, wren, qtbot):
    opened.register.rows[0].remove.click()
    qtbot.waitUntil(lambda: names(opened) == [] and opened.register.undo.isVisible())
    assert opened.register.empty.isVisible()
    assert desk.portfolio.people.all() == ()
    opened.register.undo.button.click()
    qtbot.waitUntil(lambda: names(opened) == ["Wren Abara"])
    assert desk.portfolio.people.all() == (wren,)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_everything_has_a_name(look, opened, qtbot, scale):
    look.set_text_scale(scale)
    opened.resize(936, 640)
    opened.register.add.click()
    assert not [w for w in reachable(opened) if not spoken_name(w)]
    qtbot.waitUntil(lambda: not cut_words(opened))
    assert not cut_buttons(opened)
    assert not scrolls_sideways(opened)
