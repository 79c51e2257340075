"""A portfolio that was destroyed is no longer offered, and nothing remembers where it was."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QMessageBox

from portfolio_app import places
from portfolio_app.app import assemble
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.folder import KEYS
from portfolio_app.services.unfinished import Note, write_note
from portfolio_app.ui.settings import Settings, load_settings, save_settings
from tests.ui.desk import CHEAP

PASSPHRASE = "four words of my own"


@pytest.fixture
def vault(documents):
    folder = documents / "My portfolio.portfolio"
    opened, _ = assemble(cost=CHEAP).door.create(
        folder,
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    opened.close()
    return folder


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


def remembered(folder):
    """Return the files of this person's that name a folder."""
    files = [path for path in places.user_data().rglob("*") if path.is_file()]
    return [path.name for path in files if os.fsencode(folder.name) in path.read_bytes()]


def test_what_was_destroyed_inside_is_not_remembered(arrive, vault, wait, tmp_path):
    reception = arrive(vault)
    reception.doorstep.unlock.passphrase.line.setText(PASSPHRASE)
    reception.doorstep.unlock.open_button.click()
    wait(lambda: reception.window is not None)
    assert load_settings().recent == (str(vault),)
    window = reception.window
    done = window.portfolio.destruction.destroy(tmp_path / "certificate.txt")
    window.ended.emit(done)
    wait(lambda: reception.window is None)
    assert load_settings().recent == ()
    assert remembered(vault) == []
    (box,) = reception.doorstep.findChildren(QMessageBox)
    box.accept()


def test_a_destruction_that_was_cut_short_is_finished_on_the_way_in(
    arrive, vault, wait, tmp_path
):
    certificate = tmp_path / "certificate.txt"
    certificate.write_text("not the one that was begun")
    write_note(vault, Note.of(vault, certificate, b"begun"))
    (vault / KEYS).unlink()
    save_settings(Settings().opened(vault))
    reception = arrive(vault)
    reception.settings = load_settings()
    wait(lambda: reception.doorstep.findChildren(QMessageBox))
    (box,) = reception.doorstep.findChildren(QMessageBox)
    assert box.text().endswith("It is finished now.")
    assert str(certificate) in box.informativeText()
    box.accept()
    assert not vault.exists()
    assert not reception.doorstep.is_asking_for_secret
    assert remembered(vault) == []
