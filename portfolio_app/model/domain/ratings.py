"""How the practitioner sees themselves in a capability, at one stage and another.

Their own view beside what others say. It is kept with its history and never printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.forms import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.frameworks import Framework, Level
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.pathways import Pathway

BELOW, ABOVE = 2, 1
"""How many levels below and above that of the pathway are offered; ours. Nobody who goes for
experienced rates themselves at the point of entry to training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfRating:
    """One look at oneself; later ones stand beside it, none replaces it."""

    capability: CapabilityRef
    stage: str
    """The id of the stage it was made for; empty: between stages."""
    level: str
    """In the words that were chosen, so that it says the same when the words on offer
    change. Empty while only a note is being written: a draft, one at most for each
    capability."""
    note: str = ""
    rated_at: datetime

    @property
    def is_draft(self) -> bool:
        """Whether this is no rating yet, only the note for the next one."""
        return not self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The steps that one can choose from, lowest first."""

    steps: tuple[str, ...]
    explanations: tuple[str, ...]
    """What each step means, empty where its name says it."""
    certainty: Certainty
    source: str
    """Where the words come from, as a sentence."""


PLAIN: Final = Scale(
    steps=("New to me", "With help", "Mostly on my own", "Sure of it"),
    explanations=("", "", "", ""),
    certainty=Certainty.OURS,
    source="Four plain steps of this program: no document of your pathway names any.",
)


def scale(framework: Framework, pathway: Pathway, catalogue: Catalogue) -> Scale:
    """Return the steps by which one rates oneself in a framework.

    Its own levels where it has some, around that of the pathway; else the steps of the
    self-assessment that the pathway asks for; else plain ones.
    """
    target = catalogue.level(pathway)
    of_this = target and framework.level(target.id) is target
    levels = [level for level in framework.levels if not of_this or _is_near(level, target)]
    if levels:
        return Scale(
            steps=tuple(level.title for level in levels),
            explanations=tuple(level.character for level in levels),
            certainty=max((level.certainty for level in levels), key=_doubt),
            source=f"Levels of the {framework.short}.",
        )
    for form in catalogue.forms_for(pathway):
        steps = next(_steps(form.fields), ()) if form.kept_out else ()
        if steps:
            return Scale(
                steps=steps,
                explanations=("",) * len(steps),
                certainty=Certainty.OURS,
                source=f"Steps of the form “{form.title}”.",
            )
    return PLAIN


def _is_near(level: Level, target: Level | None) -> bool:
    return target is not None and -BELOW <= level.number - target.number <= ABOVE


def _steps(fields: tuple[Field, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the choices that stand in rows of lists: where one is with each statement."""
    for field in fields:
        for part in field.parts:
            if field.kind is FieldKind.LIST and part.kind is FieldKind.CHOICE:
                yield tuple(option.title for option in part.options)


def _doubt(certainty: Certainty) -> int:
    return list(Certainty).index(certainty)
