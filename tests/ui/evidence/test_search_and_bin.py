"""Words are found as they are typed, and what was removed can be seen, put back, destroyed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.ui.evidence.hits import by_owner
from portfolio_app.ui.evidence.page import EvidencePage
from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.tokens import Role
from tests.services.helpers import a_picture
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name

FEELINGS = FieldPath("account.feelings")


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def pieces(desk):
    add = desk.portfolio.evidence.add
    return (
        add("reflective-summary", {"title": "Two doors", FEELINGS: "I was <afraid> of naïve."}),
        add("reflective-summary", {"title": "Afraid", "area": "afraid and afraid"}),
        add("practice-observation", {"title": "Third"}, by="team_manager"),
    )


@pytest.fixture
def page(desk, pieces, qtbot):
    page = EvidencePage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(lambda: len(page.list.rows) == 3)
    return page


def type_in(page, words, qtbot, found):
    page.search()
    QTest.keyClicks(QApplication.focusWidget(), words)
    qtbot.waitUntil(lambda: [r.places[0].title for r in page.list.hits.rows] == found)
    return page.list.hits.rows


def test_what_is_typed_is_found_with_its_words_marked(look, page, qtbot):
    rows = type_in(page, "afrai", qtbot, ["Afraid", "Two doors"])
    assert page.list.hits.isVisible()
    assert not any(row.isVisible() for row in page.list.rows)
    words = [label.text() for label, _ in rows[1]._marked]
    colour = look.theme.colour(Role.SELECTION).name()
    assert words[0].startswith("Feelings: I was &lt;<span style=")
    assert colour in words[0]
    assert "afraid</span>&gt; of naïve." in words[0]
    assert spoken_name(rows[1]) == "Two doors. Feelings: I was <afraid> of naïve."


def test_marks_follow_the_theme(look, page, qtbot):
    rows = type_in(page, "naive", qtbot, ["Two doors"])
    look.choose(ThemeChoice.DARK)
    assert look.theme.colour(Role.SELECTION).name() in rows[0]._marked[0][0].text()


def test_the_keyboard_goes_from_the_search_to_what_it_found(page, pieces, qtbot):
    rows = type_in(page, "afraid", qtbot, ["Afraid", "Two doors"])
    QTest.keyClick(page.list.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[0]
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[1]
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(rows[1], Qt.Key.Key_Return)
    assert opened.args == [pieces[0].id, FEELINGS]
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.list.search, Qt.Key.Key_Return)
    assert opened.args[0] == pieces[1].id


def test_places_of_a_piece_stand_together(page, qtbot):
    rows = type_in(page, "afraid", qtbot, ["Afraid", "Two doors"])
    assert [place.hit.path for place in rows[0].places] == ["title", "area"]
    assert by_owner([place for row in rows for place in row.places]) == [r.places for r in rows]


def test_what_is_written_of_a_capability_is_found_and_opens_its_page(desk, page, qtbot):
    sixth = CapabilityRef.parse("pcf-2018/6")
    desk.portfolio.statements.write(sixth, "I keep a tortoise pace.")
    desk.portfolio.ratings.write_note(sixth, "Because of the tortoise.")
    (row,) = type_in(page, "tortoise", qtbot, ["PCF 6 Critical reflection and analysis"])
    assert {place.place for place in row.places} == {
        "Account of the whole",
        "How you see yourself",
    }
    with qtbot.waitSignal(page.capability_opened) as opened:
        row.click()
    assert opened.args == [sixth, row.places[0].hit.source]
    assert page.list.hits.filter(page.list.filters.fits) == 1


def test_what_is_found_follows_changes_made_elsewhere(desk, page, pieces, qtbot):
    type_in(page, "otter", qtbot, [])
    desk.portfolio.evidence.write(pieces[2].id, FieldPath("title"), "The otter")
    qtbot.waitUntil(lambda: [r.places[0].title for r in page.list.hits.rows] == ["The otter"])


def test_what_was_removed_is_seen_and_put_back(desk, page, pieces, qtbot):
    file = desk.portfolio.evidence.attach(pieces[1].id, a_picture(), "drawing.png")
    desk.portfolio.evidence.remove_attachment(file.id)
    desk.clock.pass_time(days=3)
    desk.portfolio.evidence.remove(pieces[0].id)
    page.list.bin.click()
    qtbot.waitUntil(lambda: len(page.bin.rows) == 2)
    piece, drawing = page.bin.rows
    assert (piece.title, drawing.title) == ("Two doors", "drawing.png")
    assert piece.detail == "Reflective summary, removed today. Kept for 30 days more."
    assert drawing.detail == "File of “Afraid”, removed 3 days ago. Kept for 27 days more."
    assert spoken_name(piece.put_back) == "Put “Two doors” back"
    piece.put_back.click()
    qtbot.waitUntil(lambda: len(page.bin.rows) == 1)
    assert desk.portfolio.evidence.get(pieces[0].id)
    page.bin.back.click()
    assert page.stack.currentWidget() is page.list


def asked(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    return QApplication.activeModalWidget()


def test_what_is_destroyed_is_asked_about_first(desk, page, pieces, qtbot):
    desk.portfolio.evidence.remove(pieces[0].id)
    page.show_bin()
    qtbot.waitUntil(lambda: len(page.bin.rows) == 1)
    page.bin.rows[0].end.click()
    box = asked(qtbot)
    assert box.text() == "Destroy “Two doors” for good?"
    assert box.defaultButton().text() == "Keep it"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert desk.portfolio.bin.all()
    page.bin.rows[0].end.click()
    box = asked(qtbot)
    next(b for b in box.buttons() if b.text() == "Destroy it").click()
    qtbot.waitUntil(page.bin.empty.isVisible)
    assert desk.portfolio.bin.all() == ()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_everything_has_a_name(look, desk, page, pieces, qtbot, scale):
    desk.portfolio.evidence.remove(pieces[2].id)
    look.set_text_scale(scale)
    page.resize(936, 640)
    type_in(page, "afraid", qtbot, ["Afraid", "Two doors"])
    for place in (page.list, page.bin):
        if place is page.bin:
            page.show_bin()
            qtbot.waitUntil(lambda: len(page.bin.rows) == 1)
        assert not [w for w in reachable(page) if not spoken_name(w)]
        qtbot.waitUntil(lambda: not cut_words(page))
        assert not cut_buttons(page)
        assert not scrolls_sideways(page)
