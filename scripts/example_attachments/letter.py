"""The letter of a health visitor who does not exist."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Frame, Paragraph, Spacer

from example_attachments.paper import new_canvas

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

LETTER = (
    "Dear panel members,",
    "Leila Ashdown has asked me to write about our work together since June with a family "
    "whom we both visit. I do so gladly, with Mother's agreement, and I have kept to what I "
    "saw myself.",
    "I have been a health visitor for nineteen years. Most calls from children's social care "
    "ask me for dates and weights. Leila's first call was different. She rang me with two "
    "explanations, not one, and asked which of them my own visits fitted. It is the first "
    "time in some years that a social worker has asked me what I thought and not only what I "
    "had recorded. Because she asked, I brought the review forward by five months.",
    "The review showed that Child B had crossed two centile lines for weight and had about "
    "twenty words. I had last seen her on a good day, and so had everybody else. Put next to "
    "Leila's chronology, my one good day looked like what it was. We told Mother together, at "
    "her own table, and Leila let me explain the chart before she said what it might mean for "
    "the plan. Mother has since brought Child B to every appointment but one.",
    "She is good company in a difficult meeting. She says when she does not know, and she "
    "does not use my findings to win an argument. Child B is now gaining weight and is "
    "putting two words together; I do not claim that any one of us did that.",
    "You will want to know what could be better. In June she sent me three e-mails in one week "
    "that could have been one telephone call, and in July I learned the time of a meeting "
    "from the school. I told her. We now speak every second Thursday for ten minutes, and it "
    "has not happened again.",
    "I would be content to have her as the social worker for any family on my list.",
    "Yours sincerely,",
)


def write_letter(path: Path) -> None:
    """Write the health visitor's letter: one page, A4."""
    canvas = new_canvas(path, A4, "Letter from the health visitor")
    width, height = A4
    canvas.setFillColorRGB(0.13, 0.27, 0.42)
    canvas.setFont("NotoSansBold", 13)
    canvas.drawString(25 * mm, height - 24 * mm, "Community Child Health")
    canvas.setFont("NotoSans", 9)
    canvas.drawString(25 * mm, height - 29 * mm, "0 to 19 service, health visiting")
    canvas.setLineWidth(1.2)
    canvas.setStrokeColorRGB(0.13, 0.27, 0.42)
    canvas.line(25 * mm, height - 33 * mm, width - 25 * mm, height - 33 * mm)
    canvas.setFillGray(0.1)
    canvas.setFont("NotoSans", 9.5)
    canvas.drawString(
        25 * mm, height - 44 * mm, "Career Progression Panel, Children's Services"
    )
    canvas.drawRightString(width - 25 * mm, height - 44 * mm, "14 October 2026")
    body = ParagraphStyle("body", fontName="NotoSerif", fontSize=10.4, leading=15.6)
    body.spaceAfter = 8
    story = [Paragraph(text, body) for text in LETTER]
    signed = ParagraphStyle("signed", parent=body, fontName="NotoSans", fontSize=9.5)
    story += [
        Spacer(1, 15 * mm),
        Paragraph(
            "Health visitor to Child A and Child B<br/>Name held by the practitioner", signed
        ),
    ]
    frame = Frame(25 * mm, 20 * mm, width - 50 * mm, height - 72 * mm, 0, 0, 0, 0)
    frame.addFromList(story, canvas)
    draw_signature(canvas, 25 * mm, frame._y + 17 * mm)  # noqa: SLF001 - where the story ended
    canvas.save()


def draw_signature(canvas: Canvas, x: float, y: float) -> None:
    """Draw a flourish that spells nothing."""
    rough = Random(14)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for step in range(8):
        lift = rough.uniform(4, 30) * (1 if step % 2 else -0.35)
        left, end = x + 12 * step, y + rough.uniform(-5, 5)
        path.curveTo(left + 6, y + lift, left + 1, y + lift * 1.2, left + 12, end)
    canvas.setStrokeColorRGB(0.1, 0.15, 0.45)
    canvas.setLineWidth(1.1)
    canvas.drawPath(path)
