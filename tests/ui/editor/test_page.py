from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.errors import VaultError
from portfolio_app.ui.editor.bars import saved_in_words
from portfolio_app.ui.editor.sheet import LANDING_MS
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.helpers import reachable, spoken_name

LOCAL = datetime.now(UTC).astimezone().tzinfo


@pytest.fixture
def summary(desk):
    return desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})


def type_into(page, path, words):
    row = page.sheet.row(path)
    row.entry.setFocus()
    QTest.keyClicks(row.entry, words)
    return row


def test_the_page_asks_everything_that_the_form_asks(desk, edit, summary, qtbot):
    page = edit(summary)
    asked = [slot.path for slot in desk.portfolio.evidence.slots(summary)]
    assert [row.asked.path for row in page.sheet.rows()] == asked
    page.resize(700, 400)
    qtbot.waitUntil(lambda: page.sheet.is_narrow)
    paper = page.sheet.page  # ends with the form
    qtbot.waitUntil(lambda: paper.height() == paper.heightForWidth(paper.width()))


def test_the_keyboard_lands_in_the_answer_that_was_named(edit, summary, qtbot):
    page = edit(summary, "account.analysis")
    area = page.sheet.row("account.analysis").area
    qtbot.waitUntil(area.hasFocus)
    qtbot.waitUntil(lambda: area.visibleRegion().boundingRect().height() > 0)
    page.sheet.land("account.analysis")
    time.sleep(LANDING_MS / 1000)
    QApplication.processEvents()
    page.sheet.row("account.description").setMinimumHeight(2000)  # as text that wraps late
    qtbot.waitUntil(lambda: page.sheet.verticalScrollBar().maximum() > 2000)
    assert area.visibleRegion().boundingRect().height() > 0


def test_what_is_typed_is_saved_after_a_pause_and_only_then_called_saved(
    desk, edit, summary, qtbot
):
    page = edit(summary)
    type_into(page, "account.description", "She opened the door.")
    assert page.bar.saved.text() == "Saving ..."
    assert desk.text(summary, "account.description") == ""
    qtbot.waitUntil(lambda: page.bar.saved.text().startswith("Saved "))
    assert desk.text(summary, "account.description") == "She opened the door."


def test_flush_returns_when_everything_is_on_disk(desk, edit, summary):
    page = edit(summary)
    type_into(page, "title", " again")
    type_into(page, "area", "Neglect")
    assert page.flush()
    assert desk.text(summary, "title") == "Two doors again"
    assert desk.text(summary, "area") == "Neglect"


def test_flush_keeps_the_order_of_what_is_already_being_written(desk, edit, summary):
    page = edit(summary)
    type_into(page, "area", "first")
    page.saver.save_now()
    type_into(page, "area", " and second")
    assert page.flush()
    assert desk.text(summary, "area") == "first and second"


def test_a_failure_is_said_and_the_text_is_kept_until_it_can_be_saved(
    desk, edit, summary, qtbot, monkeypatch
):
    page = edit(summary)
    write = desk.portfolio.evidence.write

    full = [True]

    def refuse(*args, **kwargs):
        if full:
            raise VaultError("The disk is full.", advice="Make room.")
        write(*args, **kwargs)

    monkeypatch.setattr(desk.portfolio.evidence, "write", refuse)
    row = type_into(page, "account.feelings", "Tired.")
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.words == ("The disk is full.", "Make room.")
    assert page.bar.saved.text() == "Not saved"
    assert row.area.text() == "Tired."
    assert not page.flush()
    left = []
    page.left.connect(lambda: left.append(True))
    page.bar.back.click()
    assert not left
    full.clear()
    page.problem.retry.click()
    qtbot.waitUntil(lambda: page.bar.saved.text().startswith("Saved "))
    assert not page.problem.isVisible()
    assert desk.text(summary, "account.feelings") == "Tired."


def test_back_saves_first(desk, edit, summary, qtbot):
    page = edit(summary)
    type_into(page, "area", "Neglect")
    with qtbot.waitSignal(page.left):
        page.bar.back.click()
    assert desk.text(summary, "area") == "Neglect"


