"""Files such as people attach, awkward ones included."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.pack.fonts import Face, register_fonts

SHEET = (400, 600)
LEGIBLE = {
    "object_stream_mode": pikepdf.ObjectStreamMode.disable,
    "stream_decode_level": pikepdf.StreamDecodeLevel.all,
    "compress_streams": False,
}
"""How to save a file so that nothing in it is compressed."""


def letter(text="Dear panel, ŵ", *, pages=1, font=Face.SERIF.value, draw=None):
    """Return a PDF of pages with a corner mark, a line of text and whatever `draw` draws."""
    register_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=SHEET, invariant=1, initialFontName=Face.SANS.value)
    for number in range(1, pages + 1):
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.rect(20, 20, 60, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(font, 14)
        canvas.drawString(120, 300, f"{text} {number}")
        if draw is not None:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(document, change, **saving):
    """Return a PDF after `change` has had its way with it."""
    with pikepdf.open(BytesIO(document)) as pdf:
        change(pdf)
        file = BytesIO()
        pdf.save(file, **saving)
        return file.getvalue()


def boxed(**entries):
    """Return a letter whose page has the given entries."""

    def change(pdf):
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = Array(value) if isinstance(value, list) else value

    return changed(letter(), change)


def form(*, appearances=True):
    """Return a PDF with a filled text field and a ticked box."""

    def draw(canvas):
        canvas.acroForm.textfield(name="who", value="Amina", x=120, y=400, width=200, height=20)
        canvas.acroForm.checkbox(name="agreed", checked=True, x=120, y=450)

    def change(pdf):
        pdf.Root.AcroForm.NeedAppearances = not appearances
        if not appearances:
            for field in pdf.Root.AcroForm.Fields:
                if field.T == "who":
                    field.V = String("Łukasz Müller")

    return changed(letter(draw=draw), change)


def armed():
    """Return a PDF with a script, an action, a link, a comment and a file inside it."""

    def change(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('unwanted')"))
        pdf.attachments["unwanted.txt"] = b"unwanted"
        page = pdf.pages[0].obj
        page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("unwanted()")))
        rect = Array([0, 0, 100, 100])
        link = Dictionary(S=Name.URI, URI=String("https://unwanted.example"))
        page.Annots = Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=link),
                Dictionary(
                    Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents=String("unwanted")
                ),
            ]
        )
        page.PieceInfo = Dictionary(Word=Dictionary(Private=String("unwanted")))

    return changed(letter(), change)


def tagged():
    """Return a PDF whose content is marked, as word processors write it."""

    def change(pdf):
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(
            b"/Artifact <</Type /Pagination>> BDC 0 0 m EMC /P <</MCID 0>> BDC\n"
            + content
            + b"\nEMC"
        )

    return changed(letter(), change)


def layered():
    """Return a PDF with a layer that is off."""

    def change(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        off = Dictionary(OFF=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=off)
        page = pdf.pages[0]
        page.resources.Properties = Dictionary(L=layer)
        hidden = b"/OC /L BDC 0 0 1 rg 200 20 60 30 re f EMC\n"
        page.Contents = pdf.make_stream(hidden + page.Contents.read_bytes())

    return changed(letter(), change)


def only_for_adobe():
    """Return a form that says "Please wait" to other readers."""

    def change(pdf):
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))
        pdf.Root.NeedsRendering = True

    return changed(letter("Please wait"), change)


def photograph(mode="RGB", size=(300, 200), file_format="JPEG", **saving):
    """Return a picture: a noisy slope, red in the upper left corner."""
    slope = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (slope, slope.rotate(90).resize(size), slope.rotate(180)))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(220, 0, 0))
    file = BytesIO()
    image.convert(mode).save(file, file_format, **saving)
    return file.getvalue()
