"""File dialogs, which are opened in one place and leave no folder's name behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

import portfolio_app
from portfolio_app.ui.editor.files import DOCUMENTS, FileQuestion
from portfolio_app.ui.file_dialogs import ask_for_folder, ask_to_open
from tests.ui.helpers import place_on_screen

KIND, SCOPE = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
CLIENT = "Wren Abara s47"


@pytest.fixture
def kept(tmp_path):
    """Return a function that returns what Qt keeps for all its programs."""
    place = tmp_path / "settings"
    QSettings.setPath(KIND, SCOPE, str(place))
    yield lambda: "".join(file.read_text() for file in place.rglob("*") if file.is_file())
    usual = QStandardPaths.StandardLocation.GenericConfigLocation
    QSettings.setPath(KIND, SCOPE, QStandardPaths.writableLocation(usual))


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / CLIENT
    folder.mkdir()
    file = folder / "report.pdf"
    file.write_bytes(b"%PDF-1.4")
    return file


@pytest.fixture
def parent(qtbot, look):
    parent = QWidget()
    place_on_screen(qtbot, parent, 900, 600)
    return parent


def choose(file):
    """Go to the folder of a file in the dialog that is open, and choose it."""
    dialog = next(top for top in QApplication.topLevelWidgets() if isinstance(top, QFileDialog))
    dialog.setDirectory(str(file.parent))
    dialog.findChild(QLineEdit).setText(str(file))
    dialog.accept()


def test_no_folder_is_remembered_of_a_file_that_was_opened(parent, file, kept, tmp_path):
    QTimer.singleShot(0, lambda: choose(file))
    assert ask_to_open(parent, "Open", tmp_path, "PDF (*.pdf)") == file
    assert "FileDialog" in kept()
    assert "Wren" not in kept()


def test_no_folder_is_remembered_of_a_folder_that_was_chosen(parent, file, kept, tmp_path):
    within = file.parent / "letters"
    within.mkdir()
    QTimer.singleShot(0, lambda: choose(within))
    assert ask_for_folder(parent, "Choose", tmp_path) == within
    assert "Wren" not in kept()


def test_no_folder_is_remembered_of_a_dialog_that_does_not_block(parent, file, kept, qtbot):
    question, chosen = FileQuestion(parent, "Add a file", DOCUMENTS, many=True), []
    question.chosen.connect(chosen.extend)
    question.ask()
    choose(file)
    assert chosen == [file]
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))
    assert "FileDialog" in kept()
    assert "Wren" not in kept()


def test_what_other_programs_remember_stays(parent, file, kept, tmp_path):
    theirs = QSettings(SCOPE, "QtProject")
    theirs.setValue("FileDialog/lastVisited", "file:///holidays")
    theirs.sync()
    QTimer.singleShot(0, lambda: choose(file))
    ask_to_open(parent, "Open", tmp_path, "PDF (*.pdf)")
    theirs.sync()
    assert theirs.value("FileDialog/lastVisited") == "file:///holidays"
    assert "Wren" not in kept()


def test_no_other_module_opens_a_file_dialog():
    package = Path(portfolio_app.__file__).parent
    opening = [
        path for path in package.rglob("*.py") if "QFileDialog" in path.read_text("utf-8")
    ]
    assert [path.name for path in opening] == ["file_dialogs.py"]
