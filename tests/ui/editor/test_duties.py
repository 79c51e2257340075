"""A piece that draws on another shows whose words stand where, and leads to and fro."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.tokens import Role
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import reachable, spoken_name

DESCRIPTION, WHAT = FieldPath("account.description"), FieldPath("what")
SAT = "I sat on the floor."
WORDS = {
    FieldPath("title"): "Two doors",
    FieldPath("date"): "2026-10-02",
    DESCRIPTION: SAT,
    FieldPath("account.analysis"): "I set two explanations side by side.",
    FieldPath("account.action-plan"): "I will ask what comes first.",
}


@pytest.fixture
def account(desk):
    return desk.portfolio.evidence.add("reflective-summary", WORDS)


@pytest.fixture
def record(desk, account):
    return desk.portfolio.duties.use_for(account.id, "cpd-record").piece


def button(found, words):
    return next(each for each in found if each.text() == words)


def line(page, path):
    return page.lent.lines[path]


def tints(page, path):
    area = page.sheet.row(path).area
    return [s.format.foreground().color() for s in area.extraSelections()]


def test_an_account_is_used_for_the_regulator_and_the_keyboard_lands_in_what_is_wanted(
    edit, account, desk, qtbot
):
    page = edit(account)
    offer = button(
        page.duties.section.offers, "Also use this for a professional development record"
    )
    assert offer in reachable(page)
    with qtbot.waitSignal(page.opened) as heard:
        offer.click()
    evidence_id, path = heard.args
    assert path == "peer-reflection"
    made = edit(desk.portfolio.evidence.get(evidence_id), path)
    qtbot.waitUntil(lambda: made.window().focusWidget() is made.sheet.row(path).area)
    assert made.sheet.row("what").area.text() == SAT


def test_words_of_another_piece_are_quiet_and_told(edit, record, look):
    page = edit(record)
    row = page.sheet.row("what")
    assert line(page, "what").whose.isVisible()
    assert not line(page, "what").back.isVisible()
    assert row.area.accessibleDescription().startswith("Shows the words of “Two doors”.")
    assert look.theme.colour(Role.INK_2) in tints(page, "what")
    assert "peer-reflection" not in page.lent.lines
    assert look.theme.colour(Role.INK_2) not in tints(page, "peer-reflection")


def test_what_is_written_over_them_is_its_own_and_can_go_back(edit, record, desk, look):
    page = edit(record, "what")
    area = page.sheet.row("what").area
    area.selectAll()
    QTest.keyClicks(area, "A visit.")
    assert page.flush()
    with desk.portfolio.vault.reading() as tx:
        assert tx.evidence.get(record.id).text(WHAT) == "A visit."
    assert line(page, "what").back.isVisible()
    assert look.theme.colour(Role.INK_2) not in tints(page, "what")
    line(page, "what").back.click()
    assert page.flush()
    assert area.text() == SAT
    assert line(page, "what").whose.isVisible()
    with desk.portfolio.vault.reading() as tx:
        assert dict(tx.evidence.get(record.id).answers) == {}
    QTest.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.flush()
    assert desk.text(record, WHAT) == "A visit."


def test_formatting_alone_makes_them_its_own(edit, record, desk):
    page = edit(record, "what")
    area = page.sheet.row("what").area
    area.selectAll()
    QTest.keyClick(area, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert page.flush()
    assert WHAT not in desk.portfolio.evidence.get(record.id).lent
    line(page, "what").back.click()
    assert page.flush()
    assert WHAT in desk.portfolio.evidence.get(record.id).lent


def test_where_nothing_is_left_in_their_place_they_come_back(edit, record, desk):
    page = edit(record, "what")
    area = page.sheet.row("what").area
    area.selectAll()
    QTest.keyClick(area, Qt.Key.Key_Delete)
    assert area.text() == ""
    page.sheet.row("peer-reflection").area.setFocus()
    assert area.text() == SAT
    assert page.flush()
    assert WHAT in desk.portfolio.evidence.get(record.id).lent


def test_nothing_can_be_claimed_on_words_of_another_piece(edit, record):
    page = edit(record, "learned")
    area = page.sheet.row("learned").area
    assert not area.is_claimable
    area.selectAll()
    QTest.keyClicks(area, "Order decides.")
    assert area.is_claimable


def test_a_day_of_its_own_can_go_back_too(edit, record, desk):
    page = edit(record)
    page.sheet.row("date").control.field.set_day(None)
    page.sheet.write(FieldPath("date"), "2026-11-01")
    assert page.flush()
    assert desk.text(record, "date") == "2026-11-01"
    line(page, "date").back.click()
    assert page.flush()
    assert desk.text(record, "date") == "2026-10-02"
    assert FieldPath("date") in desk.portfolio.evidence.get(record.id).lent


def test_the_two_pieces_lead_to_one_another(edit, account, record, qtbot):
    page = edit(account)
    section = page.duties.section
    there = button(section.others, "Open the professional development record “Two doors”")
    with qtbot.waitSignal(page.opened) as heard:
        there.click()
    assert heard.args == [record.id, ""]
    assert "Also use this for a professional development record" not in [
        offer.text() for offer in section.offers
    ]
    back = edit(record)
    with qtbot.waitSignal(back.opened) as heard:
        button(back.duties.section.others, "Open “Two doors”").click()
    assert heard.args == [account.id, ""]


def test_of_a_piece_in_the_bin_it_is_said_that_its_words_stay(edit, account, record, desk):
    desk.portfolio.evidence.remove(account.id)
    page = edit(record)
    assert page.duties.section.says.text().endswith("It is in the bin; the words stay here.")
    assert page.duties.section.others == []


def test_offers_come_with_the_words(edit, desk, qtbot):
    page = edit(desk.portfolio.evidence.add("reflective-summary"), "account.description")
    assert page.duties.section.offers == []
    assert not page.duties.section.isVisible()
    QTest.keyClicks(page.sheet.row("account.description").area, "I sat down.")
    qtbot.waitUntil(lambda: bool(page.duties.section.offers))
    assert page.duties.section.isVisible()


def test_the_answers_are_copied_for_the_regulator_in_its_order(edit, record):
    page = edit(record)
    QTest.keyClicks(page.sheet.row("peer-reflection").area, "Helen asked about the plan.")
    copy = page.duties.section.copy
    assert spoken_name(copy) == "Copy for Social Work England"
    copy.click()
    said = QGuiApplication.clipboard().text()
    assert said == (
        f"What it was, and why it matters to your work\n{SAT}\n\n"
        "Date\n2 October 2026\n\n"
        "What you learned\nI set two explanations side by side.\n\n"
        "What it changed, or will change\nI will ask what comes first.\n\n"
        "What talking about it taught you\nHelen asked about the plan."
    )
    assert "taken out of the clipboard" in page.duties.section.copied.text()


def test_an_empty_record_copies_nothing(edit, desk):
    page = edit(desk.portfolio.evidence.add("cpd-record"))
    page.duties.section.copy.click()
    assert page.duties.section.copied.text() == "There is nothing to copy yet."


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_in_a_small_window(edit, record, look, scale):
    look.set_text_scale(scale)
    page = edit(record, width=832, height=600)
    assert not cut_words(page)
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)
