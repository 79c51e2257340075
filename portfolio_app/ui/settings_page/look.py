"""How the program looks: colours and text size, which apply at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from portfolio_app.ui.settings_page.section import Surroundings

SCALES = (1.0, 1.25, 1.5, 2.0, 3.0)
THEMES = (
    (ThemeChoice.SYSTEM, "As the computer"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
    (ThemeChoice.HIGH_CONTRAST, "High contrast"),
)


class LookSection(Section):
    """Colours and text size, of the whole program."""

    changed = Signal()
    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "How it looks")
        look = around.look
        self.theme = DropDown(look, THEMES)
        self.text_size = Segments(
            look, [(s, f"{s:.0%}") for s in SCALES], name="Text size", value=1.0
        )
        self.body.add(
            LabelledField(look, "Colours", self.theme),
            LabelledField(look, "Text size", self.text_size),
        )
        self.theme.chosen.connect(self._on_theme)
        self.text_size.chosen.connect(self._on_size)

    def show_look(self, theme: str, scale: float) -> None:
        """Show which look is in use."""
        self.theme.set_value(ThemeChoice(theme))
        if scale in SCALES:
            self.text_size.set_value(scale)

    @Slot(object)
    def _on_theme(self, choice: ThemeChoice) -> None:
        self.around.look.choose(choice)
        self.changed.emit()

    @Slot(object)
    def _on_size(self, scale: float) -> None:
        self.around.look.set_text_scale(scale)
        self.changed.emit()
