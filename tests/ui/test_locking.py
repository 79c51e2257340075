"""Locking: nothing is lost, nothing is left to be seen, and one comes back to one's place."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextEdit,
)

from portfolio_app.app import assemble
from portfolio_app.errors import VaultError
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.ui.clipboard import copy_for_a_while
from portfolio_app.ui.settings import Settings, load_settings
from tests.conftest import CANARY
from tests.model.store.keyrings import MemoryKeyring, keyring_of
from tests.ui.clipping import cut_buttons, cut_words
from tests.ui.desk import CHEAP

PASSPHRASE = "four words of my own"
PATIENCE = 20_000
FEELINGS = "account.feelings"


def make_vault(folder, **parts):
    program = assemble(cost=CHEAP, **parts)
    opened, _ = program.door.create(
        folder,
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    fields = {"title": "Two doors", FEELINGS: f"I sat with {CANARY} on the floor."}
    opened.evidence.add("reflective-summary", fields)
    opened.close()
    return folder


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)


@pytest.fixture
def unlock(wait):
    """Return a function that gives the passphrase and waits for the window."""

    def give(reception, passphrase=PASSPHRASE):
        line = reception.doorstep.unlock.passphrase.line
        line.setText(passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        wait(lambda: reception.window)
        return reception.window

    return give


@pytest.fixture
def vault(documents):
    return make_vault(documents / "mine.portfolio")


@pytest.fixture
def inside(arrive, vault, wait, unlock):
    """A portfolio with the caret in the middle of an answer."""
    reception = arrive(vault)
    window = unlock(reception)
    window.activateWindow()
    (piece,) = window.portfolio.evidence.all()
    window.open_evidence(piece.id, FEELINGS)
    wait(lambda: window.editor.sheet)
    wait(lambda: area_of(window).hasFocus())
    return reception


def area_of(window):
    return window.editor.sheet.row(FEELINGS).area


def words_in_widgets():
    """Return everything that any widget of the program holds."""
    found = []
    for widget in QApplication.allWidgets():
        if isinstance(widget, QTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QLineEdit | QLabel):
            found.append(widget.text())
        found += [widget.windowTitle(), widget.accessibleName(), widget.toolTip()]
    return "\n".join(found)


def put_caret(area, place):
    cursor = area.textCursor()
    cursor.setPosition(place)
    area.setTextCursor(cursor)


def test_locking_leaves_nothing_on_the_screen_or_in_any_widget(inside, wait):
    assert CANARY in words_in_widgets()
    copy_for_a_while(CANARY)
    inside.absence.noticed.emit()
    assert inside.window is None
    assert inside.doorstep.is_asking_for_secret
    wait(lambda: CANARY not in words_in_widgets())
    gc.collect()
    assert "Two doors" not in words_in_widgets()
    assert CANARY not in QGuiApplication.clipboard().text()


def test_the_passphrase_brings_back_to_the_same_caret_in_the_same_place(inside, wait, unlock):
    put_caret(area_of(inside.window), 7)
    QTest.keyClicks(area_of(inside.window), "down ")
    size = inside.window.size()
    QTest.keyClick(inside.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert inside.doorstep.size() == size
    window = unlock(inside)
    window.activateWindow()
    wait(lambda: window.editor and window.editor.sheet)
    area = area_of(window)
    wait(area.hasFocus)
    assert area.text().startswith("I sat wdown ith")
    assert area.textCursor().position() == 12
    assert window.size() == size


def test_whoever_closed_in_an_answer_begins_in_it_another_day(
    inside, arrive, vault, wait, unlock
):
    inside.window.close()
    window = unlock(arrive(vault, settings=load_settings()))
    window.activateWindow()
    wait(lambda: window.editor and window.editor.sheet)
    wait(area_of(window).hasFocus)


def test_a_place_without_an_editor_is_come_back_to_as_well(arrive, vault, unlock):
    reception = arrive(vault)
    unlock(reception).show_place("pack")
    reception.window.lock()
    assert unlock(reception).place == "pack"


def test_a_wrong_passphrase_after_locking_opens_nothing(inside, wait):
    inside.window.lock()
    line = inside.doorstep.unlock.passphrase.line
    line.setText("not the words")
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: inside.doorstep.unlock.field.error)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert inside.window is None


def test_the_keyring_does_not_open_what_was_locked(arrive, documents, wait, monkeypatch):
    keyring = keyring_of(MemoryKeyring())
    parts = {"find_keyring": lambda: keyring}
    vault = make_vault(documents / "mine.portfolio", **parts)
    reception = arrive(vault, **parts)
    wait(lambda: reception.window)
    reception.window.lock()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(vault))
    reception.doorstep.unlock.other.click()
    reception.runner.settle()
    assert reception.window is None
    assert reception.doorstep.is_asking_for_secret


def test_what_cannot_be_saved_keeps_it_open_and_is_said(inside, monkeypatch):
    evidence, full = inside.window.portfolio.evidence, [True]
    write = evidence.write

    def write_if_there_is_room(*answer, **more):
        if full:
            raise VaultError("The disk is full.", advice="Make some room.")
        return write(*answer, **more)

    monkeypatch.setattr(evidence, "write", write_if_there_is_room)
    editor = inside.window.editor
    QTest.keyClicks(area_of(inside.window), "?")
    inside.absence.noticed.emit()
    assert inside.window is not None
    assert editor.problem.words[0] == "The disk is full."
    full.clear()
    inside.absence.noticed.emit()
    assert inside.window is None


def test_a_box_that_asks_is_cancelled_before_it_locks(inside, wait):
    box = QMessageBox(inside.window)
    box.setText(CANARY)
    box.addButton("Do it", QMessageBox.ButtonRole.AcceptRole)
    done = []
    box.finished.connect(done.append)
    box.open()
    wait(box.isVisible)
    inside.absence.desktop.away.emit()
    wait(lambda: inside.window is None)
    assert done == [0]


def test_idleness_waits_for_work_that_somebody_started(inside, wait):
    release = []

    def work(progress):
        import time

        while not release:
            time.sleep(0.01)

    inside.runner.run(work, done=lambda _: None)
    inside.absence.idle.idle.emit()
    assert inside.window is not None
    release.append(True)
    wait(lambda: not inside.runner.is_busy)
    inside.absence.idle.idle.emit()
    assert inside.window is None


def test_without_an_open_portfolio_nothing_is_watched(arrive, vault):
    reception = arrive(vault)
    reception.absence.desktop.away.emit()
    reception.absence.idle.idle.emit()
    assert reception.doorstep.isVisible()


def test_how_long_is_chosen_in_settings_and_remembered(arrive, vault, unlock):
    reception = arrive(vault, Settings(lock_minutes=30))
    window = unlock(reception)
    minutes = window.choices.locking.minutes
    assert minutes.value() == 30
    minutes.setCurrentIndex(0)
    minutes.activated.emit(0)
    assert reception.absence.idle._allowed == 60
    window.lock()
    assert load_settings().lock_minutes == 1
    assert unlock(reception).choices.locking.minutes.value() == 1


@pytest.mark.parametrize("found", ['"soon"', "-1", "true", "null", "100000"])
def test_a_damaged_setting_locks_after_ten_minutes(home, found):
    home.mkdir(exist_ok=True)
    (home / "settings.json").write_text(f'{{"lock_minutes": {found}}}')
    assert load_settings().lock_minutes == 10


# Read only


@pytest.fixture
def elsewhere(vault):
    """The portfolio, open in another program."""
    opened = assemble(cost=CHEAP).door.open_with_passphrase(vault, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def reading(arrive, vault, elsewhere, unlock, wait):
    """The window of somebody who came second, with a piece open."""
    reception = arrive(vault)
    window = unlock(reception)
    (piece,) = window.portfolio.evidence.all()
    window.open_evidence(piece.id, FEELINGS)
    wait(lambda: window.editor.sheet)
    return reception


def test_whoever_comes_second_reads_and_is_told_who_writes(reading):
    window = reading.window
    notice = window.bar.notice
    assert notice.isVisible()
    assert "This portfolio is open on this computer" in notice.text()
    area = area_of(window)
    assert CANARY in area.text()
    assert area.isReadOnly()
    QTest.keyClicks(area, "!")
    assert area.text().endswith("floor.")
    assert not window.evidence.list.add.isEnabled()
    assert not window.choices.practitioner.isEnabled()
    assert window.choices.looks.isEnabled()


def test_whoever_only_reads_can_neither_seal_nor_write_statements(reading, wait):
    window = reading.window
    window.show_place("pack")
    wait(lambda: window.pack.chain.about.text())
    wait(lambda: not reading.runner.is_busy)
    assert not window.pack.chain.seal.isVisible()
    window.show_place("capabilities")
    window.capabilities.show_statements()
    statements = window.capabilities.statements
    wait(lambda: statements.fields)
    assert all(field.text.isReadOnly() for field in statements.fields.values())
    window.lock()
    assert reading.window is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_notice_is_whole_on_a_small_screen(reading, look, wait, scale):
    notice = reading.window.bar.notice
    reading.window.resize(1024, 640)
    look.set_text_scale(scale)
    wait(lambda: not cut_words(notice))
    assert not cut_buttons(notice)
    assert notice.width() <= reading.window.width()
    reading.window.setFocus()
    QTest.keyClick(notice.button, Qt.Key.Key_Space)
    wait(lambda: not reading.runner.is_busy)
    assert notice.isVisible()


def test_trying_again_while_the_other_is_there_says_so_again(reading, wait):
    reading.window.bar.notice.button.click()
    wait(lambda: not reading.runner.is_busy)
    assert reading.window.bar.notice.isVisible()
    assert reading.window.bar.notice.button.isEnabled()


def test_trying_again_when_the_other_has_gone_makes_it_writable_in_place(
    reading, elsewhere, wait
):
    (piece,) = elsewhere.evidence.all()
    elsewhere.evidence.write(piece.id, FEELINGS, "The other's last words.")
    elsewhere.close()
    before = reading.window
    before.bar.notice.button.click()
    wait(lambda: reading.window is not before)
    window = reading.window
    wait(lambda: window.editor and window.editor.sheet)
    area = area_of(window)
    assert area.text() == "The other's last words."
    QTest.keyClicks(area, "!")
    window.lock()
    assert reading.window is None


def test_a_synchronised_place_is_explained_once(arrive, documents, unlock):
    (documents / "Dropbox").mkdir()
    reception = arrive(make_vault(documents / "Dropbox" / "mine.portfolio"))
    notice = unlock(reception).place_notice.notice
    assert notice.text().startswith("This place is synchronised by Dropbox.")
    notice.button.click()
    assert not notice.isVisible()
    reception.window.lock()
    assert unlock(reception).place_notice.notice is None
