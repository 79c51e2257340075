"""Who is let in where, and what is left behind the door."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from portfolio_app.app import assemble
from portfolio_app.errors import CatalogueError, VaultError
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.services.example import PASSPHRASE as EXAMPLE_PASSPHRASE
from portfolio_app.ui import reception as reception_module
from portfolio_app.ui.settings import Settings, load_settings
from tests.model.store.keyrings import LockedKeyring, MemoryKeyring, keyring_of
from tests.ui.desk import CHEAP

PASSPHRASE = "four words of my own"
PATIENCE = 20_000


def make_vault(folder, **parts):
    """Make a portfolio, close it, and return its folder and its recovery code."""
    opened, code = assemble(cost=CHEAP, **parts).door.create(
        folder,
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    opened.close()
    return folder, code


@pytest.fixture
def vault(documents):
    return make_vault(documents / "My portfolio.portfolio")[0]


@pytest.fixture
def wait(qtbot):
    """Return a function that waits for a condition while the worker works."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)


@pytest.fixture
def begin(arrive, wait, documents):
    """Return a function that starts without a portfolio and answers all but the last press."""

    def answer(folder=None):
        reception = arrive()
        start = reception.doorstep.first_start
        start.who.name.control.setText("Priya Nair")
        press(start.next)
        wait(start.which.cards.cards)
        start.which.cards.set_value("bexley-level-3")
        for _ in range(2):
            press(start.next)
        start.protect.folder = folder or start.protect.folder
        start.protect.passphrase.line.setText(PASSPHRASE)
        start.protect.again.line.setText(PASSPHRASE)
        return reception, start

    return answer


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(box):
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def give(reception, secret, *, by_code=False):
    unlock = reception.doorstep.unlock
    if by_code:
        press(unlock.switch)
    line = unlock.code if by_code else unlock.passphrase.line
    line.setText(secret)
    QTest.keyClick(line, Qt.Key.Key_Return)


def message(parent):
    """Return the box that is open over a window, if one is."""
    boxes = [box for box in parent.findChildren(QMessageBox) if box.isVisible()]
    return boxes[0] if boxes else None


# Unlocking


def test_the_passphrase_opens_the_window_and_is_forgotten(arrive, vault, wait):
    reception = arrive(vault)
    unlock, typed = reception.doorstep.unlock, []
    unlock.passphrase.changed.connect(typed.append)
    give(reception, PASSPHRASE)
    assert unlock.open_button.is_busy
    wait(lambda: reception.window)
    assert reception.window.windowTitle() == "My portfolio"
    assert not reception.doorstep.isVisible()
    assert typed == [PASSPHRASE, ""]
    assert load_settings().recent == (str(vault),)


def test_a_wrong_passphrase_is_said_in_place(arrive, vault, wait):
    reception = arrive(vault)
    give(reception, "five words of another")
    wait(lambda: reception.doorstep.unlock.field.error)
    assert "passphrase" in reception.doorstep.unlock.field.error
    assert reception.window is None
    assert message(reception.doorstep) is None


def test_the_recovery_code_opens_too(arrive, documents, wait):
    folder, code = make_vault(documents / "lost.portfolio")
    reception = arrive(folder)
    give(reception, code.lower(), by_code=True)
    wait(lambda: reception.window)


def test_a_code_with_a_slip_is_said_below_the_code(arrive, documents, wait):
    folder, code = make_vault(documents / "lost.portfolio")
    reception = arrive(folder)
    give(reception, code[:-1] + ("2" if code[-1] != "2" else "3"), by_code=True)
    wait(lambda: reception.doorstep.unlock.code_field.error)
    assert reception.window is None


def test_a_keyring_opens_without_a_question(arrive, documents, wait):
    keyring = keyring_of(MemoryKeyring())
    folder, _ = make_vault(documents / "kept.portfolio", find_keyring=lambda: keyring)
    reception = arrive(folder, find_keyring=lambda: keyring)
    wait(lambda: reception.window)


def test_keyring_and_passphrase_together_open_one_window(arrive, documents, wait, qtbot):
    keyring = keyring_of(MemoryKeyring())
    folder, _ = make_vault(documents / "kept.portfolio", find_keyring=lambda: keyring)
    reception = arrive(folder, find_keyring=lambda: keyring)
    entered = []
    reception.hub.changed.connect(entered.append)
    wait(lambda: reception.program or reception.window)
    if reception.window is None:
        give(reception, PASSPHRASE)
    wait(lambda: reception.window and not reception.runner.is_busy)
    assert reception.window.portfolio.evidence.all() == ()


def test_a_keyring_that_cannot_leaves_the_passphrase(arrive, vault, wait):
    reception = arrive(vault, find_keyring=lambda: keyring_of(LockedKeyring()))
    wait(lambda: reception.program and not reception.runner.is_busy)
    assert reception.window is None
    give(reception, PASSPHRASE)
    wait(lambda: reception.window)


def test_a_damaged_vault_is_explained_in_place(arrive, vault, wait):
    database = vault / DATABASE
    database.write_bytes(b"\x00" * database.stat().st_size)
    reception = arrive(vault)
    give(reception, PASSPHRASE)
    wait(lambda: reception.doorstep.unlock.field.error)
    assert reception.window is None


