"""Draws the four files that the finished example attaches; all in them is invented.

The same files come out each time (with the same versions of ReportLab and Pillow), so that
a change of them in the history is a change that somebody meant:

    .venv/bin/python scripts/make_example_attachments.py
"""

from __future__ import annotations

from example_attachments.certificate import scan_certificate
from example_attachments.drawing import draw_breakfast
from example_attachments.letter import write_letter
from example_attachments.plan import write_plan
from PIL import Image

from portfolio_app.places import resource


def main() -> None:
    """Write every file into `resources/example/`."""
    folder = resource("example")
    write_letter(folder / "letter.pdf")
    write_plan(folder / "landscape.pdf")
    scan = scan_certificate()
    scan.save(folder / "certificate.jpg", quality=64, optimize=True, dpi=(150, 150))
    drawing = draw_breakfast().quantize(96, dither=Image.Dither.NONE)
    drawing.save(folder / "drawing.png", optimize=True)


if __name__ == "__main__":
    main()
