from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.ui.editor.side_panel import LOOSE
from portfolio_app.ui.widgets.words import Words
from tests.ui.helpers import listen, spoken_name

PATH = "account.analysis"
TEXT = (
    "The child 😀 showed me. Avoidance and fear look the same from the doorstep. Then I left."
)
WORDS = "Avoidance and fear look the same from the doorstep."
PCF_6 = CapabilityRef.parse("pcf-2018/6")
KSS_7 = CapabilityRef.parse("kss-child-family-2018/7")


@pytest.fixture
def summary(desk):
    return desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors", PATH: TEXT})


@pytest.fixture
def claimed(desk, summary):
    desk.portfolio.claims.claim_quotation(summary.id, PCF_6, WORDS, note="Weighed both.")
    return summary


def select(page, words=WORDS, path=PATH):
    area = page.sheet.row(path).area
    start = area.text().index(words)
    area.setFocus()
    area.select_span(Span(start, start + len(words)))
    return area


def ctrl(widget, key):
    QTest.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_words_are_claimed_by_keyboard_alone(desk, edit, summary, qtbot):
    page = edit(summary)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    assert QApplication.focusWidget() is popup.search
    QTest.keyClicks(popup.search, "critical refl")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    QTest.keyClicks(popup.note, "Weighed two explanations.")
    QTest.keyClick(popup.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(area.marks) == 1)
    assert QApplication.focusWidget() is area
    (claim,) = desk.portfolio.evidence.get(summary.id).claims
    assert (claim.capability, claim.anchor.exact) == (PCF_6, WORDS)
    assert (claim.path, claim.note) == (PATH, "Weighed two explanations.")
    assert area.marks[0].label == "PCF 6"


def test_what_was_just_typed_can_be_claimed_at_once(desk, edit, summary, qtbot):
    page = edit(summary)
    area = page.sheet.row("account.feelings").area
    area.setFocus()
    QTest.keyClicks(area, "I was angry and said so.")
    select(page, "angry", "account.feelings")
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    QTest.keyClicks(popup.search, "pcf 2")
    popup.claim.click()
    qtbot.waitUntil(lambda: len(area.marks) == 1)
    stored = desk.portfolio.evidence.get(summary.id)
    assert stored.claims[0].anchor.exact == "angry"
    assert stored.text("account.feelings") == "I was angry and said so."


