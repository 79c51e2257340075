"""Asking for files of this computer, without blocking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.ui.file_dialogs import file_dialog

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

PICTURES = "Pictures (*.png *.jpg *.jpeg *.heic *.heif)"
DOCUMENTS = "Documents and pictures (*.pdf *.png *.jpg *.jpeg *.heic *.heif)"


class FileQuestion(QObject):
    """Opens a file dialog and says what was chosen."""

    chosen = Signal(object)
    """A list of paths."""

    def __init__(self, parent: QWidget, title: str, kinds: str, *, many: bool = False) -> None:
        super().__init__(parent)
        self._parent = parent
        self._title = title
        self._kinds = kinds
        self._many = many

    @Slot()
    def ask(self) -> None:
        """Open the dialog."""
        kinds = [self._kinds, "All files (*)"]
        dialog = file_dialog(self._parent, self._title, kinds, many=self._many)
        dialog.filesSelected.connect(self._on_selected)
        dialog.finished.connect(self._parent.window().activateWindow)  # not all systems do it
        dialog.open()

    @Slot(list)
    def _on_selected(self, names: list[str]) -> None:
        self.chosen.emit([Path(name) for name in names])


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer among what was dropped."""
    urls = (url for url in data.urls() if url.isLocalFile())
    return [path for path in (Path(url.toLocalFile()) for url in urls) if path.is_file()]
