"""What a signature field looks like: while it waits, and once it is signed.

Each appearance is a PDF of one small page. The waiting one is made part of the pack; the signed
one is handed to the signer as a finished stamp, so that the signed file stays PDF/A-3a and
PDF/UA-1: a signer's own text would be set in a font that it may not embed rightly.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.tagged.canvas import TaggedCanvas

if TYPE_CHECKING:
    from datetime import datetime

SIZE = (235.3, 86.5)
"""Width and height in points: half the text width, 30.5 mm high."""

_INK = HexColor("#1A2326")
_GREY = HexColor("#485457")
_TEAL = HexColor("#0C4F5C")
_TINT = HexColor("#E4EFF0")
_WHITE = HexColor("#FFFFFF")

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not `strftime`, whose names follow the locale of the computer."""

# Distances in points from the left and the top of the box.
_LEFT, _TEXT_LEFT, _RIGHT = 11.5, 31.5, 11.5
_SIGN_X, _SIGN_Y, _SIGN_RADIUS = 17.1, 17.8, 6.5
_TITLE, _COVERS, _LABEL, _FIRST_GROUPS, _SECOND_GROUPS = 21.0, 33.6, 51.8, 64.8, 77.8

_GROUP_PITCH, _CHARACTER_PITCH = 9.55 * mm, 1.9 * mm
_FINGERPRINT_DIGITS, _GROUP = 64, 4
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def signature_appearance(
    name: str,
    signed_at: datetime,
    fingerprint: str,
    covers: str,
    size: tuple[float, float] = SIZE,
    *,
    role_title: str = "",
) -> bytes:
    """Return the appearance of a signature that was made.

    Args:
        name: Who signed, as the certificate says.
        signed_at: The signer's clock, in the zone in which it is to be read.
        fingerprint: SHA-256 of the certificate in hexadecimal, with or without separators.
        covers: What the signature covers, such as "Covers all 48 pages and signature 1".
        size: Width and height in points.
        role_title: As what they signed, in words.
    """
    drawn = _Box(size)
    drawn.canvas.setFillColor(_TINT)
    drawn.canvas.rect(0, 0, *size, stroke=0, fill=1)
    drawn.tick()
    drawn.title(f"Signed {spoken_time(signed_at)}", covers, _INK)
    role = f", {role_title}" if role_title else ""
    drawn.key(f"Key of {name}", fingerprint, _INK, after=role)
    return drawn.finished()


def waiting_appearance(
    order: int,
    expected_fingerprint: str | None,
    covers: str,
    size: tuple[float, float] = SIZE,
) -> bytes:
    """Return the appearance of a field that nobody has signed yet.

    It must stay true whoever has signed meanwhile, because an empty field cannot change.

    Args:
        order: The place of this signature in the order of signing, from 1.
        expected_fingerprint: SHA-256 of the certificate expected here, where it is known.
        covers: What the signature will cover, such as "Will cover all 48 pages".
        size: Width and height in points.
    """
    drawn = _Box(size)
    drawn.dashed_frame()
    drawn.dots()
    before = f"Signs after signature {order - 1}" if order > 1 else "Signs first"
    drawn.title(f"Waiting. {before}", covers, _GREY)
    if expected_fingerprint is None:
        drawn.line(_LEFT, _LABEL, "The key will be shown here.", Face.SANS, 8, _GREY)
    else:
        drawn.key("The key expected here", expected_fingerprint, _GREY)
    return drawn.finished()