def test_what_is_typed_while_a_claim_waits_its_turn_is_neither_lost_nor_claimed(
    desk, edit, summary
):
    page, busy = edit(summary), Event()
    desk.runner.run(lambda progress: busy.wait(5), done=lambda nothing: None)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    QTest.keyClicks(popup.search, "pcf 2")
    popup.claim.click()
    QTest.keyClick(area, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(area, "At last: ")
    assert page.flush()  # as when the page is left
    busy.set()
    desk.runner.settle()
    stored = desk.portfolio.evidence.get(summary.id)
    assert stored.text(PATH) == f"At last: {TEXT}" == area.text()
    for piece in (stored, page.copy.evidence):
        (claim,) = piece.claims
        start, end = piece.place(claim)
        assert stored.text(PATH)[start:end] == WORDS


def test_words_that_changed_before_their_claim_are_not_claimed(desk, edit, summary):
    page, busy = edit(summary), Event()
    desk.runner.run(lambda progress: busy.wait(5), done=lambda nothing: None)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    QTest.keyClicks(page.claiming.popup.search, "pcf 2")
    page.claiming.popup.claim.click()
    area.rewrite("Something else.")
    busy.set()
    desk.runner.settle()
    assert not desk.portfolio.evidence.get(summary.id).claims
    assert page.problem.words[0] == "The words were changed before they could be claimed."
    assert page.flush()
    assert desk.text(summary, PATH) == "Something else."


def test_a_note_comes_back_with_its_claim_and_holds_nothing_up(desk, edit, claimed, qtbot):
    page = edit(claimed)
    claims = page.copy.evidence.claims
    page.claiming._desk.change_note(claims, "Feared at first.")
    page.claiming._desk.take_back(claims)
    desk.runner.settle()
    assert page.flush()
    page.claiming._desk.put_back(claims)
    desk.runner.settle()
    (now,) = desk.portfolio.evidence.get(claimed.id).claims
    assert now.note == "Feared at first." == page.copy.evidence.claims[0].note


def test_escape_closes_the_question_and_returns_to_the_text(edit, summary):
    page = edit(summary)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    QTest.keyClick(page.claiming.popup.search, Qt.Key.Key_Escape)
    assert not page.claiming.popup.isVisible()
    assert QApplication.focusWidget() is area
    assert area.selected_span() is not None


def test_the_floating_bar_asks_the_same_question(edit, summary, qtbot):
    page = edit(summary)
    area = select(page)
    qtbot.waitUntil(page.claiming.bar.isVisible)
    box = page.sheet.box_of(area)
    assert not page.claiming.bar.geometry().intersects(box)
    page.claiming.bar.claim.click()
    assert page.claiming.popup.isVisible()


def test_nothing_is_asked_about_words_that_cannot_be_claimed(edit, summary):
    page = edit(summary)
    area = page.sheet.row("title").area
    area.setFocus()
    area.selectAll()
    ctrl(area, Qt.Key.Key_M)
    assert not page.claiming.popup.isVisible()


def test_the_pathway_s_remark_on_a_capability_is_shown(edit, summary):
    page = edit(summary)
    ctrl(select(page), Qt.Key.Key_M)
    popup = page.claiming.popup
    popup.search.setText("kss 9")
    assert popup.list.count() == 1
    assert "not named in Bexley's document" in popup.list.chosen().explanation


@pytest.mark.parametrize(
    ("typed", "first"), [("6", "PCF 6"), ("kss 1", "KSS 1"), ("anal", "PCF 6"), ("", "PCF 1")]
)
def test_capabilities_are_found_by_typing(edit, summary, typed, first):
    page = edit(summary)
    ctrl(select(page), Qt.Key.Key_M)
    popup = page.claiming.popup
    popup.search.setText(typed)
    assert popup.list.chosen().code == first


def test_the_tint_lies_on_the_claimed_words_behind_an_emoji(edit, claimed):
    page = edit(claimed)
    area = page.sheet.row(PATH).area
    (selection,) = area.extraSelections()
    assert selection.cursor.selectedText() == WORDS


def test_the_margin_marks_the_lines_of_a_passage(edit, claimed, qtbot):
    page = edit(claimed)
    row = page.sheet.row(PATH)
    ((mark, bar, label),) = row.margin.places()
    assert mark.label == "PCF 6"
    assert bar.height() > 0
    assert label.left() > bar.right()
    with qtbot.waitSignal(page.sheet.mark_pressed):
        QTest.mouseClick(row.margin, Qt.MouseButton.LeftButton, pos=bar.center())
    assert QApplication.focusWidget() is page.panel.claims.cards()[0].quotation


def test_claims_follow_their_words_through_edits(edit, claimed, qtbot):
    page = edit(claimed)
    area = page.sheet.row(PATH).area
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.Start)
    QTest.keyClicks(area, "Before. ")
    qtbot.waitUntil(lambda: area.marks[0].span.start == TEXT.index(WORDS) + len("Before. "))
    (selection,) = area.extraSelections()
    assert selection.cursor.selectedText() == WORDS


def test_claims_whose_words_are_gone_are_listed_first_and_never_dropped(
    desk, edit, claimed, qtbot
):
    page = edit(claimed)
    area = select(page, "Avoidance and fear ")
    QTest.keyClick(area, Qt.Key.Key_Delete)
    tab = page.panel.claims
    qtbot.waitUntil(tab.loose.isVisible)
    assert tab.loose.text() == LOOSE
    assert not area.marks
    assert len(tab.cards()) == 1
    assert page.flush()
    assert len(desk.portfolio.evidence.get(claimed.id).claims) == 1
    ctrl(area, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: len(area.marks) == 1)
    assert not tab.loose.isVisible()


def test_a_note_is_changed_in_place(desk, edit, claimed):
    page = edit(claimed)
    (card,) = page.panel.claims.cards()
    note = card.notes[0].words
    assert note.text() == "Weighed both."
    note.setFocus()
    note.selectAll()
    QTest.keyClicks(note, "Changed my mind.")
    assert page.flush()
    assert desk.portfolio.evidence.get(claimed.id).claims[0].note == "Changed my mind."


