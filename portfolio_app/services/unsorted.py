"""The unsorted note: where words go that found no question, so that none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.names import FieldPath, FormId

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.evidence import EvidenceService

JOTTING: Final = FormId("jotting")
"""The kind of evidence that notes are."""
TEXT: Final = FieldPath("text")


def unsorted_note(
    evidence: EvidenceService, words: str, *, beside: str, on: date
) -> Evidence | None:
    """Return a note, not stored yet, of what found no place; None where there is nothing.

    Args:
        evidence: Composes it.
        words: What it says.
        beside: The title of what the other words went to; may be empty.
        on: The day on which they were brought.
    """
    if not words.strip():
        return None
    title = f"Unsorted: {beside}" if beside else "Unsorted words from a file"
    return evidence.compose(JOTTING, {TITLE: title, DATE: on.isoformat(), TEXT: words})
