"""An open export is brought back at the door, into a new portfolio with a new sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from portfolio_app.app import assemble
from portfolio_app.ui.door.return_page import Returning
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import CHEAP
from tests.ui.helpers import spoken_name
from tests.ui.test_reception import PASSPHRASE, make_vault, press, tick

NEW = "quite another passphrase"


@pytest.fixture
def wait(qtbot):
    return lambda ready: qtbot.waitUntil(lambda: bool(ready()), timeout=20_000)


@pytest.fixture
def exported(tmp_path):
    """An open export with one piece of evidence."""
    folder, _ = make_vault(tmp_path / "former.portfolio")
    opened = assemble(cost=CHEAP).door.open_with_passphrase(folder, PASSPHRASE)
    opened.evidence.add("reflective-summary", {"title": "Two doors"})
    opened.open_format.export(tmp_path / "export")
    opened.close()
    return tmp_path / "export"


@pytest.fixture
def at_the_page(arrive, exported, monkeypatch):
    """The doorstep, and the page with its export chosen."""
    reception = arrive()
    press(reception.doorstep.first_start.who.returning)
    page = reception.doorstep.returning
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(exported))
    press(page.choose)
    return reception, page


def type_twice(page, words=NEW):
    page.step.passphrase.line.setText(words)
    page.step.again.line.setText(words)


def test_everything_is_there_again_and_opens_with_what_was_chosen(
    at_the_page, exported, documents, wait
):
    reception, page = at_the_page
    assert page.chosen.text() == str(exported)
    type_twice(page)
    QTest.keyClick(page.step.again.line, Qt.Key.Key_Return)
    assert page.go_on.is_busy
    wait(lambda: page.recovery.isVisible())
    assert page.step.secret() == ""
    code = page.recovery.code.text()
    assert reception.window is None
    tick(page.recovery.is_kept)
    press(page.recovery.go_on)
    wait(lambda: reception.window)
    vault = reception.window.portfolio.vault.folder
    assert vault == documents / "My portfolio.portfolio"
    assert [piece.title for piece in reception.window.portfolio.evidence.all()] == ["Two doors"]
    assert reception.window.portfolio.keys.prove_by_passphrase(NEW)
    assert reception.window.portfolio.keys.prove_by_code(code)


def test_what_is_missing_is_said_and_what_is_there_stays(arrive, wait):
    reception = arrive()
    press(reception.doorstep.first_start.who.returning)
    page = reception.doorstep.returning
    assert reception.doorstep.focusWidget() is page.choose
    press(page.go_on)
    assert page.step.problem.words[0] == "Choose the folder of the open export first."
    assert not page.go_on.is_busy


@pytest.mark.parametrize("words", ["short", ""])
def test_a_passphrase_that_will_not_do_is_said_in_place(at_the_page, words):
    _, page = at_the_page
    type_twice(page, words)
    press(page.go_on)
    assert page.step.passphrase_field.error
    assert not page.go_on.is_busy


def test_a_folder_that_is_no_export_is_explained_and_can_be_chosen_again(
    at_the_page, tmp_path, exported, documents, wait, monkeypatch
):
    _, page = at_the_page
    (tmp_path / "other").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    press(page.choose)
    type_twice(page)
    press(page.go_on)
    wait(page.step.problem.isVisible)
    assert "open export" in page.step.problem.words[0]
    assert list(documents.iterdir()) == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(exported))
    press(page.choose)
    assert not page.step.problem.isVisible()
    press(page.go_on)
    wait(lambda: page.recovery.isVisible())


def test_a_change_of_mind_leads_back_and_forgets_the_passphrase(at_the_page, arrive, documents):
    reception, page = at_the_page
    type_twice(page)
    press(page.back)
    assert reception.doorstep.first_start.isVisible()
    assert page.step.secret() == ""


def test_it_is_offered_where_a_portfolio_is_unlocked_and_leads_back_there(arrive, documents):
    folder, _ = make_vault(documents / "My portfolio.portfolio")
    reception = arrive(folder)
    press(reception.doorstep.unlock.returning)
    page = reception.doorstep.returning
    assert page.isVisible()
    assert page.step.folder.name == "My portfolio 2.portfolio"  # never over the one there
    press(page.back)
    assert reception.doorstep.is_asking_for_secret


def test_closing_before_the_code_is_kept_locks_the_portfolio(at_the_page, documents, wait):
    reception, page = at_the_page
    type_twice(page)
    press(page.go_on)
    wait(lambda: page.recovery.isVisible())
    reception.doorstep.close()
    reception.shut_down()
    opened = assemble(cost=CHEAP).door.open_with_passphrase(
        documents / "My portfolio.portfolio", NEW
    )
    assert opened.bar is None
    opened.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(at_the_page, look, wait, scale):
    reception, page = at_the_page
    reception.doorstep.resize(1024, 640)
    look.set_text_scale(scale)
    wait(lambda: not (cut_words(page) or cut_buttons(page)))
    assert not scrolls_sideways(page)


def test_every_button_is_called_something_of_its_own(at_the_page):
    _, page = at_the_page
    names = [spoken_name(b) for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert all(names)
    assert len(names) == len(set(names))


def test_a_passphrase_is_in_no_repr(tmp_path):
    assert NEW not in repr(Returning(source=tmp_path, folder=tmp_path, passphrase=NEW))
