"""Editions that nobody signs, and how pages are numbered."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.pack.draw import draw_edition, draw_pack
from portfolio_app.pack.large_print import SMALLEST, large_print
from portfolio_app.pack.styles import reading_copy, standard
from tests.pack.helpers import Silent
from tests.pack.reading import bookmarks, elements, links, squeezed, texts
from tests.tools import verapdf

SEALED = "9F3A66C1" * 8
"""Of a sealed file that nobody needs to have."""


def an_edition(plan, files, edition):
    return draw_edition(plan, files, Silent(), edition, sealed_sha256=SEALED.lower())


def labels(data):
    with pypdfium2.PdfDocument(data) as document:
        return [document.get_page_label(index) for index in range(len(document))]


def origins(pages):
    """Return the pages of the sealed pack that each page of an edition names."""
    found = [re.search(r"Pages? ([\d\u2013]+) of the sealed pack", text) for text in pages]
    return [one[1] if one else "" for one in found]


def without_digits(text):
    return re.sub(r"\d", "", squeezed(text))


# --- reading copy ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copy(example_plan, example_files):
    return an_edition(example_plan, example_files, reading_copy())


@pytest.fixture(scope="module")
def copied(copy):
    return texts(copy.data)


def test_a_reading_copy_conforms_to_pdf_a_3a_and_pdf_ua_1(copy, tmp_path):
    path = tmp_path / "copy.pdf"
    path.write_bytes(copy.data)
    assert verapdf.validate([path]) == []


def test_a_reading_copy_says_on_every_page_that_it_is_not_signed(copied):
    assert all("Reading copy, not signed" in text for text in copied)


def test_the_cover_of_a_reading_copy_gives_the_hash_a_line_with_room_around_it(copy):
    with pypdfium2.PdfDocument(copy.data) as document:
        page = document[0].get_textpage()
        lines = ("Confidential.", SEALED.lower(), "Page 1 of the sealed pack")
        found = [page.search(words).get_next() for words in lines]
        above, hashed, below = (page.get_charbox(at)[1] for at, _ in found)
    assert above - hashed > 14
    assert hashed - below > 14


def test_a_reading_copy_prints_the_hash_of_the_sealed_file_on_every_page(copied):
    assert all(SEALED.lower() in text for text in copied)


def test_a_reading_copy_has_its_own_page_numbers(copy, copied, example_pack):
    assert copy.pages == len(copied) < example_pack.pages == copy.sealed_pages
    for number, text in enumerate(copied, start=1):
        assert f"{number} of {len(copied)}" in text


def test_each_page_of_a_reading_copy_is_the_page_that_it_names(copied, example_pack):
    sealed = texts(example_pack.data)
    # The cover's own figures differ on purpose; page numbers differ everywhere.
    for here, origin in [*zip(copied, origins(copied), strict=True)][1:]:
        there = without_digits(sealed[int(origin.partition("\u2013")[0]) - 1])
        body = [line for line in here.splitlines() if len(line) > 30]
        kept = [line for line in body if without_digits(line) in there]
        assert len(kept) >= 0.5 * len(body), (origin, body)


def test_a_reading_copy_leaves_attachments_out_and_says_where_they_are(
    copied, example_plan, example_pack
):
    sealed = texts(example_pack.data)
    attached = [a for e in example_plan.evidence for a in e.attachments]
    assert attached
    said = squeezed(" ".join(copied))
    for one in attached:
        known = re.search(
            re.escape(squeezed(one.description.rstrip("."))) + r"\(\d+pages?\)\.Notinthiscopy:"
            r"pages?(\d+)", said,
        )  # fmt: skip
        assert known, one
        assert "attached document" in sealed[int(known[1]) - 1]


def test_a_reading_copy_has_no_field_to_sign_and_no_manifest(copy):
    with pikepdf.open(BytesIO(copy.data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not pdf.attachments


def test_an_edition_of_a_draft_says_so(example_plan, example_files):
    made = draw_edition(example_plan, example_files, Silent(), reading_copy())
    said = texts(made.data)
    assert "there is no sealed file yet" in said[0]
    assert all("of the draft" in text for text in said)
    assert not any("SHA-256" in text for text in said[1:-1] if "Signatures" not in text)


def test_an_edition_is_the_same_every_time(example_plan, example_files, copy):
    assert an_edition(example_plan, example_files, reading_copy()).data == copy.data


# --- large print -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(example_plan, example_files):
    return an_edition(example_plan, example_files, large_print())


@pytest.fixture(scope="module")
def printed(large):
    return texts(large.data)


@pytest.fixture(scope="module")
def flowing(printed):
    """Return the text of large print as one, without heads and feet, which are drawn last."""
    bodies = [text[: text.rindex("Large print edition, not signed")] for text in printed]
    return squeezed(" ".join(bodies))


def strings(value):
    """Yield every text of a plan."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)


def test_large_print_conforms_to_pdf_a_3a_and_pdf_ua_1(large, tmp_path):
    path = tmp_path / "large.pdf"
    path.write_bytes(large.data)
    assert verapdf.validate([path]) == []