def test_switching_the_model_keeps_every_word(desk, edit, summary, qtbot):
    page = edit(summary)
    type_into(page, "account.feelings", "I was afraid.")
    page.sheet.row("model").control.list.chosen.emit("what-so-what-now-what")
    assert page.sheet.row("account.so-what")
    kept = page.sheet.row("account.feelings")
    assert kept.area.text() == "I was afraid."
    assert page.sheet.row("account.analysis") is None
    assert page.flush()
    assert desk.text(summary, "model") == "what-so-what-now-what"
    assert desk.text(summary, "account.feelings") == "I was afraid."


def test_what_was_deleted_before_the_model_was_switched_comes_back_by_undo(
    desk, edit, summary, qtbot
):
    page = edit(summary)
    area = type_into(page, "account.feelings", "I was afraid.").area
    area.selectAll()
    QTest.keyClick(area, Qt.Key.Key_Delete)
    page.sheet.row("model").control.list.chosen.emit("what-so-what-now-what")
    qtbot.waitUntil(lambda: page.sheet.row("account.feelings") is None)
    page.undo.undo()
    page.undo.undo()
    assert page.sheet.row("account.feelings").area.text() == "I was afraid."
    assert page.flush()
    assert desk.text(summary, "account.feelings") == "I was afraid."
    page.undo.redo()
    assert page.sheet.row("account.feelings").area.text() == ""


def test_days_are_stored_and_what_is_no_day_is_said(desk, edit, summary, qtbot):
    page = edit(summary)
    field = page.sheet.row("date").control.field
    field.line.setFocus()
    QTest.keyClicks(field.line, "3 March 2026")
    assert page.flush()
    assert desk.text(summary, "date") == "2026-03-03"
    field.line.selectAll()
    QTest.keyClicks(field.line, "soon")
    page.sheet.row("area").entry.setFocus()
    assert field.line.accessibleDescription() == "Write the day like this: 14 January 2027."
    assert page.flush()
    assert desk.text(summary, "date") == "2026-03-03"


def test_rows_of_a_list_come_and_go_and_their_words_can_be_brought_back(desk, edit, qtbot):
    record = desk.portfolio.evidence.add(
        "practice-development",
        {"goals.1.goal": "See neglect early", "goals.2.goal": "Chair a core group"},
    )
    page = edit(record)
    add = next(p for p in page.sheet.parts() if p.__class__.__name__ == "AddRow")
    add.button.click()
    type_into(page, "goals.3.goal", "Write shorter")
    removing = [p for p in page.sheet.parts() if p.__class__.__name__ == "ListRow"]
    removing[0].remove.click()
    assert page.sheet.row("goals.1.goal") is None
    assert page.flush()
    assert desk.text(record, "goals.1.goal") == ""
    assert desk.text(record, "goals.3.goal") == "Write shorter"
    page.sheet.lists.undo.button.click()
    assert page.sheet.row("goals.1.goal").area.text() == "See neglect early"
    assert page.flush()
    assert desk.text(record, "goals.1.goal") == "See neglect early"


def test_a_row_that_is_brought_back_leaves_one_that_came_meanwhile_as_it_is(desk, edit, qtbot):
    record = desk.portfolio.evidence.add(
        "practice-development", {"goals.1.goal": "See neglect", "goals.2.goal": "Chair a group"}
    )
    page = edit(record)
    page.sheet.lists.remove_row(page.copy.form.field("goals"), 2)
    page.sheet.lists.add_row(page.copy.form.field("goals"))
    type_into(page, "goals.2.goal", "Write shorter")
    page.sheet.lists.undo.button.click()
    shown = [page.sheet.row(f"goals.{row}.goal").area.text() for row in (1, 2, 3)]
    assert shown == ["See neglect", "Write shorter", "Chair a group"]
    assert page.flush()
    assert [desk.text(record, f"goals.{row}.goal") for row in (1, 2, 3)] == shown


