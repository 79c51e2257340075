from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from portfolio_app.model.domain.anchors import Span
from portfolio_app.ui.editor.offsets import Offsets
from portfolio_app.ui.editor.writing import LineArea, WritingArea


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet="ab\n😀𝒳é", max_size=20))
def test_offsets_go_there_and_back(text):
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        assert offsets.units(point) == units(text[:point])
        assert offsets.point(offsets.units(point)) == point


def test_an_offset_within_a_pair_is_that_of_the_pair():
    assert Offsets("a😀b").point(2) == 1


def test_a_selection_counts_code_points_and_leaves_out_blanks(look, qtbot):
    area = WritingArea(look, "😀😀 one two 😀", name="Text", claimable=True)
    qtbot.addWidget(area)
    area.select_span(Span(2, 11))
    assert area.selected_span() == Span(3, 10)
    assert area.textCursor().selectedText() == " one two "


def test_the_text_keeps_no_break_spaces(look, qtbot):
    area = WritingArea(look, "10\u00a0o'clock\nand on", name="Text")
    qtbot.addWidget(area)
    assert area.text() == "10\u00a0o'clock\nand on"


def test_a_line_goes_on_at_enter_and_pastes_in_one_line(look, qtbot):
    area = LineArea(look, "", name="Title")
    qtbot.addWidget(area)
    QTest.keyClicks(area, "One")
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.text() == "One"
    data = QMimeData()
    data.setText(" two\x00\u202e\nthree\n")
    area.insertFromMimeData(data)
    assert area.text() == "One two three"
