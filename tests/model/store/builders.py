"""Records to put into a vault, and keys that are quick to make."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
from portfolio_app.model.store.keys import Cost
from portfolio_app.model.store.vault import create_vault

PASSPHRASE = "harbour violet tandem"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NOON = datetime(2026, 11, 2, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
TEXT = "We sat on the floor. I listened to her for an hour, and wrote down her words."
PIECE = EvidenceId("piece-1")
ACCOUNT = FieldPath("account.feelings")

PORTFOLIO = Portfolio(
    id="portfolio-1",
    practitioner=Practitioner(
        name="Sam Ekwueme", swe_number="SW000417", job_title="Social Worker", team="North"
    ),
    pathway=PathwayId("bexley-level-3"),
    pathway_version="2018.1",
    started_on=date(2026, 1, 5),
    panel_on=date(2027, 1, 14),
    submit_by=date(2026, 12, 31),
    example=True,
    times_sealed=2,
)


def new_vault(folder, *, portfolio=PORTFOLIO, passphrase=PASSPHRASE, keyring=None):
    """Make a vault whose passphrase costs nothing to try."""
    return create_vault(folder, portfolio, passphrase=passphrase, keyring=keyring, cost=CHEAP)


def answer(text, by=PRACTITIONER):
    return Answer(text=text, written_by=RoleId(by), entered_by=PRACTITIONER)


def claim(number=1, start=21, end=41):
    return Claim(
        id=ClaimId(f"claim-{number}"),
        path=ACCOUNT,
        anchor=anchor(TEXT, start, end),
        capability=CapabilityRef.parse("pcf-2018/6"),
        note="shows it",
        by=PRACTITIONER,
    )


def evidence(number=1, *, day="2026-10-01", **changes):
    piece = Evidence(
        id=EvidenceId(f"piece-{number}"),
        form=FormId("reflective-summary"),
        by=RoleId("team_manager"),
        author_name="Ada Lindqvist",
        answers={
            FieldPath("title"): answer(f"Piece {number}"),
            FieldPath("date"): answer(day),
            ACCOUNT: answer(TEXT, "team_manager"),
        },
        claims=(claim(),) if number == 1 else (),
        core=True,
        created_at=NOON,
        changed_at=NOON,
    )
    return replace(piece, **changes)


def attachment(content, number=1, **changes):
    record = Attachment(
        id=AttachmentId(f"attachment-{number}"),
        name="Drawing by Wren.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=3,
        description="A house.",
        path=FieldPath("drawing"),
    )
    return replace(record, **changes)


def integrity(vault):
    """Return every complaint of the database about itself."""
    with vault._engine.connect() as connection:
        return [
            row
            for check in ("cipher_integrity_check", "integrity_check", "foreign_key_check")
            for row in connection.exec_driver_sql(f"PRAGMA {check}").all()
            if tuple(row) != ("ok",)
        ]
