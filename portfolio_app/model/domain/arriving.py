"""What somebody brings in from outside, before they have decided where it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FieldPath


FEWEST: Final = 2
"""Questions of a form that a file must name to be taken for it: one may be chance. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A stretch of what was brought, and the answer it becomes."""

    text: str
    path: FieldPath | None = None
    """None: it goes to the unsorted note."""
    shown: str = ""
    """The same for people, where it is stored otherwise: days and choices in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An answer that a portion may become."""

    path: FieldPath
    title: str
    """Where several have one name, with the name of what they belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedFile:
    """A file that comes along: the photo itself, the PDF itself, what an email carried."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Where the words of a file would go, in one kind of evidence."""

    form: Form
    portions: tuple[Portion, ...]
    """Together, every word of the file but the form's own, in the order of the form, then
    of the file."""
    destinations: tuple[Destination, ...]
    named: int
    """How many questions of the form the file names."""

    def moved(self, number: int, path: FieldPath | None) -> Proposal:
        """Return it with one portion elsewhere."""
        portions = list(self.portions)
        portions[number] = replace(portions[number], path=path)
        return replace(self, portions=tuple(portions))

    @property
    def placed(self) -> dict[FieldPath, str]:
        """What each answer would say."""
        found: dict[FieldPath, list[str]] = {}
        for portion in self.portions:
            if portion.path is not None:
                found.setdefault(portion.path, []).append(portion.text)
        return {path: "\n".join(texts) for path, texts in found.items()}

    @property
    def unsorted(self) -> str:
        """What would go to the unsorted note."""
        return "\n".join(p.text for p in self.portions if p.path is None)


def likeliest(proposals: Sequence[Proposal], among: Sequence[str]) -> Proposal | None:
    """Return the proposal whose questions the file names most of; None where hardly any.

    Args:
        proposals: One for each form.
        among: The lines of the file that may name a form, compared in lower case.
    """
    best, score = None, 0.0
    lines = {line.casefold() for line in among}
    for proposal in proposals:
        form = proposal.form
        is_named = form.title.casefold() in lines or form.plural.casefold() in lines
        asked = len([f for f in form.fields if f.required]) or 1
        if not is_named and proposal.named < FEWEST:
            continue
        own = proposal.named + min(proposal.named / asked, 1.0) + (3.0 if is_named else 0.0)
        if own > score:
            best, score = proposal, own
    return best
