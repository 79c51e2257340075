"""What each document of an open export holds. `docs/formats/open-export.md` says it in words.

To change any of this is to change the format: raise `VERSION` and go on reading the older one.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.model.domain.anchors import TextAnchor
from portfolio_app.model.domain.archive import KeptAnswer, KeptAttachment, KeptEvidence
from portfolio_app.model.domain.evidence import Answer, Attachment, Claim
from portfolio_app.model.domain.history import Revision, TextPlace
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.moves import KeptRule, Move
from portfolio_app.model.domain.own_words import OwnWord
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.portfolio import (
    Contributor,
    Portfolio,
    Practitioner,
    Seal,
    ShownPassage,
    Statement,
)
from portfolio_app.model.domain.ratings import SelfRating
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.domain.stages import Extension, Pause, Timetable
from portfolio_app.services.open_format.kinds import (
    CAPABILITY,
    DAY,
    FILE_NAME,
    FLAG,
    MOMENT,
    NAME,
    SHA256,
    SHARE,
    TEXT,
    WHOLE,
    Kind,
    many,
    one_of,
    perhaps,
    shape,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portfolio_app.model.domain.names import AttachmentId

FORMAT: Final = "progression-portfolio-open"
VERSION: Final = 1

ANCHOR: Final = shape(TextAnchor, start=WHOLE, end=WHOLE, exact=TEXT, prefix=TEXT, suffix=TEXT)
CLAIM: Final = shape(
    Claim, id=NAME, path=NAME, anchor=ANCHOR, capability=CAPABILITY, note=TEXT, by=NAME
)
MARK: Final = shape(Mark, kind=one_of(MarkKind), start=WHOLE, end=WHOLE)
ANSWER: Final = shape(Answer, text=TEXT, written_by=NAME, entered_by=NAME, marks=many(MARK))
KEPT_ANSWER: Final = shape(KeptAnswer, path=NAME, answer=ANSWER, changed_at=MOMENT)
ATTACHMENT: Final = shape(
    Attachment,
    id=NAME,
    name=TEXT,
    media_type=TEXT,
    size=WHOLE,
    sha256=SHA256,
    pages=WHOLE,
    description=TEXT,
    path=perhaps(NAME),
)
KEPT_ATTACHMENT: Final = shape(
    KeptAttachment, attachment=ATTACHMENT, removed_at=perhaps(MOMENT)
)
EVIDENCE: Final = many(
    shape(
        KeptEvidence,
        id=NAME,
        form=NAME,
        by=perhaps(NAME),
        author_name=TEXT,
        core=FLAG,
        created_at=MOMENT,
        changed_at=MOMENT,
        removed_at=perhaps(MOMENT),
        draws_on=perhaps(NAME),
        answers=many(KEPT_ANSWER),
        attachments=many(KEPT_ATTACHMENT),
        claims=many(CLAIM),
    )
)
PRACTITIONER: Final = shape(Practitioner, name=TEXT, swe_number=TEXT, job_title=TEXT, team=TEXT)
TIMETABLE: Final = shape(
    Timetable,
    share=SHARE,
    pauses=many(shape(Pause, first=DAY, last=DAY, why=TEXT)),
    extension=perhaps(shape(Extension, months=WHOLE, reason=TEXT, agreed_on=DAY)),
    chosen=many(NAME),
)
PORTFOLIO: Final = shape(
    Portfolio,
    id=NAME,
    practitioner=PRACTITIONER,
    pathway=NAME,
    pathway_version=NAME,
    started_on=DAY,
    panel_on=perhaps(DAY),
    submit_by=perhaps(DAY),
    example=FLAG,
    times_sealed=WHOLE,
    timetable=TIMETABLE,
)
CONTRIBUTORS: Final = many(
    shape(Contributor, role=NAME, name=TEXT, fingerprint=perhaps(SHA256))
)
STATEMENTS: Final = many(shape(Statement, capability=CAPABILITY, text=TEXT, changed_at=MOMENT))
RATINGS: Final = many(
    shape(SelfRating, capability=CAPABILITY, stage=TEXT, level=TEXT, note=TEXT, rated_at=MOMENT)
)
SEALS: Final = many(
    shape(
        Seal,
        pack_code=TEXT,
        version=WHOLE,
        sealed_at=MOMENT,
        sha256=SHA256,
        stage=TEXT,
        shown=many(shape(ShownPassage, capability=CAPABILITY, voice=TEXT, mark=TEXT)),
    )
)
PLACE: Final = shape(TextPlace, evidence_id=perhaps(NAME), path=NAME)
HISTORY: Final = many(shape(Revision, number=WHOLE, place=PLACE, made_at=MOMENT, text=TEXT))
RULES: Final = many(shape(KeptRule, move=WHOLE, path=NAME, text=TEXT))
MOVES: Final = many(
    shape(
        Move,
        number=WHOLE,
        from_pathway=NAME,
        from_version=NAME,
        to_pathway=NAME,
        to_version=NAME,
        moved_at=MOMENT,
    )
)
RETENTION: Final = perhaps(shape(Retention, destroy_on=DAY, reason=TEXT, chosen_at=MOMENT))
OWN_WORDS: Final = many(shape(OwnWord, word=TEXT, added_at=MOMENT))
PEOPLE: Final = perhaps(
    many(
        shape(
            Person,
            id=NAME,
            real_name=TEXT,
            stand_in=TEXT,
            also=many(TEXT),
            note=TEXT,
            added_at=MOMENT,
        )
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """Which file of the export holds the bytes of an attachment."""

    attachment: AttachmentId
    file: str
    """Its name in the folder `attachments`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Everything that an open export holds, the bytes of attachments aside."""

    portfolio: Portfolio
    contributors: tuple[Contributor, ...]
    evidence: tuple[KeptEvidence, ...]
    """In the order in which they were begun, those in the bin too."""
    statements: tuple[Statement, ...]
    ratings: tuple[SelfRating, ...]
    """How the practitioner saw themselves, in the order in which they said so."""
    seals: tuple[Seal, ...]
    """In the order in which they were sealed."""
    history: tuple[Revision, ...]
    """What texts said before, latest first."""
    rules: tuple[KeptRule, ...]
    """The rule files that the portfolio goes by, or went by."""
    moves: tuple[Move, ...]
    """From one pathway, or version of it, to another."""
    retention: Retention | None
    """When the portfolio is to be destroyed, where that was decided."""
    own_words: tuple[OwnWord, ...]
    """What the spelling accepts besides its dictionary."""
    people: tuple[Person, ...] | None
    """The register of real names; None where it was left out."""
    files: tuple[StoredFile, ...]
    """One for each attachment."""


FILES: Final = many(shape(StoredFile, attachment=NAME, file=FILE_NAME))

DOCUMENTS: Final[Mapping[str, Kind[Any]]] = MappingProxyType(
    {
        "portfolio": PORTFOLIO,
        "contributors": CONTRIBUTORS,
        "evidence": EVIDENCE,
        "statements": STATEMENTS,
        "ratings": RATINGS,
        "seals": SEALS,
        "history": HISTORY,
        "rules": RULES,
        "moves": MOVES,
        "retention": RETENTION,
        "own_words": OWN_WORDS,
        "people": PEOPLE,
        "files": FILES,
    }
)
"""Each part of an archive and its kind; a part `evidence` is the document `evidence.json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A document of the export and its hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What an export says of itself, in `open-export.json`."""

    made_at: datetime
    documents: tuple[Digest, ...]


COVER: Final = shape(
    Cover, made_at=MOMENT, documents=many(shape(Digest, name=NAME, sha256=SHA256))
)
