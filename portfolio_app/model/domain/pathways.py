"""Rule packs: what one panel, or one review, requires."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.frameworks import Validity
    from portfolio_app.model.domain.names import (
        CapabilityRef,
        FieldPath,
        FormId,
        FrameworkId,
        PathwayId,
        RoleId,
    )
    from portfolio_app.model.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MustAnswer:
    """An answer that a requirement insists on."""

    path: FieldPath
    one_of: tuple[str, ...]
    """The stored answers that will do."""
    otherwise: str
    """The sentence when it is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of a pathway."""

    id: str
    title: str
    form: FormId
    at_least: int = 1
    each_claims: tuple[FrameworkId, ...] = ()
    """Each piece claims at least one capability of each of these."""
    by: RoleId | None = None
    """The role that must have contributed (`Evidence.by`)."""
    pages_at_most: int | None = None
    """Pages of the report's main column as drawn in the standard edition."""
    must_answer: tuple[MustAnswer, ...] = ()
    authorised_by: tuple[RoleId, ...] = ()
    """Who authorises it by signing the sealed pack; never counted before."""
    asks: str = ""
    """The rule in the words of the checklist: "at least 2, each linked to PCF and KSS"."""
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRule:
    """One signature, in its place in the order; the first certifies."""

    role: RoleId
    means: str
    """The sentence that the person puts their name to, in the first person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityNote:
    """What a pathway says about one capability, such as that its document does not name it."""

    capability: CapabilityRef
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway:
    """One version of one authority's rules."""

    id: PathwayId
    title: str
    authority: str
    department: str = ""
    version: str
    validity: Validity
    source: str
    asks: str
    """One line for the card of the first start."""
    months: str = ""
    """How long it usually takes, in words; empty where nobody says."""
    level: str
    """`FRAMEWORK/LEVEL`, such as `pcf-2018/experienced`."""
    frameworks: tuple[FrameworkId, ...]
    requirements: tuple[Requirement, ...]
    signatures: tuple[SignatureRule, ...]
    decided_by: str
    days_before_panel: int = 0
    """How many days before the panel the pack must be in; 0 where nobody says."""
    roles: tuple[Role, ...] = ()
    """Roles it adds to the usual ones."""
    capability_notes: tuple[CapabilityNote, ...] = ()
    notes: tuple[str, ...] = ()
    """Where the source is dated or silent, in sentences to show beside the rules."""

    def requirement(self, requirement_id: str) -> Requirement | None:
        """Return the requirement with `requirement_id`, if there is one."""
        return next((r for r in self.requirements if r.id == requirement_id), None)
