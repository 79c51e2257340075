"""What the editor asks about rules: the whole vocabulary, as data.

A question names the key of the TOML file that it answers. The words that people read stand
here and nowhere else; `docs/formats/pathways.md` explains the same keys to those who type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(Enum):
    """How a question is answered."""

    LINE = auto()
    WORDS = auto()
    """Several lines of text."""
    LINES = auto()
    """A list of texts, one on each line."""
    DAYS = auto()
    """A list of days, one on each line."""
    NUMBER = auto()
    DAY = auto()
    FLAG = auto()
    ONE = auto()
    """One of a list."""
    MANY = auto()
    """Any number of a list."""
    NUMBERS = auto()
    """A number for each of a list."""
    TABLE = auto()
    """Further questions that belong together."""
    ENTRIES = auto()
    """A list, each entry of which has further questions."""
    WAY = auto()
    """One of several keys, each with further questions; or none of them."""


class Source(Enum):
    """Where the answers to choose from come from."""

    NONE = auto()
    FORMS = auto()
    FRAMEWORKS = auto()
    ALL_FRAMEWORKS = auto()
    LEVELS = auto()
    ROLES = auto()
    SIGNERS = auto()
    STAGES = auto()
    MODELS = auto()
    CERTAINTY = auto()
    VOICES = auto()
    LAYOUTS = auto()
    FIELD_KINDS = auto()
    PART_KINDS = auto()
    MODEL_FIELDS = auto()
    FIELDS = auto()
    WINDOWS = auto()
    MONTHS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question about one key."""

    key: str
    label: str
    kind: Kind = Kind.LINE
    help: str = ""
    source: Source = Source.NONE
    inside: tuple[Question, ...] = ()
    """Of TABLE, ENTRIES and WAY."""
    noun: str = ""
    """What an entry is called: `stage`."""
    new: Mapping[str, Any] = field(default_factory=dict)
    """What a new entry, or a table that is chosen, holds at first."""
    is_seldom: bool = False
    """Whether it is shown only where it is answered, or asked for."""
    only_for: tuple[str, ...] = ()
    """Of a field: the kinds that have this key."""


def line(key: str, label: str, about: str = "", *, seldom: bool = False) -> Question:
    """Return a question that is answered by one line of text."""
    return Question(key=key, label=label, help=about, is_seldom=seldom)


CERTAINTY = Question(
    key="certainty",
    label="How sure it is",
    kind=Kind.ONE,
    source=Source.CERTAINTY,
    help="Whatever your source does not state is shown with “check with your academy”.",
    is_seldom=True,
)
ID = line(
    "id", "Short name", "Small letters, figures and hyphens. Never change it once it is used."
)
PATH = line("path", "Answer", "The short name of the field; parts follow a full stop.")
ONE_OF = Question(
    key="one_of",
    label="Answers that will do",
    kind=Kind.LINES,
    help="Short names, one on each line. Empty: any answer.",
)
