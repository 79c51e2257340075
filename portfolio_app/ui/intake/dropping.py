"""Files that are dropped on a window, or pasted into it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from portfolio_app.ui.keys import Keys, bind

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget

PASTE: Final = Keys(does="Bring in the files that were copied", keys=("Ctrl+V",))


class FileDrops(QObject):
    """Hears of files for a window; parts of it that take files themselves come first."""

    dropped = Signal(object)
    """A tuple of `Path`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        bind(window, PASTE, self._on_paste, everywhere=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what holds files, and tell of them when they are let go."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            drop = cast("QDropEvent", event)
            if files := files_in(drop.mimeData()):
                drop.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(files)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_paste(self) -> None:
        """Take files from the clipboard; a field that takes words takes the keys before."""
        if files := files_in(QGuiApplication.clipboard().mimeData()):
            self.dropped.emit(files)


def files_in(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files on this computer that `data` names."""
    urls = data.urls() if data is not None and data.hasUrls() else []
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())
