"""Attachments as PDF: seen as they are, and nothing of them but what is seen."""

from __future__ import annotations

import random
from contextlib import ExitStack, suppress
from io import BytesIO

import pikepdf
import pytest
from PIL import ImageChops

from portfolio_app.errors import IntakeError
from portfolio_app.pack.bind import fitted, place
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.foreign_checks import LAYERS
from portfolio_app.pack.foreign_colours import COLOURS
from portfolio_app.pack.foreign_fields import FIELDS
from portfolio_app.pack.foreign_fonts import NOT_EMBEDDED, UNREADABLE
from portfolio_app.pack.tagged.structure import Step
from tests.pack import foreign_files as files
from tests.pack import hidden_files as hidden
from tests.pack.engine import drawn, picture
from tests.tools.verapdf import validate

PDF = "application/pdf"
FRAME = (60.0, 60.0, 535.0, 780.0)


def hosted(*documents, media_type=PDF, sights=None):
    """Return a pack that shows every page of the documents, each on a page of its own."""
    with ExitStack() as stack:
        hosts = []
        for number, document in enumerate(documents, 1):
            attachment = stack.enter_context(open_attachment(document, media_type, sights))
            hosts += [host(number, attachment, page) for page in attachment.pages]
        return drawn(*hosts)


def host(number, attachment, page):
    """Return what draws a page of an attachment, the first one under a heading."""

    def draw(canvas):
        if page.number == 1:
            with canvas.within(Step("H1", number)):
                canvas.draw_text(60, 800, f"Evidence {number}", Face.DISPLAY, 20)
        alt = f"Evidence {number}, page {page.number} of {attachment.page_count}: Letter"
        place(canvas, page, fitted(page, FRAME), key=(number, page.number), alt=alt)

    return draw


def problems(document):
    with open_attachment(document, PDF) as attachment:
        return attachment.pages[0].problems


def looks_alike(document, *, scale=2.0):
    """Tell whether the first page of `document` looks on its host as it does by itself."""
    with open_attachment(document, PDF) as attachment:
        page = attachment.pages[0]
        left, _, right, top = fitted(page, FRAME)
    shrunk = (right - left) / page.width
    with pikepdf.open(BytesIO(document)) as pdf:
        unit = float(pdf.pages[0].obj.get("/UserUnit", 1))
    own = picture(document, scale=scale * shrunk * unit)
    whole = picture(hosted(document), scale=scale)
    x, y = round(left * scale), round(whole.height - top * scale)
    shown = whole.crop((x, y, x + own.width, y + own.height))
    # A pixel's edge may fall otherwise: compare areas of three by three.
    size = own.width // 3, own.height // 3
    difference = ImageChops.difference(own.resize(size, 4), shown.resize(size, 4))
    worst = max(high for _, high in difference.getextrema())
    changed = sum(difference.convert("L").point(lambda v: v > 96).get_flattened_data()) / 255
    return worst < 200 and changed < size[0] * size[1] * 0.01


ORDINARY = {
    "plain": files.letter,
    "two pages": lambda: files.letter(pages=2),
    "turned right": lambda: files.boxed(Rotate=90),
    "upside down": lambda: files.boxed(Rotate=180),
    "turned left": lambda: files.boxed(Rotate=270),
    "cropped": lambda: files.boxed(CropBox=[10, 10, 330, 420]),
    "cropped beyond its paper": lambda: files.boxed(CropBox=[-50, -50, 330, 420]),
    "trimmed": lambda: files.boxed(TrimBox=[100, 100, 200, 200]),
    "of a larger unit": lambda: files.boxed(UserUnit=2),
    "turned, cropped, large": lambda: files.boxed(
        Rotate=90, CropBox=[10, 10, 330, 420], UserUnit=1.5
    ),
    "with its origin elsewhere": lambda: files.boxed(MediaBox=[-100, -50, 400, 600]),
    "with tags of its own": files.tagged,
    "locked for changes": lambda: files.changed(
        files.letter(), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="")
    ),
}
PICTURED = {
    "a font missing": (lambda: files.letter("Dear panel", font="Helvetica"), NOT_EMBEDDED),
    "press colours": (
        lambda: files.letter(draw=lambda c: c.setFillColorCMYK(1, 0, 0, 0)),
        COLOURS,
    ),
    "hidden layers": (files.layered, LAYERS),
    "fields without a drawing": (lambda: files.form(appearances=False), FIELDS),
}


