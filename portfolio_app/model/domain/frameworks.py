"""Capability frameworks: the PCF, the knowledge and skills statements and their kin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.wording import plural, sentence

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.names import CapabilityRef, FrameworkId


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """The days on which a framework or a set of rules is in force, both ends included."""

    first: date | None = None
    """None: as far back as anyone needs."""
    last: date | None = None
    """None: until something replaces it."""

    def covers(self, day: date) -> bool:
        """Return whether `day` lies within."""
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One PCF domain, one KSS statement, one standard."""

    ref: CapabilityRef
    title: str
    short_title: str
    """At most 40 characters: the turned head of a column in the pack's matrix."""
    group: str = ""
    """The PCF super-domain (`purpose`, `practice`, `impact`); empty elsewhere."""
    gloss: str = ""
    """What it is about in a few plain words of ours, shown while choosing."""
    certainty: Certainty = Certainty.STATED
    """How sure its title is."""

    @property
    def number(self) -> str:
        """The number within its framework, as text (`6`, `3.12`)."""
        return self.ref.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of professional development, such as PCF level 7, experienced social worker."""

    id: str
    number: int
    title: str
    character: str = ""
    certainty: Certainty = Certainty.STATED
    """How sure its title is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One dated version of a capability framework."""

    id: FrameworkId
    title: str
    short: str
    """How it is called in a claim note: `PCF`, `KSS`."""
    noun: str
    """What one capability is called: `domain`, `statement`."""
    version: str
    validity: Validity
    source: str
    capabilities: tuple[Capability, ...]
    levels: tuple[Level, ...] = ()
    note: str = ""
    """What a reader should know about its standing, such as what replaces it and when."""
    tags: bool = False
    """Whether its capabilities can be claimed on any pathway, to find one's way by."""

    @property
    def edition(self) -> str:
        """How this version is called: `PCF 2018`."""
        return f"{self.short} {self.version}".strip()

    @property
    def capabilities_title(self) -> str:
        """What it is made of: `PCF domains`, `Elements`."""
        several = plural(self.noun)
        is_said = self.short.lower() == self.noun.lower()
        return sentence(several) if is_said else f"{self.short} {several}"

    def capability(self, number: str) -> Capability | None:
        """Return the capability with `number`, if there is one."""
        return next((c for c in self.capabilities if c.number == number), None)

    def level(self, level_id: str) -> Level | None:
        """Return the level with `level_id`, if there is one."""
        return next((level for level in self.levels if level.id == level_id), None)
