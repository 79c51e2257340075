"""Finds the characters that no typeface of the pack has, in all that people wrote."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import TITLE
from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.wording import count, joined
from portfolio_app.pack.fonts import Face, missing_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.names import AttachmentId, EvidenceId, FieldPath
    from portfolio_app.pack.plan.bundle import Bundle, Piece

_MOST_NAMED = 3
"""Characters that a sentence names; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of a person that the pack sets."""

    where: str
    """Where they stand, as a sentence begins: `“A letter”`, `The statement on PCF 6`."""
    text: str
    face: Face
    """The face that they are set in; its characters are sought there first."""
    evidence: EvidenceId | None = None
    path: FieldPath | None = None
    attachment: AttachmentId | None = None

    @property
    def fault(self) -> str:
        """What will not come out as written, in a sentence; empty where all of it will."""
        missing = sorted(missing_glyphs(self.text, self.face))
        if not missing:
            return ""
        names = [unicodedata.name(c, f"U+{ord(c):04X}").lower() for c in missing[:_MOST_NAMED]]
        return (
            f"{self.where}: {count(len(missing), 'character')} that no typeface of the pack "
            f"has will be shown as a replacement sign: {joined(names)}."
        )


def unprintable(bundle: Bundle) -> Iterator[Wording]:
    """Yield all words with characters that will be shown as a replacement sign."""
    everything = (
        *_of_the_practitioner(bundle),
        *_of_contributors(bundle),
        *_of_statements(bundle),
        *(wording for piece in bundle.pieces for wording in _of_piece(piece)),
    )
    yield from (wording for wording in everything if wording.fault)


def _of_the_practitioner(bundle: Bundle) -> Iterator[Wording]:
    request = bundle.request
    known = request.snapshot.portfolio.practitioner
    yield Wording(where="Your name", text=known.name, face=Face.SERIF)
    yield Wording(where="Your registration", text=known.swe_number, face=Face.SANS)
    yield Wording(where="Your job title", text=known.job_title, face=Face.SANS)
    yield Wording(where="Your team", text=known.team, face=Face.SANS)
    if not request.verdict.ready:  # else it is not printed
        where = "The reason for sealing early"
        yield Wording(where=where, text=request.force_reason, face=Face.SERIF)


def _of_contributors(bundle: Bundle) -> Iterator[Wording]:
    roles = bundle.request.catalogue.roles
    for contributor in bundle.request.snapshot.contributors:
        where = f"The name of the {roles[contributor.role].title}"
        yield Wording(where=where, text=contributor.name, face=Face.SANS_BOLD)


def _of_statements(bundle: Bundle) -> Iterator[Wording]:
    shown = {framework.id for framework in bundle.frameworks}
    for capability, text in bundle.request.statements.items():
        if capability.framework in shown:
            where = f"The statement on {bundle.request.catalogue.code(capability)}"
            yield Wording(where=where, text=text, face=Face.SERIF)


def _of_piece(piece: Piece) -> Iterator[Wording]:
    evidence, name = piece.evidence, named(piece.evidence, piece.form)
    for path, answer in evidence.answers.items():
        if piece.shows(path):
            face = Face.DISPLAY if path == TITLE else Face.SERIF
            yield Wording(
                where=name, text=answer.text, face=face, evidence=evidence.id, path=path
            )
    yield Wording(
        where=f"{name}, whose words these are",
        text=evidence.author_name,
        face=Face.SANS,
        evidence=evidence.id,
    )
    yield from _of_claims(piece, name)
    for attachment in evidence.attachments:
        # A picture that answers a field is described by the answer.
        if attachment.path is None or (
            piece.shows(attachment.path) and not evidence.text(attachment.path)
        ):
            yield _of_attachment(piece, attachment, name)


def _of_claims(piece: Piece, name: str) -> Iterator[Wording]:
    for claim in piece.evidence.claims:
        if piece.shows(claim.path) and piece.evidence.place(claim):
            yield Wording(
                where=f"{name}, the note on a claim",
                text=claim.note,
                face=Face.SANS,
                evidence=piece.evidence.id,
                path=claim.path,
            )


def _of_attachment(piece: Piece, attachment: Attachment, name: str) -> Wording:
    return Wording(
        where=f"{name}, the description of “{attachment.name}”",
        text=attachment.description,
        face=Face.SERIF,
        evidence=piece.evidence.id,
        path=attachment.path,
        attachment=attachment.id,
    )
