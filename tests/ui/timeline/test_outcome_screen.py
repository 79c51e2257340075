"""The panel's decision, made a document and signed, through its real widgets."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.model.domain.names import RoleId
from portfolio_app.ui.timeline.page import TimelinePage
from tests.ui.clipping import cut_words
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen

SECRET = "a long enough passphrase"
DECISION = {
    "title": "Outcome of the panel",
    "date": "2026-11-19",
    "outcome": "deferred",
    "reasons": "Managing risk was shown in one case only.",
}


@pytest.fixture
def desk(look, qtbot, tmp_path):
    """A desk with a portfolio whose panel has decided."""
    desk = Desk(
        look, tmp_path, "leeds-senior", started_on=date(2026, 9, 7), panel_on=date(2026, 11, 19)
    )
    desk.portfolio.contributors.register(RoleId("team_manager"), "Helen Marsh")
    yield desk
    desk.close()


@pytest.fixture
def decide(desk):
    """Return a function that enters the decision."""

    def enter(**changes):
        return desk.portfolio.evidence.add(
            "panel-outcome",
            DECISION | changes,
            by=RoleId("panel_chair"),
            author_name="Ada Pryce",
        )

    return enter


@pytest.fixture
def screen(desk, decide, qtbot, documents):
    """Return a function that shows where the decision is signed."""

    def show(**changes):
        decide(**changes)
        page = TimelinePage(desk.look, desk.program, desk.portfolio, desk.runner, desk.hub)
        place_on_screen(qtbot, page, 1192, 800)
        page.activateWindow()
        qtbot.waitUntil(page.decided.isVisible)
        page.decided.button.click()
        qtbot.waitUntil(lambda: page.signing is not None)
        return page

    return show


def answer(screen, folder):
    """Ask for a new identity in `folder`."""
    form = screen.form
    form.way.buttons()[1].click()
    form.place.line.setText(str(folder / "me.p12"))
    form.new_passphrase.line.setText(SECRET)
    form.again.line.setText(SECRET)
    screen.place.line.setText(str(folder / "decision.pdf"))


def test_without_a_decision_there_is_nothing_to_sign(desk, qtbot):
    page = TimelinePage(desk.look, desk.program, desk.portfolio, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 1192, 800)
    qtbot.waitUntil(lambda: bool(page.list.rows))
    assert page.decided.isHidden()


def test_it_says_what_is_signed_and_who_comes_next(screen, qtbot):
    page = screen()
    assert page.signing.order.text() == "You sign first, then the team manager."
    qtbot.waitUntil(lambda: cut_words(page.signing) == [])
    page.signing.back.click()
    assert page.signing is None
    assert page.stack.currentIndex() == 0


def test_the_decision_becomes_a_signed_document(desk, screen, tmp_path, qtbot):
    page = screen()
    answer(page.signing, tmp_path)
    page.signing.button.click()
    qtbot.waitUntil(lambda: page.signing is None, timeout=20_000)
    assert page.written.text() == (
        "The decision is in “decision.pdf”, signed by you. Send it to Helen Marsh."
    )
    told = desk.program.sign_offs.verify(tmp_path / "decision.pdf")
    assert (told.valid, told.complete) == (True, False)
    assert desk.portfolio.packs.seals() == ()


def test_a_decision_that_is_not_complete_says_so_and_keeps_the_new_key(screen, tmp_path, qtbot):
    page = screen(reasons="")
    answer(page.signing, tmp_path)
    page.signing.button.click()
    qtbot.waitUntil(page.signing.problem.isVisible, timeout=20_000)
    assert "“Reasons”" in page.signing.problem.words[0]
    assert not (tmp_path / "decision.pdf").exists()
    assert page.signing.form.is_new is False  # trying again makes no second one
