"""What was read from a file, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim by quotation; its place in the text is looked up when it is made."""

    capability: CapabilityRef
    quote: str
    path: FieldPath | None = None
    """The answer that holds the quotation; None: wherever it stands."""
    occurrence: int | None = None
    """Which of several equal passages, from 1; None: there must be one only."""
    note: str = ""
    by: RoleId | None = None
    """Who claims; None: whoever owns the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentDraft:
    """A file to attach, named by the file that was read."""

    file: str
    """Relative to the folder of that file, with forward slashes; never leads out of it."""
    description: str = ""
    path: FieldPath | None = None
    """The PICTURE field it answers; None: it belongs to the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A filled form as found in a file: text under its paths, and all that had no place."""

    answers: Mapping[FieldPath, str] = field(default_factory=dict)
    """Normalised, never empty, each in the shape its kind is stored in."""
    by: RoleId | None = None
    author_name: str = ""
    claims: tuple[ClaimDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    named: int = 0
    """How many questions besides title and date the file named, however it named them."""
    unplaced: tuple[str, ...] = ()
    """Paragraphs that no question claimed, in reading order. They are the author's words:
    whoever takes the draft shows them and lets the person decide."""
    remarks: tuple[str, ...] = ()
    """Sentences about what a file held besides text and what is not taken in, such as
    pictures; worded for the person, free of client words."""
