"""Everything the resource files define, read once and looked up by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.frameworks import Capability, Framework, Level
    from portfolio_app.model.domain.names import (
        CapabilityRef,
        FormId,
        FrameworkId,
        ModelId,
        PathwayId,
        RoleId,
    )
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.profiles import ProfileSet, RoleProfile
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.model.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Forms, pathways, frameworks, models of reflection, roles and profiles, each by its id.

    References between them have been checked, so a look-up by an id that stands in one of
    these records never fails.
    """

    forms: Mapping[FormId, Form]
    pathways: Mapping[PathwayId, Pathway]
    frameworks: Mapping[FrameworkId, Framework]
    models: Mapping[ModelId, ReflectiveModel]
    roles: Mapping[RoleId, Role]
    """The usual roles and those that pathways add."""
    profiles: Mapping[str, ProfileSet] = field(default_factory=dict)
    """The steps of careers, by authority."""

    def capability(self, ref: CapabilityRef) -> Capability | None:
        """Return the capability that `ref` names, if it exists."""
        framework = self.frameworks.get(ref.framework)
        return framework.capability(ref.number) if framework else None

    def level(self, pathway: Pathway) -> Level | None:
        """Return the level that `pathway` shows, if its framework has levels."""
        framework_id, _, level_id = pathway.level.partition("/")
        framework = next((f for f in self.frameworks.values() if f.id == framework_id), None)
        return framework.level(level_id) if framework else None

    def frameworks_for(self, pathway: Pathway) -> tuple[Framework, ...]:
        """Return the frameworks that can be claimed on `pathway`: its own, then tags."""
        tags = (framework.id for framework in self.frameworks.values() if framework.tags)
        wanted = dict.fromkeys((*pathway.frameworks, *tags))
        return tuple(self.frameworks[framework_id] for framework_id in wanted)

    def code(self, ref: CapabilityRef) -> str:
        """Return how `ref` is written in a claim note: `PCF 6`."""
        framework = self.frameworks.get(ref.framework)
        return f"{framework.short if framework else ref.framework} {ref.number}"

    def after(self, pathway: PathwayId) -> tuple[RoleProfile, ...]:
        """Return the steps that a pathway leads to, and the next one, where anyone says."""
        return tuple(p for known in self.profiles.values() for p in known.after(pathway))

    def forms_for(self, pathway: Pathway) -> tuple[Form, ...]:
        """Return the forms that belong to `pathway`, those it asks for first.

        After them come those it merely offers, and those that serve any portfolio.
        """
        asked = (form for rule in pathway.requirements for form in rule.forms)
        anywhere = (form.id for form in self.forms.values() if form.anywhere)
        wanted = dict.fromkeys((*asked, *pathway.offers, *anywhere))
        return tuple(self.forms[form_id] for form_id in wanted)
