"""From the list a piece is used for another duty; what goes is told to those that show it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from portfolio_app.ui.evidence.page import EvidencePage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable

SAT = "I sat on the floor."


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def account(desk):
    desk.portfolio.evidence.add("reflective-summary", {"title": "Nothing yet"})
    return desk.portfolio.evidence.add(
        "reflective-summary", {"title": "Two doors", "account.description": SAT}
    )


def listed(desk, qtbot, number):
    page = EvidencePage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.list.rows) == number)
    return page


def row(page, title):
    return next(r for r in page.list.rows if r.button.content.title == title)


def pick(page, *titles):
    page.list.picking.clear()
    for title in titles:
        found = row(page, title)
        found.asked.emit(found, "toggle")


def test_the_one_selected_piece_is_used_for_the_regulator(desk, account, qtbot):
    page = listed(desk, qtbot, 2)
    pick(page, "Two doors")
    assert page.uses.button.isVisible()
    assert page.uses.button in reachable(page)
    page.uses.button.click()
    (action,) = page.uses.menu.actions()
    assert action.text() == "Professional development record"
    with qtbot.waitSignal(page.opened) as heard:
        action.trigger()
    page.uses.menu.close()
    made = desk.portfolio.evidence.get(heard.args[0])
    assert (made.draws_on, heard.args[1]) == (account.id, "learned")
    assert made.text("what") == SAT


def test_what_has_no_words_and_several_at_once_are_not_offered(desk, account, qtbot):
    page = listed(desk, qtbot, 2)
    pick(page, "Nothing yet")
    assert not page.uses.button.isVisible()
    pick(page, "Nothing yet", "Two doors")
    assert not page.uses.button.isVisible()


def test_what_goes_into_the_bin_tells_where_its_words_still_show(desk, account, qtbot):
    made = desk.portfolio.duties.use_for(account.id, "cpd-record").piece
    desk.portfolio.evidence.write(made.id, "title", "For the regulator")
    page = listed(desk, qtbot, 3)
    row(page, "Two doors").remove.click()
    qtbot.waitUntil(page.list.undo.isVisible)
    said = "“Two doors” is in the bin for 30 days; “For the regulator” still shows the words"
    assert said in [label.text() for label in page.list.undo.findChildren(QLabel)]


def test_before_it_is_destroyed_it_is_told_that_the_words_stay(desk, account, qtbot):
    made = desk.portfolio.duties.use_for(account.id, "cpd-record").piece
    desk.portfolio.evidence.write(made.id, "title", "For the regulator")
    desk.portfolio.evidence.remove(account.id)
    page = listed(desk, qtbot, 2)
    page.show_bin()
    qtbot.waitUntil(lambda: len(page.bin.rows) == 1)
    page.bin.rows[0].end.click()
    box = page.findChild(QMessageBox)
    assert "“For the regulator” keeps the words that show there." in box.informativeText()
    next(b for b in box.buttons() if b.text() == "Destroy it").click()
    qtbot.waitUntil(lambda: page.bin.rows == [])
    assert desk.portfolio.evidence.get(made.id).text("what") == SAT
