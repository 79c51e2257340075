"""What was searched for, and what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.names import AttachmentId, EvidenceId

_TERM: Final = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')
_MOST_TERMS: Final = 12
"""Nobody types more; whoever pastes a page gets what has its first words."""


class Source(StrEnum):
    """A kind of words that search can find."""

    ANSWER = "answer"
    AUTHOR = "author"
    """Who contributed the piece."""
    NOTE = "note"
    """How a claimed passage shows its capability."""
    ATTACHMENT = "attachment"
    """The name of a file, and what is to be seen in it."""
    PAGE = "page"
    """The text of a page of a file."""
    STATEMENT = "statement"
    """The account of a capability as a whole."""
    RATING = "rating"
    """Why the practitioner sees themselves so in a capability."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must stand in what is found; capitals and accents do not count."""

    text: str
    is_whole: bool = False
    """Found are these words as they stand, next to one another. Otherwise they may go on:
    `safe` finds `safeguarding`."""


def terms(typed: str) -> tuple[Term, ...]:
    """Return what `typed` asks for: words that may go on, and phrases in quotation marks."""
    found = (
        Term(phrase, is_whole=True) if phrase else Term(word)
        for phrase, word in _TERM.findall(typed)
    )
    wanted = (term for term in found if any(c.isalnum() for c in term.text))
    return tuple(dict.fromkeys(wanted))[:_MOST_TERMS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words around what was found."""

    text: str
    """An ellipsis stands where it was cut."""
    found: tuple[Span, ...]
    """What was searched for, in `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that has what was searched for."""

    source: Source
    evidence_id: EvidenceId | None
    """None for what belongs to a capability: the account of it, notes on self-ratings."""
    path: str
    """Of the answer, the noted claim or the picture; the capability; else empty."""
    attachment_id: AttachmentId | None
    page: int | None
    """Of an attachment, from 1; None unless the words stand on a page."""
    excerpt: Excerpt