def test_a_missing_note_is_asked_for_in_words_and_given_by_keyboard(desk, edit, summary):
    desk.portfolio.claims.claim_quotation(summary.id, PCF_6, WORDS)
    page = edit(summary)
    note = page.panel.claims.cards()[0].notes[0]
    assert note.ask.text() == "Say in half a sentence how it shows PCF 6"
    QTest.keyClick(note.ask, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is note.words
    QTest.keyClicks(note.words, "Weighed both.")
    assert page.flush()
    assert desk.portfolio.evidence.get(summary.id).claims[0].note == "Weighed both."


def test_a_claim_is_taken_back_and_put_back(desk, edit, claimed, qtbot):
    page = edit(claimed)
    page.panel.claims.cards()[0].removals[0].click()
    qtbot.waitUntil(page.panel.claims.undo.isVisible)
    assert not desk.portfolio.evidence.get(claimed.id).claims
    page.panel.claims.undo.button.click()
    qtbot.waitUntil(lambda: len(page.sheet.row(PATH).area.marks) == 1)
    (claim,) = desk.portfolio.evidence.get(claimed.id).claims
    assert claim.note == "Weighed both."


def test_a_passage_claimed_twice_is_one_mark_and_one_card(desk, edit, claimed):
    desk.portfolio.claims.claim_quotation(claimed.id, KSS_7, WORDS)
    page = edit(claimed)
    assert [m.label for m in page.sheet.row(PATH).area.marks] == ["PCF 6 · KSS 7"]
    assert len(page.panel.claims.cards()) == 1
    assert page.panel.claims.linked.text() == "Linked to the PCF and the KSS"


def test_the_panel_says_which_framework_is_missing(edit, claimed):
    page = edit(claimed)
    assert page.panel.claims.linked.text() == "Not linked to any KSS statement yet"


def test_pressing_a_quotation_shows_its_words(edit, claimed):
    page = edit(claimed)
    page.panel.claims.cards()[0].quotation.click()
    area = page.sheet.row(PATH).area
    assert area.textCursor().selectedText() == WORDS


def test_where_it_is_narrow_the_panel_is_a_drawer(edit, claimed, qtbot):
    page = edit(claimed, width=936)
    assert not page.panel.isVisible()
    page.bar.claims.click()
    assert page.panel.isVisible()
    QTest.keyClick(page.panel.tabs, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_the_guidance_says_what_the_pathway_asks(edit, summary):
    page = edit(summary)
    said = " ".join(label.text() for label in page.panel.guidance.findChildren(Words))
    assert "At least 2, each on a specific area of practice" in said


def test_a_claim_that_fails_is_explained(desk, edit, summary, qtbot):
    page = edit(summary)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    desk.portfolio.evidence.remove(summary.id)
    page.claiming.popup.claim.click()
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.words[0].startswith("There is no evidence")


def test_one_passage_serves_several_frameworks_at_once(desk, edit, summary, qtbot):
    page = edit(summary)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    for typed in ("6", "kss 7", "swe 1.1"):
        QTest.keyClicks(popup.search, typed)
        QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert [chip.text() for chip in popup.chips.buttons()] == ["PCF 6", "KSS 7", "SWE 1.1"]
    QTest.keyClick(popup.search, Qt.Key.Key_Backspace)
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is popup.note
    QTest.keyClicks(popup.note, "Weighed both.")
    QTest.keyClick(popup.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(area.marks))
    claims = desk.portfolio.evidence.get(summary.id).claims
    assert {(c.capability, c.anchor.exact, c.note) for c in claims} == {
        (PCF_6, WORDS, "Weighed both."),
        (KSS_7, WORDS, "Weighed both."),
    }
    assert [mark.label for mark in area.marks] == ["PCF 6 · KSS 7"]
    assert len(page.panel.claims.cards()) == 1
    ctrl(area, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: not area.marks)
    assert not desk.portfolio.evidence.get(summary.id).claims
    assert area.text() == TEXT
    ctrl(area, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: bool(area.marks))
    assert len(desk.portfolio.evidence.get(summary.id).claims) == 2


def test_ctrl_enter_claims_from_the_search_and_space_adds_from_the_list(
    desk, edit, summary, qtbot
):
    page = edit(summary)
    area = select(page)
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    popup.list.setFocus()
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    ctrl(popup.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(area.marks))
    assert area.marks[0].label == "PCF 2 · PCF 3"


def test_the_question_is_whole_in_a_small_window_with_large_text(look, edit, summary, qtbot):
    look.set_text_scale(2.0)
    page = edit(summary, width=848, height=640)
    ctrl(select(page), Qt.Key.Key_M)
    popup = page.claiming.popup
    for typed in ("6", "kss 7"):
        QTest.keyClicks(popup.search, typed)
        QTest.keyClick(popup.search, Qt.Key.Key_Return)
    for part in (popup.search, popup.note, popup.claim, *popup.chips.buttons()):
        qtbot.waitUntil(lambda part=part: part.height() >= part.sizeHint().height())
        assert page.rect().contains(popup.geometry())


def test_claiming_can_be_done_by_ear(edit, summary, qtbot, monkeypatch):
    page = edit(summary)
    area = select(page)
    heard = listen(monkeypatch)
    ctrl(area, Qt.Key.Key_M)
    popup = page.claiming.popup
    described = QAccessible.queryAccessibleInterface(popup.search)
    assert WORDS in described.text(QAccessible.Text.Description)
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    second = popup.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == [f"{second} 2 of {popup.list.count()}"]
    QTest.keyClicks(popup.search, "critical refl")
    qtbot.waitUntil(lambda: heard[-1].startswith("PCF 6 Critical reflection"))
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert heard[-1] == "PCF 6 added"
    QTest.keyClicks(popup.search, "xyzzy")
    qtbot.waitUntil(lambda: heard[-1] == "No capability has these words.")
    popup.search.clear()
    QTest.keyClick(popup.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: heard[-1] == "PCF 6 is claimed")
    ctrl(area, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: "PCF 6 is taken back" in heard)


def test_tab_goes_round_within_the_question(edit, summary):
    page = edit(summary)
    ctrl(select(page), Qt.Key.Key_M)
    popup = page.claiming.popup
    QTest.keyClicks(popup.search, "pcf 6")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    met = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    (chip,) = popup.chips.buttons()
    assert met == [chip, popup.list, popup.note, popup.claim, popup.cancel, popup.search]
    QTest.keyClick(popup.search, Qt.Key.Key_Backtab)
    assert popup.cancel.hasFocus()
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert popup.list.hasFocus()
    assert not popup.chips.refs


def test_what_these_words_are_claimed_for_is_not_offered_again(edit, claimed):
    page = edit(claimed)
    ctrl(select(page), Qt.Key.Key_M)
    page.claiming.popup.search.setText("critical")
    assert "PCF 6" not in {
        page.claiming.popup.list.item(n).text()[:5]
        for n in range(page.claiming.popup.list.count())
    }


def test_overlapping_claims_are_both_marked(desk, edit, claimed):
    desk.portfolio.claims.claim_quotation(claimed.id, KSS_7, "fear look the same")
    page = edit(claimed)
    row = page.sheet.row(PATH)
    assert [mark.label for mark in row.area.marks] == ["PCF 6", "KSS 7"]
    (_, first, one), (_, second, other) = row.margin.places()
    assert not first.intersects(second)
    assert not one.intersects(other)
    tints, line = row.area.extraSelections()[:-1], row.area.extraSelections()[-1]
    assert [tint.cursor.selectedText() for tint in tints] == [WORDS, "fear look the same"]
    assert line.format.fontUnderline()
    assert line.cursor.selectedText() == "fear look the same"


def test_a_loosened_claim_is_attached_to_what_took_the_place_of_its_words(
    desk, edit, claimed, qtbot
):
    page = edit(claimed)
    area = select(page, "Avoidance and fear")
    QTest.keyClicks(area, "Avoiding and fearing")
    tab = page.panel.claims
    qtbot.waitUntil(tab.loose.isVisible)
    (card,) = tab.cards()
    here, selected = card.attaching
    assert spoken_name(here).startswith("Attach here: PCF 6, ")
    assert spoken_name(selected).startswith("Attach to selected words: PCF 6, ")
    assert tab.widget().width() == tab.viewport().width()  # nothing is cut
    here.setFocus()
    QTest.keyClick(here, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(area.marks) == 1)
    (claim,) = desk.portfolio.evidence.get(claimed.id).claims
    assert claim.anchor.exact == "Avoiding and fearing look the same from the doorstep."
    assert claim.note == "Weighed both."
    assert not tab.loose.isVisible()
    ctrl(area, Qt.Key.Key_Z)
    qtbot.waitUntil(tab.loose.isVisible)
    assert desk.portfolio.evidence.get(claimed.id).claims[0].anchor.exact == WORDS


def test_a_loosened_claim_is_attached_to_selected_words_or_removed(desk, edit, claimed, qtbot):
    desk.portfolio.claims.claim_quotation(claimed.id, KSS_7, WORDS)
    page = edit(claimed)
    area = page.sheet.row(PATH).area
    area.setFocus()
    area.selectAll()
    QTest.keyClicks(area, "I waited outside.")
    tab = page.panel.claims
    qtbot.waitUntil(tab.loose.isVisible)
    (card,) = tab.cards()
    assert WORDS in card.quotation.text()
    select(page, "I waited")
    card.attaching[-1].click()
    qtbot.waitUntil(lambda: len(area.marks) == 1)
    assert area.marks[0].label == "PCF 6 · KSS 7"
    select(page, "waited")
    QTest.keyClick(area, Qt.Key.Key_Delete)
    qtbot.waitUntil(tab.loose.isVisible)
    tab.cards()[0].removals[0].click()
    qtbot.waitUntil(lambda: len(desk.portfolio.evidence.get(claimed.id).claims) == 1)


@pytest.mark.long
def test_writing_stays_quick_in_a_long_text_with_many_claims(desk, edit, qtbot):
    sentences = [f"Sentence number {n} says what happened on that visit." for n in range(1200)]
    piece = desk.portfolio.evidence.add("reflective-summary", {PATH: " ".join(sentences)})
    for sentence in sentences[:1200:12]:
        desk.portfolio.claims.claim_quotation(piece.id, PCF_6, sentence)
    page = edit(piece)
    area = page.sheet.row(PATH).area
    assert len(area.marks) == 100
    area.setFocus()
    QTest.keyClicks(area, "Abc. ")
    qtbot.waitUntil(lambda: area.marks[0].span.start == 5)
