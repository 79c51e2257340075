"""Makes pictures of the screens, offscreen, in each theme.

    python scripts/screenshots.py [--out docs/screenshots] [name ...]
    python scripts/screenshots.py --looks [--out build/looks] [name ...]

Each picture is `<screen>-<theme>.png`. A screen is a function that takes the `Look` and
returns a widget of the right size; add it to `SCREENS`. It is built once and then shown in one
theme after another, as it is when somebody chooses another.

The second form also draws high contrast, text at twice its size, and the smallest window, each
size in a folder of its own: nobody keeps these, they are there to be looked at.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication

from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.portfolio_window import PortfolioWindow
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
    stage,
    timeline,
    today,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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

MAIN = (
    *("start", "start-pathway", "start-dates", "start-protect", "unlock", "today", "timeline"),
    *("evidence", "evidence-add", "evidence-search", "editor", "editor-history", "jotting"),
    *("find-anything", "all-keys", "bring-in-template", "word-out", "people", "capabilities"),
    *("capability", "statements", "pack", "pack-seal", "sign-next", "verified", "settings"),
    *("rules-begin", "rules-form"),
)
"""The screens that stand for all in the smallest window."""
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
NARROW = (1024, 640)
"""The smallest window that everything must be usable in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A round of pictures: in which themes, and how large the words and the window are."""

    folder: str = ""
    themes: Sequence[ThemeChoice] = THEMES
    text: float = 1.0
    window: tuple[int, int] = stage.SIZE
    names: Sequence[str] = tuple(SCREENS)


LOOKS = (
    Sitting(folder="100", themes=(*THEMES, ThemeChoice.HIGH_CONTRAST)),
    Sitting(folder="200", themes=(ThemeChoice.LIGHT, ThemeChoice.HIGH_CONTRAST), text=2.0),
    Sitting(folder="100-narrow", themes=THEMES[:1], window=NARROW, names=MAIN),
    Sitting(folder="200-narrow", themes=THEMES[:1], text=2.0, window=NARROW, names=MAIN),
)
"""What every screen must look right in."""


def draw(look: Look, sitting: Sitting, names: Sequence[str], out: Path) -> None:
    """Write a picture of each screen in each theme into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    look.set_text_scale(sitting.text)
    for name in names:
        look.choose(sitting.themes[0])
        widget = _shown({**SCREENS, **BOARDS}[name](look), sitting)
        for theme in sitting.themes:
            _dress(widget, look, theme)
            path = out / f"{name}-{theme.replace('_', '-')}.png"
            widget.grab().save(str(path))
            print(path)
        stage.clear()


def _shown(widget: QWidget, sitting: Sitting) -> QWidget:
    """Show a screen; one of the usual size gets that of the sitting."""
    if (widget.width(), widget.height()) == stage.SIZE:
        widget.resize(*sitting.window)
    widget.show()
    return widget


def _dress(widget: QWidget, look: Look, theme: ThemeChoice) -> None:
    if theme is not look.choice:
        look.choose(theme)
    if isinstance(widget, PortfolioWindow):  # Settings says what the picture shows
        widget.choices.show_look(theme, look.text_scale)
    stage.settle()


def main() -> int:
    """Take the pictures that were asked for, or all of them."""
    parser = argparse.ArgumentParser(description="Make pictures of the screens.")
    parser.add_argument("names", nargs="*", help="screens to take; all without any")
    parser.add_argument("--looks", action="store_true", help="in every theme and size")
    parser.add_argument("--out", type=Path, help="the folder to write them into")
    wanted = parser.parse_args()
    app = QApplication(["portfolio", *STYLE])
    app.setCursorFlashTime(0)  # a caret that blinks would change the picture
    look = Look(app, choice=ThemeChoice.LIGHT)
    out = (wanted.out or Path("build/looks" if wanted.looks else "docs/screenshots")).resolve()
    for sitting in LOOKS if wanted.looks else (Sitting(),):
        draw(look, sitting, wanted.names or sitting.names, out / sitting.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
