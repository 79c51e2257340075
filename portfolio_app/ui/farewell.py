"""What is said when a portfolio has been destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from portfolio_app.services.certificates import certificate_in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from portfolio_app.services.certificates import Ended


def tell_of_end(done: Ended, parent: QWidget) -> QMessageBox:
    """Open a message about what was destroyed and what was not, without blocking."""
    box = QMessageBox(parent)
    box.setText("The portfolio was destroyed.")
    words = certificate_in_words(done)
    if done.left:
        places = "\n".join(str(path) for path in done.left)
        words += f"\n\nThis could not be removed. Please see to it yourself:\n{places}"
    box.setInformativeText(words)
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)  # paths are not to be read as HTML
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
