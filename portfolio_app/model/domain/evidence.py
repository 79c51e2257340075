"""Evidence: filled forms, their attachments, and the claims made on their words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from portfolio_app.model.domain.anchors import Span, follow, locate
from portfolio_app.model.domain.names import FieldPath

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portfolio_app.model.domain.anchors import TextAnchor
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.names import (
        AttachmentId,
        CapabilityRef,
        ClaimId,
        EvidenceId,
        FormId,
        RoleId,
    )

TITLE = FieldPath("title")
DATE = FieldPath("date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in one field."""

    text: str
    written_by: RoleId
    """Whose words these are."""
    entered_by: RoleId
    """Who put them in. Words of others typed by the practitioner are printed as such."""
    marks: tuple[Mark, ...] = ()
    """How stretches of the text are formatted; normalised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to a piece of evidence; its bytes stay in the vault."""

    id: AttachmentId
    name: str
    """The file's name as given; client material, like everything here."""
    media_type: str
    """Found from the content: `application/pdf`, `image/jpeg`, `image/png`."""
    size: int
    """Bytes."""
    sha256: str
    """Of the content, 64 lower-case hexadecimal digits."""
    pages: int
    """Pages it fills in the pack; a picture is one."""
    description: str = ""
    """What is to be seen, for those who cannot see it."""
    path: FieldPath | None = None
    """The PICTURE field it answers; None for a file added to the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A passage that shows a capability, in the eyes of whoever claims it."""

    id: ClaimId
    path: FieldPath
    """The answer in which the passage stands."""
    anchor: TextAnchor
    capability: CapabilityRef
    note: str = ""
    """Half a sentence: how it shows it."""
    by: RoleId
    """Who claims: the practitioner, or the contributor whose words they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One filled form."""

    id: EvidenceId
    form: FormId
    by: RoleId | None = None
    """The role in which somebody else contributed: the team manager who observed."""
    author_name: str = ""
    """That person's name, or a child's stand-in."""
    answers: Mapping[FieldPath, Answer] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    claims: tuple[Claim, ...] = ()
    """In the order made."""
    core: bool = False
    """Whether the practitioner marked it for the reader with ten minutes."""
    draws_on: EvidenceId | None = None
    """The piece whose words it shows where it has none of its own; see `lending`."""
    lent: frozenset[FieldPath] = frozenset()
    """Which of its answers are not its own; empty in a piece as it is stored."""
    created_at: datetime
    changed_at: datetime

    def text(self, path: FieldPath | str) -> str:
        """Return the words under `path`, empty where nothing was written."""
        answer = self.answers.get(FieldPath(path))
        return answer.text if answer else ""

    @property
    def title(self) -> str:
        """The title, or empty."""
        return self.text(TITLE)

    @property
    def date(self) -> date | None:
        """The day of the practice, or None where it is missing or not a day."""
        try:
            return date.fromisoformat(self.text(DATE))
        except ValueError:
            return None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been put into it since it was begun."""
        return not (self.answers or self.attachments or self.claims or self.draws_on)

    def marks(self, path: FieldPath | str) -> tuple[Mark, ...]:
        """Return how the words under `path` are formatted."""
        answer = self.answers.get(FieldPath(path))
        return answer.marks if answer else ()

    def place(self, claim: Claim) -> Span | None:
        """Return where a claim's words stand now, or None when it is loosened."""
        return locate(claim.anchor, self.text(claim.path))

    def attachment(self, path: FieldPath | str) -> Attachment | None:
        """Return the picture that answers the PICTURE field at `path`, if there is one."""
        return next((a for a in self.attachments if a.path == path), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that are claimed, with everything that is claimed of them by one person.

    One passage may serve several frameworks; the margin and the pack show it once.
    """

    path: FieldPath
    span: Span
    words: str
    by: RoleId
    claims: tuple[Claim, ...]

    @property
    def note(self) -> str:
        """What is said of it: each different note once."""
        return " ".join(dict.fromkeys(c.note for c in self.claims if c.note))


def passages(evidence: Evidence) -> tuple[Passage, ...]:
    """Return the claimed passages that stand in the text now, each field in reading order."""
    groups: dict[tuple[FieldPath, Span, RoleId], list[Claim]] = {}
    for claim in evidence.claims:
        if span := evidence.place(claim):
            groups.setdefault((claim.path, span, claim.by), []).append(claim)
    ordered = sorted(groups.items(), key=lambda item: (item[0][0], item[0][1]))
    return tuple(
        Passage(
            path=path,
            span=span,
            words=evidence.text(path)[span.start : span.end],
            by=by,
            claims=tuple(claims),
        )
        for (path, span, by), claims in ordered
    )


def followed(
    claims: tuple[Claim, ...], path: FieldPath, before: str, after: str
) -> tuple[Claim, ...]:
    """Return claims for what the answer at `path` says after one edit; see `anchors.follow`."""
    if before == after:
        return claims
    of_this = [claim.anchor for claim in claims if claim.path == path]
    anchors = iter(follow(of_this, before, after))
    return tuple(
        _anchored(claim, next(anchors)) if claim.path == path else claim for claim in claims
    )


def _anchored(claim: Claim, anchor: TextAnchor) -> Claim:
    return claim if anchor is claim.anchor else replace(claim, anchor=anchor)


def by_date(evidence: Evidence) -> tuple[bool, date, datetime, str]:
    """Return what puts pieces in order: by date of practice, then by when they were begun.

    Those without a date come last.
    """
    when = evidence.date
    return when is None, when or date.max, evidence.created_at, evidence.id


def loosened(evidence: Evidence) -> tuple[Claim, ...]:
    """Return the claims whose words are no longer in the text."""
    return tuple(claim for claim in evidence.claims if evidence.place(claim) is None)
