"""The same chapters by several engines, in the same faces, on A4."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table

from portfolio_app.pack.fonts import Face, marked_up, register_fonts
from portfolio_app.pack.styles import standard
from portfolio_app.pack.tagged.archive import Identity
from portfolio_app.pack.tagged.canvas import TaggedCanvas
from portfolio_app.pack.tagged.finish import finish
from portfolio_app.pack.tagged.flowables import Fig, Heading, Para
from portfolio_app.pack.tagged.tables import TableTags
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content import Chapter
    from reportlab.platypus.flowables import Flowable

MARGIN: Final = 62.0
WIDTH: Final = A4[0] - 2 * MARGIN - 12
"""Of the text; platypus pads its frame by 6 points."""
PICTURE: Final = 200.0
"""Width of a picture."""


def with_tags(chapters: Sequence[Chapter], file: BytesIO) -> None:
    """Draw with the tagged canvas of the pack, and finish as a pack is finished."""
    register_fonts()
    made: list[TaggedCanvas] = []

    def canvas(*arguments: Any, **options: Any) -> TaggedCanvas:  # noqa: ANN401 - ReportLab's
        made.append(TaggedCanvas(*arguments, **options))
        return made[0]

    template = SimpleDocTemplate(
        BytesIO(), pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, title=None
    )
    template.build(list(_tagged(chapters)), canvasmaker=canvas)
    identity = Identity(title="Bench", author="Bench", created=datetime(2027, 1, 5, tzinfo=UTC))
    file.write(finish(made[0].drawing(), identity))


def with_bare_reportlab(chapters: Sequence[Chapter], file: BytesIO) -> None:
    """Draw with ReportLab alone."""
    register_fonts()
    template = SimpleDocTemplate(file, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN)
    template.build(list(_bare(chapters)), canvasmaker=_with_face)


def with_weasyprint(chapters: Sequence[Chapter], file: BytesIO) -> None:
    """Draw with WeasyPrint as PDF/UA-1, the nearest that it has to what a pack is."""
    from weasyprint import HTML  # heavy

    HTML(string=_html(chapters)).write_pdf(file, pdf_variant="pdf/ua-1")


def with_fpdf(chapters: Sequence[Chapter], file: BytesIO) -> None:
    """Draw with fpdf2, which has no tags for text."""
    from fpdf import FPDF  # heavy

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_font("serif", fname=resource("fonts", f"{Face.SERIF}.ttf"))
    pdf.add_font("sans", style="B", fname=resource("fonts", f"{Face.SANS_BOLD}.ttf"))
    pdf.add_page()
    for chapter in chapters:
        pdf.set_font("sans", "B", 12)
        pdf.multi_cell(0, 16, chapter.title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("serif", "", 10.5)
        for paragraph in chapter.paragraphs:
            pdf.multi_cell(0, 16, paragraph, new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.set_font("serif", "", 9.2)
        # Its own heads of tables are bold, a face that the others do not set here.
        with pdf.table(chapter.table, first_row_as_headings=False, line_height=13.4):
            pass  # drawn on leaving
        if chapter.picture:
            pdf.image(BytesIO(chapter.picture), w=PICTURE)
    file.write(bytes(pdf.output()))


# --- for ReportLab -----------------------------------------------------------------------


def _tagged(chapters: Sequence[Chapter]) -> Iterator[Flowable]:
    styles = standard()
    for number, chapter in enumerate(chapters):
        level = 2 if number else 1
        yield Heading(marked_up(chapter.title, Face.SANS_BOLD), styles["h2"], level)
        for paragraph in chapter.paragraphs:
            yield Para(marked_up(paragraph, Face.SERIF), styles["statement"])
        rows = [
            [Para(marked_up(cell, Face.SERIF), styles["cell-serif"]) for cell in row]
            for row in chapter.table
        ]
        widths = [WIDTH / len(rows[0])] * len(rows[0])
        yield Table(rows, colWidths=widths, repeatRows=1, renderCB=TableTags(summary="Facts"))
        if chapter.picture:
            yield Fig(_image(chapter.picture), "What is to be seen")


def _bare(chapters: Sequence[Chapter]) -> Iterator[Flowable]:
    styles = standard()
    for chapter in chapters:
        yield Paragraph(escape(chapter.title), styles["h2"])
        for paragraph in chapter.paragraphs:
            yield Paragraph(escape(paragraph), styles["statement"])
        rows = [
            [Paragraph(escape(cell), styles["cell-serif"]) for cell in row]
            for row in chapter.table
        ]
        yield Table(rows, colWidths=[WIDTH / len(rows[0])] * len(rows[0]), repeatRows=1)
        if chapter.picture:
            yield _image(chapter.picture)


def _image(data: bytes) -> Image:
    width, height = ImageReader(BytesIO(data)).getSize()
    return Image(BytesIO(data), width=PICTURE, height=PICTURE * height / width)


def _with_face(file: BytesIO, **options: Any) -> Canvas:  # noqa: ANN401 - ReportLab's own
    return Canvas(file, **options | {"initialFontName": Face.SANS.value})


# --- for WeasyPrint ----------------------------------------------------------------------

_CSS: Final = f"""
@page {{ size: A4; margin: {MARGIN}pt }}
body {{ font: 10.5pt/16pt serif-face }}
h1, h2 {{ font: bold 12pt/16pt sans-face }}
p {{ margin: 0 0 6pt }}
table {{ font-size: 9.2pt; line-height: 13.4pt; width: 100% }}
th {{ font-weight: normal; text-align: left }}
img {{ width: {PICTURE}pt }}
"""


def _html(chapters: Sequence[Chapter]) -> str:
    body = "".join(_section(number, chapter) for number, chapter in enumerate(chapters))
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({_url(face)}) }}"
        for family, weight, face in (
            ("serif-face", "normal", Face.SERIF),
            ("sans-face", "bold", Face.SANS_BOLD),
        )
    )
    head = f"<title>Bench</title><style>{faces}{_CSS}</style>"
    return f"<!doctype html><html lang=en-GB><head>{head}</head><body>{body}</body></html>"


def _section(number: int, chapter: Chapter) -> str:
    level = "h2" if number else "h1"
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter.paragraphs)
    rows = "".join(
        "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(("th", *["td"] * len(chapter.table)), chapter.table, strict=False)
    )
    picture = (
        f'<img src="{_inline(chapter.picture)}" alt="What is to be seen">'
        if chapter.picture
        else ""
    )
    title = escape(chapter.title)
    return f"<{level}>{title}</{level}>{text}<table>{rows}</table>{picture}"


def _url(face: Face) -> str:
    return resource("fonts", f"{face}.ttf").as_uri()


def _inline(picture: bytes) -> str:
    # The kind is told from the content, whatever stands here.
    return f"data:image/*;base64,{b64encode(picture).decode()}"
