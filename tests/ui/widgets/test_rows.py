from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.rows import RequirementRow, RowButton, RowContent
from portfolio_app.ui.widgets.states import StateLabel, Tag, state_words
from portfolio_app.ui.widgets.words import Words
from tests.ui.helpers import place_on_screen, spoken_name


@pytest.fixture
def row(look, qtbot):
    row = RequirementRow(
        look,
        title="Reflective summaries",
        state=State.PARTLY,
        amount="1 of 2",
        detail="Second one is a draft, 612 words",
    )
    return place_on_screen(qtbot, row, 704, 44)


def test_the_whole_row_is_one_button_with_one_sentence(row, qtbot):
    said = "Reflective summaries. Partly, 1 of 2. Second one is a draft, 612 words"
    assert spoken_name(row) == said
    with qtbot.waitSignal(row.clicked):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().bottomRight() / 2)


def test_a_row_that_fits_takes_one_line(look, row):
    assert row.heightForWidth(704) == look.theme.size.row


@pytest.mark.parametrize("width", [500, 300, 200, 120])
def test_a_narrower_row_grows_and_cuts_nothing(look, row, width):
    places = row._arrange(width)
    theme = look.theme
    assert places.height >= theme.size.row_two_lines
    for box in (places.title, places.detail, places.end):
        assert box.left() >= 0
        assert box.bottom() < places.height
    assert not places.end.intersects(places.title)
    assert not places.end.intersects(places.detail)


def test_a_row_shows_how_the_requirement_stands_now(row):
    row.set_state(State.MET, "2 of 2", detail="Both are finished")
    assert spoken_name(row) == "Reflective summaries. Met, 2 of 2. Both are finished"
    assert row.content.icon == "state-met"


def test_other_rows_say_what_they_are_given(look, qtbot):
    row = RowButton(look, RowContent(title="Scan.pdf", end="Remove", stacked=True))
    qtbot.addWidget(row)
    assert spoken_name(row) == "Scan.pdf. Remove"


@pytest.mark.parametrize("state", State)
def test_a_state_is_told_in_words_and_by_its_icon(look, qtbot, state):
    label, tag = StateLabel(look, state, "1 of 2"), Tag.of_state(look, state)
    qtbot.addWidget(label)
    qtbot.addWidget(tag)
    word = look.theme.state(state).word
    assert label.text() == f"{word}, 1 of 2" == state_words(look, state, "1 of 2")
    assert spoken_name(tag) == word


def test_a_plainer_phrase_may_stand_for_the_word(look, qtbot):
    label = StateLabel(look, State.WAITING, words="Signs after Helen")
    qtbot.addWidget(label)
    assert label.text() == "Signs after Helen"
    label.set_state(State.MET)
    assert label.text() == "Met"


def test_markup_is_shown_as_it_is_written(look, qtbot):
    words = Words("<b>Child A</b>")
    qtbot.addWidget(words)
    assert words.textFormat() is Qt.TextFormat.PlainText
