"""Everything a vault holds, in the records that an open export writes and reads back.

They differ from those of the other modules in one thing: they also say what the screens do
not need, such as when an answer was changed and since when a piece lies in the bin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.evidence import Answer, Attachment, Claim
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId, RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer, where it stands and when it was given."""

    path: FieldPath
    answer: Answer
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAttachment:
    """An attachment, whether or not it lies in the bin."""

    attachment: Attachment
    removed_at: datetime | None = None
    """Since when it lies in the bin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvidence:
    """A piece of evidence with everything that belongs to it, bin included."""

    id: EvidenceId
    form: FormId
    by: RoleId | None
    author_name: str
    core: bool
    created_at: datetime
    changed_at: datetime
    removed_at: datetime | None
    """Since when it lies in the bin."""
    draws_on: EvidenceId | None
    """The piece whose words it shows where it has none of its own."""
    answers: tuple[KeptAnswer, ...]
    """By path."""
    attachments: tuple[KeptAttachment, ...]
    """In the order in which they were added."""
    claims: tuple[Claim, ...]
    """In the order in which they were made."""
