"""Rule packs: what one panel, or one review, requires."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import FrameworkId
from portfolio_app.model.domain.stages import TimeRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.frameworks import Validity
    from portfolio_app.model.domain.names import (
        CapabilityRef,
        FormId,
        PathwayId,
        RoleId,
    )
    from portfolio_app.model.domain.panels import PanelRule
    from portfolio_app.model.domain.roles import Role
    from portfolio_app.model.domain.rules import (
        Among,
        Elapsed,
        ForEach,
        MustAnswer,
        Rhythm,
        Rows,
        Window,
    )
    from portfolio_app.model.domain.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of a pathway."""

    id: str
    title: str
    form: FormId
    """The kind of evidence; a new piece for it is begun in this form."""
    also: tuple[FormId, ...] = ()
    """Other kinds that count as well."""
    at_least: int = 1
    """How many: of all, for each answer (`for_each`) or in each period (`rhythm`)."""
    each_claims: tuple[FrameworkId, ...] = ()
    """Each piece claims at least one capability of each of these."""
    covers: tuple[FrameworkId, ...] = ()
    """The pieces together claim every capability of each of these."""
    by: tuple[RoleId, ...] = ()
    """The roles of which one must have contributed (`Evidence.by`); empty: whoever did."""
    pages_at_most: int | None = None
    """Pages of the report's main column as drawn in the standard edition."""
    must_answer: tuple[MustAnswer, ...] = ()
    rows: tuple[Rows, ...] = ()
    elapsed: tuple[Elapsed, ...] = ()
    among: tuple[Among, ...] = ()
    for_each: ForEach | None = None
    rhythm: Rhythm | None = None
    within: Window | None = None
    by_stage: Mapping[str, int] = field(default_factory=dict)
    """How many are wanted by a stage: a planning aid, never part of being ready."""
    authorised_by: tuple[RoleId, ...] = ()
    """Who authorises it by signing the sealed pack; never counted before."""
    asks: str = ""
    """The rule in the words of the checklist: "at least 2, each linked to PCF and KSS"."""
    why: str = ""
    source: str = ""
    certainty: Certainty = Certainty.STATED

    @property
    def forms(self) -> tuple[FormId, ...]:
        """Every kind of evidence that counts."""
        return (self.form, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRule:
    """One signature, in its place in the order; the first certifies."""

    role: RoleId
    means: str
    """The sentence that the person puts their name to, in the first person."""
    certainty: Certainty = Certainty.STATED


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
    """For whom: those who start within these days."""
    succession: str = ""
    """What takes its place after `validity`, as a sentence; empty where nobody knows."""
    source: str
    asks: str
    """One line for the card of the first start."""
    months: str = ""
    """How long it usually takes, in words; empty where nobody says."""
    level: str
    """`FRAMEWORK/LEVEL`, such as `pcf-2018/experienced`."""
    level_certainty: Certainty = Certainty.STATED
    frameworks: tuple[FrameworkId, ...]
    """Those whose capabilities can be claimed."""
    frameworks_offered: tuple[FrameworkId, ...] = ()
    """Of these, those that the source does not name: nobody misses what is not claimed."""
    requirements: tuple[Requirement, ...]
    offers: tuple[FormId, ...] = ()
    """Forms that it does not ask for, but that belong to it: a panel's decision."""
    signatures: tuple[SignatureRule, ...]
    decided_by: str
    days_before_panel: int = 0
    """How many days before the panel the pack must be in; 0 where nobody says."""
    panel: PanelRule | None = None
    """When the panel meets and how it decides; None where there is none, or nobody says."""
    stages: tuple[Stage, ...] = ()
    time: TimeRules = field(default_factory=TimeRules)
    """What part-time work, leave and extensions do to its stages."""
    roles: tuple[Role, ...] = ()
    """Roles it adds to the usual ones."""
    capability_notes: tuple[CapabilityNote, ...] = ()
    old_after_months: int = 0
    """After how many months evidence is no longer recent; 0 where nobody says."""
    notes: tuple[str, ...] = ()
    """Where the source is dated or silent, in sentences to show beside the rules."""

    def requirement(self, requirement_id: str) -> Requirement | None:
        """Return the requirement with `requirement_id`, if there is one."""
        return next((r for r in self.requirements if r.id == requirement_id), None)

    def stage(self, stage_id: str) -> Stage | None:
        """Return the stage with `stage_id`, if there is one."""
        return next((s for s in self.stages if s.id == stage_id), None)

    @property
    def level_framework(self) -> FrameworkId:
        """The id of the framework that the level is one of."""
        return FrameworkId(self.level.partition("/")[0])

    @property
    def frameworks_asked(self) -> tuple[FrameworkId, ...]:
        """Those of the frameworks that a panel looks for, because the rules name them."""
        named = {f for rule in self.requirements for f in (*rule.each_claims, *rule.covers)}
        return tuple(
            f for f in self.frameworks if f in named or f not in self.frameworks_offered
        )

    @property
    def frameworks_leading(self) -> tuple[FrameworkId, ...]:
        """Those of which each capability is looked at for itself, as a whole.

        They are the one that the level is one of, and those of which a requirement wants
        every capability.
        """
        covered = {framework for rule in self.requirements for framework in rule.covers}
        leading = {self.level_framework, *covered}
        return tuple(framework for framework in self.frameworks_asked if framework in leading)

    @property
    def is_for_panel(self) -> bool:
        """Whether a panel decides; elsewhere a manager does, or whoever is applied to."""
        return self.panel is not None or "panel" in self.decided_by.lower()

    def asks_for(self, form_id: FormId) -> tuple[Requirement, ...]:
        """Return the requirements towards which a piece of this form counts."""
        return tuple(r for r in self.requirements if form_id in r.forms)
