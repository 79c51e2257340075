"""The one place that opens file dialogs, and takes away what they write down.

Qt keeps the folders that were visited in settings of its own, in the clear and on every system
(`QFileDialogPrivate::saveSettings`, called when a dialog is deleted, also when the desktop
shows its own in its place). The name of a client's folder must not outlive the dialog there.
What other programs left stays.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

PLACES: Final = ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts")
"""Where Qt's settings name folders; the last are those dragged to the side of a dialog."""


def ask_to_open(parent: QWidget, title: str, start: Path | None, kinds: str) -> Path | None:
    """Ask for a file that is there; None when the person thinks better of it."""
    with _leaving_no_trace():
        return _path(QFileDialog.getOpenFileName(parent, title, _text(start), kinds)[0])


def ask_to_save(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to be made; the dialog asks before one is replaced."""
    with _leaving_no_trace():
        return _path(QFileDialog.getSaveFileName(parent, title, _text(start), kinds)[0])


def ask_for_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None when the person thinks better of it."""
    with _leaving_no_trace():
        return _path(QFileDialog.getExistingDirectory(parent, title, _text(start)))


def file_dialog(
    parent: QWidget, title: str, kinds: Sequence[str], *, many: bool
) -> QFileDialog:
    """Return a dialog to be opened without blocking; it deletes itself when it is closed."""
    dialog = QFileDialog(parent, title)
    modes = QFileDialog.FileMode
    dialog.setFileMode(modes.ExistingFiles if many else modes.ExistingFile)
    dialog.setNameFilters(list(kinds))
    dialog.finished.connect(dialog.deleteLater)
    dialog.destroyed.connect(partial(_put_back, _found()))  # after it has written
    return dialog


@contextmanager
def _leaving_no_trace() -> Iterator[None]:
    before = _found()
    try:
        yield
    finally:
        _put_back(before)


def _settings() -> QSettings:
    """Return the settings that Qt shares among all programs made with it."""
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _found() -> Mapping[str, object]:
    settings = _settings()
    return {key: settings.value(key) for key in PLACES if settings.contains(key)}


def _put_back(before: Mapping[str, object], *_: object) -> None:
    settings = _settings()
    for key in PLACES:
        if key in before:
            settings.setValue(key, before[key])
        else:
            settings.remove(key)
    settings.sync()


def _text(start: Path | None) -> str:
    return str(start) if start else ""


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
