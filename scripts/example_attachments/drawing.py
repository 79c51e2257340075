"""The drawing of a child of seven."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]
    Colour = tuple[int, int, int]

PAPER = (1200, 860)
SCALE = 2
"""Drawn larger and reduced, which makes the strokes soft."""
BLACK, BROWN, BLUE = (38, 36, 40), (128, 78, 42), (44, 92, 168)
RED, GREEN, ORANGE, YELLOW = (196, 52, 48), (58, 138, 74), (226, 130, 40), (246, 200, 58)


class FeltTip:
    """A hand of seven: lines that wobble and do not quite meet."""

    def __init__(self, sheet: Image.Image, seed: int) -> None:
        self._pen = ImageDraw.Draw(sheet)
        self._hand = Random(seed)

    def line(self, points: Iterable[Point], colour: Colour, width: float = 7) -> None:
        """Draw through `points`, straying a little and pressing unevenly."""
        stops = list(points)
        drift = self._hand.uniform(0, 6)
        for (x0, y0), (x1, y1) in pairwise(stops):
            steps = max(int(math.dist((x0, y0), (x1, y1)) / 2), 1)
            for step in range(steps + 1):
                t = step / steps
                drift += self._hand.uniform(-0.14, 0.14)
                x = x0 + (x1 - x0) * t + 2.2 * math.sin(drift)
                y = y0 + (y1 - y0) * t + 2.2 * math.cos(drift * 1.3)
                self._dot(x, y, width / 2 * self._hand.uniform(0.82, 1.1), colour)

    def ring(self, x: float, y: float, wide: float, high: float, colour: Colour,
             width: float = 7) -> None:  # fmt: skip
        """Draw a circle that overshoots its beginning."""
        begin = self._hand.uniform(0, math.tau)
        turn = [begin + at * math.tau / 40 for at in range(43)]
        self.line(
            [(x + wide * math.cos(a), y + high * math.sin(a)) for a in turn], colour, width
        )

    def scribble(self, box: Sequence[float], colour: Colour, gap: float = 11) -> None:
        """Fill a box to and fro, leaving paper between."""
        left, top, right, bottom = box
        points = []
        y = top
        while y < bottom:
            edge = self._hand.uniform(-7, 9)
            points += [(left + edge, y), (right - edge, y + gap * 0.45)]
            y += gap
        self.line(points, colour, 6)

    def _dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        x, y, radius = x * SCALE, y * SCALE, radius * SCALE
        self._pen.ellipse((x - radius, y - radius, x + radius, y + radius), colour)


def draw_breakfast() -> Image.Image:
    """Return Child A's drawing: three chairs, three people, a lamp, the cat on the table."""
    sheet = Image.new("RGB", (PAPER[0] * SCALE, PAPER[1] * SCALE), (252, 251, 247))
    pen = FeltTip(sheet, seed=7)
    draw_room(pen)
    for x, size, colour in ((270, 1.0, RED), (560, 0.74, BLUE), (850, 0.5, GREEN)):
        draw_chair(pen, x, colour=BROWN)
        draw_person(pen, x, 560, size, colour)
    draw_table_and_bowls(pen)
    draw_cat(pen, 690, 520)
    return sheet.resize(PAPER, Image.Resampling.LANCZOS)


def draw_room(pen: FeltTip) -> None:
    """Draw the lamp with its light, and the window with the dark still in it."""
    pen.line([(600, 8), (603, 92)], BLACK, 5)
    pen.ring(602, 128, 34, 38, BLACK)
    pen.scribble((578, 104, 628, 154), YELLOW, 9)
    for turn in range(9):
        angle = math.pi * (0.02 + turn * 0.12)
        near, far = 58, 96 + 14 * (turn % 2)
        x, y = math.cos(angle), math.sin(angle)
        pen.line([(602 + near * x, 128 + near * y), (602 + far * x, 128 + far * y)], YELLOW, 8)
    pen.line([(930, 70), (1120, 66), (1126, 240), (926, 244), (931, 68)], BLACK)
    pen.line([(1026, 70), (1028, 240)], BLACK, 6)
    pen.line([(930, 156), (1122, 152)], BLACK, 6)
    for box in (
        (942, 82, 1014, 144),
        (1040, 80, 1110, 140),
        (942, 168, 1014, 230),
        (1040, 166, 1112, 228),
    ):
        pen.scribble(box, (52, 62, 128), 12)


