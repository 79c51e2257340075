"""Makes pictures of the screens, offscreen, in each theme.

    python scripts/screenshots.py [--out docs/screenshots] [--text 1.0] [name ...]

Each picture is `<screen>-<theme>.png`. A screen is a function that takes the `Look` and
returns a widget of the right size; add it to `SCREENS`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication

from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from scripts.controls_board import controls
from scripts.inputs_board import inputs
from scripts.places_board import places
from scripts.shots import (
    capabilities,
    care,
    door,
    duties,
    ending,
    evidence,
    finding,
    formatting,
    keeping,
    keys,
    outside,
    pack,
    rules,
    timeline,
    today,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    Screen = Callable[[Look], QWidget]

SCREENS: Mapping[str, Screen] = {
    **door.SCREENS,
    **today.SCREENS,
    **timeline.SCREENS,
    **evidence.SCREENS,
    **duties.SCREENS,
    **finding.SCREENS,
    **formatting.SCREENS,
    **outside.SCREENS,
    **keeping.SCREENS,
    **ending.SCREENS,
    **keys.SCREENS,
    **care.SCREENS,
    **capabilities.SCREENS,
    **pack.SCREENS,
    **rules.SCREENS,
    **words.SCREENS,
}
"""The product's screens; all are taken unless some are named."""

BOARDS: Mapping[str, Screen] = {"controls": controls, "inputs": inputs, "places": places}
"""Widgets side by side, to be looked at while working; taken only by name."""

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)


def take(
    look: Look, screens: Mapping[str, Screen], themes: tuple[ThemeChoice, ...], out: Path
) -> None:
    """Write a picture of each screen in each theme into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for theme in themes:
        look.choose(theme)
        for name, screen in screens.items():
            widget = screen(look)
            widget.show()
            for _ in range(3):  # text that wraps settles in rounds
                QApplication.processEvents()
            path = out / f"{name}-{theme.replace('_', '-')}.png"
            widget.grab().save(str(path))
            print(path)
            widget.close()
            widget.deleteLater()


def main() -> int:
    """Take the pictures that were asked for, or all of them."""
    parser = argparse.ArgumentParser(description="Make pictures of the screens.")
    parser.add_argument("names", nargs="*", help="screens to take; all without any")
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    parser.add_argument("--text", type=float, default=1.0, help="text size, 1.0 to 3.0")
    parser.add_argument("--high-contrast", action="store_true", help="take this theme too")
    wanted = parser.parse_args()
    app = QApplication(["portfolio", *STYLE])
    app.setCursorFlashTime(0)  # a caret that blinks would change the picture
    look = Look(app, choice=ThemeChoice.LIGHT, text_scale=wanted.text)
    every = {**SCREENS, **BOARDS}
    screens = {name: every[name] for name in wanted.names or SCREENS}
    themes = (*THEMES, ThemeChoice.HIGH_CONTRAST) if wanted.high_contrast else THEMES
    take(look, screens, themes, wanted.out.resolve())  # a screen may go elsewhere
    return 0


if __name__ == "__main__":
    sys.exit(main())
