"""The forms in which one pack can be had, and how its pages are numbered."""

from __future__ import annotations

from enum import StrEnum


class EditionKind(StrEnum):
    """An edition by its name on the command line; only the standard one is ever signed."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    READING_COPY = "reading-copy"


class Numbering(StrEnum):
    """What is printed at the foot of a page."""

    CONTINUOUS = "continuous"
    """1 to the last: the number that every PDF reader counts."""
    SECTIONS = "sections"
    """A1, A2 ... D7, each section from 1, as bundles for family courts are; the page labels of
    the PDF say the same."""
