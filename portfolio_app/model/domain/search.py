"""What was searched for, and what was found."""

from __future__ import annotations

from enum import StrEnum


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
