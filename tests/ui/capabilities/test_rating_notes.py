"""What is typed beside a rating is on the disk by itself, and goes only into a rating."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.ui.capabilities.page import CapabilitiesPage
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen

FIRST = CapabilityRef.parse("pcf-2018/1")
SIXTH = CapabilityRef.parse("pcf-2018/6")
ANALYSIS = FieldPath("account.analysis")
FULL = VaultError("The disk is full.", advice="Your work is safe.")


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def page(desk, qtbot):
    page = CapabilitiesPage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 760)
    page.activateWindow()
    qtbot.waitUntil(lambda: page.known is not None)
    page.open_capability(SIXTH)
    return page


@pytest.fixture
def ratings(desk):
    return desk.portfolio.ratings


def write(page, words):
    page.domain.rating.note.setFocus()
    QTest.keyClicks(page.domain.rating.note, words)


def choose(page, number):
    steps = page.domain.rating.steps
    steps.set_value(steps.cards()[number].choice.value)
    return steps.value()


def claim_elsewhere(desk):
    piece = desk.portfolio.evidence.add(
        "reflective-summary", {"title": "Core group", ANALYSIS: "I asked again."}
    )
    desk.portfolio.claims.claim_quotation(piece.id, SIXTH, "I asked again.")


def test_a_half_typed_note_is_on_the_disk_after_a_pause(page, ratings, qtbot):
    write(page, "Because I waited")
    qtbot.waitUntil(lambda: ratings.notes() == {SIXTH: "Because I waited"})
    assert ratings.all() == ()
    page.show_matrix()
    page.open_capability(SIXTH)
    assert page.domain.rating.note.text() == "Because I waited"


def test_a_note_stays_until_its_rating_is_stored(page, ratings, qtbot):
    write(page, "Because I waited")
    step = choose(page, 1)
    page.domain.rating.keep.click()
    assert page.domain.rating.note.text() == "Because I waited"
    qtbot.waitUntil(lambda: page.domain.rating.note.text() == "")
    assert [(r.level, r.note) for r in ratings.all()] == [(step, "Because I waited")]
    assert ratings.notes() == {}
    write(page, "And")
    qtbot.waitUntil(lambda: ratings.notes() == {SIXTH: "And"})


def test_a_note_stays_where_its_rating_cannot_be_stored(page, ratings, qtbot, monkeypatch):
    def fail(*words, **more):
        raise FULL

    with monkeypatch.context() as broken:
        broken.setattr(ratings, "rate", fail)
        write(page, "Because I waited")
        choose(page, 0)
        page.domain.rating.keep.click()
        qtbot.waitUntil(page.domain.problem.isVisible)
    assert page.domain.rating.note.text() == "Because I waited"
    assert not page.domain.rating.note.isReadOnly()
    assert ratings.notes() == {SIXTH: "Because I waited"}
    page.domain.rating.keep.click()
    qtbot.waitUntil(lambda: len(ratings.all()) == 1)


def test_note_step_and_cursor_outlive_a_passage_claimed_elsewhere(page, desk, qtbot):
    first = page.domain
    write(page, "Because I waited")
    first.rating.note.moveCursor(first.rating.note.textCursor().MoveOperation.Start)
    step = choose(page, 2)
    claim_elsewhere(desk)
    qtbot.waitUntil(lambda: desk.portfolio.ratings.notes() != {})
    page.reload()
    qtbot.waitUntil(lambda: page.domain is not first)
    assert page.domain.rating.note.text() == "Because I waited"
    assert page.domain.rating.steps.value() == step
    assert page.domain.rating.note.hasFocus()
    write(page, "Yes. ")
    assert page.domain.rating.note.text() == "Yes. Because I waited"


def test_what_is_typed_while_it_is_read_is_not_replaced(page, desk, qtbot):
    former = page.known
    write(page, "Because I waited")
    page.domain.back.setFocus()
    page.reload()
    qtbot.waitUntil(lambda: page.known is not former and not desk.runner.is_busy)
    assert page.domain.rating.note.text() == "Because I waited"


def test_a_chosen_step_outlives_the_saving_of_its_note(page, desk, ratings, qtbot):
    step = choose(page, 2)
    write(page, "Because I waited")
    page.domain.back.setFocus()
    qtbot.waitUntil(lambda: ratings.notes() != {})
    former = page.known
    page.reload()
    qtbot.waitUntil(lambda: page.known is not former)
    assert page.domain.rating.steps.value() == step


def test_a_step_that_was_chosen_outlives_a_look_elsewhere_and_none_is_asked_for(
    page, ratings, qtbot
):
    panel = page.domain.rating
    panel.keep.click()
    assert panel.missing.isVisible()
    assert ratings.all() == ()
    step = choose(page, 1)
    write(page, "Because I waited")
    qtbot.waitUntil(lambda: panel.saved.text().startswith("Saved"))
    assert page.domain.statement.saved.isHidden()
    page.open_capability(FIRST)
    assert page.domain.rating.steps.value() is None
    page.show_matrix()
    page.open_capability(SIXTH)
    assert page.domain.rating.steps.value() == step
    page.domain.rating.keep.click()
    qtbot.waitUntil(lambda: len(page.domain.rating.past()) == 1)
    page.open_capability(FIRST)
    page.open_capability(SIXTH)
    assert page.domain.rating.steps.value() == step
    page.domain.rating.back.click()
    qtbot.waitUntil(lambda: not page.domain.rating.past())
    assert page.domain.rating.steps.value() is None
    page.show_matrix()
    page.open_capability(SIXTH)  # a step that was kept, and taken back, is not chosen
    assert page.domain.rating.steps.value() is None


def test_a_note_that_cannot_be_saved_keeps_the_page_and_says_why(page, ratings, monkeypatch):
    real, full = ratings.write_note, [True]

    def write_note(*words):
        if full:
            raise FULL
        real(*words)

    monkeypatch.setattr(ratings, "write_note", write_note)
    write(page, "Because I waited")
    assert not page.flush()
    assert page.stack.currentWidget() is page.domain
    assert page.domain.problem.isVisible()
    full.clear()
    assert page.flush()
    assert ratings.notes() == {SIXTH: "Because I waited"}


def test_locking_keeps_a_half_typed_note_and_unlocking_shows_it(desk, look, qtbot):
    def opened():
        window = PortfolioWindow(
            look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
        )
        place_on_screen(qtbot, window, 1240, 760)
        window.show_place("capabilities")
        qtbot.waitUntil(lambda: window.capabilities.known is not None)
        window.capabilities.open_capability(SIXTH)
        return window

    window = opened()
    write(window.capabilities, "Half an hour of thought")
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert desk.portfolio.ratings.notes() == {SIXTH: "Half an hour of thought"}
    window.close()
    again = opened()
    assert again.capabilities.domain.rating.note.text() == "Half an hour of thought"
    again.close()
