"""A damaged portfolio at the door: repaired there, or brought back from a backup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.app import assemble
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.ui.door.care_panel import STILL_THERE, CarePanel
from tests.ui.clipping import cut_buttons, cut_words
from tests.ui.test_reception import PASSPHRASE, give, make_vault


@pytest.fixture
def wait(qtbot):
    return lambda ready: qtbot.waitUntil(lambda: bool(ready()), timeout=20_000)


@pytest.fixture
def vault(documents):
    """A portfolio with one backup."""
    folder, _ = make_vault(documents / "hurt.portfolio")
    opened = assemble().door.open_with_passphrase(folder, PASSPHRASE)
    opened.backups.make(BackupReason.DAILY)
    opened.close()
    return folder


@pytest.fixture
def at_the_door(arrive, vault, wait):
    """Return a function that is refused at the door, and gives the panel that helps."""

    def refused(spoil):
        spoil(vault)
        reception = arrive(vault)
        give(reception, PASSPHRASE)
        wait(lambda: reception.doorstep.findChildren(CarePanel))
        (panel,) = reception.doorstep.findChildren(CarePanel)
        wait(lambda: panel.rows)
        return reception, panel

    return refused


def flip(vault):
    content = bytearray((vault / "vault.db").read_bytes())
    content[100] ^= 1
    (vault / "vault.db").write_bytes(content)


def lose_keys(vault):
    (vault / "keys.json").unlink()


def lose_database(vault):
    (vault / "vault.db").unlink()


def press(control):
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("spoil", [flip, lose_keys])
def test_a_damaged_portfolio_is_repaired_and_opened(at_the_door, wait, spoil):
    reception, panel = at_the_door(spoil)
    assert "damaged" in reception.doorstep.unlock.field.error or spoil is lose_keys
    press(panel.repair)
    assert panel.repair.is_busy
    wait(panel.enter.isVisible)
    assert "pieces of evidence" in panel.told.text()
    press(panel.enter)
    wait(lambda: reception.window)


@pytest.mark.parametrize("spoil", [flip, lose_keys, lose_database])
def test_a_backup_is_brought_back_at_the_door(at_the_door, wait, spoil):
    reception, panel = at_the_door(spoil)
    press(panel.rows[0])
    wait(panel.enter.isVisible)
    assert "The backup holds" in panel.told.text()
    press(panel.enter)
    wait(lambda: reception.window)


def lose_pages(vault):
    """Damage every page after the first tenth, so that pieces are lost for good."""
    content = bytearray((vault / "vault.db").read_bytes())
    for place in range(len(content) // 10, len(content), 4096):
        content[place] ^= 1
    (vault / "vault.db").write_bytes(content)


def test_where_a_repair_cannot_bring_everything_back_the_backups_are_still_offered(
    at_the_door, wait
):
    reception, panel = at_the_door(lose_pages)
    press(panel.repair)
    wait(panel.enter.isVisible)
    assert STILL_THERE in panel.told.text()
    assert panel.rows[0].isVisible()
    press(panel.rows[0])
    wait(lambda: "The backup holds" in panel.told.text())
    assert not panel.rows[0].isVisible()
    press(panel.enter)
    wait(lambda: reception.window)


def test_what_does_not_succeed_is_told_and_can_be_tried_again(at_the_door, wait):
    _, panel = at_the_door(lose_database)
    press(panel.repair)
    wait(panel.problem.isVisible)
    assert not panel.repair.is_busy
    assert panel.rows[0].isEnabled()


def test_nothing_is_cut_at_double_size(at_the_door, look, qtbot):
    _, panel = at_the_door(flip)
    look.set_text_scale(2.0)
    qtbot.wait(50)
    assert not cut_words(panel)
    assert not cut_buttons(panel)


def test_whoever_is_wrong_about_the_passphrase_is_offered_no_repair(arrive, vault, wait):
    reception = arrive(vault)
    give(reception, "five words of another")
    wait(lambda: reception.doorstep.unlock.field.error)
    assert not reception.doorstep.findChildren(CarePanel)
