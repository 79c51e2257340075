from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from portfolio_app.app import assemble
from portfolio_app.errors import VaultError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.ui.door.first_start import FirstStart
from portfolio_app.ui.door.who_step import NO_NUMBER
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import place_on_screen, spoken_name

TODAY = date(2026, 11, 24)
SECRET = "four words of my own"


@pytest.fixture(scope="module")
def pathways():
    return [assemble().catalogue.pathways["bexley-level-3"]]


@pytest.fixture
def start(look, qtbot, pathways, tmp_path):
    start = FirstStart(look, TODAY, tmp_path / "My portfolio.portfolio", about_place)
    start.show_pathways(pathways)
    place_on_screen(qtbot, start, 1280, 800)
    start.activateWindow()
    start.focus_first()
    return start


def about_place(folder):
    """Know one place that is synchronised."""
    return "This place is synchronised by Dropbox." if "Dropbox" in folder.parts else ""


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def name_given(start, name="Priya Nair"):
    start.who.name.control.setText(name)
    press(start.next)


def at_dates(start):
    name_given(start)
    press(start.next)


def at_protect(start):
    at_dates(start)
    press(start.next)


def protected(start, secret=SECRET, again=SECRET):
    start.protect.passphrase.line.setText(secret)
    start.protect.again.line.setText(again)
    press(start.next)


def test_the_cursor_waits_in_the_first_answer(start, qtbot):
    qtbot.waitUntil(start.who.name.control.hasFocus)
    assert not start.back.isVisible()


def test_a_name_is_asked_for_in_place_and_the_cursor_goes_there(start):
    start.who.number.control.setFocus()
    press(start.next)
    assert start.step is start.who
    assert start.who.name.error == "Your name is needed for the cover."
    assert start.who.name.control.hasFocus()
    QTest.keyClick(start.who.name.control, Qt.Key.Key_Return)
    assert start.who.name.control.hasFocus()


def test_only_the_first_step_is_made_before_it_is_needed(start):
    assert "which" not in vars(start)
    name_given(start)
    assert "which" in vars(start)
    assert "dates" not in vars(start)


def test_a_single_pathway_is_chosen_at_once(start):
    name_given(start)
    assert start.which.pathway().id == "bexley-level-3"
    assert spoken_name(QApplication.focusWidget()).startswith("London Borough of Bexley")


def test_pathways_that_come_late_are_shown_in_the_step_that_waits(start, pathways, qtbot):
    start.show_pathways([])
    name_given(start)
    press(start.next)
    assert start.step is start.which
    assert start.which.complaint() == "Choose the pathway whose panel you are going to."
    start.show_pathways(pathways)
    qtbot.waitUntil(start.which.cards.cards()[0].hasFocus)
    press(start.which.cards.cards()[0])
    assert start.which.complaint() == ""


def test_many_pathways_are_found_by_words(start, pathways):
    (bexley,) = pathways
    leeds = [
        replace(bexley, id=f"leeds-{n}", authority="Leeds", title=f"Step {n}") for n in range(4)
    ]
    name_given(start)
    start.show_pathways([bexley, *leeds])
    step = start.which
    assert step.pathway().id == "bexley-level-3"
    step.search.setText("leeds 2")
    assert [card.choice.value for card in step.cards.cards()] == ["leeds-2"]
    step.search.setFocus()
    QTest.keyClick(step.search, Qt.Key.Key_Return)
    assert step.pathway().id == "leeds-2"
    assert start.step is step
    QTest.keyClick(step.search, Qt.Key.Key_Return)
    assert start.step is start.dates
    press(start.back)
    step.search.setText("nowhere")
    assert step.cards.cards() == []
    assert step.pathway() is None


def test_enter_chooses_the_card_it_is_pressed_on_then_goes_on(start, pathways):
    (bexley,) = pathways
    asye = replace(bexley, id="asye", title="Assessed and Supported Year in Employment")
    start.show_pathways([bexley, asye])
    name_given(start)
    cards = start.which.cards.cards()
    cards[1].setFocus()
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    assert start.which.pathway() == asye
    assert start.step is start.which
    QTest.keyClick(cards[1], Qt.Key.Key_Return)
    assert start.step is start.dates


def test_a_pathway_is_found_by_the_initials_of_its_title(start, pathways):
    (bexley,) = pathways
    year = "Assessed and Supported Year in Employment"
    asye = replace(bexley, id="asye", title=f"{year}, child and family")
    name_given(start)
    start.show_pathways([bexley, asye])
    start.which.search.setText("asye")
    assert [card.choice.value for card in start.which.cards.cards()] == ["asye"]


def test_a_number_that_cannot_be_one_is_asked_about_and_may_be_left_out(start):
    start.who.number.control.setText("Priya Nair")
    name_given(start)
    assert start.step is start.who
    assert start.who.number.error == NO_NUMBER
    assert start.who.number.control.hasFocus()
    for number in ("sw 123456", ""):
        start.who.number.control.setText(number)
        assert start.who.complaint() == ""


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("panel", "soon", "like this: 14 January 2027"),
        ("panel", "31 June 2027", "no such day"),
        ("panel", "1 January 2026", "lies before the start"),
        ("submit", "1 March 2027", "lies after the panel"),
    ],
)
def test_a_date_that_cannot_be_is_said_in_place(start, field, text, says):
    at_dates(start)
    start.dates.panel_on.line.setText("14 January 2027")
    answer = getattr(start.dates, field)
    line = answer.control.line
    line.setFocus()
    line.setText(text)
    press(start.next)
    assert start.step is start.dates
    assert says in answer.error


def test_dates_may_be_left_out(start):
    at_dates(start)
    press(start.next)
    assert start.step is start.protect
    assert start.dates.days() == (TODAY, None, None)


