"""Loads the typefaces that the program brings along, so that it looks the same everywhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontDatabase

from portfolio_app import places

INTERFACE_FILES: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-BoldItalic.ttf",
    "DejaVuSans.ttf",
)
"""The interface is set in these; the pack's other faces are not needed on screen."""


def load_fonts() -> list[str]:
    """Make the bundled faces available to Qt and return the families found.

    A file that Qt cannot read is left out: the platform's own sans serif stands in, which
    is plain but readable. Loading the same file twice does no harm.
    """
    families: list[str] = []
    for name in INTERFACE_FILES:
        path = places.resource("fonts", name)
        number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
        if number >= 0:
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return sorted(set(families))
