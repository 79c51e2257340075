"""Fills a portfolio with the least that a pathway asks for, whatever its rules are."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.least import least, written
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.wording import joined
from portfolio_app.services.example_words import ExampleWords, read_bank

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.least import LeastPiece, LeastText
    from portfolio_app.model.domain.names import CapabilityRef, PathwayId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.services.program import Program

_SENTENCE: Final = re.compile(r"[^.?!]+[.?!]")
_TO_PANEL: Final = 14
"""Days from handing in to the panel where a pathway says nothing; ours."""


def fill_by_rules(
    program: Program, vault: Path, pathway_id: PathwayId, passphrase: str
) -> OpenPortfolio:
    """Make a portfolio that meets a pathway today and return it open.

    Raises:
        PortfolioError: There is no such pathway, or the vault cannot be written.
    """
    catalogue, today = program.catalogue, program.clock.today()
    pathway = _pathway(catalogue, pathway_id)
    words = ExampleWords(read_bank(), catalogue)
    start = _start(pathway, catalogue, today)
    panel = _tuesday(today + timedelta(days=_TO_PANEL + pathway.days_before_panel))
    opened, _ = program.door.create(
        vault,
        pathway=pathway.id,
        practitioner=Practitioner(
            name=words.name(PRACTITIONER),
            swe_number="SW000000",
            job_title="Social Worker",
            team="Family Support and Child Protection, Team 2",
        ),
        passphrase=passphrase,
        started_on=start,
        panel_on=panel if pathway.panel else None,
        submit_by=None,
        example=True,
    )
    for signature in pathway.signatures:
        if signature.role != PRACTITIONER:
            opened.contributors.register(signature.role, words.name(signature.role))
    for piece in least(pathway, catalogue, start).pieces:
        added = _write(opened, written(piece, catalogue, words), piece, words)
        for ref in words.claimed(piece, pathway):
            _claim_first_sentence(opened, added, ref)
    for capability in opened.statements.capabilities():
        if text := words.statement(capability.ref):
            opened.statements.write(capability.ref, text)
    return opened


def _tuesday(day: date) -> date:
    """Return the first Tuesday from a day on: no panel sits on a Sunday."""
    return day + timedelta(days=(1 - day.weekday()) % 7)


def _pathway(catalogue: Catalogue, pathway_id: PathwayId) -> Pathway:
    if found := catalogue.pathways.get(pathway_id):
        return found
    raise PortfolioError(
        f"There is no pathway called “{pathway_id}”.",
        advice=f"The pathways are {joined(sorted(catalogue.pathways))}.",
    )


def _start(pathway: Pathway, catalogue: Catalogue, today: date) -> date:
    """Return a start after which the last stage is over by today, but hardly longer ago."""
    start = today
    while (end := least(pathway, catalogue, start).end) > today:
        start -= end - today
    return start


def _write(
    opened: OpenPortfolio, text: LeastText, piece: LeastPiece, words: ExampleWords
) -> Evidence:
    added = opened.evidence.add(
        piece.form,
        text.answers,
        by=piece.by,
        author_name=words.name(piece.by) if piece.by else "",
    )
    for claim in text.claims:
        opened.claims.claim_quotation(
            added.id, claim.capability, claim.passage, path=claim.path
        )
    return added


def _claim_first_sentence(
    opened: OpenPortfolio, piece: Evidence, capability: CapabilityRef
) -> None:
    slot = next((s for s in opened.evidence.slots(piece) if _can_be_quoted(s, piece)), None)
    if slot:
        sentence = _SENTENCE.match(piece.text(slot.path))
        quotation = sentence[0] if sentence else piece.text(slot.path)
        opened.claims.claim_quotation(piece.id, capability, quotation, path=slot.path)


def _can_be_quoted(slot: Slot, piece: Evidence) -> bool:
    return slot.claimable and slot.kind is FieldKind.PROSE and bool(piece.text(slot.path))
