"""Formatting by keys, by what is typed and by buttons; the words themselves stay plain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.ui.editor.formatting_area import FormattedArea
from tests.ui.helpers import place_on_screen, spoken_name

PATH = "account.description"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def write(look, qtbot):
    def make(text="", marks=()):
        area = FormattedArea(look, text, marks, name="Description")
        place_on_screen(qtbot, area, 540, 400)
        area.setFocus()
        area.moveCursor(QTextCursor.MoveOperation.End)
        return area

    return make


@pytest.fixture
def page(desk, edit):
    piece = desk.portfolio.evidence.add("reflective-summary", {PATH: "She waited. I rang."})
    return edit(piece, PATH)


def type_in(area, words):
    for number, line in enumerate(words.split("\n")):
        if number:
            QTest.keyClick(area, Qt.Key.Key_Return)
        QTest.keyClicks(area, line)


def said(area):
    text = area.text()
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in area.formatting]


def select(area, words):
    start = area.text().index(words)
    area.select_span(Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("- ", "bullet"), ("* ", "bullet"), ("1. ", "numbered"), ("1) ", "numbered"),
     ("> ", "quotation"), ("# ", "heading")],
)  # fmt: skip
def test_what_is_typed_at_the_start_of_a_line_makes_it_something(write, typed, kind):
    area = write()
    type_in(area, f"{typed}I rang")
    assert (area.text(), said(area)) == ("I rang", [(kind, "I rang")])


@pytest.mark.parametrize("typed", ["I - ", "-I ", "2. ", "10. ", "1.5 ", ">> "])
def test_what_stands_elsewhere_or_means_something_else_stays(write, typed):
    area = write()
    type_in(area, f"{typed}rang")
    assert (area.text(), said(area)) == (f"{typed}rang", [])


def test_making_a_list_is_undone_to_what_was_typed(write):
    area = write()
    type_in(area, "- ")
    area.undo()
    assert (area.text(), said(area)) == ("- ", [])
    type_in(area, "no list")
    assert (area.text(), said(area)) == ("- no list", [])


def test_enter_goes_on_with_a_list_and_ends_it_at_an_empty_item(write):
    area = write()
    type_in(area, "- I rang\nI wrote\n\nAfter")
    assert area.text() == "I rang\nI wrote\nAfter"
    assert said(area) == [("bullet", "I rang\nI wrote")]


def test_backspace_at_the_start_of_an_item_ends_the_list_there(write):
    area = write()
    type_in(area, "1. I rang\nI wrote")
    area.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    QTest.keyClick(area, Qt.Key.Key_Backspace)
    assert (area.text(), said(area)) == ("I rang\nI wrote", [("numbered", "I rang")])
    area.undo()
    assert said(area) == [("numbered", "I rang\nI wrote")]


def test_after_a_heading_plain_words_follow(write):
    area = write()
    type_in(area, "# Risk\nHe was late.")
    assert said(area) == [("heading", "Risk")]
    assert area.currentCharFormat().fontWeight() <= 400


@pytest.mark.parametrize("lines", ["He was late.", ""])
def test_words_that_join_a_heading_are_heading(write, lines):
    area = write(f"Risk\n{lines}", [Mark(kind=MarkKind.HEADING, start=0, end=4)])
    area.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    QTest.keyClick(area, Qt.Key.Key_Backspace)
    assert said(area) == [("heading", f"Risk{lines}")]
    area.undo()
    assert said(area) == [("heading", "Risk")]


def test_bold_and_italic_by_keys_on_what_is_selected_and_on_what_comes(write):
    area = write("He was late.")
    select(area, "late")
    QTest.keyClick(area, Qt.Key.Key_B, CTRL)
    QTest.keyClick(area, Qt.Key.Key_I, CTRL)
    assert said(area) == [("bold", "late"), ("italic", "late")]
    QTest.keyClick(area, Qt.Key.Key_B, CTRL)
    assert said(area) == [("italic", "late")]
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(area, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(area, " So")
    QTest.keyClick(area, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(area, " was I")
    assert area.text() == "He was late. So was I"
    assert said(area) == [("italic", "late"), ("bold", " So")]


def test_each_formatting_is_one_step_to_undo(write):
    area = write("One\nTwo\nThree")
    area.selectAll()
    area.toggle(MarkKind.BULLET)
    area.toggle(MarkKind.BOLD)
    area.undo()
    assert said(area) == [("bullet", "One\nTwo\nThree")]
    area.undo()
    assert said(area) == []
    area.redo()
    assert said(area) == [("bullet", "One\nTwo\nThree")]


def test_a_kind_that_all_paragraphs_have_is_taken_away(write):
    area = write("One\nTwo")
    area.selectAll()
    area.toggle(MarkKind.QUOTATION)
    area.toggle(MarkKind.QUOTATION)
    assert said(area) == []


def test_a_heading_is_not_bold_and_holds_nothing_bold(write):
    area = write("One\nTwo", [Mark(kind=MarkKind.BOLD, start=0, end=7)])
    area.moveCursor(QTextCursor.MoveOperation.Start)
    area.toggle(MarkKind.HEADING)
    assert said(area) == [("heading", "One"), ("bold", "Two")]
    assert area.kinds_here == {MarkKind.HEADING}


def test_what_was_stored_is_shown_again(write):
    text = "Risk\n\U0001f642 He was late.\nI rang\n\nShe said\nSo"
    marks = [
        ("heading", "Risk"),
        ("bold", "late"),
        ("bullet", "I rang"),
        ("quotation", "She said"),
    ]
    area = write(
        text,
        [
            Mark(
                kind=MarkKind(kind), start=text.index(words), end=text.index(words) + len(words)
            )
            for kind, words in marks
        ],
    )
    assert (area.text(), said(area)) == (text, marks)
    assert not area.document().isUndoAvailable()


def test_another_wording_keeps_the_formatting_of_what_it_shares(write):
    area = write("I rang.\nI wrote.", [Mark(kind=MarkKind.BULLET, start=0, end=16)])
    area.rewrite("First I rang.\nThen I wrote.")
    assert said(area) == [("bullet", "First I rang.\nThen I wrote.")]
    area.undo()
    assert (area.text(), said(area)) == (
        "I rang.\nI wrote.",
        [("bullet", "I rang.\nI wrote.")],
    )


def test_a_larger_text_stays_formatted(write, look):
    area = write("I rang.", [Mark(kind=MarkKind.BULLET, start=0, end=7)])
    before = area.document().begin().blockFormat().leftMargin()
    look.set_text_scale(2.0)
    assert said(area) == [("bullet", "I rang.")]
    assert area.document().begin().blockFormat().leftMargin() == 2 * before


def test_copied_words_are_pasted_with_their_formatting(write):
    text = "Risk\nI rang\nI wrote\nand she <said> so"
    marks = [("heading", "Risk"), ("numbered", "I rang\nI wrote"), ("bold", "said")]
    area = write(
        text,
        [
            Mark(
                kind=MarkKind(kind), start=text.index(words), end=text.index(words) + len(words)
            )
            for kind, words in marks
        ],
    )
    area.selectAll()
    area.copy()
    other = write("Before")
    other.paste()
    assert other.text() == f"Before{text}"
    assert ("numbered", "I rang\nI wrote") in said(other)
    assert ("bold", "said") in said(other)
    other.undo()
    assert (other.text(), said(other)) == ("Before", [])


@pytest.mark.parametrize("marks", [[], [Mark(kind=MarkKind.BOLD, start=0, end=3)]])
def test_what_is_cut_and_pasted_here_is_the_same_to_the_last_blank(write, marks):
    text = "big  red\u00a0house \n\n\n and a tree\n"
    area = write(text, marks)
    area.selectAll()
    area.cut()
    area.paste()
    assert area.text() == text
    select(area, "big ")
    area.cut()
    select(area, "house")
    area.moveCursor(QTextCursor.MoveOperation.Left)
    area.paste()
    assert area.text() == " red\u00a0big house \n\n\n and a tree\n"


def test_the_blank_beside_a_pasted_word_stays(write):
    area = write()
    for html, plain, text in (
        ("", "then ", "I then rang"),
        ("<p>then</p>", "then ", "I then rang"),
        ("<b>then</b>", " then\u00a0", "I  then rang"),
        ("<p>then</p>", "then", "I thenrang"),
    ):
        data = QMimeData()
        data.setText(plain)
        if html:
            data.setHtml(html)
        area.set_text("I rang")
        select(area, "rang")
        area.moveCursor(QTextCursor.MoveOperation.Left)
        area.insertFromMimeData(data)
        assert area.text() == text


def test_words_that_only_claim_to_be_of_this_program_are_read_as_any(write):
    area = write()
    for told in (b"no", b'["a\\u0000b", []]', b"[1, []]", b'["a", [["x", 0, 1]]]', b"{}"):
        data = QMimeData()
        data.setText("a\u200bb\ufffe")
        data.setData("application/x-progression-portfolio-words", told)
        area.set_text("")
        area.insertFromMimeData(data)
        assert area.text() == "ab"


def test_ctrl_shift_v_pastes_words_alone(write):
    data = QMimeData()
    data.setHtml("<ul><li><b>I rang</b></li></ul>")
    data.setText("I rang\xa0twice\u200b")
    QApplication.clipboard().setMimeData(data)
    area = write()
    QTest.keyClick(area, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (area.text(), said(area)) == ("I rang twice", [])


def test_a_pasted_list_in_the_middle_of_a_sentence_leaves_the_sentence_one(write):
    data = QMimeData()
    data.setHtml("<p>and <b>then</b></p>")
    area = write("I rang wrote", [Mark(kind=MarkKind.QUOTATION, start=0, end=12)])
    select(area, "rang")
    area.insertFromMimeData(data)
    assert area.text() == "I and then wrote"
    assert said(area) == [("quotation", "I and then wrote"), ("bold", "then")]


# On the page


def test_formatting_is_stored_with_its_words(page, desk):
    area = page.sheet.row(PATH).area
    select(area, "waited")
    QTest.keyClick(area, Qt.Key.Key_B, CTRL)
    assert page.flush()
    stored = desk.portfolio.evidence.get(page.evidence_id)
    assert stored.text(PATH) == "She waited. I rang."
    assert stored.marks(PATH) == (Mark(kind=MarkKind.BOLD, start=4, end=10),)


def test_buttons_format_and_give_the_keyboard_back(page, qtbot):
    area = page.sheet.row(PATH).area
    qtbot.waitUntil(area.hasFocus)
    button = page.formatting.buttons[MarkKind.BULLET]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert said(area) == [("bullet", "She waited. I rang.")]
    assert area.hasFocus()
    assert button.isChecked()


def test_undo_of_the_piece_takes_formatting_back(page, qtbot):
    area = page.sheet.row(PATH).area
    qtbot.waitUntil(area.hasFocus)
    area.toggle(MarkKind.HEADING)
    QTest.keyClick(area, Qt.Key.Key_Z, CTRL)
    assert said(area) == []


def test_buttons_work_on_accounts_alone(page, qtbot):
    qtbot.waitUntil(page.sheet.row(PATH).area.hasFocus)
    assert all(b.isEnabled() for b in page.formatting.buttons.values())
    page.sheet.row("title").entry.setFocus()
    assert not any(b.isEnabled() for b in page.formatting.buttons.values())


def test_every_button_has_a_name_and_says_whether_it_holds(page):
    names = [spoken_name(button) for button in page.formatting.buttons.values()]
    assert names == ["Heading", "Bold", "Italic", "List", "Numbered list", "Quotation"]
    assert all(button.isCheckable() for button in page.formatting.buttons.values())


def test_a_former_wording_comes_back_with_what_it_shares(page):
    area = page.sheet.row(PATH).area
    select(area, "I rang.")
    area.toggle(MarkKind.ITALIC)
    page.sheet.write(PATH, "She waited long. I rang.")
    assert said(area) == [("italic", "I rang.")]
