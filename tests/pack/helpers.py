"""Snapshots to plan and draw: the shipped example, read without a vault, and made-up ones."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.anchors import anchor
from portfolio_app.model.domain.evidence import Answer, Attachment, Claim, Evidence
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    AttachmentId,
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
    FormId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Snapshot,
)
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import judge
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.plan import PackRequest
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.catalogue import Catalogue

SEALED_AT = datetime(2027, 1, 5, 16, 42, tzinfo=UTC)
TODAY = date(2027, 1, 5)
FINGERPRINT = "670C840D3C48615A9E526135DD07528E372C938FAB75780BF3B808B603A28696"
_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, note: str) -> None:
        """Ignore the report."""


class Files:
    """The bytes of attachments by their id."""

    def __init__(self) -> None:
        self.content: dict[AttachmentId, bytes] = {}

    def add(self, name: str, data: bytes, **changes: Any) -> Attachment:
        """Keep a file and return what an evidence says of it."""
        key = AttachmentId(f"file-{len(self.content) + 1}")
        self.content[key] = data
        kind = _TYPES[name.rpartition(".")[2]]
        with open_attachment(data, kind) as opened:
            pages = opened.page_count
        fields: dict[str, Any] = {
            "id": key, "name": name, "media_type": kind, "size": len(data), "pages": pages,
            "sha256": sha256(data).hexdigest(), "description": "What is to be seen",
        }  # fmt: skip
        return Attachment(**fields | changes)

    def __call__(self, key: AttachmentId) -> bytes:
        return self.content[key]


def example(files: Files, catalogue: Catalogue | None = None) -> Snapshot:
    """Return the shipped example as a snapshot; its attachments go into `files`."""
    catalogue = catalogue or read_catalogue()
    facts = _read("example.toml")
    dates = facts["portfolio"]
    evidence: list[Evidence] = []
    for number, piece in enumerate(facts["evidence"], start=1):
        made = _piece(number, _read(piece["file"]), catalogue, files, evidence)
        evidence.append(replace(made, core=bool(piece.get("core"))))
    evidence.sort(key=lambda e: e.text("date"))
    portfolio = Portfolio(
        id="example",
        practitioner=Practitioner(**facts["practitioner"]),
        pathway=PathwayId(dates["pathway"]),
        pathway_version="2018.1",
        started_on=dates["started_on"],
        panel_on=dates["panel_on"],
        submit_by=dates["submit_by"],
        example=True,
    )
    people = tuple(
        Contributor(role=RoleId(c["role"]), name=c["name"]) for c in facts["contributors"]
    )
    reports = {e.id: 1 for e in evidence if e.form == "manager-report"}
    return Snapshot(
        portfolio=portfolio, evidence=tuple(evidence), contributors=people, pages=reports
    )


def example_statements() -> dict[CapabilityRef, str]:
    """Return what the example says of each capability as a whole."""
    return {CapabilityRef.parse(key): text for key, text in _read("statements.toml").items()}


def a_request(
    snapshot: Snapshot, catalogue: Catalogue | None = None, **changes: Any
) -> PackRequest:
    """Return a request for a pack of `snapshot`, judged on the day it is sealed."""
    catalogue = catalogue or read_catalogue()
    pathway = catalogue.pathways[snapshot.portfolio.pathway]
    fields: dict[str, Any] = {
        "snapshot": snapshot, "pathway": pathway, "catalogue": catalogue,
        "verdict": judge(snapshot, pathway, catalogue, TODAY), "sealed_at": SEALED_AT,
        "version": 3, "fingerprints": {PRACTITIONER: FINGERPRINT},
    }  # fmt: skip
    return PackRequest(**fields | changes)


def an_evidence(
    number: int, form: str, answers: Mapping[str, str], *,
    by: str | None = None, author: str = "", claims: tuple[tuple[str, str, str], ...] = (),
    roles: Mapping[str, str] | None = None, **changes: Any,
) -> Evidence:  # fmt: skip
    """Return a piece of evidence.

    `claims` are (path, words, capability); `roles` says whose words stand under a path where
    they are not the practitioner's.
    """
    written = roles or {}
    fields: dict[str, Any] = {
        "id": EvidenceId(f"e{number}"),
        "form": FormId(form),
        "by": RoleId(by) if by else None,
        "author_name": author,
        "answers": {
            FieldPath(path): Answer(
                text=text,
                written_by=RoleId(written.get(path, PRACTITIONER)),
                entered_by=PRACTITIONER,
            )
            for path, text in answers.items()
        },
        "claims": tuple(
            _claim(f"e{number}-c{n}", answers[path], path, words, capability, "How it shows.",
                   written.get(path, PRACTITIONER))
            for n, (path, words, capability) in enumerate(claims, start=1)
        ),
        "created_at": SEALED_AT,
        "changed_at": SEALED_AT,
    }  # fmt: skip
    return Evidence(**fields | changes)


# --- reading the example -----------------------------------------------------------------


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("example", name).read_text("utf-8"))


def _piece(
    number: int, given: dict[str, Any], catalogue: Catalogue, files: Files,
    before: list[Evidence],
) -> Evidence:  # fmt: skip
    form = catalogue.forms[FormId(given["form"])]
    by = RoleId(given["by"]) if given.get("by") else None
    texts = {FieldPath(path): text for path, text in _flat(given["fields"])}
    answers: dict[FieldPath, Answer] = {}
    for path, text in texts.items():
        if path == "goal":
            text = _goal(text, before)
        slot = slot_at(form, answers, catalogue.models, path)
        author = slot.author if slot else PRACTITIONER
        spoken = by if by and author == form.contributor else author
        answers[path] = Answer(text=text, written_by=spoken, entered_by=PRACTITIONER)
    claims = tuple(
        _claim(
            f"e{number}-c{n}", answers[FieldPath(c["path"])].text, c["path"], c["quote"],
            c["capability"], c.get("note", ""), c.get("by", PRACTITIONER),
        )
        for n, c in enumerate(given.get("claims", ()), start=1)
    )  # fmt: skip
    attachments = tuple(
        files.add(
            a["file"], resource("example", a["file"]).read_bytes(),
            description=a.get("description", ""),
            path=FieldPath(a["path"]) if a.get("path") else None,
        )
        for a in given.get("attachments", ())
    )  # fmt: skip
    return Evidence(
        id=EvidenceId(f"e{number}"), form=form.id, by=by, author_name=given.get("author", ""),
        answers=answers, claims=claims, attachments=attachments,
        created_at=SEALED_AT, changed_at=SEALED_AT,
    )  # fmt: skip


def _goal(text: str, before: list[Evidence]) -> str:
    """Return the stored form of a goal that the example names by its number or words."""
    record = before[0]
    for path, answer in record.answers.items():
        head, _, rest = path.partition(".")
        if head == "goals" and rest.endswith(".goal") and text in {answer.text, rest[0]}:
            return f"{record.id}/{rest.partition('.')[0]}"
    return text


def _claim(
    key: str, text: str, path: str, words: str, capability: str, note: str, by: str
) -> Claim:
    start = text.index(words)
    return Claim(
        id=ClaimId(key), path=FieldPath(path), anchor=anchor(text, start, start + len(words)),
        capability=CapabilityRef.parse(capability), note=note, by=RoleId(by),
    )  # fmt: skip


def _flat(fields: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in fields.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            found += _flat(value, f"{path}.")
        elif isinstance(value, list):
            for row, item in enumerate(value, start=1):
                found += _flat(item, f"{path}.{row}.")
        else:
            text = value.isoformat() if isinstance(value, date) else str(value)
            found.append((path, text.strip()))
    return found