def draw_chair(pen: FeltTip, x: float, colour: Colour) -> None:
    """Draw a chair from the front, its back behind whoever sits on it."""
    pen.line([(x - 62, 420), (x - 60, 790)], colour, 9)
    pen.line([(x + 60, 418), (x + 63, 792)], colour, 9)
    for y in (424, 462, 500):
        pen.line([(x - 62, y), (x + 62, y - 3)], colour, 7)


def draw_person(pen: FeltTip, x: float, foot: float, size: float, colour: Colour) -> None:
    """Draw somebody sitting behind the table; larger is older."""
    head = foot - 230 * size
    radius = 46 * (0.55 + size * 0.45)
    pen.line(
        [(x, head + radius), (x - 42 * size, foot), (x + 44 * size, foot), (x, head + radius)],
        colour,
        8,
    )
    pen.scribble(
        (x - 22 * size, head + radius + 40 * size, x + 22 * size, foot - 6), colour, 10
    )
    pen.ring(x, head, radius, radius * 1.05, BLACK)
    for side in (-1, 1):
        pen.ring(x + side * radius * 0.36, head - 6, 3, 4, BLACK, 5)
        pen.line([(x + side * 14 * size, head + radius + 52 * size),
                  (x + side * 92 * size, foot - 28)], BLACK, 7)  # fmt: skip
    smile = [(x + radius * 0.5 * math.cos(a / 10), head + 8 + radius * 0.4 * math.sin(a / 10))
             for a in range(4, 29)]  # fmt: skip
    pen.line(smile, RED, 5)
    rise = radius * (1.3 if size < 0.9 else 1.2)
    for strand in range(-4, 5):
        lean = strand * radius * 0.24
        pen.line(
            [(x + lean * 0.8, head - radius * 0.86), (x + lean * 1.25, head - rise)], BROWN, 6
        )


def draw_table_and_bowls(pen: FeltTip) -> None:
    """Draw the table over everybody's laps, a bowl for each."""
    pen.line([(120, 590), (1040, 584), (1046, 624), (116, 630), (121, 588)], BROWN, 9)
    pen.scribble((130, 598, 1034, 622), (176, 122, 74), 10)
    pen.line([(168, 630), (160, 812)], BROWN, 11)
    pen.line([(1000, 626), (1010, 810)], BROWN, 11)
    for x, colour in ((270, BLUE), (560, ORANGE), (850, RED)):
        bowl = [(x - 48, 548), (x - 34, 582), (x + 34, 581), (x + 49, 547), (x - 50, 550)]
        pen.line(bowl, colour, 7)
    pen.line([(40, 818), (1160, 812)], GREEN, 8)


def draw_cat(pen: FeltTip, x: float, y: float) -> None:
    """Draw the cat, who is not allowed on the table."""
    pen.ring(x, y + 26, 52, 34, ORANGE, 8)
    pen.scribble((x - 40, y + 6, x + 40, y + 48), ORANGE, 10)
    pen.ring(x + 48, y - 22, 28, 26, ORANGE, 8)
    for ear in (30, 58):
        pen.line([(x + ear - 12, y - 42), (x + ear, y - 72), (x + ear + 13, y - 44)], ORANGE, 7)
    for eye in (38, 58):
        pen.ring(x + eye, y - 26, 2, 3, BLACK, 5)
    for whisker in (-8, 0, 8):
        pen.line([(x + 62, y - 16 + whisker * 0.3), (x + 98, y - 16 + whisker)], BLACK, 3)
    tail = [(x - 50 - 34 * math.sin(t / 8), y + 20 - t * 4.2) for t in range(26)]
    pen.line(tail, ORANGE, 9)
