"""Packs at the ends of what people bring: nothing is lost, overlaps or leaves its page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_app.model.domain.anchors import anchor
from portfolio_app.model.domain.evidence import Claim
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
)
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.styles import Sheet
from tests.pack.helpers import Silent, a_request
from tests.pack.reading import squeezed, texts
from tests.tools import verapdf

ANALYSIS = FieldPath("account.analysis")
TITLE = FieldPath("title")
LONG_TITLE = ("What was done, with whom, on which day and why it mattered to them. " * 3)[:200]
NAME = "فاطمة الزهراء Łucja Ŵyn Çağlar"
NOTE = "How it shows what it shows."
SENTENCES = tuple(f"Sentence number {n} shows one thing." for n in range(1, 62))
FOREIGN = (
    "Mae Siân yn y tŷ, ŵyr. İpek ve Işıl dışarı çıktı. Zażółć gęślą jaźń. שרה בן־ארי said so. "
)


def paragraphs(number):
    """Return so many paragraphs of 160 words."""
    return "\n".join(
        f"Paragraph {n}. " + "I wrote down what she told me. " * 23 for n in range(number)
    )


def told(piece, number, text, *, title="A title", claimed=()):
    """Return a reflective summary that says `text`, and claims some of its words."""
    answers = dict(piece.answers)
    answers[ANALYSIS] = replace(answers[ANALYSIS], text=text)
    answers[TITLE] = replace(answers[TITLE], text=title)
    claims = [
        Claim(
            id=ClaimId(f"x{number}-{at}"),
            path=ANALYSIS,
            anchor=anchor(text, text.index(words), text.index(words) + len(words)),
            capability=CapabilityRef.parse(f"pcf-2018/{1 + at % 9}"),
            note=NOTE,
            by=PRACTITIONER,
        )
        for at, words in enumerate(claimed)
    ]
    return replace(
        piece,
        id=EvidenceId(f"x{number}"),
        answers=answers,
        claims=tuple(claims),
        attachments=(),
    )


@pytest.fixture(scope="module")
def plan(example_snapshot, catalogue):
    account = next(e for e in example_snapshot.evidence if e.form == "reflective-summary")
    portfolio = example_snapshot.portfolio
    practitioner = replace(
        portfolio.practitioner, name=NAME, job_title="Gweithiwr, Şişli, Łódź"
    )
    return plan_pack(
        a_request(
            replace(
                example_snapshot,
                portfolio=replace(portfolio, practitioner=practitioner),
                evidence=(
                    told(account, 1, paragraphs(8), title=LONG_TITLE),
                    told(account, 2, " ".join(SENTENCES), claimed=SENTENCES[:60]),
                    told(account, 3, FOREIGN * 9),
                ),
            ),
            catalogue,
            force_reason="To see it.",
        )
    )


@pytest.fixture(scope="module")
def pack(plan):
    return draw_pack(plan, {}.__getitem__, Silent())


@pytest.fixture(scope="module")
def pages(pack):
    return texts(pack.data)


def boxes(data):
    """Yield the page, the height and the box of every character, and the character."""
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                yield number, page, text.get_charbox(at), text.get_text_range(at, 1)


def test_it_is_an_archive_and_accessible(pack, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack.data)
    assert verapdf.validate([path]) == []


def test_no_character_leaves_its_page_or_stands_in_the_head_but_what_belongs_there(pack):
    sheet = Sheet()
    ceiling, floor = sheet.size[1] - 20 * 2.83, sheet.foot_rule
    in_head = {}
    for number, page, (left, bottom, right, top), character in boxes(pack.data):
        assert left >= -1, (number, character)
        assert right <= page.get_width() + 1, (number, character)
        if number > 1 and bottom > ceiling and character.strip():
            in_head.setdefault(number, []).append(character)
        assert not floor - 4 < bottom < floor - 1 or number == 1, (number, character)
        assert top <= page.get_height()
    wanted = squeezed("Example: all people and events are invented")
    for number, found in in_head.items():
        assert wanted in squeezed("".join(found)), number
        assert NOTE.replace(" ", "") not in squeezed("".join(found)), number


def test_long_words_and_titles_are_set_whole(pages):
    said = squeezed(" ".join(pages))
    assert squeezed(LONG_TITLE) in said
    assert all(squeezed(f"Paragraph {n}. I wrote") in said for n in range(8))
    assert squeezed("Zażółć gęślą jaźń.") in said


def heard(data):
    """Return what is heard in place of what is seen, in the order of the file."""
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        return [
            str(one.ActualText) for one in elements if one.get("/S") and "/ActualText" in one
        ]


def test_sixty_claims_in_a_paragraph_stand_below_it_under_letters(pages, pack):
    said = squeezed(" ".join(pages))
    assert said.count(squeezed("Claimed in this account")) == 1
    assert said.count(squeezed(NOTE)) == 60
    found = heard(pack.data)
    assert len([text for text in found if text.startswith(" (claim ")]) == 60
    assert "PCF 6, claimed of “Sentence number 60 shows one thing.”, " in found


def test_a_name_in_two_scripts_is_heard_as_it_is_written(pack):
    # On the cover, beside the signature, and wherever else the practitioner is named.
    assert heard(pack.data).count("فاطمة الزهراء") > 3


def test_no_page_is_left_empty(pages):
    assert all(len(squeezed(text)) > 180 for text in pages)


@pytest.mark.long
def test_twelve_thousand_words_in_one_account_are_all_there(example_snapshot, catalogue):
    account = next(e for e in example_snapshot.evidence if e.form == "reflective-summary")
    snapshot = replace(example_snapshot, evidence=(told(account, 1, paragraphs(75)),))
    plan = plan_pack(a_request(snapshot, catalogue, force_reason="To see it."))
    said = " ".join(texts(draw_pack(plan, {}.__getitem__, Silent()).data)).split()
    assert plan.evidence[0].words > 12_000
    assert said.count("told") >= 75 * 23
    assert all(said.count(f"{n}.") for n in range(75))