def test_a_folder_that_is_no_portfolio_is_said_when_a_secret_is_given(
    arrive, documents, wait, monkeypatch
):
    folder = documents / "holiday"
    folder.mkdir()
    reception = arrive()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    press(reception.doorstep.first_start.who.other)
    assert reception.doorstep.is_asking_for_secret
    give(reception, PASSPHRASE)
    wait(lambda: reception.doorstep.unlock.field.error)


def test_another_portfolio_can_be_chosen_and_a_change_of_mind_changes_nothing(
    arrive, vault, documents, wait, monkeypatch
):
    other, _ = make_vault(documents / "other.portfolio")
    reception = arrive(vault)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    press(reception.doorstep.unlock.other)
    assert reception.doorstep.unlock.place.text().startswith("My portfolio")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    press(reception.doorstep.unlock.other)
    give(reception, PASSPHRASE)
    wait(lambda: reception.window)
    assert reception.window.windowTitle() == "other"


def test_a_portfolio_opened_lately_is_one_press_away(arrive, vault, documents, wait):
    other, _ = make_vault(documents / "other.portfolio")
    gone = documents / "gone.portfolio"
    settings = Settings().opened(gone).opened(other).opened(vault)
    reception = arrive(vault, settings)
    door = reception.doorstep
    press(door.unlock.new)
    press(door.first_start.back)
    assert door.is_asking_for_secret
    rows = door.unlock.others
    assert [row.content.title for row in rows] == ["other"]
    press(rows[0])
    give(reception, PASSPHRASE)
    wait(lambda: reception.window)
    assert reception.window.windowTitle() == "other"


def test_rules_with_an_error_are_explained(look, qtbot, arrive, vault, wait, monkeypatch):
    def broken(**_):
        raise CatalogueError("The file rules.toml cannot be read.", advice="Ask your academy.")

    monkeypatch.setattr("tests.ui.conftest.assemble", broken)
    reception = arrive()
    wait(lambda: message(reception.doorstep))
    assert message(reception.doorstep).text() == "The file rules.toml cannot be read."
    message(reception.doorstep).close()


# Making


def test_a_portfolio_is_made_and_its_code_shown_once(begin, wait, documents):
    reception, start = begin()
    press(start.next)
    wait(lambda: "recovery" in vars(start) and start.recovery.code.text())
    code = start.recovery.code.text()
    tick(start.recovery.is_kept)
    press(start.recovery.go_on)
    wait(lambda: reception.window)
    assert start.recovery.code.text() == ""
    assert (documents / "My portfolio.portfolio").is_dir()
    again = assemble(cost=CHEAP).door
    reception.window.close()
    again.open_with_recovery_code(documents / "My portfolio.portfolio", code).close()


def test_a_failure_to_make_it_is_said_in_place_and_can_be_mended(begin, wait, documents):
    taken = documents / "taken.portfolio"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    reception, start = begin(taken)
    press(start.next)
    wait(lambda: start.protect.problem.isVisible())
    assert (taken / "letter.txt").read_text() == "mine"
    start.protect.folder = documents / "free.portfolio"
    press(start.next)
    wait(lambda: "recovery" in vars(start))
    assert reception.window is None


def test_closing_before_the_code_is_kept_locks_the_portfolio(begin, wait, documents):
    reception, start = begin()
    press(start.next)
    wait(lambda: "recovery" in vars(start) and start.recovery.code.text())
    reception.close()
    reception.shut_down()
    again = assemble(cost=CHEAP).door
    again.open_with_passphrase(documents / "My portfolio.portfolio", PASSPHRASE).close()


