"""Capabilities: the matrix first, then one with its passages, rating and statement."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.roles import Voice
from portfolio_app.services.changes import Area
from portfolio_app.ui.capabilities.matrix_table import LATEST
from portfolio_app.ui.capabilities.page import CapabilitiesPage
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name

FIRST, SECOND, SIXTH = (CapabilityRef.parse(f"pcf-2018/{n}") for n in (1, 2, 6))
KSS_7 = CapabilityRef.parse("kss-child-family-2018/7")
ANALYSIS = FieldPath("account.analysis")
ROLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    portfolio = desk.portfolio
    account = portfolio.evidence.add(
        "reflective-summary",
        {"title": "Two doors", "date": "2026-04-02", ANALYSIS: "I waited. Then I asked her."},
    )
    for ref in (SIXTH, KSS_7):
        portfolio.claims.claim_quotation(account.id, ref, "I waited.", note="Held back.")
    observed = portfolio.evidence.add(
        "practice-observation",
        {"title": "Core group", "date": "2026-10-06", "observed": "She asked twice."},
        by="team_manager",
    )
    portfolio.claims.claim_quotation(observed.id, SECOND, "She asked twice.")
    yield desk
    desk.close()


@pytest.fixture
def page(desk, qtbot):
    page = CapabilitiesPage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(lambda: page.known is not None)
    return page


def key(which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), which, modifier)


def spoken(page, ref, column):
    table = page.view.matrix.table
    row = next(r for r in range(table.rowCount()) if table.row(r).capability.ref == ref)
    return table.index(row, column).data(ROLE)


def test_the_matrix_says_who_said_what(page):
    assert page.view.heading.note.text() == (
        "None of nine domains has more than one voice. One has only yours. "
        "Seven have nothing yet."
    )
    assert spoken(page, SIXTH, 1) == "You: 1 passage. 6 Critical reflection and analysis"
    assert spoken(page, SIXTH, 2) == "Observer: nothing. 6 Critical reflection and analysis"
    assert spoken(page, SECOND, 2) == "Observer: 1 passage. 2 Values and ethics"
    assert spoken(page, SECOND, 6) == "Latest: 6 October 2026. 2 Values and ethics"
    assert spoken(page, SIXTH, 0) == (
        "6 Critical reflection and analysis. Only self-reported. Older than six months"
    )
    assert spoken(page, FIRST, 0) == "1 Professionalism. Nothing yet"


def test_a_screen_reader_finds_a_table_with_heads_and_whole_cells(page):
    table = page.view.matrix.table
    read = QAccessible.queryAccessibleInterface(page.view.matrix)
    assert read.text(QAccessible.Text.Name) == "PCF: who said what"
    assert read.role() == QAccessible.Role.Table
    names = [read.child(n).text(QAccessible.Text.Name) for n in range(read.childCount())]
    assert {"PCF domain", "Observer", "Latest", "Professionalism"} <= set(names)
    assert spoken(page, SIXTH, 1) in names
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    heads = [table.headerData(n, across) for n in range(table.columnCount())]
    assert heads == [
        "PCF domain",
        *("You", "Observer", "Child or family", "Professional", "Manager"),
        "Latest",
    ]
    assert table.headerData(0, down) == "Professionalism"


def test_the_framework_is_switched_by_the_keyboard(page):
    page.view.segments.buttons()[0].setFocus()
    key(Qt.Key.Key_Right)
    assert page.view.matrix.table.rowCount() == 10
    assert spoken(page, KSS_7, 1).startswith("You: 1 passage.")


def test_arrow_keys_go_over_the_cells_and_enter_opens(page, qtbot):
    matrix = page.view.matrix
    matrix.setFocus()
    for _ in range(5):
        key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Return)
    assert page.domain.ref == SIXTH
    (card,) = page.domain.cards
    assert QApplication.focusWidget() is card.open
    key(Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.view
    assert QApplication.focusWidget() is matrix
    assert matrix.currentIndex().row() == 5


def test_a_passage_is_opened_where_it_stands(page, qtbot):
    page.open_capability(SIXTH, Voice.SELF)
    (card,) = page.domain.cards
    assert spoken_name(card.open) == "Open “Two doors”"
    with qtbot.waitSignal(page.opened) as opened:
        key(Qt.Key.Key_Return)
    (said,) = opened.args
    assert (said.path, said.words, said.note) == (ANALYSIS, "I waited.", "Held back.")


def test_a_statement_is_written_on_the_page_of_its_capability(page, desk, qtbot):
    page.open_capability(SIXTH)
    text = page.domain.statement.text
    text.setFocus()
    QTest.keyClicks(text, "I hold two views.")
    qtbot.waitUntil(lambda: page.domain.saved.text().startswith("Saved "), timeout=10_000)
    assert desk.portfolio.statements.all() == {SIXTH: "I hold two views."}
    key(Qt.Key.Key_Escape)
    page.show_statements()
    qtbot.waitUntil(lambda: bool(page.statements.fields))
    field = page.statements.fields[SIXTH]
    qtbot.waitUntil(lambda: field.text.text() == "I hold two views.")


def test_a_statement_can_be_written_on_every_capability_that_the_rules_name(page, desk, qtbot):
    page.open_capability(KSS_7)
    page.domain.statement.text.setFocus()
    QTest.keyClicks(page.domain.statement.text, "I ask who is afraid.")
    page.show_matrix()
    qtbot.waitUntil(lambda: desk.portfolio.statements.all() == {KSS_7: "I ask who is afraid."})
    page.show_statements()
    qtbot.waitUntil(lambda: KSS_7 in page.statements.fields)
    assert len(page.statements.fields) == 10
    (last,) = (f for f in page.statements.fields.values() if f.ref == KSS_7)
    qtbot.waitUntil(lambda: last.text.text() == "I ask who is afraid.")
    assert last.y() == max(field.y() for field in page.statements.fields.values())


def test_every_rating_stays_and_the_last_is_taken_back_and_put_back(page, desk, qtbot):
    page.open_capability(SIXTH)
    panel = page.domain.rating
    panel.steps.set_value("Social worker")
    QTest.keyClicks(panel.note, "I still ask first.")
    panel.keep.click()
    qtbot.waitUntil(lambda: len(panel.past()) == 1)
    panel.steps.set_value("Experienced social worker")
    panel.keep.click()
    qtbot.waitUntil(lambda: len(panel.past()) == 2)
    assert panel.past() == [
        "22 November 2026: Experienced social worker",
        "22 November 2026: Social worker",
    ]
    panel.back.click()
    qtbot.waitUntil(lambda: len(panel.past()) == 1)
    qtbot.waitUntil(panel.undo.isVisible)
    panel.undo.button.click()
    qtbot.waitUntil(lambda: len(panel.past()) == 2)
    assert [(r.level, r.note) for r in desk.portfolio.ratings.all()] == [
        ("Social worker", "I still ask first."),
        ("Experienced social worker", ""),
    ]
    panel.back.click()
    qtbot.waitUntil(panel.undo.isVisible)
    desk.hub.announce(Area.ERASED | Area.PORTFOLIO)
    qtbot.waitUntil(panel.undo.isHidden)
    assert panel._taken is None


def test_of_many_passages_of_one_voice_the_earlier_ones_are_asked_for(page, desk, qtbot):
    words = [f"I asked for the {n}. time." for n in range(9)]
    piece = desk.portfolio.evidence.add(
        "reflective-summary",
        {"title": "Nine times", "date": "2026-10-01", ANALYSIS: " ".join(words)},
    )
    for one in words:
        desk.portfolio.claims.claim_quotation(piece.id, FIRST, one)
    qtbot.waitUntil(lambda: spoken(page, FIRST, 1).startswith("You: 9 passages"))
    page.open_capability(FIRST)
    (column,) = page.domain.columns
    assert [card.said.words for card in column.cards] == words[3:]
    assert column.cards[0].open.text() == "Open passage 4 of “Nine times”"
    column.more.setFocus()
    key(Qt.Key.Key_Return)
    assert [card.said.words for card in column.cards] == words
    assert QApplication.focusWidget() is column.cards[0].open


def test_what_is_claimed_elsewhere_is_shown(page, desk, qtbot):
    (piece,) = (p for p in desk.portfolio.evidence.all() if p.title == "Two doors")
    desk.portfolio.claims.claim_quotation(piece.id, FIRST, "Then I asked her.")
    qtbot.waitUntil(lambda: spoken(page, FIRST, 1).startswith("You: 1 passage"))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(look, page, qtbot, scale):
    look.set_text_scale(scale)
    for width in (1192, 936):
        page.resize(width, 640)
        for show in (page.show_matrix, lambda: page.open_capability(SIXTH)):
            show()
            qtbot.waitUntil(lambda: not (cut_words(page) or cut_buttons(page)))
            assert not scrolls_sideways(page)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_the_matrix_has_room_for_its_columns_whatever_the_size_of_text(look, page, scale):
    look.set_text_scale(scale)
    page.resize(848, 640)
    QApplication.processEvents()
    matrix = page.view.matrix
    shown = [n for n in range(LATEST + 1) if not matrix.isColumnHidden(n)]
    assert sum(map(matrix.columnWidth, shown)) == matrix.viewport().width()
    assert (LATEST in shown) is (scale == 1.0)
    assert not scrolls_sideways(page)
