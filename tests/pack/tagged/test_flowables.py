"""What is heard of paragraphs, lists, headings, figures and tables, read back from the file."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageBreak, PageTemplate, Table
from reportlab.platypus.flowables import HRFlowable

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.tagged.canvas import LayoutCanvas, TaggedCanvas
from portfolio_app.pack.tagged.flowables import Fig, Heading, Memory, Para
from portfolio_app.pack.tagged.links import link
from portfolio_app.pack.tagged.marks import Passage, passages_markup
from portfolio_app.pack.tagged.structure import Attributes, Step
from portfolio_app.pack.tagged.tables import TableTags
from tests.pack.engine import BODY, TITLE, WORDS, drawn, heard, told


def test_headings_and_paragraphs_are_heard_in_order(tmp_path):
    story = [
        Heading("Signatures", TITLE, 1),
        Para("Four people sign.", BODY),
        Heading("How to <b>verify</b>", TITLE, 2),
    ]
    assert heard(told(story), tmp_path) == [
        ("H1", "Signatures"),
        ("P", "Four people sign."),
        ("H2", "How to verify"),
    ]


def test_words_stay_apart_where_a_line_ends(tmp_path):
    plain, styled = WORDS * 3, f"<b>Then</b> {WORDS * 3}"
    parts = heard(told([Para(plain, BODY), Para(styled, BODY)]), tmp_path)
    assert parts == [("P", plain.strip()), ("P", "Then " + plain.strip())]


def test_a_paragraph_over_a_page_end_is_one_element(tmp_path):
    document = told([Para(WORDS * 12, BODY)], height=240)
    with pikepdf.open(BytesIO(document)) as pdf:
        (paragraph,) = pdf.Root.StructTreeRoot.K[0].K
        pages = {kid.Pg.objgen for kid in paragraph.K}
        assert len(pages) == len(pdf.pages) > 1
    assert " ".join(text for _, text in heard(document, tmp_path)) == (WORDS * 12).strip()


def test_a_list_has_labels_and_bodies(tmp_path):
    path = (Step("L", "list", Attributes(numbering="Decimal")),)
    story = [Para(f"Point {n}", BODY, "LI", path, bullet=f"{n}.") for n in (1, 2)]
    document = told(story)
    assert heard(document, tmp_path) == [
        ("Lbl", "1."),
        ("LBody", "Point 1"),
        ("Lbl", "2."),
        ("LBody", "Point 2"),
    ]
    with pikepdf.open(BytesIO(document)) as pdf:
        (whole,) = pdf.Root.StructTreeRoot.K[0].K
        assert whole.S == "/L"
        assert whole.A.ListNumbering == "/Decimal"
        assert [item.S for item in whole.K] == ["/LI", "/LI"]


def test_a_list_item_over_a_page_end_keeps_one_label(tmp_path):
    item = Para(WORDS * 12, BODY, "LI", (Step("L", "list"),), bullet="1.")
    tags = [tag for tag, _ in heard(told([item], height=240), tmp_path)]
    assert tags[0] == "Lbl"
    assert set(tags[1:]) == {"LBody"}


def test_what_a_pass_knows_of_a_paragraph_changes_nothing_in_the_next():
    texts = (WORDS * 12, f"<b>Then</b> {WORDS * 9}", f"{WORDS * 3}<u>now</u>")
    memory = Memory()

    def story(known):
        return [Para(text, BODY, memory=known) for text in texts]

    fresh = told(story(None), height=240)
    assert told(story(memory), height=240) == fresh
    assert told(story(memory), height=240) == fresh
    wider = told(story(memory))
    assert wider == told(story(None))


def test_laying_out_finds_what_drawing_finds():
    def found(canvasmaker):
        document = BaseDocTemplate(BytesIO(), pagesize=(400, 240))
        frame = Frame(20, 20, 360, 200)
        document.addPageTemplates([PageTemplate("page", [frame])])
        words = passages_markup(WORDS * 9, Face.SERIF, [Passage(key="one", start=9, end=700)])
        points = []
        document.afterPage = lambda: points.extend(
            (point.key, point.starts, point.x, point.y)
            for point in document.canv.marks_on_page()
        )
        story = [Heading("Here", TITLE, 1, key="here"), Para(words, BODY), Para("End.", BODY)]
        document.build(story, canvasmaker=canvasmaker)
        return document.page, document.canv.targets, points

    laid_out = found(LayoutCanvas)
    assert laid_out == found(TaggedCanvas)
    assert len(laid_out[2]) == 2


def test_a_paragraph_says_its_language():
    document = told([Para("Croeso", BODY, lang="cy")])
    with pikepdf.open(BytesIO(document)) as pdf:
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Lang) == "cy"
        assert str(pdf.Root.Lang) == "en-GB"


def test_headings_become_nested_bookmarks_that_lead_to_them():
    story = [
        Heading("Evidence", TITLE, 1, key="c", outline="2  Evidence"),
        Para(WORDS, BODY),
        PageBreak(),
        Heading("A visit", TITLE, 2, key="e1", outline="3  A visit"),
    ]
    with pikepdf.open(BytesIO(told(story))) as pdf:
        with pdf.open_outline() as outline:
            (part,) = outline.root
            assert part.title == "2  Evidence"
            assert [child.title for child in part.children] == ["3  A visit"]
        assert pdf.Root.OpenAction[0].objgen == pdf.pages[0].obj.objgen


def test_a_heading_over_a_page_end_is_one_place_at_its_first_line():
    long = Heading(WORDS * 6, TITLE, 1, key="long", outline="1  Long")
    document = told([long, Para(link("up", "#long"), BODY)], height=300)
    with pikepdf.open(BytesIO(document)) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) > 1
        assert [entry.title for entry in outline.root] == ["1  Long"]
        assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K] == ["/H1", "/P"]


def test_a_bookmark_without_a_key_is_refused():
    with pytest.raises(ValueError, match="needs a key"):
        Heading("Nowhere", TITLE, outline="Nowhere")


def test_decoration_is_not_heard_whatever_it_is_made_of(tmp_path):
    def draw(canvas):
        with canvas.artifact():
            for content in (Para("Head", BODY), Para("a", BODY, "LI", bullet="1.")):
                content.wrapOn(canvas, 300, 100)
                content.drawOn(canvas, 60, 800)
            with canvas.figure("f", "A figure", (0, 0, 10, 10)):
                canvas.draw_text(60, 760, "Foot", Face.SANS, 8)
        with canvas.within(Step("P", 1)):
            canvas.draw_text(60, 700, "Content", Face.SANS, 8, anchor="left")

    assert heard(drawn(draw), tmp_path) == [("P", "Content")]


def test_text_that_is_in_no_element_is_decoration(tmp_path):
    document = drawn(lambda canvas: canvas.draw_text(60, 700, "Loose", Face.SANS, 8))
    assert heard(document, tmp_path) == []


def test_a_tagged_paragraph_needs_a_tagged_canvas():
    paragraph = Para("Words", BODY)
    plain = Canvas(BytesIO())
    paragraph.wrapOn(plain, 300, 100)
    with pytest.raises(TypeError, match="needs a TaggedCanvas"):
        paragraph.drawOn(plain, 0, 0)


def test_a_figure_is_heard_as_its_alternative_text(tmp_path):
    document = told([Fig(HRFlowable(width=100), "A line"), Para("After it", BODY)])
    with pikepdf.open(BytesIO(document)) as pdf:
        figure, _ = pdf.Root.StructTreeRoot.K[0].K
        assert str(figure.Alt) == "A line"
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
        assert (left, right) == (175, 275)  # in the middle of 60 to 390
        assert bottom <= top <= 802
    assert heard(document, tmp_path) == [("P", "After it")]


def test_a_face_that_is_not_embedded_is_refused():
    with pytest.raises(ValueError, match="Helvetica is never embedded"):
        told([Para("Words", ParagraphStyle("unset"))])


class TestTables:
    def rows(self, count):
        head = [Para("Evidence", BODY), Para("Page", BODY)]
        return [head, *([Para(f"Visit {n}", BODY), Para(str(n), BODY)] for n in range(count))]

    def test_cells_are_heads_or_data(self, tmp_path):
        table = Table(self.rows(2), renderCB=TableTags(1, (0,), "Two visits"))
        document = told([table])
        assert [text for _, text in heard(document, tmp_path)] == [
            *("Evidence", "Page", "Visit 0", "0", "Visit 1", "1")
        ]
        with pikepdf.open(BytesIO(document)) as pdf:
            written = pdf.Root.StructTreeRoot.K[0].K[0]
            assert str(written.A.Summary) == "Two visits"
            kinds = [[str(cell.S) for cell in row.K] for row in written.K]
            assert kinds == [["/TH", "/TH"], ["/TH", "/TD"], ["/TH", "/TD"]]
            assert written.K[0].K[1].A.Scope == "/Column"
            assert written.K[1].K[0].A.Scope == "/Row"

    def test_a_table_over_pages_is_one_and_its_head_is_heard_once(self, tmp_path):
        table = Table(self.rows(30), repeatRows=1, renderCB=TableTags())
        document = told([table], height=300)
        with pikepdf.open(BytesIO(document)) as pdf:
            assert len(pdf.pages) > 2
            (written,) = pdf.Root.StructTreeRoot.K[0].K
            assert len(written.K) == 31
        texts = [text for _, text in heard(document, tmp_path)]
        assert texts.count("Evidence") == 1
        assert texts[-2:] == ["Visit 29", "29"]

    def test_blank_cells_keep_their_place_and_merged_ones_say_so(self):
        rows = [[Para("All", BODY), ""], [Para("One", BODY), ""]]
        table = Table(rows, style=[("SPAN", (0, 0), (1, 0))], renderCB=TableTags())
        with pikepdf.open(BytesIO(told([table]))) as pdf:
            first, second = pdf.Root.StructTreeRoot.K[0].K[0].K
            assert [int(cell.A.ColSpan) for cell in first.K] == [2]
            assert len(second.K) == 2

    def test_text_after_a_table_is_outside_it(self, tmp_path):
        story = [Table(self.rows(1), renderCB=TableTags()), Para("After", BODY)]
        with pikepdf.open(BytesIO(told(story))) as pdf:
            assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K] == ["/Table", "/P"]


class TestLinks:
    def links(self, document):
        """Return (description, tags of the elements around it) of each link annotation."""
        with pikepdf.open(BytesIO(document)) as pdf:
            numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
            owners = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
            found = []
            for page in pdf.pages:
                for annotation in page.obj.get("/Annots", []):
                    owner = owners[int(annotation.StructParent)]
                    assert int(annotation.F) == 4
                    found.append((str(annotation.Contents), str(owner.S), str(owner.P.S)))
            return found

    def test_a_link_says_title_and_page_of_its_target(self):
        story = [
            Para(f"See {link('p. 2', '#visit')} for more", BODY),
            PageBreak(),
            Heading("The visit", TITLE, 1, key="visit", outline="2  The visit"),
        ]
        assert self.links(told(story)) == [("Page 2, 2  The visit", "/Link", "/P")]

    def test_a_link_may_say_something_of_its_own(self):
        story = [
            Heading("Matrix", TITLE, 1, key="matrix"),
            Para(link("6", "#matrix", description="Evidence 2 & 3, PCF 6"), BODY),
            Para(f"At {link('their site', 'https://example.org/?a=1&b=2')} now", BODY),
        ]
        assert self.links(told(story)) == [
            ("Evidence 2 & 3, PCF 6", "/Link", "/P"),
            ("https://example.org/?a=1&b=2", "/Link", "/P"),
        ]

    @pytest.mark.parametrize("before", ["", "Before "], ids=["all of it", "part of it"])
    def test_a_wrapped_link_is_one_element_with_an_area_per_line(self, before, tmp_path):
        paragraph = Para(before + link(WORDS * 3, "#top"), BODY)
        document = told([Heading("Top", TITLE, 1, key="top"), paragraph])
        with pikepdf.open(BytesIO(document)) as pdf:
            links = [kid for kid in pdf.Root.StructTreeRoot.K[0].K[1].K if kid.get("/S")]
            assert [str(one.S) for one in links] == ["/Link"]
            assert len(pdf.pages[0].obj.Annots) > 1
        assert ("Link", (WORDS * 3).strip()) in heard(document, tmp_path)

    def test_two_links_in_one_paragraph_keep_their_words(self, tmp_path):
        markup = f"From {link('one', '#top')} to {link('two', '#top')} end"
        document = told([Heading("Top", TITLE, 1, key="top"), Para(markup, BODY)])
        assert heard(document, tmp_path)[1:] == [
            *(("P", "From"), ("Link", "one"), ("P", "to"), ("Link", "two"), ("P", "end"))
        ]

    def test_a_link_drawn_by_hand_gets_an_element(self):
        def draw(canvas):
            canvas.bookmarkPage("here")
            with canvas.within(Step("P", 1)):
                canvas.draw_text(60, 700, "Contents", Face.SANS, 8)
                canvas.link_to("here", (60, 698, 100, 708), "Back to the contents")

        assert self.links(drawn(draw)) == [("Back to the contents", "/Link", "/P")]

    def test_a_link_in_decoration_is_refused(self):
        def draw(canvas):
            canvas.bookmarkPage("here")
            with canvas.artifact():
                canvas.link_to("here", (60, 698, 100, 708))

        with pytest.raises(ValueError, match="cannot be decoration"):
            drawn(draw)


def test_pictures_by_reportlab_can_be_figures(tmp_path):
    source = tmp_path / "dot.png"
    from PIL import Image as Pillow

    Pillow.new("RGB", (4, 4), "red").save(source)
    with pikepdf.open(BytesIO(told([Fig(Image(str(source), 40, 40), "A dot")]))) as pdf:
        assert str(pdf.Root.StructTreeRoot.K[0].K[0].Alt) == "A dot"