def test_a_new_one_can_be_made_after_another_was_made(begin, wait, documents):
    reception, start = begin()
    press(start.next)
    wait(lambda: "recovery" in vars(start) and start.recovery.code.text())
    tick(start.recovery.is_kept)
    press(start.recovery.go_on)
    wait(lambda: reception.window)
    QTest.keyClick(reception.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    press(reception.doorstep.unlock.new)
    fresh = reception.doorstep.first_start
    assert fresh is not start
    assert fresh.who.name.control.text() == ""
    assert fresh.protect.folder == documents / "My portfolio 2.portfolio"


def test_the_example_opens_and_says_how_to_open_it_again(arrive, documents, wait):
    reception = arrive()
    press(reception.doorstep.first_start.who.example)
    assert not reception.doorstep.isEnabled()
    wait(lambda: reception.window)
    window = reception.window
    wait(window.today.verdict.isVisible)
    assert window.today.verdict.heading.title.text() == "Ready for the panel"
    assert (documents / "Finished example.portfolio").is_dir()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert EXAMPLE_PASSPHRASE in reception.doorstep.unlock.note.text()
    give(reception, EXAMPLE_PASSPHRASE)
    wait(lambda: reception.window)


def test_an_example_that_cannot_be_made_is_explained(arrive, documents, wait, monkeypatch):
    def full(*_):
        raise VaultError("The disk is full.", advice="Nothing was made.")

    monkeypatch.setattr("portfolio_app.services.example.fill_example", full)
    reception = arrive()
    example = reception.doorstep.first_start.who.example
    press(example)
    assert example.is_busy
    wait(lambda: message(reception.doorstep))
    assert message(reception.doorstep).text() == "The disk is full."
    wait(reception.doorstep.isEnabled)
    assert not example.is_busy
    message(reception.doorstep).close()


def test_signing_needs_no_portfolio_and_opens_one_window(arrive, wait, qtbot):
    reception = arrive()
    check = reception.doorstep.first_start.who.check
    press(check)
    wait(lambda: reception.doorstep.signing)
    window = reception.doorstep.signing
    press(check)
    wait(lambda: not reception.runner.is_busy)
    assert reception.doorstep.signing is window
    window.close()
    wait(lambda: reception.doorstep.signing is None)


# Leaving


@pytest.fixture
def inside(arrive, vault, wait):
    """An open portfolio, with a piece in the editor and words that are not saved yet."""
    reception = arrive(vault)
    give(reception, PASSPHRASE)
    wait(lambda: reception.window)
    window = reception.window
    piece = window.portfolio.evidence.add("reflective-summary", {"title": "Two"})
    window.open_evidence(piece.id, "title")
    wait(lambda: window.editor.sheet)
    QTest.keyClicks(window.editor.sheet.row("title").entry, " doors")
    return reception


def title_in(vault):
    opened = assemble(cost=CHEAP).door.open_with_passphrase(vault, PASSPHRASE)
    try:
        return opened.evidence.all()[0].title
    finally:
        opened.close()


def test_locking_saves_what_was_just_typed(inside, vault):
    QTest.keyClick(inside.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert inside.window is None
    assert inside.doorstep.isVisible()
    assert inside.doorstep.is_asking_for_secret
    assert title_in(vault) == "Two doors"


def test_closing_saves_what_was_just_typed_and_ends_the_program(inside, vault):
    inside.window.close()
    assert inside.window is None
    assert not inside.doorstep.isVisible()
    assert title_in(vault) == "Two doors"


def test_closing_while_saving_loses_nothing(inside, vault):
    inside.window.editor.saver.save_now()
    inside.window.close()
    assert title_in(vault) == "Two doors"


class Disk:
    """Stands before the use case that writes; refuses while it is full."""

    def __init__(self, write):
        self._write = write
        self.is_full = True

    def write(self, *words, **named):
        if self.is_full:
            raise VaultError("The disk is full.", advice="Your work is safe.")
        self._write(*words, **named)


@pytest.fixture
def disk(inside, monkeypatch):
    evidence = inside.window.portfolio.evidence
    disk = Disk(evidence.write)
    monkeypatch.setattr(evidence, "write", disk.write)
    QTest.keyClicks(inside.window.editor.sheet.row("title").entry, "!")
    yield disk
    disk.is_full = False


def answer_box(window, words):
    (button,) = [b for b in message(window).buttons() if b.text() == words]
    press(button)


def test_what_cannot_be_saved_keeps_the_window_open(inside, disk, vault):
    window = inside.window
    window.close()
    assert inside.window is window
    assert window.isVisible()
    assert message(window).text() == "What you wrote last could not be saved."
    assert message(window).defaultButton().text() == "Stay and try again"
    QTest.keyClick(message(window), Qt.Key.Key_Escape)
    assert inside.window is window
    assert window.editor.problem.isVisible()
    disk.is_full = False
    window.close()
    assert inside.window is None
    assert title_in(vault) == "Two doors!"


def test_what_cannot_be_saved_can_be_given_up(inside, disk, vault):
    window = inside.window
    window.close()
    answer_box(window, "Close without them")
    assert inside.window is None
    assert title_in(vault) == "Two"


def test_locking_waits_until_everything_can_be_saved(inside, disk):
    window = inside.window
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert inside.window is window
    assert window.editor.problem.isVisible()


def test_settings_that_cannot_be_stored_stop_nobody(inside, monkeypatch, vault):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(reception_module, "save_settings", refuse)
    inside.window.close()
    assert inside.window is None


def test_a_defect_behind_a_button_is_told_in_the_window_that_is_there(inside, complaints, wait):
    error = RuntimeError("a defect")
    sys.excepthook(type(error), error, None)
    wait(lambda: message(inside.window))
    assert "Something went wrong" in message(inside.window).text()
    message(inside.window).close()
    QTest.keyClick(inside.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    sys.excepthook(type(error), error, None)
    assert message(inside.doorstep)
    message(inside.doorstep).close()
    assert len(complaints()) == 2


def test_the_place_and_the_look_are_remembered(inside, wait):
    window = inside.window
    window.show_place("settings")
    window.choices.looks.theme.setCurrentIndex(2)
    window.choices.looks.theme.activated.emit(2)
    window.choices.looks.text_size.buttons()[1].click()
    window.close()
    kept = load_settings()
    assert (kept.theme, kept.text_scale, kept.place) == ("dark", 1.25, "settings")
    assert Path(kept.recent[0]).name == "My portfolio.portfolio"
