"""Words that a person has told the spelling to accept: names of places, terms of a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

LONGEST: Final = 60
"""Letters; ours. The longest word of the dictionary has 29."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWord:
    """One word and when it was taught."""

    word: str
    """As it is written; in capitals it begins with, if it does."""
    added_at: datetime
