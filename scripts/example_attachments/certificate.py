"""A certificate, as an office scanner would have it."""

from __future__ import annotations

import math
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from portfolio_app.places import resource

SHEET = (1240, 1754)
"""A4 at 150 dots an inch."""
CERTIFICATE = (
    ("NotoSans-Bold.ttf", 26, 250, "FICTIONAL TRAINING PARTNERSHIP"),
    ("NotoSerifDisplay-Regular.ttf", 72, 380, "Certificate of attendance"),
    ("NotoSerif-Italic.ttf", 32, 540, "This is to certify that"),
    ("NotoSerifDisplay-Regular.ttf", 58, 610, "Leila Ashdown"),
    ("NotoSerif-Italic.ttf", 32, 730, "attended all five days of"),
    ("NotoSans-Bold.ttf", 40, 800, "Assessing neglect of children"),
    ("NotoSans-Regular.ttf", 28, 875, "8 to 12 June 2026, thirty hours"),
)
DAYS = (
    "Day 1   What neglect is, and what it does over time",
    "Day 2   Reading a file: chronologies and patterns",
    "Day 3   Children under five: growth, speech, play",
    "Day 4   Two explanations, and what each predicts",
    "Day 5   Saying it: to parents, in conference, in court",
)


def scan_certificate() -> Image.Image:
    """Return the certificate as an office scanner would have it: a little askew and grey."""
    sheet = draw_certificate()
    turned = sheet.rotate(
        0.9, Image.Resampling.BICUBIC, fillcolor=(188, 188, 186), translate=(4, -6)
    )
    soft = turned.filter(ImageFilter.GaussianBlur(0.7))
    shaded = Image.composite(soft, Image.new("RGB", SHEET, (150, 150, 152)), scanner_shade())
    return Image.blend(shaded, grain(SHEET), 0.05)


def draw_certificate() -> Image.Image:
    """Draw the certificate as it was printed."""
    sheet = Image.new("RGB", SHEET, (250, 248, 241))
    pen = ImageDraw.Draw(sheet)
    for inset, width in ((70, 5), (86, 2)):
        pen.rectangle(
            (inset, inset, SHEET[0] - inset, SHEET[1] - inset), None, (32, 72, 92), width
        )
    middle = SHEET[0] / 2
    for face, size, y, text in CERTIFICATE:
        font = ImageFont.truetype(str(resource("fonts", face)), size)
        pen.text((middle, y), text, (28, 44, 58), font, anchor="ma")
    font = ImageFont.truetype(str(resource("fonts", "NotoSans-Regular.ttf")), 27)
    for number, day in enumerate(DAYS):
        pen.text((270, 1000 + number * 56), day, (40, 50, 60), font)
    pen.line((170, 1500, 560, 1500), (60, 60, 60), 2)
    pen.text((170, 1512), "Course leader", (60, 60, 60), font)
    pen.text((1070, 1512), "12 June 2026", (60, 60, 60), font, anchor="ra")
    sign(pen, (190, 1470))
    seal(pen, (960, 1400))
    return sheet


def sign(pen: ImageDraw.ImageDraw, start: tuple[float, float]) -> None:
    """Draw the course leader's signature, which spells nothing."""
    points = [
        (start[0] + t * 2.9, start[1] - 34 * math.sin(t / 6.5) * math.exp(-t / 130) - t * 0.12)
        for t in range(110)
    ]
    pen.line(points, (34, 46, 120), 4, joint="curve")


def seal(pen: ImageDraw.ImageDraw, centre: tuple[float, float]) -> None:
    """Draw a round stamp."""
    x, y = centre
    for radius, width in ((92, 5), (74, 2)):
        pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius), None, (120, 44, 52), width
        )
    font = ImageFont.truetype(str(resource("fonts", "NotoSans-Bold.ttf")), 22)
    pen.text((x, y - 18), "ATTENDED", (120, 44, 52), font, anchor="mm")
    pen.text((x, y + 18), "30 hours", (120, 44, 52), font, anchor="mm")


def scanner_shade() -> Image.Image:
    """Return a mask that darkens two edges, as a lid that did not close does."""
    mask = Image.new("L", SHEET, 255)
    pen = ImageDraw.Draw(mask)
    for at in range(26):
        pen.line((at, 0, at, SHEET[1]), 120 + at * 5)
        pen.line((0, SHEET[1] - 1 - at, SHEET[0], SHEET[1] - 1 - at), 160 + at * 3)
    return mask.filter(ImageFilter.GaussianBlur(6))


def grain(size: tuple[int, int], seed: int = 26) -> Image.Image:
    """Return an even grey with noise in it, the same each time."""
    half = (size[0] // 2, size[1] // 2)
    noise = Image.frombytes("L", half, Random(seed).randbytes(half[0] * half[1]))
    return noise.resize(size, Image.Resampling.BILINEAR).convert("RGB")
