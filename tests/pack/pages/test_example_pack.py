"""The pack of the shipped example, read back from the file."""

from __future__ import annotations

import re

import pytest

from portfolio_app.model.domain.manifest import Manifest
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.preview import page_count, page_image
from tests.pack.helpers import Silent, a_request
from tests.pack.reading import bookmarks, links, squeezed, texts
from tests.tools import poppler, qpdf, verapdf


@pytest.fixture(scope="module")
def pages(example_pack):
    return texts(example_pack.data)


@pytest.fixture(scope="module")
def found(example_pack):
    return links(example_pack.data)


@pytest.fixture(scope="module")
def file(example_pack, tmp_path_factory):
    path = tmp_path_factory.mktemp("pack") / "pack.pdf"
    path.write_bytes(example_pack.data)
    return path


@pytest.fixture(scope="module")
def structure(file):
    """Return the tree of tags as poppler reads it."""
    return poppler.structure(file)


def all_passages(plan):
    return {p.key: p for e in (*plan.evidence, *plan.reports) for p in e.passages}


def stands_on(words, pages, number):
    """Whether a passage begins on page `number`; it may go on on the next."""
    wanted, here = squeezed(words), squeezed(pages[number - 1])
    after = squeezed(pages[number]) if number < len(pages) else ""
    return any(
        wanted[:most] in here and wanted[most : most + 24] in after
        for most in range(len(wanted), 0, -1)
    )


def test_it_conforms_to_pdf_a_3a_and_pdf_ua_1(file):
    assert verapdf.validate([file]) == []


def test_its_syntax_is_sound(file):
    qpdf.check(file)


def test_the_same_plan_gives_the_same_bytes(example_plan, example_pack, example_files):
    assert draw_pack(example_plan, example_files, Silent()).data == example_pack.data


def test_every_page_says_that_it_is_an_example(pages):
    assert all("Example: all people and events are invented" in text for text in pages)


def test_a_sealed_pack_is_never_called_a_draft(pages):
    assert not any("Draft" in text for text in pages)


def test_every_page_prints_its_own_number(pages):
    for number, text in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in text


def printed_page(seen):
    """Return the page that a link prints: `p. 5 to 12`, `14–16`, `Requirements met 3`."""
    alone = re.fullmatch(r"(?:p\.\s)?(\d+)(?:(?:–|\sto\s)\d+)?", seen)
    after = re.search(r"\D (\d+)$", seen)
    found = alone or after
    return int(found[1]) if found else None


def test_every_printed_page_number_leads_to_that_page(found):
    # The figures in the marks of the matrix, on page 4, count passages.
    links = [link for link in found if "passage" not in link.heard]
    numbered = [(link, printed_page(link.seen)) for link in links]
    assert sum(page is not None for _, page in numbered) > 100
    assert all(page in {None, link.target} for link, page in numbered)


def test_every_link_is_described_in_words(found):
    assert all(link.heard.strip() for link in found)
    requirements = next(link for link in found if link.target == 3)
    assert requirements.heard == "Page 3, Requirements met"


def test_every_mark_of_the_matrix_leads_to_the_words_it_counts(example_plan, found, pages):
    passages = all_passages(example_plan)
    heard = {link.heard.rpartition(", page ")[0]: link for link in found if link.page == 4}
    cells = [cell for row in example_plan.matrix.rows for _, cell in row.cells]
    assert len(cells) > 40
    for cell in cells:
        link = heard[cell.description]
        assert stands_on(passages[cell.passages[0]].words, pages, link.target), cell


def test_every_quotation_links_back_to_the_page_of_its_words(example_plan, found, pages):
    passages = all_passages(example_plan)
    for domain in example_plan.domains:
        for quotation in domain.quotations:
            words = passages[quotation.passage].words
            assert any(
                stands_on(words, pages, link.target)
                for link in found
                if domain.title.split()[0] in pages[link.page - 1]
            ), quotation