def spoken_time(moment: datetime) -> str:
    """Return a moment as the pack prints it: 5 January 2027, 16:42."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def fingerprint_groups(fingerprint: str) -> list[str]:
    """Return a SHA-256 fingerprint as sixteen groups of four upper-case digits."""
    digits = "".join(fingerprint.replace(":", " ").split()).upper()
    if len(digits) != _FINGERPRINT_DIGITS or set(digits) - set("0123456789ABCDEF"):
        raise ValueError("a fingerprint is 64 hexadecimal digits")
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]


class _Box:
    """One small page, measured from its top left corner."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self._file = BytesIO()
        self.canvas = TaggedCanvas(self._file, pagesize=size)

    def finished(self) -> bytes:
        """Return the page as a PDF."""
        self.canvas.save()
        return self._file.getvalue()

    def line(
        self,
        x: float,
        down: float,
        text: str,
        face: Face,
        size: float,
        color: HexColor,
        *,
        after: str = "",
    ) -> None:
        """Draw a line of text, cut with an ellipsis where it would leave the box.

        `after` follows the text and is not cut, unless nothing else would be left.
        """
        room = self.width - x - _RIGHT + 1
        if after and text_width(_ELLIPSIS + after, face, size) > room / 2:
            text, after = text + after, ""
        room -= text_width(after, face, size)
        if text_width(text, face, size) > room:
            while text and text_width(text + _ELLIPSIS, face, size) > room:
                text = text[:-1]
            text = text.rstrip() + _ELLIPSIS
        self.canvas.setFillColor(color)
        self.canvas.draw_text(x, self.height - down, text + after, face, size)

    def title(self, text: str, covers: str, color: HexColor) -> None:
        """Draw what happened, and what the signature covers."""
        self.line(_TEXT_LEFT, _TITLE, text, Face.SANS_BOLD, 9.5, color)
        self.line(_TEXT_LEFT, _COVERS, covers, Face.SANS, 8, _GREY)

    def key(self, label: str, fingerprint: str, color: HexColor, *, after: str = "") -> None:
        """Draw a fingerprint in two lines; each digit has the same room, so that they align."""
        self.line(_LEFT, _LABEL, label, Face.SANS, 8, _GREY, after=after)
        self.canvas.setFillColor(color)
        groups = fingerprint_groups(fingerprint)
        half = len(groups) // 2
        for row, down in ((groups[:half], _FIRST_GROUPS), (groups[half:], _SECOND_GROUPS)):
            for column, group in enumerate(row):
                for place, digit in enumerate(group):
                    x = _LEFT + column * _GROUP_PITCH + (place + 0.5) * _CHARACTER_PITCH
                    self.canvas.draw_text(
                        x, self.height - down, digit, Face.SANS, 8.4, anchor="middle"
                    )

    def tick(self) -> None:
        """Draw the sign of what is signed."""
        canvas, x, y = self.canvas, _SIGN_X, self.height - _SIGN_Y
        canvas.setFillColor(_TEAL)
        canvas.circle(x, y, _SIGN_RADIUS, stroke=0, fill=1)
        canvas.setStrokeColor(_WHITE)
        canvas.setLineWidth(1.6)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        stroke = canvas.beginPath()
        stroke.moveTo(x - 2.9, y - 0.1)
        stroke.lineTo(x - 0.9, y - 2.3)
        stroke.lineTo(x + 3.0, y + 2.2)
        canvas.drawPath(stroke)

    def dots(self) -> None:
        """Draw the sign of what is waited for."""
        canvas, x, y = self.canvas, _SIGN_X, self.height - _SIGN_Y
        canvas.setStrokeColor(_GREY)
        canvas.setFillColor(_GREY)
        canvas.setLineWidth(1.2)
        canvas.circle(x, y, _SIGN_RADIUS - 0.6)
        for aside in (-2.4, 0, 2.4):
            canvas.circle(x + aside, y, 0.7, stroke=0, fill=1)

    def dashed_frame(self) -> None:
        """Draw the frame of a field that is empty."""
        canvas = self.canvas
        canvas.saveState()
        canvas.setStrokeColor(_GREY)
        canvas.setLineWidth(0.8)
        canvas.setDash([2.4, 2.0])
        canvas.rect(0.4, 0.4, self.width - 0.8, self.height - 0.8)
        canvas.restoreState()
