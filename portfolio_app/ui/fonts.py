"""Loads the typefaces that the program brings along, so that it looks the same everywhere."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontDatabase

from portfolio_app import places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_FILES: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
"""What the first window is set in."""
OTHER_FILES: Final = ("NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf", "DejaVuSans.ttf")
"""What the rest of the interface needs besides; the pack's other faces stay off the screen."""
INTERFACE_FILES: Final = (*FIRST_FILES, *OTHER_FILES)

WRITING_FILES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Noto Serif": ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf"),
        "DejaVu Sans": (),
    }
)
"""Other faces for a person's own text, by family. DejaVu Sans is among the above: its letters
are wider and easier to tell apart. Licences: resources/fonts."""


def load_writing_face(family: str) -> None:
    """Make another face for writing available to Qt, when somebody wants it."""
    for name in WRITING_FILES.get(family, ()):
        QFontDatabase.addApplicationFont(str(places.resource("fonts", name)))


def load_fonts(files: Sequence[str] = INTERFACE_FILES) -> list[str]:
    """Make bundled faces available to Qt and return the families found.

    A file that Qt cannot read is left out: the platform's own sans serif stands in, which
    is plain but readable. Loading the same file twice does no harm.
    """
    families: list[str] = []
    for name in files:
        path = places.resource("fonts", name)
        number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
        if number >= 0:
            families.extend(QFontDatabase.applicationFontFamilies(number))
    return sorted(set(families))