def test_the_stages_of_the_rules_are_drawn_from_the_start(start):
    at_dates(start)
    start.dates.follow(read_catalogue().pathways["asye-adult"])
    start.dates.started_on.line.setText("7 September 2026")
    drawn = start.dates.strip.accessibleName()
    assert "3-month review, 7 December 2026" in drawn
    assert "9-month review" not in drawn  # nobody has chosen it


def test_a_year_that_cannot_be_right_is_asked_about(start):
    at_dates(start)
    start.dates.follow(read_catalogue().pathways["asye-adult"])
    start.dates.started_on.line.setText("7 September 9999")
    assert start.dates.complaint() == "Look at the year: it cannot be right."


def test_the_way_is_drawn_as_the_dates_are_typed(start):
    at_dates(start)
    assert not start.dates.strip.isVisible()
    start.dates.panel_on.line.setText("14 January 2027")
    assert start.dates.strip.isVisible()
    assert "Panel, 14 January 2027" in start.dates.strip.accessibleName()


@pytest.mark.parametrize(
    ("secret", "again", "says"),
    [
        ("short", "short", "At least 12 characters, please."),
        (SECRET, "four words of mine", "The two are not the same."),
    ],
)
def test_a_passphrase_that_will_not_do_is_said_in_place(start, secret, again, says):
    at_protect(start)
    protected(start, secret, again)
    assert says in (start.protect.passphrase_field.error, start.protect.again_field.error)
    assert not start.next.is_busy


def test_going_back_keeps_every_answer(start):
    at_protect(start)
    start.protect.passphrase.line.setText(SECRET)
    for step in (start.dates, start.which, start.who):
        press(start.back)
        assert start.step is step
    assert start.who.practitioner().name == "Priya Nair"
    for _ in range(3):
        press(start.next)
    assert start.protect.secret() == SECRET


def test_all_answers_are_announced_together_and_once(start, qtbot, tmp_path):
    at_protect(start)
    begun = []
    start.begun.connect(begun.append)
    protected(start)
    press(start.next)
    press(start.back)
    (beginning,) = begun
    assert (beginning.pathway, beginning.passphrase) == ("bexley-level-3", SECRET)
    assert beginning.folder == tmp_path / "My portfolio.portfolio"
    assert SECRET not in repr(beginning)
    assert start.step is start.protect
    assert not start.protect.isEnabled()


def test_a_failure_is_said_where_it_can_be_mended(start):
    at_protect(start)
    protected(start)
    start.show_problem(VaultError("Something is there already.", advice="Choose another."))
    assert start.protect.problem.words == ("Something is there already.", "Choose another.")
    assert start.protect.secret() == SECRET
    assert not start.next.is_busy
    assert start.protect.isEnabled()


def test_another_place_can_be_chosen(start, monkeypatch, tmp_path):
    at_protect(start)
    chosen = tmp_path / "Work 2.1"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    press(start.protect.change)
    assert start.protect.folder == tmp_path / "Work 2.1.portfolio"
    assert start.protect.place.text() == str(start.protect.folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    press(start.protect.change)
    assert start.protect.folder == tmp_path / "Work 2.1.portfolio"


def test_a_place_that_is_synchronised_is_explained_where_it_is_chosen(
    start, monkeypatch, tmp_path
):
    at_protect(start)
    assert not start.protect.about.isVisible()
    chosen = tmp_path / "Dropbox" / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    press(start.protect.change)
    assert start.protect.about.text() == "This place is synchronised by Dropbox."
    assert start.protect.about.isVisible()


def test_escape_harms_nothing(start):
    start.who.name.control.setText("Priya Nair")
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert start.isVisible()
    assert start.step is start.who
    assert start.who.practitioner().name == "Priya Nair"


def test_alt_and_a_letter_press_the_buttons_at_the_foot(start, qtbot):
    start.who.name.control.setText("Priya Nair")
    QTest.keyClick(start.who.name.control, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: start.step is not start.who)
    QTest.keyClick(start.which, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: start.step is start.who)


def test_the_other_ways_in_are_announced(start, qtbot):
    for button, signal in (
        (start.who.example, start.example_wanted),
        (start.who.other, start.open_wanted),
        (start.who.check, start.check_wanted),
    ):
        with qtbot.waitSignal(signal):
            press(button)


def test_the_code_is_shown_until_it_is_kept_and_then_forgotten(start, qtbot):
    at_protect(start)
    protected(start)
    start.show_recovery("9DYP-Z03D")
    page = start.recovery
    assert start.protect.secret() == ""
    assert page.code.text() == "9DYP-Z03D"
    assert "9DYP-Z03D" in page.sheet().toPlainText()
    assert not page.go_on.isEnabled()
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert page.isVisible()
    page.is_kept.setChecked(True)
    with qtbot.waitSignal(start.code_kept):
        press(page.go_on)
    start.forget()
    assert page.code.text() == ""
    assert "9DYP" not in page.sheet().toPlainText()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("step", ["who", "which", "dates", "protect", "recovery"])
def test_nothing_is_cut_on_a_small_screen(look, start, step, scale, qtbot):
    look.set_text_scale(scale)
    at_protect(start)
    start.resize(1024, 640)
    if step == "recovery":
        start.show_recovery("9DYP-Z03D-NBSZ-X89Y-4KG3-Q49R-19JV")
    while step != "recovery" and start.step is not getattr(start, step):
        press(start.back)
    page = getattr(start, step)
    qtbot.waitUntil(lambda: not cut_words(page))
    assert not cut_buttons(start)
    assert not scrolls_sideways(start)
    assert Path(start.protect.place.text()).name.endswith(".portfolio")
