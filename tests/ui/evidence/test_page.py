from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.ui.evidence.page import EvidencePage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def filled(desk):
    add = desk.portfolio.evidence.add
    add("reflective-summary", {"title": "Two doors", "account.feelings": "I was afraid."})
    add("practice-observation", {"title": "Third core group"}, by="team_manager")
    return add("reflective-summary")


@pytest.fixture
def show(desk, qtbot):
    def show_page(pieces):
        page = EvidencePage(*desk.parts)
        place_on_screen(qtbot, page, 1192, 760)
        page.activateWindow()
        qtbot.waitUntil(lambda: len(page.list.rows) == pieces and bool(page.chooser.rows))
        return page

    return show_page


def titles(page):
    return {row.button.content.title for row in page.list.rows if row.isVisible()}


def found(page):
    """Return the titles of what a search has found and shows."""
    return [row.places[0].title for row in page.list.hits.rows if row.isVisible()]


def test_an_empty_list_says_what_belongs_there(show):
    page = show(0)
    assert page.list.empty.isVisible()
    page.list.empty.button.click()
    assert page.stack.currentWidget() is page.chooser


def test_rows_say_kind_day_and_what_is_missing_first(show, filled):
    page = show(3)
    assert titles(page) == {"Two doors", "Third core group", "Untitled reflective summary"}
    row = next(r for r in page.list.rows if r.piece.title == "Two doors")
    assert row.button.content.end == "Not complete"
    assert "Reflective summary, no date yet" in row.button.content.detail
    assert "Still lacks “Date of the practice”." in row.button.content.detail


def test_filters_and_search_narrow_the_list(show, filled, qtbot):
    page = show(3)
    assert [c.text() for c in page.list.chips.chips] == [
        "All 3", "Practice observation 1", "Reflective summary 2",
    ]  # fmt: skip
    page.list.chips.chips[2].click()
    assert titles(page) == {"Two doors", "Untitled reflective summary"}
    QTest.keyClicks(page.list.search, "afraid")
    qtbot.waitUntil(lambda: found(page) == ["Two doors"])
    page.list.chips.chips[1].click()
    assert found(page) == []
    assert page.list.nothing.isVisible()
    page.list.chips.chips[0].click()
    assert found(page) == ["Two doors"]
    QTest.keyClicks(page.list.search, "zzz")
    qtbot.waitUntil(page.list.nothing.isVisible)
    QTest.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 3
    assert found(page) == []


def test_the_pieces_of_one_form_can_be_asked_for(show, filled):
    page = show(3)
    page.show_form("practice-observation")
    assert titles(page) == {"Third core group"}


def test_a_row_opens_its_piece(show, filled, qtbot):
    page = show(3)
    row = next(r for r in page.list.rows if r.piece.id == filled.id)
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(row.button, Qt.Key.Key_Return)
    assert opened.args == [filled.id, ""]


def test_what_the_pathway_still_needs_is_offered_first(show, filled):
    page = show(3)
    offered = [(row.content.title, row.content.end) for row in page.chooser.rows]
    assert ("Feedback from a child or young person", "Two still needed") in offered
    assert ("Reflective summary", "") in offered
    needed = [bool(end) for _, end in offered]
    assert needed == sorted(needed, reverse=True)


def test_a_kind_can_be_pointed_at_and_begun_by_enter(desk, show, filled, qtbot):
    page = show(3)
    page.offer("child-feedback")
    row = QApplication.focusWidget()
    assert row.property("form") == "child-feedback"
    page.reload()
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
    assert QApplication.focusWidget() is row
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(row, Qt.Key.Key_Space)


def test_beginning_makes_a_piece_by_whoever_the_pathway_asks_for(desk, show, qtbot):
    desk.portfolio.contributors.register("team_manager", "Helen Marsh")
    page = show(0)
    with qtbot.waitSignal(page.opened) as opened:
        page.begin("practice-observation")
    with qtbot.waitSignal(page.opened) as again:
        page.begin("practice-observation")
    assert again.args == opened.args  # nothing was written in it
    piece = desk.portfolio.evidence.get(opened.args[0])
    assert opened.args[1] == "title"
    assert (piece.by, piece.author_name) == ("team_manager", "Helen Marsh")


def test_a_piece_goes_into_the_bin_and_comes_back(desk, show, filled, qtbot):
    page = show(3)
    row = next(r for r in page.list.rows if r.piece.title == "Two doors")
    row.remove.click()
    qtbot.waitUntil(lambda: len(page.list.rows) == 2)
    assert page.list.undo.isVisible()
    assert len(desk.portfolio.evidence.all()) == 2
    page.list.undo.button.click()
    qtbot.waitUntil(lambda: len(page.list.rows) == 3)
    assert not page.list.undo.isVisible()


def test_the_list_follows_changes_made_elsewhere(desk, show, filled, qtbot):
    page = show(3)
    desk.portfolio.evidence.write(filled.id, "title", "The long corridor")
    qtbot.waitUntil(lambda: "The long corridor" in titles(page))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_nothing_is_wider_than_the_window(
    desk, show, filled, qtbot, scale
):
    desk.look.set_text_scale(scale)
    page = show(3)
    page.resize(936, 640)
    assert not [type(w).__name__ for w in reachable(page) if not spoken_name(w)]
    view = page.list
    qtbot.waitUntil(lambda: view.widget().width() <= view.viewport().width())
