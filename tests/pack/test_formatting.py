"""What authors made of their words: lists, headings and quotations are so in the pack too."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.pack.draw import draw_edition, draw_pack
from portfolio_app.pack.large_print import large_print
from portfolio_app.pack.plan import plan_pack
from tests.pack.helpers import Silent, a_request, an_evidence
from tests.pack.reading import elements, squeezed, texts
from tests.tools import verapdf

PATH = FieldPath("account.feelings")
LONG = "I went back over every visit that I had recorded since the spring. " * 12
TEXT = "\n".join(
    (
        "What I did first",
        "I rang the school and then the nursery.",
        "I wrote to the health visitor, who had seen him last.",
        f"I asked Ms B. {LONG}",
        "What she said",
        "You never asked me what the evenings are like.",
        "Nobody did.",
        "I read the chronology again.",
        "I told my manager on the same day.",
        "Then I waited.",
    )
)
FORMATTED = (
    (MarkKind.HEADING, "What I did first"),
    (MarkKind.BULLET, TEXT[TEXT.index("I rang") : TEXT.index("\nWhat she said")]),
    (MarkKind.HEADING, "What she said"),
    (MarkKind.QUOTATION, "You never asked me what the evenings are like.\nNobody did."),
    (MarkKind.NUMBERED, "I read the chronology again.\nI told my manager on the same day."),
    (MarkKind.BOLD, "on the same day"),
    (MarkKind.ITALIC, "waited"),
)
CLAIMS = (
    "What I did first",
    "I wrote to the health visitor",
    "every visit that I had recorded",
    "You never asked me",
    "I told my manager on the same day.\nThen I waited.",
)


def of(kind, words):
    start = TEXT.index(words)
    return Mark(kind=kind, start=start, end=start + len(words))


@pytest.fixture(scope="module")
def plan(example_snapshot, catalogue):
    made = an_evidence(
        1,
        "reflective-summary",
        {"title": "Going back", "date": "2026-09-17", "account.feelings": TEXT},
        claims=tuple((PATH, words, "pcf-2018/6") for words in CLAIMS),
    )
    answer = replace(made.answers[PATH], marks=tuple(of(*each) for each in FORMATTED))
    piece = replace(made, answers={**made.answers, PATH: answer})
    return plan_pack(a_request(replace(example_snapshot, evidence=(piece,)), catalogue))


@pytest.fixture(scope="module")
def pack(plan, example_files):
    return draw_pack(plan, example_files, Silent())


@pytest.fixture(scope="module")
def large(plan, example_files):
    return draw_edition(plan, example_files, Silent(), large_print(), sealed_sha256="a1" * 32)


def structure(data, tag):
    """Return the elements of a tag in a document, each with the words that it holds."""
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot.K
        tops = root if isinstance(root, pikepdf.Array) else [root]
        return [
            [str(kid.S)[1:] for kid in _kids(found)]
            for top in tops
            for found in elements(top, tag)
        ]


def _kids(element):
    kids = element.get("/K", ())
    listed = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@pytest.mark.parametrize("edition", ["pack", "large"])
def test_lists_are_lists_and_quotations_quotations(edition, request):
    data = request.getfixturevalue(edition).data
    assert ["LI", "LI", "LI"] in structure(data, "L")
    assert ["LI", "LI"] in structure(data, "L")
    assert all(kids[:2] == ["Lbl", "LBody"] for kids in structure(data, "LI") if "Lbl" in kids)
    assert 2 in [kids.count("P") for kids in structure(data, "BlockQuote")]


def test_a_list_says_how_it_is_numbered(pack):
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        found = {
            str(found.A.ListNumbering)
            for found in elements(pdf.Root.StructTreeRoot.K[0], "L")
            if "/A" in found and "/ListNumbering" in found.A
        }
    assert {"/Disc", "/Decimal"} <= found


def test_headings_that_authors_wrote_are_below_those_of_the_form(pack):
    with pikepdf.open(BytesIO(pack.data)) as pdf:
        tags = [str(e.S)[1:] for e in _every(pdf.Root.StructTreeRoot.K[0])]
    levels = [int(tag[1]) for tag in tags if tag[0] == "H" and tag[1:].isdigit()]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(3) >= 2


def _every(element):
    yield element
    for kid in _kids(element):
        yield from _every(kid)


@pytest.mark.parametrize("edition", ["pack", "large"])
def test_no_word_and_no_claim_is_lost(edition, request):
    data = request.getfixturevalue(edition).data
    seen = squeezed("".join(texts(data)))
    for line in TEXT.split("\n"):
        assert squeezed(line[:60]) in seen
    assert seen.count("Howitshows.") >= len(CLAIMS)


def test_items_are_numbered_as_on_the_screen(pack):
    seen = "".join(texts(pack.data))
    assert "1.I read the chronology" in seen.replace(". I", ".I").replace("\n", " ")


def test_nothing_is_italic_in_large_print(large):
    with pikepdf.open(BytesIO(large.data)) as pdf:
        fonts = {
            str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()
        }
    assert not [name for name in fonts if "Italic" in name]


def test_a_formatted_pack_is_an_archive_and_accessible(pack, large, tmp_path):
    paths = [tmp_path / "pack.pdf", tmp_path / "large.pdf"]
    for path, drawn in zip(paths, (pack, large), strict=True):
        path.write_bytes(drawn.data)
    assert verapdf.validate(paths) == []


def test_formatting_changes_the_hash_of_what_is_signed(plan, example_snapshot, catalogue):
    plain = an_evidence(1, "reflective-summary", {"title": "Going back", PATH: "I rang."})
    answer = plain.answers[PATH]
    bold = replace(answer, marks=(Mark(kind=MarkKind.BOLD, start=2, end=6),))
    hashes = {
        plan_pack(
            a_request(
                replace(
                    example_snapshot,
                    evidence=(replace(plain, answers={**plain.answers, PATH: found}),),
                ),
                catalogue,
            )
        ).sha256
        for found in (answer, bold)
    }
    assert len(hashes) == 2
