"""Backups in Settings: made, listed, looked into, brought back; and their schedule."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from portfolio_app.errors import DamagedVaultError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.backup_keeper import BackupKeeper
from portfolio_app.ui.settings_page.backups import BackupsSection
from portfolio_app.ui.settings_page.section import Surroundings
from portfolio_app.ui.widgets.layouts import Scrolled
from tests.ui.clipping import cut_buttons, cut_words
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name
from tests.ui.test_reception import PASSPHRASE, give, make_vault


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def section(look, desk, qtbot):
    around = Surroundings(
        look=look, program=desk.program, portfolio=desk.portfolio, runner=desk.runner
    )
    made = BackupsSection(around)
    page = Scrolled(look, name="Settings")
    page.body.add(made)
    page.body.addStretch(1)
    place_on_screen(qtbot, page, 700, 640)
    made.reload()
    qtbot.waitUntil(lambda: bool(made.latest.text()))
    return made


def press(control):
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


def make(desk, count=1):
    for _ in range(count):
        desk.clock.pass_time(hours=1)
        desk.portfolio.backups.make(BackupReason.DAILY)


def test_a_backup_made_by_hand_is_listed(section, qtbot):
    assert section.latest.text() == "There is none yet."
    press(section.now)
    assert section.now.is_busy
    qtbot.waitUntil(lambda: len(section.rows) == 1)
    qtbot.waitUntil(section.told.isVisible)
    assert not section.now.is_busy
    assert "made by hand" in section.latest.text()


def test_a_backup_is_saved_to_a_file(section, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "mine.backup"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(section.save)
    qtbot.waitUntil(section.told.isVisible)
    assert file.exists()


def test_what_cannot_be_saved_is_told_under_the_heading(section, qtbot, tmp_path, monkeypatch):
    file = tmp_path / "letter.txt"
    file.write_text("Dear")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(section.save)
    qtbot.waitUntil(section.problem.isVisible)
    assert not section.save.is_busy


def test_few_backups_are_shown_until_all_are_asked_for(section, desk, qtbot):
    make(desk, 7)
    section.reload()
    qtbot.waitUntil(lambda: len(section.rows) == 5)
    assert section.all.text() == "Show all 7"
    press(section.all)
    assert len(section.rows) == 7
    assert not section.all.isVisible()


def test_a_look_tells_how_a_backup_differs_and_changes_nothing(section, desk, qtbot):
    make(desk)
    desk.portfolio.evidence.add("reflective-summary")
    section.reload()
    qtbot.waitUntil(lambda: bool(section.rows))
    with qtbot.assertNotEmitted(section.restore_wanted):
        press(section.rows[0])
        qtbot.waitUntil(section.panel.isVisible)
        assert "Only in the portfolio as it is" in section.difference.text()
        press(section.leave)
    assert not section.panel.isVisible()


def test_a_backup_is_brought_back_after_a_look(section, desk, qtbot):
    make(desk)
    section.reload()
    qtbot.waitUntil(lambda: bool(section.rows))
    press(section.rows[0])
    qtbot.waitUntil(section.panel.isVisible)
    with qtbot.waitSignal(section.restore_wanted) as wanted:
        press(section.back)
    assert wanted.args == list(desk.portfolio.backups.all())


def test_a_second_place_gets_a_copy_at_once(section, desk, qtbot, tmp_path, monkeypatch):
    make(desk)
    second = tmp_path / "drive"
    second.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(second))
    press(section.choose)
    qtbot.waitUntil(lambda: "The latest there is from" in section.place.text())
    assert list(second.glob("*/*.backup"))
    press(section.nowhere)
    qtbot.waitUntil(lambda: "nowhere else" in section.place.text())


def test_a_second_place_out_of_reach_is_told_calmly(section, desk, qtbot, tmp_path):
    second = tmp_path / "drive"
    second.mkdir()
    desk.portfolio.backups.choose_second_place(second)
    second.rmdir()
    make(desk)
    section.reload()
    qtbot.waitUntil(lambda: "cannot be reached at the moment" in section.place.text())
    assert not section.problem.isVisible()


def test_nothing_is_cut_and_every_control_has_a_name(section, desk, qtbot, look):
    make(desk, 2)
    section.reload()
    qtbot.waitUntil(lambda: bool(section.rows))
    press(section.rows[0])
    qtbot.waitUntil(section.panel.isVisible)
    for scale in (1.0, 2.0):
        look.set_text_scale(scale)
        qtbot.wait(50)
        assert not cut_words(section)
        assert not cut_buttons(section)
    for control in (section.now, section.save, section.choose, section.back, *section.rows):
        assert spoken_name(control)


# The schedule


@pytest.fixture
def keeper(desk):
    return BackupKeeper(desk.portfolio, desk.runner, desk.runner)


def test_a_backup_is_made_when_one_is_due_and_only_then(keeper, desk, qtbot):
    for _ in range(2):
        with qtbot.waitSignal(keeper.kept):
            keeper.look()
        assert len(desk.portfolio.backups.all()) == 1
        qtbot.waitUntil(lambda: not keeper.is_busy)


def test_trouble_is_told_and_the_next_look_tries_again(keeper, desk, qtbot):
    blocked = desk.portfolio.vault.folder / "backups"
    blocked.write_bytes(b"in the way")
    with qtbot.waitSignal(keeper.troubled) as told:
        keeper.look()
    assert isinstance(told.args[0], VaultError)
    blocked.unlink()
    qtbot.waitUntil(lambda: not keeper.is_busy)
    with qtbot.waitSignal(keeper.kept):
        keeper.look()


def test_damage_that_a_backup_meets_is_told_once(keeper, desk, qtbot, monkeypatch):
    def meet(*_):
        raise DamagedVaultError("The portfolio file is damaged.")

    monkeypatch.setattr(desk.portfolio.backups, "make", meet)
    with qtbot.waitSignal(keeper.damage_met):
        keeper.look()
    qtbot.waitUntil(lambda: not keeper.is_busy)
    with qtbot.assertNotEmitted(keeper.damage_met), qtbot.waitSignal(keeper.troubled):
        keeper.look()


# The whole way


def test_a_backup_comes_back_in_a_window_of_its_own(arrive, qtbot, documents):
    folder, _ = make_vault(documents / "mine.portfolio")
    reception = arrive(folder)
    give(reception, PASSPHRASE)
    qtbot.waitUntil(lambda: reception.window is not None, timeout=20_000)
    first = reception.window
    backup = first.portfolio.backups.make(BackupReason.BY_HAND)
    first.portfolio.evidence.add("reflective-summary", {FieldPath("title"): "Afterwards"})
    first.choices.backups.restore_wanted.emit(backup)
    qtbot.waitUntil(
        lambda: reception.window is not None and reception.window is not first, timeout=20_000
    )
    assert reception.window.isEnabled()
    assert reception.window.portfolio.evidence.all() == ()
    reasons = [found.reason for found in reception.window.portfolio.backups.all()]
    assert BackupReason.RESTORE in reasons


def test_a_backup_that_does_not_come_back_leads_to_the_door(arrive, qtbot, documents):
    folder, _ = make_vault(documents / "mine.portfolio")
    reception = arrive(folder)
    give(reception, PASSPHRASE)
    qtbot.waitUntil(lambda: reception.window is not None, timeout=20_000)
    backup = reception.window.portfolio.backups.make(BackupReason.BY_HAND)
    backup.path.write_bytes(b"nothing of use")
    reception.window.choices.backups.restore_wanted.emit(backup)
    qtbot.waitUntil(lambda: bool(reception.doorstep.unlock.field.error), timeout=20_000)
    assert reception.window is None
    assert reception.doorstep.isVisible()
    give(reception, PASSPHRASE)
    qtbot.waitUntil(lambda: reception.window is not None, timeout=20_000)
