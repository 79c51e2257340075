"""The learning plan: two landscape pages, a chart and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from example_attachments.paper import new_canvas

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

MONTHS = ("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb")
PLAN = (
    ("Neglect over time", (
        ("Reading: reviews of serious cases", 1.0, 2.0),
        ("Five days on assessing neglect", 3.2, 3.5),
        ("Chronology in every new assessment", 3.5, 12.0),
        ("File audits by the team manager", 2.0, 9.0),
    )),
    ("Rights and choices", (
        ("Law refresher: sections 17, 20 and 47", 2.0, 3.0),
        ("Half a day with the advocacy service", 6.0, 6.2),
        ("Two doors sheet written and tried", 6.2, 8.5),
        ("Feedback asked from young people", 7.0, 9.5),
    )),
    ("Teaching, and court", (
        ("Student supported", 4.6, 7.0),
        ("Team sessions led", 7.6, 9.4),
        ("Court shadowed", 4.2, 4.6),
        ("Statement prepared with the lawyer", 10.0, 12.0),
    )),
)  # fmt: skip
"""Goals with their activities: first and last month, counted from March, in parts of one."""

SUPPORT = (
    ("What", "Who helped", "Time", "How it will be seen"),
    ("Reading: reviews of serious cases", "Team manager, in supervision", "6 hours",
     "Closing summaries are tested, not copied"),
    ("Five days on assessing neglect", "Course provider", "30 hours",
     "Two explanations in each analysis"),
    ("Chronology in every new assessment", "Team manager, a colleague", "Monthly",
     "Audits of four files, two of them in autumn"),
    ("Law refresher", "Council's lawyer", "3 hours", "Law named exactly in reports"),
    ("Half a day with the advocacy service", "Advocate, Young person C", "4 hours",
     "Sheet in use at the duty desk"),
    ("Student supported", "Practice educator", "10 weeks", "The student's own account"),
    ("Team sessions led", "Team manager", "2 sessions", "Colleagues use the method"),
    ("Court shadowed, statement prepared", "Colleague, council's lawyer", "2 days, then 4",
     "Statement read by the lawyer by 31 March 2027"),
)  # fmt: skip


def write_plan(path: Path) -> None:
    """Write the learning plan: two landscape pages, a chart and a table."""
    size = landscape(A4)
    canvas = new_canvas(path, size, "Learning plan, March 2026 to February 2027")
    head_page(
        canvas, size, "Learning plan, March 2026 to February 2027", "Leila Ashdown, page 1 of 2"
    )
    draw_chart(canvas, size)
    canvas.showPage()
    head_page(canvas, size, "What each activity is for", "Leila Ashdown, page 2 of 2")
    draw_table(canvas, size)
    canvas.save()


def head_page(canvas: Canvas, size: tuple[float, float], title: str, note: str) -> None:
    """Draw the head of a page of the plan."""
    width, height = size
    canvas.setFillGray(0.1)
    canvas.setFont("NotoSansBold", 17)
    canvas.drawString(18 * mm, height - 24 * mm, title)
    canvas.setFont("NotoSans", 9)
    canvas.drawRightString(width - 18 * mm, height - 24 * mm, note)


def draw_chart(canvas: Canvas, size: tuple[float, float]) -> None:
    """Draw twelve months across and a bar for each activity."""
    width, height = size
    left, right, top = 92 * mm, width - 18 * mm, height - 38 * mm
    month = (right - left) / len(MONTHS)
    rows = sum(len(activities) + 1 for _, activities in PLAN)
    row = (top - 26 * mm) / rows
    canvas.setFont("NotoSans", 9)
    for at, name in enumerate(MONTHS):
        canvas.setFillGray(0.3)
        canvas.drawCentredString(left + (at + 0.5) * month, top + 3, name)
        canvas.setStrokeGray(0.85)
        canvas.line(left + at * month, top, left + at * month, top - rows * row)
    y = top
    for goal, activities in PLAN:
        y -= row
        canvas.setFillGray(0.1)
        canvas.setFont("NotoSansBold", 10)
        canvas.drawString(18 * mm, y + row * 0.32, goal)
        canvas.setStrokeGray(0.5)
        canvas.line(18 * mm, y + row, right, y + row)
        for activity, first, last in activities:
            y -= row
            canvas.setFillGray(0.1)
            canvas.setFont("NotoSans", 9.5)
            canvas.drawString(18 * mm, y + row * 0.32, activity)
            canvas.setFillColorRGB(0.18, 0.42, 0.48)
            canvas.roundRect(left + first * month, y + row * 0.22, (last - first) * month,
                             row * 0.52, 2, stroke=0, fill=1)  # fmt: skip
    draw_panel_line(canvas, left + 10.68 * month, top, y)


def draw_panel_line(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    """Mark the day of the panel."""
    canvas.setStrokeGray(0.1)
    canvas.setDash(3, 2)
    canvas.line(x, top, x, bottom - 4)
    canvas.setDash()
    canvas.setFillGray(0.1)
    canvas.setFont("NotoSans", 8.5)
    canvas.drawCentredString(x, bottom - 13, "Panel, 21 January 2027")


def draw_table(canvas: Canvas, size: tuple[float, float]) -> None:
    """Draw the table of support."""
    width, height = size
    columns = (18 * mm, 92 * mm, 158 * mm, 192 * mm)
    y = height - 42 * mm
    for number, cells in enumerate(SUPPORT):
        canvas.setFont("NotoSans" if number else "NotoSansBold", 9.5)
        canvas.setFillGray(0.1)
        for x, cell in zip(columns, cells, strict=True):
            canvas.drawString(x, y, cell)
        canvas.setStrokeGray(0.8 if number else 0.2)
        canvas.line(18 * mm, y - 4 * mm, width - 18 * mm, y - 4 * mm)
        y -= 12 * mm
    canvas.setFont("NotoSans", 9)
    canvas.drawString(18 * mm, y - 2 * mm, "Agreed with the team manager in March 2026, "
                      "looked at again in June, September and November.")  # fmt: skip
