"""Files that hold a name which nobody sees on their pages, each by other means."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.pack.fonts import Face, register_fonts
from tests.pack import foreign_files as files

CANARY = "Quillfeather"
"""The name; no other text of a pack has it."""
FONT = Face.SANS.value


def page(draw, *, pages=1, label="Dear panel"):
    """Return a PDF with a line that is seen, and what `draw` draws of the name."""
    register_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=files.SHEET, invariant=1, initialFontName=FONT)
    for _ in range(pages):
        canvas.setFont(FONT, 14)
        if label:
            canvas.drawString(60, 500, label)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def name(canvas, x=60, y=300):
    canvas.drawString(x, y, f"The family {CANARY} lives here")


def lidded(canvas):
    name(canvas)
    canvas.rect(130, 295, 90, 18, stroke=0, fill=1)


def labelled(canvas):
    lidded(canvas)
    canvas.setFillGray(1)
    canvas.drawString(135, 300, "REMOVED")


def badly_lidded(canvas):
    """Cover all but the tops of the letters."""
    name(canvas)
    canvas.rect(130, 290, 90, 16, stroke=0, fill=1)


def under_a_picture(canvas):
    name(canvas)
    canvas.drawImage(ImageReader(_slope()), 50, 280, 300, 40)


def in_white(canvas):
    canvas.setFillGray(1)
    name(canvas)


def on_its_own_colour(canvas):
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(50, 280, 300, 40, stroke=0, fill=1)
    name(canvas)


def transparent(canvas):
    canvas.setFillAlpha(0)
    name(canvas)


def never_painted(canvas):
    text = canvas.beginText(60, 300)
    text.setTextRenderMode(3)
    text.textOut(CANARY)
    canvas.drawText(text)


def tiny(canvas):
    canvas.setFont(FONT, 0.8)
    name(canvas)


def squeezed(canvas):
    text = canvas.beginText(60, 300)
    text.setHorizScale(0.5)
    text.textOut(CANARY)
    canvas.drawText(text)


def clipped_away(canvas):
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    name(canvas)


def clipped_in_part(canvas):
    path = canvas.beginPath()
    path.rect(50, 290, 80, 30)
    canvas.clipPath(path, stroke=0)
    name(canvas)


def under_letters(canvas):
    """Cover the name with letters that are blocks."""
    name(canvas)
    canvas.setFont(Face.FALLBACK.value, 20)
    canvas.drawString(128, 297, "█" * 8)


def beside_the_paper(canvas):
    name(canvas, x=900)


def in_a_form(canvas):
    canvas.beginForm("hidden")
    canvas.setFont(FONT, 14)
    lidded(canvas)
    canvas.endForm()
    canvas.doForm("hidden")


def scan(*, bar=False, name="Nightingale"):
    """Return a scan of which words were recognised; a bar may black one out in the picture."""
    register_fonts()
    picture = Image.new("L", (1000, 1500), 250)
    draw = ImageDraw.Draw(picture)
    for line in range(20):
        for stroke in range(120, 880, 12):
            draw.line((stroke, 200 + 60 * line, stroke + 5, 230 + 60 * line), 30, 3)
    if bar:
        draw.rectangle((300, 185, 620, 240), fill=0)
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=90)

    def paint(canvas):
        canvas.drawImage(ImageReader(stored), 0, 0, *files.SHEET)
        text = canvas.beginText(50, 508)
        text.setTextRenderMode(3)
        text.setFont(FONT, 15)
        text.textOut("Dear panel ")
        text.setTextOrigin(125, 508)
        text.textOut(name)
        text.setTextOrigin(50, 484)
        text.textOut("what was recognised")
        canvas.drawText(text)

    return page(paint, label="")


def with_a_bar_drawn_over_it():
    """Return a scan over which a box is drawn where it says a name."""

    def change(pdf):
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(content + b"\n0 g 130 503 140 20 re f")

    return files.changed(scan(name=CANARY), change)


def cropped(**entries):
    """Return a page that says the name below what is shown of it."""
    return boxed(page(lambda c: name(c, y=50)), CropBox=[0, 100, 400, 600], **entries)


def boxed(document, **entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = Array(value) if isinstance(value, list) else value

    return files.changed(document, change)


def layered(*, membership=False, usage=False):
    """Return a file with the name in a layer that is off, by one means or another."""

    def change(pdf):
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(CANARY)))
        opening = Dictionary()
        shown = layer
        if membership:
            shown = pdf.make_indirect(
                Dictionary(Type=Name.OCMD, OCGs=Array([layer]), P=Name.AllOff)
            )
        elif usage:
            layer.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
            layer.Usage.View = Dictionary(ViewState=Name.OFF)
            events = [
                Dictionary(Event=Name.View, OCGs=Array([layer]), Category=Array([Name.View]))
            ]
            opening.AS = Array(events)
        else:
            opening.OFF = Array([layer])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=opening)
        page = pdf.pages[0]
        page.resources.Properties = Dictionary(L=shown)
        seen, _, unseen = page.Contents.read_bytes().partition(b"ET")
        page.Contents = pdf.make_stream(seen + b"ET\n/OC /L BDC\n" + unseen + b"\nEMC")

    return files.changed(page(name), change)


def annotated(**entries):
    """Return a file with a note that has a drawing which says the name."""

    with (
        pikepdf.open(BytesIO(page(lambda canvas: None))) as pdf,
        pikepdf.open(BytesIO(page(name, label=""))) as other,
    ):
        drawing = other.make_indirect(other.pages[0].as_form_xobject())
        note = {
            "/Type": Name.Annot,
            "/Subtype": Name.Stamp,
            "/Rect": Array([0, 0, *files.SHEET]),
            "/Contents": String(CANARY),
            "/T": String(CANARY),
            "/AP": Dictionary(N=pdf.make_indirect(pdf.copy_foreign(drawing))),
        }
        note |= {f"/{key}": value for key, value in entries.items()}
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(note))])
        return _saved(pdf)


def boxed_out(**entries):
    """Return a page with a black square over the name, as readers let people draw it."""

    def change(pdf):
        note = {
            "/Type": Name.Annot,
            "/Subtype": Name.Square,
            "/Rect": Array([125, 292, 230, 318]),
            "/C": Array([0, 0, 0]),
            "/IC": Array([0, 0, 0]),
        }
        drawing = pdf.make_stream(b"0 g 0 0 105 26 re f", BBox=Array([0, 0, 105, 26]))
        drawing.Type, drawing.Subtype = Name.XObject, Name.Form
        note |= {"/AP": Dictionary(N=drawing)}
        note |= {f"/{key}": value for key, value in entries.items()}
        note = {key: value for key, value in note.items() if value is not None}
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(note))])

    return files.changed(page(name), change)


def labelled_in_a_group():
    """Return a page with a box in a group of its own over the name, and a label on top."""

    def change(pdf):
        box = pdf.make_stream(b"0 g 130 295 90 18 re f", BBox=Array([0, 0, 400, 600]))
        box.Type, box.Subtype = Name.XObject, Name.Form
        box.Group = Dictionary(S=Name.Transparency, I=True, K=False, CS=Name.DeviceRGB)
        made = pdf.pages[0]
        made.resources.XObject = Dictionary(B=box)
        drawn, last, label = made.Contents.read_bytes().rpartition(b"BT")
        made.Contents = pdf.make_stream(drawn + b"/B Do 1 g " + last + label)

    def draw(canvas):
        name(canvas)
        canvas.drawString(135, 300, "REMOVED")

    return files.changed(page(draw), change)


def revised():
    """Return a file whose first revision said the name; a reader only shows the second."""
    first = page(name)
    with pikepdf.open(BytesIO(page(lambda canvas: None))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    with pikepdf.open(BytesIO(first)) as pdf:
        number, generation = pdf.pages[0].Contents.objgen
        size = len(pdf.objects) + 1
    at = len(first)
    start = first[first.rindex(b"startxref") + 9 :].split()[0].decode()
    root = first[first.rindex(b"/Root") :].split()[1].decode()
    added = f"{number} {generation} obj\n<< /Length {len(content)} >>\nstream\n".encode()
    added += content + b"\nendstream\nendobj\n"
    table = f"xref\n{number} 1\n{at:010d} {generation:05d} n \ntrailer\n"
    table += f"<< /Size {size} /Root {root} 0 R /Prev {start} >>\n"
    table += f"startxref\n{at + len(added)}\n%%EOF\n"
    return first + added + table.encode()


def beyond_its_form():
    """Return a page with a form whose frame leaves out the name."""

    def draw(canvas):
        canvas.beginForm("small", 0, 0, 50, 50)
        canvas.setFont(FONT, 14)
        name(canvas)
        canvas.endForm()
        canvas.doForm("small")

    return page(draw)


def in_blank_letters():
    """Return a page that says the name in letters that are drawn as nothing."""

    def change(pdf):
        codes = {letter: ord(letter) for letter in CANARY}
        meanings = b"".join(b"<%02x> <%04x>\n" % (c, c) for c in sorted(codes.values()))
        table = b"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
        table += b"%d beginbfchar\n%sendbfchar\n" % (len(codes), meanings)
        blank = pdf.make_stream(b"600 0 0 0 600 700 d1")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=0, LastChar=255,
            Widths=Array([600] * 256), Resources=Dictionary(),
            CharProcs=Dictionary({f"/g{code}": blank for code in codes.values()}),
            Encoding=Dictionary(Differences=Array([
                part for code in sorted(codes.values()) for part in (code, Name(f"/g{code}"))
            ])),
            ToUnicode=pdf.make_stream(table),
        )  # fmt: skip
        made = pdf.pages[0]
        made.resources.Font["/Blank"] = font
        made.contents_add(f"BT /Blank 14 Tf 60 300 Td ({CANARY}) Tj ET".encode())

    return files.changed(page(lambda canvas: None), change)


def noted():
    """Return a file that says the name in every place that is no drawing."""

    def change(pdf):
        said = String(CANARY)
        page = pdf.pages[0].obj
        pdf.docinfo["/Title"] = said
        pdf.Root.Metadata = pdf.make_stream(f"<x>{CANARY}</x>".encode())
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=said)
        pdf.Root.Outlines = Dictionary(First=pdf.make_indirect(Dictionary(Title=said)))
        pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()
        pdf.make_indirect(Dictionary(Nobody=said))
        page.PieceInfo = Dictionary(Word=Dictionary(Private=said))
        page.Metadata = pdf.make_stream(CANARY.encode())
        page.Thumb = pdf.make_stream(CANARY.encode())
        remark = f"% {CANARY}\n/Span <</Alt ({CANARY})>> BDC\n".encode()
        page.Contents = pdf.make_stream(remark + page.Contents.read_bytes() + b"\nEMC")
        for font in page.Resources.Font.values():
            font.PieceInfo = said
            font.FontDescriptor.Remark = Dictionary(Of=said)
            font.FontDescriptor.FontFile2.Metadata = pdf.make_stream(CANARY.encode())
            font.ToUnicode.write(f"% {CANARY}\n".encode() + font.ToUnicode.read_bytes())
        page.Resources.ExtGState = Dictionary(G=Dictionary(CA=1, Remark=said))
        page.Contents.write(b"/G gs " + page.Contents.read_bytes())
        page.Resources.Properties = Dictionary(L=Dictionary(Name=said))

    return files.changed(page(lambda canvas: None), change)


def retold():
    """Return a page that has another text to be read in place of what it says."""

    def change(pdf):
        page = pdf.pages[0]
        told = f"/Span <</ActualText (The family {CANARY})>> BDC\n".encode()
        page.Contents = pdf.make_stream(told + page.Contents.read_bytes() + b"\nEMC")

    return files.changed(page(lambda canvas: None), change)


def photographed(**entries):
    """Return a file with a photograph in which a camera noted the name."""
    stored = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = CANARY
    picture = Image.open(BytesIO(files.photograph()))
    picture.save(stored, "JPEG", exif=exif, comment=CANARY.encode(), xmp=CANARY.encode())
    jpeg = stored.getvalue() + CANARY.encode() * 4

    def change(pdf):
        page = pdf.pages[0]
        image = pdf.make_stream(jpeg, Type=Name.XObject, Subtype=Name.Image)
        image.Width, image.Height, image.BitsPerComponent = 300, 200, 8
        image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
        image.Metadata = pdf.make_stream(CANARY.encode())
        image.PieceInfo = Dictionary(Private=String(CANARY))
        for key, value in entries.items():
            image[f"/{key}"] = value(pdf) if callable(value) else value
        page.resources.XObject = Dictionary(Photo=image)
        page.contents_add(b"q 300 0 0 200 50 200 cm /Photo Do Q")

    return files.changed(page(lambda canvas: None), change)


def asked(**entries):
    """Return a form with a field that nobody sees, or whose default is the name."""

    def change(pdf):
        field = {
            "/Type": Name.Annot,
            "/Subtype": Name.Widget,
            "/FT": Name.Tx,
            "/T": String(CANARY),
            "/TU": String(CANARY),
            "/DV": String(CANARY),
            "/V": String("Amina"),
            "/DA": String("/Helv 12 Tf 0 g"),
            "/Rect": Array([60, 300, 260, 320]),
            "/F": 4,
        }
        field |= {f"/{key}": value for key, value in entries.items()}
        made = pdf.make_indirect(Dictionary(field))
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([made]),
            NeedAppearances=True,
            DR=Dictionary(Font=Dictionary(Helv=helvetica)),
        )
        pdf.pages[0].obj.Annots = Array([made])

    return files.changed(page(lambda canvas: None), change)


def lying():
    """Return a page on which one letter is said to mean a whole name."""

    def change(pdf):
        meaning = CANARY.encode("utf-16-be").hex().encode()
        for font in pdf.pages[0].resources.Font.values():
            table = font.ToUnicode.read_bytes()
            font.ToUnicode.write(table.replace(b"<0070>", b"<" + meaning + b">"))

    return files.changed(page(lambda canvas: None), change)


def outlined(*, lid):
    """Return a page with a drawing of many strokes, and a box over it or the paper's colour."""

    def draw(canvas):
        path = canvas.beginPath()
        path.moveTo(60, 300)
        for at in range(1, 40):
            path.lineTo(60 + 3 * at, 300 + 14 * (at % 2))
        if not lid:
            canvas.setStrokeGray(1)
        canvas.drawPath(path)
        if lid:
            canvas.rect(70, 290, 60, 30, stroke=0, fill=1)

    return page(draw)