def test_whatever_the_standard_edition_says_large_print_says(
    example_plan, example_pack, flowing
):
    standard_text = squeezed(" ".join(texts(example_pack.data)))
    # What is said of marks and of the edition is true of the standard pages alone; the list
    # names each source by its kind, where the grid names its row.
    rows = {row.title for row in example_plan.matrix.rows if row.further}
    apart = {example_plan.matrix.lead, "Standard", *rows}
    said = {text for text in strings(example_plan) if len(text) > 5} - apart
    wanted = [text for text in said if squeezed(text) in standard_text]
    assert len(wanted) > 300
    assert [text for text in wanted if squeezed(text) not in flowing] == []


def test_the_cover_of_large_print_names_several_pages_as_one_reads_them_aloud(printed):
    cover = " ".join(" ".join(printed[:3]).split())
    assert re.search(r"Matrix and signatures, pages \d+ and \d+", cover)
    assert re.search(r"Manager’s report, page \d+ ", cover)


def test_large_print_sets_the_text_of_attached_documents(flowing):
    assert squeezed("I have been a health visitor for nineteen years") in flowing


def test_each_claim_follows_its_words_as_a_block(example_plan, flowing):
    for piece in (*example_plan.evidence, *example_plan.reports):
        for number, passage in enumerate(piece.passages, start=1):
            block = squeezed(f"Claim {number}: {' · '.join(passage.codes)}, see page")
            words = flowing.index(squeezed(passage.words.splitlines()[-1]))
            assert block in flowing[words:], passage


def test_large_print_is_sans_upright_and_nowhere_below_sixteen_points(large):
    faces = set()
    with pikepdf.open(BytesIO(large.data)) as pdf:
        for page in pdf.pages:
            faces |= {str(font.BaseFont) for font in page.resources.Font.values()}
    assert {face.partition("+")[2] for face in faces} == {"NotoSans-Regular", "NotoSans-Bold"}
    assert all(style.fontSize >= SMALLEST for style in large_print().styles.values())


def test_large_print_says_on_every_page_what_it_is_and_where_it_is_from(printed, example_pack):
    assert all("Large print edition, not signed" in text for text in printed)
    named = [int(part) for one in origins(printed) for part in one.split("\u2013")]
    assert named[0] == 1
    assert set(named) == set(range(1, example_pack.pages + 1))
    assert squeezed(SEALED) in squeezed(printed[0])
    assert all("SHA-256 9F3A 66C1" in text for text in printed)


def test_a_row_of_a_table_is_found_again_although_it_stands_below_its_heads(
    printed, example_pack
):
    day = "3 September 2026"  # of the fourth of five learning activities
    (sealed,) = [n for n, text in enumerate(texts(example_pack.data), 1) if day in text]
    (own,) = [text for text in printed if day in text]
    assert origins([own]) == [str(sealed)]


def test_what_belongs_to_an_item_of_large_print_is_heard_with_it(large, example_plan):
    with pikepdf.open(BytesIO(large.data)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        (core,) = [
            found for found in elements(document, "L") if len(list(elements(found, "P"))) > 5
        ]
        items = [len(list(elements(item, "P"))) for item in elements(core, "LI")]
        assert items == [2] * len(example_plan.cover.core)  # the title, and what it answers
        told = [len(list(elements(item, "P"))) for item in elements(document, "TOCI")]
    assert told.count(1) == len(example_plan.evidence)  # who wrote it, and when


def test_large_print_asks_a_question_without_a_colon_after_it(flowing):
    assert squeezed("Did the family agree to be observed? Yes") in flowing


def test_large_print_has_page_numbers_and_cross_references_of_its_own(large, printed):
    for number, text in enumerate(printed, start=1):
        assert f"{number} of {len(printed)}" in text
    shown = [(link, re.fullmatch(r"page\s(\d+)", link.seen)) for link in links(large.data)]
    known = [(link.target, int(page[1])) for link, page in shown if page]
    assert len(known) > 60
    assert all(target == page for target, page in known)


def test_large_print_is_the_same_every_time(example_plan, example_files, large):
    assert an_edition(example_plan, example_files, large_print()).data == large.data


# --- numbering ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def by_section(example_plan, example_files):
    return draw_pack(example_plan, example_files, Silent(), standard(Numbering.SECTIONS))


def test_pages_numbered_by_section_are_labelled_as_they_are_printed(by_section):
    known = labels(by_section.data)
    assert known[:2] == ["A1", "A2"]
    assert {label[0] for label in known} == set("ABCD")
    for label, text in zip(known, texts(by_section.data), strict=True):
        assert re.search(rf"(?<!\w){label}(?!\w)", text), label


def test_links_and_bookmarks_say_the_labels(by_section):
    known = labels(by_section.data)
    for link in links(by_section.data):
        printed = re.fullmatch(r"(?:p\.\s)?([A-D]?\d+)(?:(?:–|\sto\s)[A-D]?\d+)?", link.seen)
        if printed and "passage" not in link.heard:
            assert printed[1] == known[link.target - 1], link
        if heard := re.match(r"Page (\S+),", link.heard):
            assert heard[1] == known[link.target - 1], link
    for _, title, page in bookmarks(by_section.data):
        assert title.startswith(f"{known[page - 1]}  ")


def test_a_pack_numbered_by_section_conforms(by_section, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(by_section.data)
    assert verapdf.validate([path]) == []


def test_a_pack_numbered_continuously_has_no_labels(example_pack):
    with pikepdf.open(BytesIO(example_pack.data)) as pdf:
        assert "/PageLabels" not in pdf.Root