@pytest.mark.parametrize("make", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_page_is_taken_over_as_drawn_and_looks_the_same(make):
    document = make()
    assert problems(document) == ()
    assert looks_alike(document)


@pytest.mark.parametrize(("make", "problem"), PICTURED.values(), ids=PICTURED)
def test_an_awkward_page_is_pictured_and_keeps_its_text(make, problem):
    document = make()
    with open_attachment(document, PDF) as attachment:
        assert problem in attachment.pages[0].problems
        assert "Dear panel" in attachment.pages[0].text
    assert looks_alike(document)


def test_a_pack_with_all_these_is_an_archive_and_accessible(tmp_path):
    makers = [*ORDINARY.values(), *(make for make, _ in PICTURED.values()), files.armed]
    makers += [hidden.scan, hidden.noted, hidden.photographed, hidden.asked, hidden.masked]
    path = tmp_path / "pack.pdf"
    path.write_bytes(hosted(*(make() for make in makers)))
    assert validate([path]) == []


def test_sizes_are_those_displayed():
    sizes = {}
    for name in ("plain", "turned right", "cropped", "of a larger unit"):
        with open_attachment(ORDINARY[name](), PDF) as attachment:
            page = attachment.pages[0]
            sizes[name] = (page.width, page.height)
    assert sizes == {
        "plain": (400, 600),
        "turned right": (600, 400),
        "cropped": (320, 410),
        "of a larger unit": (800, 1200),
    }


def test_each_page_is_a_figure_with_its_text():
    with pikepdf.open(BytesIO(hosted(files.letter(pages=2)))) as pdf:
        figures = [one for one in pdf.Root.StructTreeRoot.K[0].K if one.S == "/Figure"]
        assert [str(one.Alt) for one in figures] == [
            "Evidence 1, page 1 of 2: Letter",
            "Evidence 1, page 2 of 2: Letter",
        ]
        assert [str(one.ActualText) for one in figures] == [
            "Dear panel, ŵ 1",
            "Dear panel, ŵ 2",
        ]


def test_a_small_page_is_not_enlarged_and_a_large_one_fits():
    with open_attachment(files.letter(), PDF) as small:
        assert fitted(small.pages[0], (0, 0, 1000, 1000)) == (300, 200, 700, 800)
        assert fitted(small.pages[0], (0, 0, 200, 1000)) == (0, 350, 200, 650)


def test_nothing_comes_over_but_what_is_seen(tmp_path):
    path = tmp_path / "open.pdf"
    with pikepdf.open(BytesIO(hosted(files.armed()))) as pdf:
        assert len(pdf.attachments) == 0
        pdf.save(path, **files.LEGIBLE)
    content = path.read_bytes()
    assert b"unwanted" not in content
    assert b"JavaScript" not in content


def test_filled_fields_stay_visible_and_are_read():
    with open_attachment(files.form(), PDF) as attachment:
        assert "Amina" in attachment.pages[0].text
    with open_attachment(files.form(appearances=False), PDF) as attachment:
        assert attachment.pages[0].text.splitlines()[1:] == ["Łukasz Müller"]
    with pikepdf.open(BytesIO(hosted(files.form(appearances=False)))) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_letters_without_meaning_are_noticed():
    def change(pdf):
        for font in pdf.pages[0].resources.Font.values():
            del font.ToUnicode
            font.Encoding = pikepdf.Dictionary(Differences=pikepdf.Array([1, pikepdf.Name.g1]))

    assert UNREADABLE in problems(files.changed(files.letter(), change))


def test_resources_that_a_page_does_not_use_stay_behind():
    def change(pdf):
        pdf.pages[0].resources.XObject = pikepdf.Dictionary(
            Unused=pdf.make_stream(b"(unwanted)", Type=pikepdf.Name.XObject)
        )

    document = hosted(files.changed(files.letter(), change))
    with pikepdf.open(BytesIO(document)) as pdf:
        (shown,) = pdf.pages[0].resources.XObject.values()
        assert "/XObject" not in shown.Resources


def test_the_same_file_gives_the_same_bytes():
    for make, _ in PICTURED.values():
        document = make()
        assert hosted(document) == hosted(document)


REFUSED = {
    "no PDF at all": (lambda: b"hello " * 300, "damaged"),
    "empty": (lambda: b"", "damaged"),
    "locked": (
        lambda: files.changed(
            files.letter(), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")
        ),
        "locked with a password",
    ),
    "only for Adobe's reader": (files.only_for_adobe, "only Adobe's own program"),
    "without pages": (
        lambda: files.changed(files.letter(), lambda pdf: pdf.pages.__delitem__(0)),
        "damaged",
    ),
    "of no size": (lambda: files.boxed(MediaBox=[0, 0, 0, 0]), "damaged"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_shown_is_refused_in_one_sentence(make, reason):
    with pytest.raises(IntakeError, match=reason) as refusal:
        open_attachment(make(), PDF)
    assert refusal.value.advice.startswith("Your work is safe.")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95, 0.99])
def test_a_file_that_broke_off_is_refused(share):
    whole = files.letter(pages=3)
    with pytest.raises(IntakeError, match="damaged or incomplete"):
        open_attachment(whole[: int(len(whole) * share)], PDF)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_shown_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    makers = (files.letter, files.form, files.tagged, files.layered)
    for make in makers:
        document = bytearray(files.changed(make(), lambda pdf: None, **files.LEGIBLE))
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(document))
            document[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        with suppress(IntakeError):
            hosted(bytes(document))


def test_other_kinds_of_files_are_refused():
    with pytest.raises(IntakeError, match="cannot become pages"):
        open_attachment(b"", "application/zip")