def picture_beyond(**placed):
    """Return a page with a picture that goes beyond its frame or the paper, or is covered."""

    def draw(canvas):
        if "clip" in placed:
            path = canvas.beginPath()
            path.rect(*placed["clip"])
            canvas.clipPath(path, stroke=0)
        canvas.drawImage(ImageReader(_slope()), *placed.get("at", (50, 200, 300, 200)))
        if "lid" in placed:
            canvas.rect(*placed["lid"], stroke=0, fill=1)
        if "ink" in placed:
            canvas.setFont(Face.FALLBACK.value, 40)
            canvas.drawString(100, 250, placed["ink"])

    return page(draw)


def twice_as_high():
    """Return a page with a picture that has as many lines again as it says."""

    def change(pdf):
        page = pdf.pages[0]
        image = pdf.make_stream(bytes(range(200)) * 40, Type=Name.XObject, Subtype=Name.Image)
        image.Width, image.Height, image.BitsPerComponent = 100, 40, 8
        image.ColorSpace = Name.DeviceGray
        page.resources.XObject = Dictionary(Photo=image)
        page.contents_add(b"q 200 0 0 80 50 200 cm /Photo Do Q")

    return files.changed(page(lambda canvas: None), change)


def masked():
    """Return a page with a picture of which nothing shines through but an edge."""
    picture = Image.open(_slope()).convert("RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 600, 10))
    stored = BytesIO()
    picture.save(stored, "PNG")

    def draw(canvas):
        canvas.drawImage(ImageReader(stored), 50, 200, 300, 40, mask="auto")

    return page(draw)


def in_tiles():
    """Return a page painted with a pattern of which the name is outside each tile."""

    def change(pdf):
        page = pdf.pages[0]
        tile = pdf.make_stream(
            b"BT /F1 9 Tf 0 -500 Td (x) Tj ET 0 0 5 5 re f",
            Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=9, YStep=9,
            BBox=Array([0, 0, 9, 9]), Resources=Dictionary(Font=page.resources.Font),
        )  # fmt: skip
        page.resources.Pattern = Dictionary(P=tile)
        page.contents_add(b"/Pattern cs /P scn 50 50 100 100 re f")

    return files.changed(page(lambda canvas: None), change)


def _slope():
    return BytesIO(files.photograph(size=(600, 80), file_format="PNG"))


def _saved(pdf):
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()
