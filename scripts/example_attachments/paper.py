"""What the two PDF files share: embedded typefaces and no time stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portfolio_app.places import resource

rl_config.canvas_basefontname = "NotoSans"  # otherwise Helvetica stays in, not embedded

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

FACES = {
    "NotoSans": "NotoSans-Regular.ttf",
    "NotoSansBold": "NotoSans-Bold.ttf",
    "NotoSerif": "NotoSerif-Regular.ttf",
}


def new_canvas(path: Path, size: tuple[float, float], title: str) -> Canvas:
    """Return a canvas whose file has no time stamp and only embedded fonts."""
    from reportlab.pdfgen.canvas import Canvas

    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    canvas = Canvas(str(path), pagesize=size, invariant=1, initialFontName="NotoSans")
    canvas.setTitle(title)
    return canvas
