"""Erasing a person from their page: shown first, then done, and nothing of them kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.people.page import PeoplePage
from tests.services.helpers import a_pdf
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name

PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def named(desk):
    """A person who is named in a text, and in a page of an attached file."""
    portfolio = desk.portfolio
    portfolio.people.add("Wren Abara", "Child A")
    piece = portfolio.evidence.add(
        "reflective-summary", {FieldPath("title"): "A visit to Wren, whom I call Child A"}
    )
    file = portfolio.evidence.attach(piece.id, a_pdf(), "Letter.pdf")
    with portfolio.vault.transaction() as tx:
        tx.search.put_pages(file.id, ["", "Dear Wren"])
    return piece


@pytest.fixture
def screen(desk, named, qtbot):
    """The screen that asks whether to erase Child A, with everything found."""
    page = PeoplePage(desk.look, desk.portfolio, desk.runner, desk.hub)
    place_on_screen(qtbot, page, 936, 640)
    page.activateWindow()
    with qtbot.waitSignal(page.opened):
        QTest.keyClicks(page.gate.passphrase.line, PASSPHRASE)
        QTest.keyClick(page.gate.passphrase.line, Qt.Key.Key_Return)
    click(page.register.rows[0].erase)
    qtbot.waitUntil(page.erasing.confirm.isEnabled)
    desk.page = page
    return page.erasing


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def said(screen):
    return "\n".join(w.text() for w in screen.findChildren(QLabel) if w.isVisible())


def title(desk, piece):
    return desk.portfolio.evidence.get(piece.id).title


def test_the_button_of_a_person_says_whom_it_erases(screen, desk):
    [row] = desk.page.register.rows
    assert spoken_name(row.erase) == "Erase Child A everywhere"


def test_what_is_found_is_said_before_anything_happens(screen, desk, named, qtbot):
    qtbot.waitUntil(lambda: "Named 2 times, in 1 piece of evidence." in said(screen))
    assert "2 times in answers." in said(screen)
    [(_, box)] = screen._files
    assert box.text() == "Letter.pdf, page 2"
    assert box.isChecked()
    assert "Wren" in title(desk, named)


def test_the_screen_itself_names_only_the_stand_in(screen):
    assert "Wren" not in said(screen)


def test_erasing_says_what_was_done_and_leads_back(screen, desk, named, qtbot):
    click(screen.confirm)
    qtbot.waitUntil(screen.back.isVisible, timeout=20_000)
    assert title(desk, named) == "A visit to [erased], whom I call [erased]"
    assert desk.portfolio.evidence.get(named.id).attachments == ()
    qtbot.waitUntil(lambda: "Erased from the people register." in said(screen))
    click(screen.back)
    qtbot.waitUntil(desk.page.register.isVisible)
    qtbot.waitUntil(lambda: desk.page.register.rows == [])


def test_the_stand_in_can_stay_in_the_texts(screen, desk, named, qtbot):
    click(screen.choice.cards()[1])
    qtbot.waitUntil(lambda: "Named 1 time, in 1 piece" in said(screen))
    qtbot.waitUntil(screen.confirm.isEnabled)
    click(screen.confirm)
    qtbot.waitUntil(screen.back.isVisible, timeout=20_000)
    assert title(desk, named) == "A visit to Child A, whom I call Child A"


def test_a_file_that_is_not_ticked_stays_and_is_told(screen, desk, named, qtbot):
    screen._files[0][1].setChecked(False)
    click(screen.confirm)
    qtbot.waitUntil(screen.back.isVisible, timeout=20_000)
    assert len(desk.portfolio.evidence.get(named.id).attachments) == 1
    qtbot.waitUntil(lambda: "1 attached file still with the name" in said(screen))


def test_not_now_changes_nothing(screen, desk, named):
    click(screen.leave)
    assert desk.page.register.isVisible()
    assert "Wren" in title(desk, named)
    assert len(desk.portfolio.people.all()) == 1


def test_a_failure_is_told_and_can_be_tried_again(screen, desk, named, qtbot, monkeypatch):
    def refuse(*_):
        raise VaultError("The disk is full.", advice="Nothing was changed.")

    monkeypatch.setattr(desk.portfolio.vault, "transaction", refuse)
    click(screen.confirm)
    qtbot.waitUntil(screen.problem.isVisible)
    assert screen.problem.words[0] == "The disk is full."
    assert screen.confirm.isEnabled()
    assert not screen.confirm.is_busy


def test_leaving_the_page_shuts_it_with_nothing_left(screen, desk):
    desk.page.hide()
    assert not desk.page.is_open
    assert screen._person is None
    assert screen._files == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(look, screen, scale, qtbot):
    look.set_text_scale(scale)
    qtbot.waitUntil(lambda: not cut_words(screen))
    assert not cut_buttons(screen)
    assert not scrolls_sideways(screen)