def test_every_claim_note_stands_beside_its_words(example_plan, pages):
    for piece in example_plan.evidence:
        if piece.child is None:
            for passage in piece.passages:
                beside = f"{squeezed(' · '.join(passage.codes))}·seep."
                assert any(
                    beside in squeezed(text) and stands_on(passage.words, pages, number)
                    for number, text in enumerate(pages, start=1)
                ), passage


def test_bookmarks_begin_with_their_page(example_pack, example_plan):
    marks = bookmarks(example_pack.data)
    assert all(title.startswith(f"{page}  ") for _, title, page in marks)
    titles = [title.partition("  ")[2] for _, title, _ in marks]
    for piece in example_plan.evidence:
        assert f"{piece.name}, {piece.title}" in titles
    assert marks[0] == (0, "1  A  At a glance", 1)


def test_headings_are_read_in_the_order_of_the_plan(example_plan, structure):
    headings = [
        " ".join(re.findall(r'"(.*)"', block)).strip()
        for block in re.findall(r"H1 \(block\)\n((?:\s+\".*\"\n)+)", structure)
    ]
    headings = [" ".join(heading.split()) for heading in headings]
    wanted = [
        example_plan.cover.title, "Contents", "Requirements met", "Capability matrix",
        *(f"{d.number} {d.title}" for d in example_plan.domains),
        *(table.title for table in example_plan.lists),
        *(e.title for e in example_plan.evidence), *(r.title for r in example_plan.reports),
        "Confidentiality and authenticity", "Frameworks and words used",
        "How to verify this pack", "Signatures",
    ]  # fmt: skip
    assert [h.replace("\N{NO-BREAK SPACE}", " ") for h in headings] == wanted


def test_nothing_of_the_pages_stands_outside_the_grid(example_pack):
    import pypdfium2

    left, right, below = 22 * 72 / 25.4, 18 * 72 / 25.4, 14 * 72 / 25.4
    with pypdfium2.PdfDocument(example_pack.data) as document:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            # A line may end with a word gap, which is there to be heard, not seen.
            gap = 6
            for index in range(text.count_rects()):
                box = text.get_rect(index)
                tab = box[0] > width - 6 * 72 / 25.4
                assert tab or (
                    box[0] >= left - 2 and box[2] <= width - right + gap
                    and box[1] >= below - 4 and box[3] <= height - 20
                ), (number, box, text.get_text_bounded(*box))  # fmt: skip


def test_the_manifest_says_what_was_drawn(example_pack, example_plan, pages):
    made = Manifest.from_json(example_pack.manifest.to_json())
    assert made == example_pack.manifest
    assert made.pages == len(pages) == example_pack.pages == page_count(example_pack.data)
    assert made.pack_code == example_plan.masthead.code
    assert [signer.field for signer in made.signers] == [
        field.name for field in example_pack.signature_fields
    ]
    for listed in made.evidence:
        assert squeezed(listed.title) in squeezed(pages[listed.first_page - 1])


def test_signature_fields_stand_on_the_page_of_signatures_in_order(example_pack):
    fields = example_pack.signature_fields
    assert [field.page_index for field in fields] == [example_pack.pages - 1] * 4
    tops = [field.rect[3] for field in fields]
    assert tops == sorted(tops, reverse=True)


def test_attached_text_can_be_read_aloud(structure):
    assert "I have been a health visitor for nineteen years" in structure


def test_pages_can_be_looked_at(example_pack):
    one = page_image(example_pack.data, 0, 0.2)
    assert one.startswith(b"\x89PNG")


def test_drawing_can_be_stopped(example_plan, example_files):
    class StoppedError(Exception):
        pass

    class Impatient:
        def step(self, done, total, note):
            if done > 3:
                raise StoppedError

    with pytest.raises(StoppedError):
        draw_pack(example_plan, example_files, Impatient())


def test_a_draft_says_so_on_every_page(example_snapshot, catalogue, example_files):
    plan = plan_pack(a_request(example_snapshot, catalogue, draft=True))
    drawn = draw_pack(plan, example_files, Silent())
    assert all("Draft, not sealed" in text for text in texts(drawn.data))
