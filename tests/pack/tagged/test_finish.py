"""The finished file: conforming, the same each time, open to other readers."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pikepdf
import pytest
from reportlab.platypus import PageBreak, Table
from reportlab.platypus.flowables import HRFlowable

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.tagged.archive import AssociatedFile, pdf_date
from portfolio_app.pack.tagged.canvas import TaggedCanvas
from portfolio_app.pack.tagged.finish import finish
from portfolio_app.pack.tagged.flowables import Fig, Heading, Para
from portfolio_app.pack.tagged.links import link
from portfolio_app.pack.tagged.marks import Passage, passages_markup
from portfolio_app.pack.tagged.structure import Attributes, Step
from portfolio_app.pack.tagged.tables import TableTags
from tests.pack.engine import BODY, MOMENT, TITLE, WORDS, identity, told
from tests.pack.tagged.test_marks import Margin
from tests.tools import poppler, qpdf
from tests.tools.verapdf import validate

MANIFEST = AssociatedFile(
    name="manifest.json",
    data=b'{"pack": 1}',
    media_type="application/json",
    relationship="Data",
    description="What the pack holds, for programs",
    modified=MOMENT,
)


def everything():
    """Return a finished file with one of everything that the engine draws."""
    rows = [[Para("Evidence", BODY), Para("Page", BODY)]]
    rows += [[Para(f"Visit {n}", BODY), Para(str(n), BODY) if n % 3 else ""] for n in range(60)]
    numbered = (Step("L", "points", Attributes(numbering="Decimal")),)
    claimed = Passage(key="c1", start=len(WORDS), end=len(WORDS) * 3)
    story = [
        Heading("A pack", TITLE, 1, key="top", outline="1  A pack"),
        Para(marked_up("Łukasz ŵ ✓ שלום 日 \u202e", Face.SERIF), BODY),
        Para(f"See {link(WORDS * 2, '#end')} and {link('on', 'https://example.org')}", BODY),
        Para(link(WORDS * 2, "#end"), BODY),
        *(Para(WORDS, BODY, "LI", numbered, bullet=f"{n}.") for n in (1, 2)),
        Para(passages_markup(WORDS * 4, Face.SERIF, [claimed]), BODY),
        Table(rows, repeatRows=1, renderCB=TableTags(1, (0,), "Sixty visits")),
        Fig(HRFlowable(width=100), "A line"),
        PageBreak(),
        Heading("The end", TITLE, 2, key="end", outline="5  The end"),
        Para("Diolch", BODY, lang="cy"),
    ]
    return told(story, page_end=Margin(), files=[MANIFEST])


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    path = tmp_path_factory.mktemp("finished") / "pack.pdf"
    path.write_bytes(everything())
    return path


def test_it_is_an_archive_and_accessible(finished):
    assert validate([finished]) == []


def test_its_syntax_is_clean(finished):
    assert qpdf.check(finished) == []


def test_the_same_input_gives_the_same_bytes(finished):
    assert everything() == finished.read_bytes()


def test_every_font_is_an_embedded_subset(finished):
    fonts = poppler.fonts(finished)
    assert len(fonts) >= 4
    assert all(font.embedded and font.subset and font.has_unicode for font in fonts)


def test_both_kinds_of_metadata_say_the_same(finished):
    with pikepdf.open(finished) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == pdf.docinfo["/Title"] == "A pack"
        assert metadata["dc:creator"] == ["Amina Farrow"]
        assert metadata["xmp:CreateDate"] == "2027-01-05T16:42:00+00:00"
        assert pdf.docinfo["/CreationDate"] == "D:20270105164200+00'00'"
        assert metadata.pdfa_status == "3A"


def test_titles_may_hold_any_character():
    odd = identity(title="A <pack> & “more” ŵ", subject="R&D")
    canvas = TaggedCanvas(BytesIO())
    canvas.showPage()
    canvas.save()
    document = finish(canvas.drawing(), odd)
    with pikepdf.open(BytesIO(document)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "A <pack> & “more” ŵ"
        assert metadata["dc:description"] == "R&D"


def test_it_opens_on_its_first_page_in_full_size_under_its_title(finished):
    with pikepdf.open(finished) as pdf:
        page, kind, _left, _top, zoom = pdf.Root.OpenAction
        assert page.objgen == pdf.pages[0].obj.objgen
        assert (str(kind), int(zoom)) == ("/XYZ", 1)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.PageMode == "/UseOutlines"


def test_the_manifest_is_inside_and_related_to_the_whole(finished):
    with pikepdf.open(finished) as pdf:
        assert pdf.attachments["manifest.json"].get_file().read_bytes() == MANIFEST.data
        (file,) = pdf.Root.AF
        assert str(file.AFRelationship) == "/Data"
        assert str(file.Desc) == MANIFEST.description


def test_every_way_back_leads_to_the_element_it_came_from(finished):
    with pikepdf.open(finished) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        for page in pdf.pages:
            by_mcid = owners[int(page.obj.StructParents)]
            for mcid, element in enumerate(by_mcid):
                contents = [kid for kid in element.K if kid.get("/Type") == "/MCR"]
                assert (page.obj.objgen, mcid) in [(k.Pg.objgen, int(k.MCID)) for k in contents]


def test_a_date_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        pdf_date(datetime(2027, 1, 5))  # noqa: DTZ001 - the point of the test
