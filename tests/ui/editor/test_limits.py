"""Counted while somebody writes: words against what is expected, pages against the limit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.ui.editor.bars import expected_in_words


def test_words_are_counted_while_somebody_types_on(desk, edit, qtbot):
    page = edit(desk.portfolio.evidence.add("reflective-summary"), "account.description")
    area = page.sheet.row("account.description").area
    qtbot.waitUntil(area.hasFocus)
    before = page.status.words.text()
    for _ in range(60):
        QTest.keyClicks(area, "word ")
        qtbot.wait(10)
        if page.status.words.text() != before:
            break
    assert page.status.words.text() != before


def test_list_marks_are_no_words(desk, edit, qtbot):
    page = edit(desk.portfolio.evidence.add("reflective-summary"), "account.description")
    area = page.sheet.row("account.description").area
    qtbot.waitUntil(area.hasFocus)
    QTest.keyClicks(area, "- I rang")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "I wrote")
    qtbot.waitUntil(lambda: page.status.words.text() == "4 words")


def test_a_report_says_how_much_of_its_page_it_fills(desk, edit, qtbot):
    piece = desk.portfolio.evidence.add(
        "manager-report", {"judgement": "She works with care. " * 20}
    )
    page = edit(piece, "judgement")
    qtbot.waitUntil(lambda: page.status.length.text() == "About ¼ of 1 page")
    area = page.sheet.row("judgement").area
    area.rewrite("She works with care and thinks about what she does. " * 150)
    qtbot.waitUntil(lambda: page.status.length.text().endswith("1 allowed"))
    assert page.status.length.isVisible()


def test_other_kinds_have_no_pages(desk, edit, qtbot):
    page = edit(desk.portfolio.evidence.add("reflective-summary"))
    assert not page.length.applies
    assert not page.status.length.isVisible()


def test_much_more_than_expected_is_said_to_be_more():
    assert expected_in_words(1_200, 1_000) == "About 1,000 expected"
    assert expected_in_words(1_300, 1_000) == "More than the 1,000 or so expected"
    assert expected_in_words(10, 0) == "About 0 expected"
