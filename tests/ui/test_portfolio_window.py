"""The window of an open portfolio: every way from one place to another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from portfolio_app.model.domain.tasks import tasks
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.ui.desk import Desk
from tests.ui.helpers import spoken_name


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(look, desk, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.today.verdict.isVisible)
    yield window
    desk.runner.settle()
    window.hide()
    delete(window)  # now, while there is somebody to answer what it asks for


@pytest.fixture
def piece(desk):
    return desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})


def is_open(window, piece):
    return window.editor is not None and window.editor.evidence_id == piece.id


def test_it_is_named_after_its_portfolio(window):
    assert window.windowTitle() == "test"


def test_it_opens_where_it_was_left(look, desk):
    window = PortfolioWindow(
        look, Settings(place="pack"), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    assert window.place == "pack"
    desk.runner.settle()
    delete(window)


def test_a_task_of_a_piece_opens_it_at_its_place(window, desk, piece, qtbot):
    snapshot = desk.portfolio.verdicts.snapshot()
    verdict = desk.portfolio.verdicts.status(snapshot=snapshot)
    task = next(t for t in tasks(snapshot, verdict, desk.catalogue) if t.evidence)
    window.today.task_started.emit(task)
    assert is_open(window, piece)
    assert window.place == "evidence"
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    qtbot.waitUntil(lambda: window.editor.sheet.row(task.path).entry.hasFocus())


def test_a_kind_of_evidence_that_is_wanted_is_one_enter_away(window, desk, qtbot):
    window.today.form_wanted.emit("child-feedback")
    assert window.place == "evidence"
    qtbot.waitUntil(lambda: bool(window.evidence.chooser.rows))
    window.today.form_wanted.emit("child-feedback")
    qtbot.waitUntil(
        lambda: spoken_name(QApplication.focusWidget()).startswith("Feedback from a child")
    )
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.editor is not None)
    assert [p.form for p in desk.portfolio.evidence.all()] == ["child-feedback"]


def test_a_form_that_the_pack_lacks_is_begun(window, desk, qtbot):
    window.pack.form_wanted.emit("manager-report")
    qtbot.waitUntil(lambda: window.editor is not None)
    assert [p.form for p in desk.portfolio.evidence.all()] == ["manager-report"]


def test_what_the_pack_lacks_in_a_piece_opens_it(window, piece):
    window.pack.evidence_wanted.emit(piece.id, "title")
    assert is_open(window, piece)


def test_all_evidence_can_be_asked_for(window):
    window.evidence.add_wanted()
    window.today.list_wanted.emit()
    assert window.place == "evidence"
    assert window.evidence.stack.currentWidget() is window.evidence.list


def test_the_pack_can_be_asked_for(window):
    window.today.pack_wanted.emit()
    assert window.place == "pack"


def test_dates_are_asked_for_on_the_timeline(window, qtbot):
    window.today.dates_wanted.emit()
    assert window.place == "timeline"
    qtbot.waitUntil(window.timeline.editor.panel_on.line.hasFocus)


def test_a_piece_begun_from_the_timeline_knows_what_it_is_for(window, desk, qtbot):
    window.timeline.form_wanted.emit("reflective-summary", {"area": "Early help"})
    qtbot.waitUntil(lambda: window.editor is not None)
    assert desk.text(desk.portfolio.evidence.all()[-1], "area") == "Early help"


def test_from_today_the_keyboard_lands_on_sorting_the_latest_jotting(window, desk, qtbot):
    desk.portfolio.jottings.keep("She asked me twice.")
    window.today.jottings_wanted.emit()
    assert window.place == "evidence"
    qtbot.waitUntil(lambda: len(window.evidence.list.to_sort.rows) == 1)
    assert window.evidence.list.to_sort.rows[0].sort.hasFocus()


def test_leaving_the_editor_shows_the_list(window, piece, qtbot):
    window.open_evidence(piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.editor.left.emit()
    assert window.editor is None
    assert window.stack.currentWidget() is window.evidence


def test_another_piece_takes_the_place_of_the_one_that_is_open(window, desk, piece, qtbot):
    other = desk.portfolio.evidence.add("child-feedback")
    window.open_evidence(piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    QTest.keyClicks(window.editor.sheet.row("title").entry, "!")
    window.open_evidence(other.id)
    assert is_open(window, other)
    assert desk.portfolio.evidence.get(piece.id).title == "Two doors!"


def test_another_use_of_a_piece_takes_its_place_and_leads_back(window, desk, piece, qtbot):
    desk.portfolio.evidence.write(piece.id, "account.description", "I sat on the floor.")
    window.open_evidence(piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    window.editor.duties.section.offers[0].click()
    qtbot.waitUntil(lambda: window.editor.evidence_id != piece.id)
    qtbot.waitUntil(lambda: window.editor.sheet is not None)
    assert window.editor.copy.evidence.draws_on == piece.id
    window.editor.duties.section.others[0].click()
    assert is_open(window, piece)


def test_the_look_chosen_is_kept_with_the_window(window):
    window.choices.looks.text_size.buttons()[2].click()
    assert window.settings.text_scale == 1.5
