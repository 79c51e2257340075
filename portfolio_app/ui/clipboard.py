"""Copies what is not to stay in the clipboard: it is taken back after half a minute.

Also when the program ends before: some desktops keep the clipboard of a program that is gone.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

SECONDS: Final = 30
"""Long enough to paste it where it is wanted; password safes take ten to sixty."""

_KEEP_OUT: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""Ask the clipboard histories of KDE, macOS and Windows to leave it out."""


def copy_for_a_while(text: str, *, seconds: float = SECONDS) -> None:
    """Put `text` into the clipboard, and take it out again if it is still there later."""
    content = QMimeData()
    content.setText(text)
    for kind, value in _KEEP_OUT.items():
        content.setData(kind, value)
    forget_copies()
    QGuiApplication.clipboard().setMimeData(content)
    _Loan(text, seconds)


def forget_copies() -> None:
    """Take out at once what was put in for a while; anything else stays."""
    program = QGuiApplication.instance()
    for loan in program.findChildren(_Loan) if program else []:
        loan.end()


class _Loan(QObject):
    """One text in the clipboard, as long as it may be there. The application holds it."""

    def __init__(self, text: str, seconds: float) -> None:
        program = QGuiApplication.instance()
        super().__init__(program)
        self._text = text
        if program:
            program.aboutToQuit.connect(self.end)
        self._timer = QTimer(self, interval=round(seconds * 1000), singleShot=True)
        self._timer.timeout.connect(self.end)
        self._timer.start()

    @Slot()
    def end(self) -> None:
        """Clear the clipboard, unless something else has been copied meanwhile."""
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()
