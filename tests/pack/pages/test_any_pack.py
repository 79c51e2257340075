"""Packs that no designer saw: other forms, many signers, several frameworks, nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.forms import Field, FieldKind, Form, Option
from portfolio_app.model.domain.frameworks import Capability, Framework, Validity
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    FieldPath,
    FormId,
    FrameworkId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.pathways import SignatureRule
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Snapshot,
)
from portfolio_app.pack.draw import draw_edition, draw_pack
from portfolio_app.pack.large_print import large_print
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.styles import reading_copy
from tests.pack.foreign_files import letter
from tests.pack.helpers import Files, Silent, a_request, an_evidence
from tests.pack.reading import squeezed, texts
from tests.tools import verapdf

BEXLEY = PathwayId("bexley-level-3")
MANAGER = RoleId("team_manager")
LOCAL = FrameworkId("local-2024")
SIGNERS = (
    "practitioner", "team_manager", "service_manager", "head_of_service",
    "practice_educator", "assessor", "observer", "panel_chair",
)  # fmt: skip


def a_field(key, kind, title, author=PRACTITIONER, **more):
    return Field(id=key, kind=kind, title=title, author=author, **more)


AUDIT = Form(
    id=FormId("audit"),
    title="Case file audit",
    plural="Case file audits",
    about="An audit.",
    author=PRACTITIONER,
    contributor=MANAGER,
    fields=(
        a_field("title", FieldKind.LINE, "Title"),
        a_field("date", FieldKind.DATE, "Date"),
        a_field("grade", FieldKind.CHOICE, "Grade", MANAGER, options=(
            Option(id="g", title="Good with reservations"),
        )),
        a_field("felt", FieldKind.FACE, "How it felt"),
        a_field("found", FieldKind.PROSE, "What was found", claimable=True),
        a_field("took-part", FieldKind.GROUP, "Who took part", parts=(
            a_field("who", FieldKind.LINE, "Auditor"),
            a_field("words", FieldKind.PROSE, "Their words", MANAGER, claimable=True),
        )),
        a_field("steps", FieldKind.LIST, "Next steps", parts=(
            a_field("step", FieldKind.LINE, "Step"),
            a_field("why", FieldKind.PROSE, "Why"),
        )),
        a_field("photo", FieldKind.PICTURE, "The wall chart"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def widened(catalogue):
    """Return a catalogue with a form, a framework and a pathway of our own."""
    local = Framework(
        id=LOCAL, title="Local principles", short="LP", noun="principle", version="2024",
        validity=Validity(), source="Ours",
        capabilities=tuple(
            Capability(
                ref=CapabilityRef(LOCAL, str(n)), title=f"Principle {n}",
                short_title=f"Principle {n}: whole families, together",
            )
            for n in range(1, 13)
        ),
    )  # fmt: skip
    pathway = replace(
        catalogue.pathways[BEXLEY],
        id=PathwayId("own"),
        title="Progression from Social Worker to Experienced Social Worker with Children",
        frameworks=(*catalogue.pathways[BEXLEY].frameworks, LOCAL),
        signatures=tuple(
            SignatureRule(role=RoleId(role), means="I stand by this. " * (1 + 9 * (n % 2)))
            for n, role in enumerate(SIGNERS)
        ),
    )
    return replace(
        catalogue,
        forms={**catalogue.forms, AUDIT.id: AUDIT},
        frameworks={**catalogue.frameworks, LOCAL: local},
        pathways={**catalogue.pathways, pathway.id: pathway},
    )


def a_snapshot(pathway, evidence=(), **changes):
    fields = {
        "portfolio": Portfolio(
            id="p",
            practitioner=Practitioner(name="Agnieszka Wołoszańska ab Ŵyn"),
            pathway=pathway,
            pathway_version="1",
            started_on=date(2026, 1, 1),
        ),
        "evidence": tuple(evidence),
    }
    return Snapshot(**fields | changes)


FOUND = "\n".join(f"Paragraph {n}. " + f"Word{n} and more of it. " * 40 for n in range(12))


def an_audit(number, *, claims=True, title="", **changes):
    passages = (
        ("found", "Paragraph 1. Word1", "pcf-2018/1"),
        ("found", "more of it. Word1 and more", f"local-2024/{1 + number % 12}"),
        ("found", FOUND[300:3000], "kss-child-family-2018/2"),
        ("took-part.words", "careful", "pcf-2018/6"),
    )
    return an_evidence(
        number, "audit",
        {
            "title": title or f"Audit {number}", "date": f"2026-{1 + number % 12:02}-15",
            "grade": "g", "felt": "5", "found": FOUND if claims else "Short.",
            "took-part.who": "İpek Şahin", "took-part.words": "She is careful. " * 5,
            "steps.1.step": "First", "steps.1.why": "Because " * (200 if number % 2 else 9),
            "steps.2.step": "Then", "steps.2.why": "So.",
        },
        by="team_manager", author="Łukasz Çağlar", claims=passages if claims else (),
        roles={"took-part.words": "team_manager", "grade": "team_manager"}, **changes,
    )  # fmt: skip


def drawn(snapshot, catalogue, files=None, **changes):
    plan = plan_pack(a_request(snapshot, catalogue, **changes))
    return plan, draw_pack(plan, files or Files(), Silent())


@pytest.mark.long
def test_forty_pieces_of_an_unknown_form_three_frameworks_and_eight_signers(widened, tmp_path):
    files = Files()
    chart = files.add("chart.pdf", letter(pages=2), path=FieldPath("photo"))
    scan = files.add("scan.pdf", letter(pages=1))
    long = "A title so long that it cannot stand on one line, nor perhaps on two, whatever size"
    pieces = [an_audit(n, claims=n % 4 == 0, core=n < 12) for n in range(1, 39)]
    pieces.append(an_audit(39, title=long, attachments=(chart, scan)))
    pieces.append(
        an_evidence(40, "audit", {"title": "Only a file", "date": "x"}, attachments=(scan,))
    )
    people = tuple(Contributor(role=RoleId(r), name=f"Ŷ {r} Ğ") for r in SIGNERS[1:-1])
    snapshot = a_snapshot(PathwayId("own"), pieces, contributors=people)
    plan, pack = drawn(snapshot, widened, files, force_reason="Wanted early.", draft=True)
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack.data)
    assert verapdf.validate([path]) == []
    assert len(plan.evidence) == 40
    assert [f.name for f in pack.signature_fields] == [
        f"signature_{n:02}_{role}" for n, role in enumerate(SIGNERS, start=1)
    ]
    assert len({f.page_index for f in pack.signature_fields}) == 2
    said = squeezed(" ".join(texts(pack.data)))
    for wanted in (
        "Good with reservations", "always", "Who took part: Their words", "Wanted early.",
        "Evidence 39, page 1 of", long, "Panel chair (not named yet)", "Principle 12",
    ):  # fmt: skip
        assert squeezed(wanted) in said, wanted


def test_a_portfolio_with_nothing_in_it_makes_a_pack(catalogue, tmp_path):
    plan, pack = drawn(a_snapshot(BEXLEY), catalogue, force_reason="To see it.")
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack.data)
    assert verapdf.validate([path], ("ua1",)) == []
    assert not plan.evidence
    pages = texts(pack.data)
    assert all(len(squeezed(text)) > 290 for text in pages), "no page is left empty"
    said = squeezed(" ".join(pages))
    assert squeezed("PCF domains without passage or account") in said
    assert squeezed("To see it.") in said


def test_a_pathway_without_frameworks_panel_or_more_than_one_signer(catalogue):
    pathway = replace(
        catalogue.pathways[BEXLEY], id=PathwayId("bare"), frameworks=(), level="",
        decided_by="", capability_notes=(),
        signatures=catalogue.pathways[BEXLEY].signatures[:1],
    )  # fmt: skip
    bare = replace(catalogue, pathways={pathway.id: pathway})
    plan, pack = drawn(a_snapshot(pathway.id), bare, force_reason="x")
    assert not plan.domains
    assert not plan.matrix.groups
    assert len(pack.signature_fields) == 1
    assert "One person signs." in " ".join(texts(pack.data))


def test_an_attachment_that_is_not_the_planned_one_is_refused(catalogue):
    from portfolio_app.errors import PackError

    files = Files()
    scan = files.add("scan.pdf", letter(pages=1))
    piece = an_evidence(1, "reflective-summary", {"title": "T"}, attachments=(scan,))
    plan = plan_pack(a_request(a_snapshot(BEXLEY, [piece]), catalogue))
    files.content[scan.id] = letter("Another", pages=1)
    with pytest.raises(PackError, match="not the file"):
        draw_pack(plan, files, Silent())


LONG = "Lorem ipsum dolor sit amet, consectetur adipiscing. "
GROWN = {
    "practitioner-reply": 90, "recommendation": 20, "permission.asked": 90, "setting": 30,
    "permission.answer": 30, "questions.1.words": 70, "period-known": 20, "title": 6,
    "activities.1.effect": 60, "assent-adult": 30, "made-by": 30, "drawing": 9,
}  # fmt: skip


def test_answers_far_longer_than_anyone_expects_are_set_whole(
    example_snapshot, example_files, catalogue
):
    pieces = tuple(
        replace(
            piece,
            answers={
                path: replace(answer, text=f"{answer.text} {LONG * GROWN.get(path, 0)}ends.")
                if path in GROWN
                else answer
                for path, answer in piece.answers.items()
            },
        )
        for piece in example_snapshot.evidence
    )
    snapshot = replace(example_snapshot, evidence=pieces)
    _, pack = drawn(snapshot, catalogue, example_files, force_reason=LONG * 40)
    said = texts(pack.data)
    # Each grown answer is set once, titles in several places.
    assert squeezed(" ".join(said)).count("ends.") >= len(GROWN)
    assert all(len(squeezed(text)) > 180 for text in said), "no page is left empty"


def test_a_claim_over_a_page_end_goes_on_on_the_next(widened):
    piece = an_audit(1)
    snapshot = a_snapshot(PathwayId("own"), [piece])
    _, pack = drawn(snapshot, widened)
    said = texts(pack.data)
    assert any("continues on the next page" in text for text in said)


def test_landscape_pages_have_landscape_hosts(catalogue, example_files, example_pack):
    import pypdfium2

    with pypdfium2.PdfDocument(example_pack.data) as document:
        wide = [n for n, page in enumerate(document) if page.get_width() > page.get_height()]
    assert len(wide) == 2


@pytest.mark.parametrize("make", [large_print, reading_copy])
def test_any_pack_can_be_had_as_an_edition(widened, tmp_path, make):
    files = Files()
    scan = files.add("scan.pdf", letter(pages=2))
    pieces = [an_audit(1, attachments=(scan,)), an_audit(2, title=LONG * 3)]
    pieces.append(an_evidence(3, "audit", {"title": "A file"}, attachments=(scan,)))
    plan = plan_pack(a_request(a_snapshot(PathwayId("own"), pieces), widened, draft=True))
    made = draw_edition(plan, files, Silent(), make(Numbering.SECTIONS))
    path = tmp_path / "edition.pdf"
    path.write_bytes(made.data)
    assert verapdf.validate([path]) == []
    pages = texts(made.data)
    assert all("of the draft" in text for text in pages)
    assert all(len(squeezed(text)) > 90 for text in pages), "no page is left empty"