def test_a_goal_of_ones_own_can_be_chosen(desk, edit, summary):
    record = desk.portfolio.evidence.add(
        "practice-development", {"goals.1.goal": "See neglect early"}
    )
    page = edit(summary)
    choice = page.sheet.row("goal").control.list
    choice.setCurrentIndex(choice.findText("See neglect early"))
    choice.activated.emit(choice.currentIndex())
    assert page.flush()
    assert desk.text(summary, "goal") == f"{record.id}/1"


def test_a_face_is_chosen_and_taken_back(desk, edit):
    feedback = desk.portfolio.evidence.add("child-feedback")
    page = edit(feedback)
    picker = page.sheet.row("questions.1.face").control
    assert [face.text() for face in picker.faces] == [
        "not at all", "a little", "sometimes", "mostly", "always",
    ]  # fmt: skip
    picker.faces[3].click()
    assert page.flush()
    assert desk.text(feedback, "questions.1.face") == "4"
    picker.none.click()
    assert page.flush()
    assert desk.text(feedback, "questions.1.face") == ""


def test_who_wrote_it_is_stored_with_role_and_name(desk, edit):
    desk.portfolio.contributors.register("team_manager", "Helen Marsh")
    seen = desk.portfolio.evidence.add("practice-observation")
    page = edit(seen)
    line = page.sheet.contributor
    line.role.set_value("team_manager")
    line.role.chosen.emit("team_manager")
    assert line.name.text() == "Helen Marsh"
    assert page.flush()
    stored = desk.portfolio.evidence.get(seen.id)
    assert (stored.by, stored.author_name) == ("team_manager", "Helen Marsh")


def test_the_status_counts_words_and_parts(edit, summary, qtbot):
    page = edit(summary)
    type_into(page, "account.description", "One two three")
    qtbot.waitUntil(lambda: page.status.words.text() == "3 words")
    assert page.status.expected.text() == "About 1,100 expected"
    assert page.status.parts.text() == "Gibbs (1988), 1 of 6 parts"


def test_tab_leaves_a_text_and_control_z_works_in_it(edit, summary):
    page = edit(summary, "account.description")
    area = page.sheet.row("account.description").area
    area.setFocus()
    QTest.keyClicks(area, "Wrong")
    QTest.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == ""
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.sheet.row("account.feelings").area


@pytest.mark.parametrize(
    "form", ["reflective-summary", "practice-observation", "child-feedback"]
)
def test_every_control_has_a_spoken_name(desk, edit, form):
    page = edit(desk.portfolio.evidence.add(form))
    assert not [type(w).__name__ for w in reachable(page) if not spoken_name(w)]


@pytest.mark.parametrize(("width", "scale"), [(936, 1.0), (936, 2.0), (1192, 3.0)])
def test_nothing_is_wider_than_the_window(desk, edit, summary, qtbot, width, scale):
    desk.look.set_text_scale(scale)
    page = edit(summary, width=width, height=640)
    qtbot.waitUntil(lambda: page.sheet.page.width() <= page.sheet.viewport().width())
    assert page.width() == width


def test_pieces_that_are_gone_are_said_to_be_gone(desk, qtbot, summary, look):
    from portfolio_app.ui.editor.page import EditorPage

    desk.portfolio.evidence.remove(summary.id)
    page = EditorPage(*desk.parts, summary.id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.problem.isVisible)
    assert page.flush()


def test_a_runner_that_is_busy_does_not_delay_flushing(desk, edit, summary):
    from threading import Event

    page = edit(summary)
    going = Event()
    assert isinstance(desk.runner, TaskRunner)
    desk.runner.run(lambda progress: going.wait(5), done=page.status.setEnabled)
    type_into(page, "area", "Neglect")
    assert page.flush()
    assert desk.text(summary, "area") == "Neglect"
    going.set()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 9, 5, tzinfo=LOCAL), "Saved 09:05"),
        (datetime(2026, 11, 12, 9, 5, tzinfo=LOCAL), "Saved 12 November"),
        (datetime(2025, 11, 12, 9, 5, tzinfo=LOCAL), "Saved 12 November 2025"),
    ],
)
def test_the_time_of_saving_is_said_in_words(at, said):
    assert saved_in_words(at, date(2026, 11, 22)) == said
