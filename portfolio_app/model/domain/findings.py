"""What is found before a pack is sealed: each finding a sentence, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import AttachmentId, EvidenceId, FieldPath


class Severity(StrEnum):
    """What a finding means for the pack."""

    BLOCKS = "blocks"
    """The pack cannot be made, or is not ready for the panel."""
    WARNS = "warns"
    """The pack can be sealed, but something will not come out as it might."""


class Check(StrEnum):
    """What was looked at."""

    REQUIREMENT = "requirement"
    CONSENT = "consent"
    SUMMED_UP = "summed-up"
    """Pieces written for somebody else, told in a line."""
    CLAIM = "claim"
    GLYPH = "glyph"
    ALTERNATIVE_TEXT = "alternative-text"
    UNREADABLE = "unreadable"
    PICTURED = "pictured"
    """Pages of an attachment that are shown as pictures of themselves."""
    HIDDEN = "hidden"
    """Words or parts of pictures of an attachment that nobody sees, and that stay behind."""
    WITHOUT_TEXT = "without-text"
    COARSE = "coarse"
    TURNED = "turned"
    SIZE = "size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at before sealing."""

    check: Check
    severity: Severity
    sentence: str
    evidence: EvidenceId | None = None
    """The piece to mend; None where it is about none."""
    path: FieldPath | None = None
    """The answer to mend, where it is about one."""
    attachment: AttachmentId | None = None
    """The file to mend, where it is about one."""
