"""Keeps the program's look current: the theme in use, its icons, the style sheet.

Screens and widgets are given the one `Look` and ask it while painting, so a change of
theme or text size needs no rebuilding of any screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from portfolio_app import places
from portfolio_app.ui.focus import FocusRing
from portfolio_app.ui.fonts import INTERFACE_FILES, OTHER_FILES, load_fonts, load_writing_face
from portfolio_app.ui.icons import MARK, Icons
from portfolio_app.ui.measures import TOKENS
from portfolio_app.ui.theme import Theme, Writing
from portfolio_app.ui.tokens import Face, Scheme
from portfolio_app.ui.tokens import ThemeChoice as ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

STYLE: Final = ("-style", "fusion")
"""Arguments that Qt is to be started with: the one style that a style sheet changes alike
everywhere. To set it later would load hundreds of names that a first window has no use for."""

LEAST_SCALE: Final = 1.0
MOST_SCALE: Final = 3.0


class Look(QObject):
    """The theme in use. There is one for the application, made before the first widget."""

    changed = Signal()
    """The theme or the text size is another; `theme` and `icons` are new."""

    def __init__(
        self,
        app: QApplication,
        *,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_scale: float = LEAST_SCALE,
        writing: Writing = Writing(),  # noqa: B008 - a frozen record
        faces: Sequence[str] = INTERFACE_FILES,
    ) -> None:
        """Give `app` its look.

        Args:
            app: The application.
            choice: What the person chose.
            text_scale: The person's text size; 1.0 is 100 %.
            writing: How the person's own text looks.
            faces: Files of typefaces to load now; `complete` loads the others.
        """
        super().__init__(app)
        load_fonts(faces)
        self._app = app
        self._template = places.resource("theme.qss").read_text(encoding="utf-8")
        self._choice = choice
        self._text_scale = _within_bounds(text_scale)
        self._writing = writing
        self._renew()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        FocusRing(app, self)

    def complete(self) -> None:
        """Load what the first window can do without."""
        from PySide6.QtGui import QIcon

        load_fonts(OTHER_FILES)
        self._app.setWindowIcon(QIcon(str(places.resource("icons", f"{MARK}.svg"))))

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def text_scale(self) -> float:
        """The person's text size; 1.0 is 100 %."""
        return self._text_scale

    def choose(self, choice: ThemeChoice) -> None:
        """Show the theme that the person chose."""
        self._choice = choice
        self._apply()

    def set_text_scale(self, scale: float) -> None:
        """Show everything at `scale` times its size, kept between 100 and 300 %."""
        self._text_scale = _within_bounds(scale)
        self._apply()

    @property
    def writing(self) -> Writing:
        """How the person's own text looks."""
        return self._writing

    def set_writing(self, writing: Writing) -> None:
        """Show the person's own text in another face or size."""
        self._writing = writing
        self._apply()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._renew()
        self.changed.emit()

    def _renew(self) -> None:
        load_writing_face(self._writing.family)
        self.theme = Theme(TOKENS, self._scheme(), self._text_scale, self._writing)
        self.icons = Icons(self.theme, self._app.devicePixelRatio())
        # Qt styles every widget anew, and takes five times as long over an older style sheet.
        self._app.setStyleSheet("")
        self._app.setPalette(self.theme.palette())
        self._app.setFont(self.theme.font(Face.BODY))
        self._app.setStyleSheet(self.theme.style_sheet(self._template))

    def _scheme(self) -> Scheme:
        if self._choice is not ThemeChoice.SYSTEM:
            return Scheme(self._choice.value)
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return Scheme.HIGH_CONTRAST
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT


def _within_bounds(scale: float) -> float:
    return min(max(scale, LEAST_SCALE), MOST_SCALE)
