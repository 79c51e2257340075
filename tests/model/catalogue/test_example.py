"""The finished example agrees with the catalogue, claims what it says, and is ready."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from portfolio_app.model.domain.anchors import anchor, occurrences
from portfolio_app.model.domain.evidence import (
    Answer,
    Attachment,
    Claim,
    Evidence,
    loosened,
    passages,
)
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    AttachmentId,
    CapabilityRef,
    ClaimId,
    EvidenceId,
)
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Snapshot,
)
from portfolio_app.model.domain.shortfalls import empty_slots, withheld_fields
from portfolio_app.model.domain.slots import slot_at, slots
from portfolio_app.model.domain.verdict import State, judge
from portfolio_app.model.domain.wording import words
from portfolio_app.places import resource

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def read(name):
    return tomllib.loads(resource("example", name).read_text("utf-8"))


def flat(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            for row, entry in enumerate(value, start=1):
                yield from flat(entry, f"{prefix}{key}.{row}.")
        else:
            yield f"{prefix}{key}", str(value)


@dataclass
class Piece:
    """A piece of the example: what its file says, and the record that comes of it."""

    file: str
    content: dict
    record: Evidence


@pytest.fixture(scope="module")
def example():
    return read("example.toml")


@pytest.fixture(scope="module")
def pieces(example, catalogue):
    found = []
    for entry in example["evidence"]:
        content = read(entry["file"])
        form = catalogue.forms[content["form"]]
        found.append(
            Piece(entry["file"], content, record_of(entry["file"], content, form, catalogue))
        )
    return found


def record_of(file, content, form, catalogue):
    answers = {}
    for path, text in flat(content["fields"]):
        slot = slot_at(form, answers, catalogue.models, path)
        assert slot, f"{file}: {path} is not asked for"
        answers[path] = Answer(
            text=text.strip(), written_by=slot.author, entered_by=PRACTITIONER
        )
    attachments = tuple(
        Attachment(
            id=AttachmentId(entry["file"]),
            name=entry["file"],
            media_type="application/pdf",
            size=resource("example", entry["file"]).stat().st_size,
            sha256=sha256(resource("example", entry["file"]).read_bytes()).hexdigest(),
            pages=1,
            description=entry["description"],
            path=entry.get("path"),
        )
        for entry in content.get("attachments", [])
    )
    claims = tuple(
        claim_of(f"{file}-{n}", entry, answers, form, catalogue)
        for n, entry in enumerate(content.get("claims", []))
    )
    return Evidence(
        id=EvidenceId(file.removesuffix(".toml")),
        form=form.id,
        by=content.get("by"),
        author_name=content.get("author", ""),
        answers=answers,
        attachments=attachments,
        claims=claims,
        created_at=NOON,
        changed_at=NOON,
    )


def claim_of(name, entry, answers, form, catalogue):
    text = answers[entry["path"]].text
    slot = slot_at(form, answers, catalogue.models, entry["path"])
    found = occurrences(text, entry["quote"])
    assert len(found) == 1, f"{name}: found {len(found)} times: {entry['quote']}"
    return Claim(
        id=ClaimId(name),
        path=entry["path"],
        anchor=anchor(text, *found[0]),
        capability=CapabilityRef.parse(entry["capability"]),
        note=entry["note"],
        by=entry.get("by", slot.author),
    )


@pytest.fixture(scope="module")
def snapshot(example, pieces):
    facts = example["portfolio"]
    records = sorted((p.record for p in pieces), key=lambda e: (e.date, e.created_at))
    return Snapshot(
        portfolio=Portfolio(
            id="example",
            practitioner=Practitioner(**example["practitioner"]),
            pathway=facts["pathway"],
            pathway_version="2018.1",
            started_on=facts["started_on"],
            panel_on=facts["panel_on"],
            submit_by=facts["submit_by"],
            example=True,
        ),
        evidence=tuple(records),
        contributors=tuple(
            Contributor(role=c["role"], name=c["name"]) for c in example["contributors"]
        ),
        pages={EvidenceId("managers-report"): 1},
    )


def test_it_is_ready_for_its_panel(snapshot, catalogue):
    verdict = judge(snapshot, catalogue.pathways["bexley-level-3"], catalogue, TODAY)
    assert [(r.id, r.reasons) for r in verdict.judged if not r.met] == []
    assert verdict.ready
    assert [r.role for r in verdict.by_signature] == ["service_manager", "head_of_service"]
    assert all(r.state is State.BY_SIGNATURE for r in verdict.by_signature)


def test_every_answer_is_asked_for_and_every_required_one_given(pieces, catalogue):
    for piece in pieces:
        form = catalogue.forms[piece.record.form]
        assert empty_slots(piece.record, form, catalogue) == (), piece.file
        asked = {slot.path for slot in slots(form, piece.record.answers, catalogue.models)}
        assert set(piece.record.answers) <= asked, piece.file


def test_every_choice_is_offered(pieces, catalogue):
    for piece in pieces:
        form = catalogue.forms[piece.record.form]
        for slot in slots(form, piece.record.answers, catalogue.models):
            text = piece.record.text(slot.path)
            if text and slot.kind is FieldKind.CHOICE:
                assert text in {option.id for option in slot.field.options}
            if text and slot.kind is FieldKind.DATE:
                assert date.fromisoformat(text) <= TODAY
            if text and slot.kind is FieldKind.FACE:
                assert text in set("12345")


def test_summaries_name_a_goal_that_is_written_down(pieces):
    goals = {goal["goal"] for p in pieces for goal in p.content["fields"].get("goals", [])}
    named = [p.content["fields"]["goal"] for p in pieces if "goal" in p.content["fields"]]
    assert len(named) == 2
    assert set(named) <= goals


def test_both_summaries_have_nine_hundred_words_of_their_own(pieces):
    summaries = [p.record for p in pieces if p.record.form == "reflective-summary"]
    for record in summaries:
        account = [a.text for path, a in record.answers.items() if path.startswith("account.")]
        assert sum(words(text) for text in account) >= 900
    assert len(summaries) == 2


def test_claims_reach_every_capability_in_several_voices(pieces, catalogue):
    claims = [claim for piece in pieces for claim in piece.record.claims]
    assert len(claims) >= 24
    pathway = catalogue.pathways["bexley-level-3"]
    everything = {
        c.ref for name in pathway.frameworks for c in catalogue.frameworks[name].capabilities
    }
    assert {claim.capability for claim in claims} == everything
    assert {claim.by for claim in claims} == {
        "practitioner",
        "team_manager",
        "external_professional",
    }


def test_every_claim_rests_on_words_and_says_how(pieces, catalogue):
    for piece in pieces:
        form = catalogue.forms[piece.record.form]
        assert loosened(piece.record) == ()
        assert all(passage.note.endswith(".") for passage in passages(piece.record))
        for claim in piece.record.claims:
            assert slot_at(form, piece.record.answers, catalogue.models, claim.path).claimable
            assert 3 <= words(claim.note) <= 20


def test_every_attachment_is_there_and_described(pieces):
    attached = [a for piece in pieces for a in piece.record.attachments]
    assert {a.name for a in attached} == {
        "letter.pdf",
        "certificate.jpg",
        "landscape.pdf",
        "drawing.png",
    }
    assert all(0 < a.size < 200_000 for a in attached)
    assert all(words(a.description) >= 10 for a in attached)


def test_children_said_yes_to_what_is_shown(pieces, catalogue):
    for piece in pieces:
        form = catalogue.forms[piece.record.form]
        shown = {path.partition(".")[0] for path in piece.record.answers}
        assert not withheld_fields(piece.record, form) & shown


def test_the_example_names_no_child_and_no_family(example, pieces):
    """Only those who sign have names; everyone else stands under a stand-in or a role."""
    signers = {c["name"] for c in example["contributors"]} | {example["practitioner"]["name"]}
    for piece in pieces:
        author = piece.record.author_name
        assert author in signers | {
            "",
            "Child A",
            "Young person C",
            "Health visitor",
            "Course provider",
        }


def test_the_report_says_what_its_limit_allows(pieces):
    report = next(p.record for p in pieces if p.record.form == "manager-report")
    assert 240 <= words(report.text("judgement")) <= 330


def test_the_files_are_all_used(example):
    lying = {path.name for path in resource("example").glob("*.toml")}
    named = {entry["file"] for entry in example["evidence"]}
    assert lying == named | {"example.toml", "statements.toml", "words.toml"}


def test_seven_capabilities_of_nine_have_a_statement_and_two_wait_for_one(catalogue):
    written = read("statements.toml")
    level = {str(c.ref) for c in catalogue.frameworks["pcf-2018"].capabilities}
    assert level - set(written) == {"pcf-2018/5", "pcf-2018/8"}
    assert set(written) <= level
    assert all(80 <= words(text) <= 130 for text in written.values())
