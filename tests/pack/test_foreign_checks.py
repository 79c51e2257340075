"""Rules of the archive that foreign pages break: found, cleaned, and judged by veraPDF."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.foreign_checks import LAYERS
from portfolio_app.pack.foreign_colours import COLOURS, UNUSUAL
from portfolio_app.pack.foreign_fonts import IRREGULAR, NOT_EMBEDDED, UNREADABLE
from tests.pack import foreign_files as files
from tests.pack.test_foreign import PDF, hosted
from tests.tools.verapdf import validate

RGB, CMYK = Name.DeviceRGB, Name.DeviceCMYK
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def page(content, resources=None, **entries):
    """Return a PDF of one page; `resources` and the entries are made for it where callable."""
    with pikepdf.new() as pdf:
        made = pdf.add_blank_page(page_size=files.SHEET)
        made.Contents = pdf.make_stream(content)
        made.Resources = Dictionary(resources(pdf) if resources else {})
        for key, value in entries.items():
            made.obj[f"/{key}"] = value(pdf) if callable(value) else value
        file = BytesIO()
        pdf.save(file)
        return file.getvalue()


def image(pdf, space=RGB, data=bytes(12), **entries):
    return pdf.make_stream(
        data,
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=space,
            **entries,
        ),
    )


def form(pdf, content=b"0 0 10 10 re f", **entries):
    entries.setdefault("BBox", Array([0, 0, 100, 100]))
    return pdf.make_stream(content, Dictionary(Type=Name.XObject, Subtype=Name.Form, **entries))


def shows(thing):
    """Return a page that draws one image or form."""
    return page(b"q 50 0 0 50 50 50 cm /X Do Q", lambda pdf: {"/XObject": {"/X": thing(pdf)}})


def paints(space, operands=b"0.5"):
    """Return a page that paints in a colour space."""
    content = b"/S cs " + operands + b" sc 0 0 50 50 re f"
    return page(content, lambda pdf: {"/ColorSpace": {"/S": space(pdf)}})


def states(**entries):
    """Return a page drawn in a graphics state."""
    return page(
        b"/G gs 0 0 50 50 re f",
        lambda pdf: {
            "/ExtGState": {
                "/G": Dictionary(
                    {f"/{k}": v(pdf) if callable(v) else v for k, v in entries.items()}
                )
            }
        },
    )


def function(space=3):
    return Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        N=1,
        C0=Array([0] * space),
        C1=Array([1] * space),
    )


def shading(space=RGB, count=3):
    return Dictionary(
        ShadingType=2,
        ColorSpace=space,
        Coords=Array([0, 0, 100, 100]),
        Function=function(count),
    )


def tiles(pdf, content):
    pattern = Dictionary(
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 5, 5]),
        XStep=5,
        YStep=5,
        Resources=Dictionary(),
    )
    return pdf.make_stream(content, pattern)


def patterned(pattern):
    content = b"/Pattern cs /P scn 0 0 90 90 re f"
    return page(content, lambda pdf: {"/Pattern": {"/P": pattern(pdf)}})


def drawn_letters(pdf, **entries):
    table = b"1 beginbfchar <61> <0061> endbfchar"
    usual = {
        "Type": Name.Font,
        "Subtype": Name.Type3,
        "FontBBox": Array([0, 0, 750, 750]),
        "FontMatrix": Array([0.001, 0, 0, 0.001, 0, 0]),
        "CharProcs": Dictionary(a=pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")),
        "Encoding": Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        "FirstChar": 97,
        "LastChar": 97,
        "Widths": Array([1000]),
        "ToUnicode": pdf.make_stream(table),
    }
    wanted = {key: value for key, value in (usual | entries).items() if value is not None}
    return Dictionary(**wanted)


def written(font):
    return page(b"BT /F 12 Tf 50 50 Td (a) Tj ET", lambda pdf: {"/Font": {"/F": font(pdf)}})


def letter_with(change_font):
    def change(pdf):
        for font in pdf.pages[0].resources.Font.values():
            change_font(pdf, font)

    return files.changed(files.letter(), change)


def symbolic(_pdf, font):
    font.FontDescriptor.Flags = 4
    font.Encoding = Name.WinAnsiEncoding


def custom(pdf, font):
    font.Subtype = Name.MMType9
    del pdf


FINE = {
    "an image": lambda: shows(image),
    "an image that asks to be smoothed": lambda: shows(lambda p: image(p, Interpolate=True)),
    "an image with metadata": lambda: shows(
        lambda p: image(p, Metadata=p.make_stream(b"<x/>"), Intent=Name.Odd)
    ),
    "an image with a soft mask": lambda: shows(
        lambda p: image(p, SMask=image(p, Name.DeviceGray, bytes([255] * 4)))
    ),
    "an image with a colour table": lambda: shows(
        lambda p: image(p, Array([Name.Indexed, RGB, 1, String("abcdef")]), bytes(4))
    ),
    "a form": lambda: shows(form),
    "a form that uses its page's resources": lambda: page(
        b"/X Do",
        lambda p: {"/XObject": {"/X": form(p, b"/I Do"), "/I": image(p)}},
    ),
    "a form with tags and a script": lambda: shows(
        lambda p: form(p, b"/Artifact BMC 0 0 9 9 re f EMC", PieceInfo=Dictionary())
    ),
    "a transparent form": lambda: shows(
        lambda p: form(p, Group=Dictionary(S=Name.Transparency, CS=RGB))
    ),
    "colours by a profile": lambda: paints(
        lambda p: Array([Name.ICCBased, p.make_stream(SRGB, N=3)]), b"1 0 0"
    ),
    "measured grey": lambda: paints(
        lambda p: Array([Name.CalGray, Dictionary(WhitePoint=Array([1, 1, 1]))])
    ),
    "a spot colour on screen": lambda: paints(
        lambda p: Array([Name.Separation, Name.Spot, RGB, function()])
    ),
    "half transparent": lambda: states(ca=0.5, BM=Name.Multiply),
    "with notes for the press": lambda: states(
        TR=Name.Identity, HTP=Array([0, 0]), RI=Name.Odd
    ),
    "masked": lambda: states(
        SMask=lambda p: Dictionary(
            S=Name.Luminosity, G=form(p, Group=Dictionary(S=Name.Transparency, CS=RGB))
        )
    ),
    "tiled": lambda: patterned(lambda p: tiles(p, b"1 0 0 rg 0 0 3 3 re f")),
    "shaded": lambda: page(b"/S sh", lambda p: {"/Shading": {"/S": shading()}}),
    "shaded as a pattern": lambda: patterned(
        lambda p: Dictionary(PatternType=2, Shading=shading(), ExtGState=Dictionary(ca=0.5))
    ),
    "drawn letters": lambda: written(drawn_letters),
    "a picture between the words": lambda: page(
        b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"
    ),
    "a layer that shows": lambda: page(
        b"/OC /L BDC 0 0 9 9 re f EMC",
        lambda p: {"/Properties": {"/L": Dictionary(Type=Name.OCG, Name=String("L"))}},
    ),
    "a font without some of its lists": lambda: letter_with(
        lambda p, font: font.FontDescriptor.update({"/CIDSet": p.make_stream(b"x")})
    ),
}

BROKEN_RULES = {
    "an image for the press": (lambda: shows(lambda p: image(p, CMYK, bytes(16))), COLOURS),
    "a form for the press": (lambda: shows(lambda p: form(p, b"0 0 0 1 k")), COLOURS),
    "a group for the press": (
        lambda: shows(lambda p: form(p, Group=Dictionary(S=Name.Transparency, CS=CMYK))),
        COLOURS,
    ),
    "a page group for the press": (
        lambda: page(b"0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=CMYK)),
        COLOURS,
    ),
    "press colours chosen by name": (lambda: page(b"/DeviceCMYK cs 0 0 0 1 sc"), COLOURS),
    "a spot colour for the press": (
        lambda: paints(lambda p: Array([Name.Separation, Name.Spot, CMYK, function(4)])),
        COLOURS,
    ),
    "several inks": (
        lambda: paints(lambda p: Array([Name.DeviceN, Array([Name.A]), RGB, function()])),
        COLOURS,
    ),
    "a press picture between the words": (
        lambda: page(b"q BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI Q"),
        COLOURS,
    ),
    "shading for the press": (
        lambda: page(b"/S sh", lambda p: {"/Shading": {"/S": shading(CMYK, 4)}}),
        COLOURS,
    ),
    "tiles for the press": (
        lambda: patterned(lambda p: tiles(p, b"0 0 0 1 k 0 0 3 3 re f")),
        COLOURS,
    ),
    "a profile of another kind": (
        lambda: paints(lambda p: Array([Name.ICCBased, p.make_stream(LAB, N=3)]), b"1 0 0"),
        UNUSUAL,
    ),
    "a colour space nobody knows": (lambda: paints(lambda p: Array([Name.Odd])), UNUSUAL),
    "a colour space by an unknown name": (lambda: paints(lambda p: Name.Odd), UNUSUAL),
    "a wavelet image": (
        lambda: shows(lambda p: image(p, Filter=Name.JPXDecode, data=b"x")),
        UNUSUAL,
    ),
    "a printer's program": (
        lambda: shows(lambda p: p.make_stream(b"", Type=Name.XObject, Subtype=Name.PS)),
        UNUSUAL,
    ),
    "an unknown operator": (lambda: page(b"0 0 9 9 re f odd"), UNUSUAL),
    "an unknown intent": (lambda: page(b"/Odd ri 0 0 9 9 re f"), UNUSUAL),
    "an unknown way to blend": (lambda: states(BM=Name.Odd), UNUSUAL),
    "a smoothed picture between the words": (
        lambda: page(b"q BI /W 1 /H 1 /BPC 8 /CS /G /I true ID a EI Q"),
        UNUSUAL,
    ),
    "too deep": (lambda: page(b"q " * 29 + b"0 0 9 9 re f" + b" Q" * 29), UNUSUAL),
    "nonsense for resources": (
        lambda: page(b"BT /F 9 Tf (a) Tj ET", lambda p: {"/Font": {"/F": 7}}),
        UNUSUAL,
    ),
    "a hidden layer": (files.layered, LAYERS),
    "a hidden layer's form": (
        lambda: files.changed(
            files.layered(),
            lambda pdf: pdf.pages[0].obj.update(
                {
                    "/Contents": pdf.make_stream(b"/X Do"),
                    "/Resources": Dictionary(
                        XObject=Dictionary(X=form(pdf, OC=pdf.Root.OCProperties.OCGs[0]))
                    ),
                }
            ),
        ),
        LAYERS,
    ),
    "drawn letters without meaning": (
        lambda: written(lambda p: drawn_letters(p, ToUnicode=None)),
        UNREADABLE,
    ),
    "drawn letters for the press": (
        lambda: written(
            lambda p: drawn_letters(
                p, CharProcs=Dictionary(a=p.make_stream(b"750 0 d0 0 0 0 1 k 0 0 9 9 re f"))
            )
        ),
        COLOURS,
    ),
    "a font of an unknown kind": (lambda: letter_with(custom), IRREGULAR),
    "a symbol font with an encoding": (lambda: letter_with(symbolic), IRREGULAR),
    "a font of a state, missing": (
        lambda: states(
            Font=Array([Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Times), 9])
        ),
        NOT_EMBEDDED,
    ),
    "a composite font, missing": (
        lambda: written(
            lambda p: Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                Encoding=Name("/UniGB-UCS2-H"),
                DescendantFonts=Array(
                    [Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.S)]
                ),
            )
        ),
        NOT_EMBEDDED,
    ),
}


def problems(document):
    with open_attachment(document, PDF) as attachment:
        return attachment.pages[0].problems


@pytest.mark.parametrize("make", FINE.values(), ids=FINE)
def test_what_archives_allow_is_taken_over_as_drawn(make):
    assert problems(make()) == ()


@pytest.mark.parametrize(("make", "problem"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_what_archives_forbid_is_noticed(make, problem):
    assert problem in problems(make())


def test_of_a_font_that_is_missing_it_is_told_first_that_it_is_missing():
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    assert problems(written(lambda _: font)) == (NOT_EMBEDDED, UNREADABLE)


def test_a_pack_with_all_of_it_is_an_archive_and_accessible(tmp_path):
    makers = [*FINE.values(), *(make for make, _ in BROKEN_RULES.values())]
    path = tmp_path / "pack.pdf"
    path.write_bytes(hosted(*(make() for make in makers)))
    # The place that a failure names is the place in this list.
    assert validate([path]) == []
