"""Marks of voices, icons of states, faces: paths, because no typeface has them."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from portfolio_app.model.domain.roles import Voice
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.styles import GREY, TEAL, WHITE

if TYPE_CHECKING:
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

MARK_RADIUS = 5.95
"""2.1 mm, as in the matrix."""
MARK_TEXT = 6.8
SHAPES = {
    Voice.SELF: "hollow circle",
    Voice.OBSERVER: "square",
    Voice.CHILD: "triangle",
    Voice.PROFESSIONAL: "diamond",
    Voice.MANAGER: "hexagon",
}
"""The mark of each voice in words."""
_TICK = ((-0.44, -0.02), (-0.14, -0.35), (0.46, 0.34))


def voice_mark(
    canvas: TaggedCanvas,
    voice: Voice,
    x: float,
    y: float,
    r: float = MARK_RADIUS,
    text: str = "",
) -> None:
    """Draw the mark of a voice around a centre, with a figure or letter in it.

    Hollow circle: the practitioner's own word. Square, triangle, diamond, hexagon: observer,
    child or family, professional, manager.
    """
    canvas.saveState()
    canvas.setStrokeColor(TEAL)
    canvas.setFillColor(TEAL)
    canvas.setLineWidth(0.9)
    if voice is Voice.SELF:
        canvas.setFillColor(WHITE)
        canvas.circle(x, y, 0.93 * r, stroke=1, fill=1)
    else:
        _polygon(canvas, _corners(voice, r), x, y)
    if text:
        canvas.setFillColor(TEAL if voice is Voice.SELF else WHITE)
        drop = 0.28 * r if voice is Voice.CHILD else 0
        canvas.draw_text(
            x, y - 0.36 * MARK_TEXT - drop, text, Face.SANS_BOLD, MARK_TEXT, anchor="middle"
        )
    canvas.restoreState()


def _corners(voice: Voice, r: float) -> list[tuple[float, float]]:
    if voice is Voice.OBSERVER:
        s = 0.88 * r
        return [(-s, -s), (s, -s), (s, s), (-s, s)]
    sides, size, turn, drop = {
        Voice.CHILD: (3, 1.34 * r, pi / 2, 0.28 * r),
        Voice.PROFESSIONAL: (4, 1.22 * r, 0.0, 0.0),
        Voice.MANAGER: (6, 1.08 * r, 0.0, 0.0),
    }[voice]
    angles = [turn + 2 * pi * k / sides for k in range(sides)]
    return [(size * cos(a), size * sin(a) - drop) for a in angles]


def _polygon(
    canvas: TaggedCanvas, corners: list[tuple[float, float]], x: float, y: float
) -> None:
    path = canvas.beginPath()
    path.moveTo(x + corners[0][0], y + corners[0][1])
    for across, up in corners[1:]:
        path.lineTo(x + across, y + up)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def state_icon(canvas: TaggedCanvas, state: str, x: float, y: float, r: float = 5.6) -> None:
    """Draw the icon of a state around a centre; the word always stands beside it."""
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if state == "met":
        canvas.setFillColor(TEAL)
        canvas.circle(x, y, r, stroke=0, fill=1)
        canvas.setStrokeColor(WHITE)
        canvas.setLineWidth(1.4)
        _stroke(canvas, [(x + r * a, y + r * b) for a, b in _TICK])
    else:
        canvas.setStrokeColor(GREY)
        canvas.setFillColor(GREY)
        canvas.setLineWidth(1.2)
        canvas.circle(x, y, r - 0.6, stroke=1, fill=0)
        _inside(canvas, state, x, y, r)
    canvas.restoreState()


def _inside(canvas: TaggedCanvas, state: str, x: float, y: float, r: float) -> None:
    if state in {"by-signature", "waiting"}:
        for aside in (-0.37, 0, 0.37):
            canvas.circle(x + aside * r, y, 0.7, stroke=0, fill=1)
    elif state == "panel":
        canvas.circle(x, y, 0.26 * r, stroke=0, fill=1)
    elif state == "partly":
        path = canvas.beginPath()
        path.arc(x - r + 0.6, y - r + 0.6, x + r - 0.6, y + r - 0.6, 90, 180)
        canvas.drawPath(path, stroke=0, fill=1)
    elif state == "problem":
        _stroke(canvas, [(x, y + 0.46 * r), (x, y - 0.06 * r)])
        canvas.circle(x, y - 0.42 * r, 0.75, stroke=0, fill=1)
    else:
        _stroke(canvas, [(x - 0.4 * r, y), (x + 0.4 * r, y)])


def _stroke(canvas: TaggedCanvas, points: list[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)


_MOUTHS = {
    1: (-0.62, 0.34),
    2: (-0.46, 0.14),
    3: (-0.3, 0.0),
    4: (-0.2, -0.2),
    5: (-0.12, -0.42),
}
"""For each face: height of the corners of the mouth, and how far its middle lies from them."""


def face(canvas: TaggedCanvas, number: int, x: float, y: float, r: float, chosen: bool) -> None:
    """Draw one of five faces, from 1 (not at all) to 5 (always)."""
    canvas.saveState()
    canvas.setLineWidth(1.3)
    canvas.setLineCap(1)
    canvas.setStrokeColor(TEAL if chosen else GREY)
    canvas.setFillColor(TEAL if chosen else WHITE)
    canvas.circle(x, y, r, stroke=1, fill=1)
    canvas.setFillColor(WHITE if chosen else GREY)
    canvas.setStrokeColor(WHITE if chosen else GREY)
    for aside in (-0.32, 0.32):
        canvas.circle(x + aside * r, y + 0.26 * r, 0.085 * r, stroke=0, fill=1)
    corner, bend = _MOUTHS[number]
    half = 0.44 * r
    path = canvas.beginPath()
    path.moveTo(x - half, y + corner * r)
    middle = y + (corner + bend * 1.33) * r
    bow = 0.62 * half
    path.curveTo(x - bow, middle, x + bow, middle, x + half, y + corner * r)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
