"""What is found before sealing, and where it says to mend it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.model.domain.findings import Check, Severity
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.pack.fonts import Face, register_fonts
from portfolio_app.pack.foreign_reading import Reading, read_attachment
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.plan.text import plain
from portfolio_app.pack.preflight import LARGE, photographed, preflight
from portfolio_app.pack.scans import Turn
from tests.pack import foreign_files as files
from tests.pack import hidden_files as hidden
from tests.pack.helpers import Files, a_request, an_evidence

PDF = "application/pdf"
SHEET = (400, 600)
FORM = "supporting-document"


def scan(dpi=200, *, text="", turned=0, rotate=0):
    """Return a page that a mottled picture covers, with `text` behind it, turned by degrees."""
    register_fonts()
    file = BytesIO()
    pixels = tuple(round(side * dpi / 72) for side in SHEET)
    canvas = Canvas(file, pagesize=SHEET, initialFontName=Face.SANS.value)
    canvas.setPageRotation(rotate)
    canvas.translate(200, 300)
    canvas.rotate(turned)
    canvas.setFont(Face.SANS.value, 9)
    for line in range(5):
        canvas.drawString(-150, 20 * line, text)
    canvas.rotate(-turned)
    canvas.drawImage(ImageReader(Image.effect_noise(pixels, 64)), -200, -300, *SHEET)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


WORDS = "What the scanner recognised on this page"


@pytest.fixture
def found(example_snapshot, catalogue):
    """Return a judge of one piece of evidence: what is found about it and its attachments."""

    def judge(evidence, kept=None):
        snapshot = replace(example_snapshot, evidence=(evidence,))
        request = a_request(snapshot, catalogue)

        def reading(attachment):
            return read_attachment(kept(attachment.id), attachment.media_type)

        return [f for f in preflight(request, reading) if f.check is not Check.REQUIREMENT]

    return judge


def attached(kept, *added, **changes):
    return an_evidence(1, FORM, {"title": "A letter"}, attachments=added, **changes)


def test_the_example_has_nothing_to_mend(example_snapshot, example_files, catalogue):
    request = a_request(example_snapshot, catalogue)
    found = preflight(request, lambda a: read_attachment(example_files(a.id), a.media_type))
    assert [finding.sentence for finding in found] == []


def test_what_the_pathway_still_asks_blocks_and_leads_to_the_answer(
    example_snapshot, example_files, catalogue
):
    summary = next(e for e in example_snapshot.evidence if e.form == "reflective-summary")
    begun = replace(summary, answers={}, claims=())
    rest = tuple(e for e in example_snapshot.evidence if e.form != "reflective-summary")
    request = a_request(replace(example_snapshot, evidence=(begun, *rest)), catalogue)
    found = preflight(request, lambda a: read_attachment(example_files(a.id), a.media_type))
    assert {f.severity for f in found if f.check is Check.REQUIREMENT} == {Severity.BLOCKS}
    assert any(f.evidence == begun.id and f.path for f in found)
    assert found == tuple(sorted(found, key=lambda f: f.severity is Severity.WARNS))


def test_a_record_for_the_regulator_is_told_in_a_line_unless_it_is_made_evidence(
    example_snapshot, catalogue, found
):
    answers = {"title": "A peer asked", "date": "2026-08-03", "learned": "To ask first."}
    piece = an_evidence(1, "cpd-record", answers)
    (told,) = [f for f in found(piece) if f.check is Check.SUMMED_UP]
    assert "kept for Social Work England and told in one line" in told.sentence
    snapshot = replace(example_snapshot, evidence=(*example_snapshot.evidence, piece))
    plan = plan_pack(a_request(snapshot, catalogue))
    assert "A peer asked" not in [shown.title for shown in plan.evidence]
    notes = [plain(note) for note in plan.requirements.notes]
    assert (
        "Kept for Social Work England: 1 professional development record of 3 August 2026, "
        "not shown here." in notes
    )
    core = replace(snapshot, evidence=(*example_snapshot.evidence, replace(piece, core=True)))
    shown = [one.title for one in plan_pack(a_request(core, catalogue)).evidence]
    assert "A peer asked" in shown


def test_a_file_without_a_description_is_named(found):
    kept = Files()
    letter = kept.add("letter.pdf", files.letter(), description=" ")
    (finding,) = found(attached(kept, letter), kept)
    assert finding.check is Check.ALTERNATIVE_TEXT
    assert (finding.evidence, finding.attachment) == ("e1", letter.id)
    assert finding.sentence.startswith("“A letter”: “letter.pdf” has no description")


def test_a_file_that_cannot_become_pages_blocks(found):
    kept = Files()
    letter = kept.add("letter.pdf", files.letter())
    kept.content[letter.id] = files.letter()[:500]
    (finding,) = found(attached(kept, letter), kept)
    assert (finding.check, finding.severity) == (Check.UNREADABLE, Severity.BLOCKS)
    assert "damaged" in finding.sentence


def test_a_file_that_could_not_be_looked_at_is_not_called_damaged(example_snapshot, catalogue):
    kept = Files()
    piece = attached(kept, kept.add("letter.pdf", files.letter()))
    request = a_request(replace(example_snapshot, evidence=(piece,)), catalogue)
    reading = Reading(refusal="Unused.", advice="Try again.", is_for_now=True)
    (finding,) = (f for f in preflight(request, lambda _: reading) if f.attachment)
    assert finding.check is Check.UNREADABLE
    assert finding.sentence.endswith("“letter.pdf” could not be looked at just now. Try again.")


def test_pages_shown_as_pictures_are_named_with_the_reason(found):
    kept = Files()
    layered = kept.add("layered.pdf", files.layered())
    (finding,) = found(attached(kept, layered), kept)
    assert finding.check is Check.PICTURED
    assert "on page 1" in finding.sentence
    assert "layers" in finding.sentence


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: hidden.page(hidden.lidded), "words that are covered or hidden on page 1"),
        (
            lambda: hidden.picture_beyond(lid=(100, 220, 50, 12)),
            "parts of pictures that are covered or cut off on page 1",
        ),
    ],
    ids=["words", "parts"],
)
def test_what_a_file_hides_is_told_once_and_leads_to_it(found, make, says):
    kept = Files()
    letter = kept.add("letter.pdf", make())
    (finding,) = found(attached(kept, letter), kept)
    assert (finding.check, finding.severity) == (Check.HIDDEN, Severity.WARNS)
    assert (finding.evidence, finding.attachment) == ("e1", letter.id)
    assert says in finding.sentence


def test_a_scan_without_text_cannot_be_read_aloud(found):
    kept = Files()
    (finding,) = found(attached(kept, kept.add("scan.pdf", scan())), kept)
    assert finding.check is Check.WITHOUT_TEXT


def test_a_coarse_scan_is_told_with_its_resolution(found):
    kept = Files()
    (finding,) = found(attached(kept, kept.add("scan.pdf", scan(96, text=WORDS))), kept)
    assert finding.check is Check.COARSE
    assert "96 dots per inch" in finding.sentence


@pytest.mark.parametrize(
    ("size", "path", "is_told"),
    [((640, 480), None, True), ((1600, 1200), None, False), ((640, 480), "drawing", False)],
    ids=["small", "large enough", "an answer"],
)
def test_a_photograph_too_small_to_read_is_told(size, path, is_told):
    photo = Files().add("photo.jpg", files.photograph(size=size), media_type="image/jpeg")
    known = read_attachment(files.photograph(size=size), "image/jpeg")
    told = [words for _, words in photographed(replace(photo, path=path), known)]
    assert [f"{size[0]} dots" in words for words in told] == ([True] if is_told else [])


@pytest.mark.parametrize(
    ("turned", "rotate", "expected"),
    [
        (0, 0, None),
        (180, 0, Turn.UPSIDE_DOWN),
        (0, 180, Turn.UPSIDE_DOWN),
        (180, 180, None),
        (90, 0, Turn.SIDEWAYS),
        (90, 90, None),
        (270, 270, None),
        (270, 90, Turn.UPSIDE_DOWN),
    ],
)
def test_how_a_page_stands_is_told_from_its_text(turned, rotate, expected):
    page = scan(text=WORDS, turned=turned, rotate=rotate)
    known = read_attachment(page, PDF)
    assert [one.turn for one in known.scans] == ([expected] if expected else [])


def test_a_page_of_few_words_is_not_judged():
    assert read_attachment(scan(text="abc", turned=180), PDF).scans == ()


def test_a_letter_is_no_scan():
    assert read_attachment(files.letter(), PDF).scans == ()


def test_much_to_send_suggests_the_largest_file(found):
    kept = Files()
    small = kept.add("small.pdf", files.letter(), size=LARGE // 2)
    large = kept.add("large.pdf", files.letter(), size=LARGE)
    (finding,) = found(attached(kept, small, large), kept)
    assert (finding.check, finding.attachment) == (Check.SIZE, large.id)
    assert "75 MB" in finding.sentence
    assert "“large.pdf”" in finding.sentence


def test_lost_claims_and_missing_glyphs_lead_to_their_answer(found):
    piece = an_evidence(
        1, FORM, {"title": "A letter", "words": "She smiled 日 at me."},
        claims=(("words", "She smiled", "pcf/1"),),
    )  # fmt: skip
    changed = replace(piece.answers["words"], text="He left 日.")
    piece = replace(piece, answers={**piece.answers, "words": changed})
    claim, glyph = found(piece)
    assert (claim.check, claim.path) == (Check.CLAIM, "words")
    assert (glyph.check, glyph.path) == (Check.GLYPH, "words")
    assert "“She smiled”" in claim.sentence


def everywhere(words, snapshot, catalogue):
    """Return a request in which the words of people, outside evidence, are `words`."""
    known = replace(snapshot.portfolio.practitioner, name=words, job_title=words, team=words)
    snapshot = replace(
        snapshot,
        portfolio=replace(snapshot.portfolio, practitioner=known),
        contributors=(replace(snapshot.contributors[0], name=words),),
    )
    return replace(
        a_request(snapshot, catalogue),
        statements={CapabilityRef.parse("pcf-2018/6"): words},
        force_reason=words,
    )


def test_missing_glyphs_are_told_wherever_the_pack_sets_words(example_snapshot, catalogue):
    words = "Hieroglyph \U00013000"
    kept = Files()
    letter = kept.add("letter.pdf", files.letter(), description=words)
    piece = an_evidence(
        1, FORM, {"title": "A letter", "words": "She smiled at me."},
        claims=(("words", "She smiled", "pcf/1"),), attachments=(letter,),
    )  # fmt: skip
    piece = replace(
        piece, author_name=words, claims=tuple(replace(c, note=words) for c in piece.claims)
    )
    request = everywhere(words, replace(example_snapshot, evidence=(piece,)), catalogue)
    found = preflight(request, lambda a: read_attachment(kept(a.id), a.media_type))
    told = {f.sentence.partition(":")[0]: f for f in found if f.check is Check.GLYPH}
    letters = "“A letter”, the description of “letter.pdf”"
    assert list(told) == [
        "Your name",
        "Your job title",
        "Your team",
        "The reason for sealing early",
        "The name of the " + catalogue.roles[request.snapshot.contributors[0].role].title,
        "The statement on PCF 6",
        "“A letter”, whose words these are",
        "“A letter”, the note on a claim",
        letters,
    ]
    assert all("egyptian hieroglyph a001" in f.sentence for f in told.values())
    assert (told[letters].evidence, told[letters].attachment) == ("e1", letter.id)
    assert told["“A letter”, the note on a claim"].path == "words"
