"""Reads a pathway: what one panel requires, who signs, and where the source is silent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.frameworks import level_at, read_validity
from portfolio_app.model.catalogue.requirements import Shelves, Within, read_requirement
from portfolio_app.model.catalogue.roles import read_roles
from portfolio_app.model.catalogue.stages import read_panel, read_stages, read_time
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    FormId,
    FrameworkId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.pathways import CapabilityNote, Pathway, SignatureRule

if TYPE_CHECKING:
    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.pathways import Requirement


def read_pathway(table: Table, shelves: Shelves) -> Pathway:
    """Return the pathway that a file under `pathways/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only(
        *("id", "title", "authority", "department", "version", "valid_from", "valid_to"),
        *("succession", "source", "asks", "months", "level", "level_certainty"),
        *("frameworks", "frameworks_offered", "decided_by"),
        *("days_before_panel", "panel", "stage", "time", "offers", "notes", "role"),
        *("requirement", "signature", "capability_note", "old_after_months"),
    )
    frameworks = _frameworks(table, shelves)
    signatures, stages = _signatures(table, shelves), read_stages(table)
    around = Within(
        frameworks=frameworks,
        signers=[rule.role for rule in signatures],
        stages=[stage.id for stage in stages],
    )
    pathway = Pathway(
        id=PathwayId(table.identifier()),
        title=table.text("title"),
        authority=table.text("authority"),
        department=table.text("department", ""),
        version=table.text("version"),
        validity=read_validity(table),
        succession=table.text("succession", ""),
        source=table.text("source"),
        asks=table.text("asks"),
        months=table.text("months", ""),
        level=level_at(table, shelves.frameworks),
        frameworks=frameworks,
        requirements=_requirements(table, around, shelves),
        signatures=signatures,
        decided_by=table.text("decided_by"),
        stages=stages,
    )
    return _around(table, pathway, shelves)


def _around(table: Table, pathway: Pathway, shelves: Shelves) -> Pathway:
    """Return `pathway` with what stands around its requirements."""
    offered = table.references("frameworks_offered", shelves.frameworks, "framework")
    return replace(
        pathway,
        level_certainty=table.choice("level_certainty", Certainty, Certainty.STATED),
        frameworks_offered=tuple(FrameworkId(framework) for framework in offered),
        offers=tuple(FormId(f) for f in table.references("offers", shelves.forms, "form")),
        days_before_panel=table.number("days_before_panel", 0, least=0),
        panel=read_panel(table, shelves.forms, shelves.roles),
        time=read_time(table),
        roles=read_roles(table),
        capability_notes=tuple(
            _note(entry, pathway.frameworks, shelves)
            for entry in table.tables("capability_note", naming="capability")
        ),
        old_after_months=table.number("old_after_months", 0, least=0),
        notes=table.texts("notes"),
    )


def _frameworks(table: Table, shelves: Shelves) -> tuple[FrameworkId, ...]:
    named = table.references("frameworks", shelves.frameworks, "framework", least=1)
    return tuple(FrameworkId(framework) for framework in named)


def _requirements(table: Table, around: Within, shelves: Shelves) -> tuple[Requirement, ...]:
    entries = table.tables("requirement", least=1)
    found = tuple(read_requirement(entry, around, shelves) for entry in entries)
    for entry, rule in zip(entries, found, strict=True):
        if rule.rhythm and not around.stages:
            raise entry.fault('"rhythm" runs to the last stage, and this pathway has none.')
    return found


def _signatures(table: Table, shelves: Shelves) -> tuple[SignatureRule, ...]:
    entries = table.tables("signature", naming="role", least=1)
    rules = tuple(_signature(entry, shelves) for entry in entries)
    if rules[0].role != PRACTITIONER:
        raise entries[0].wrong(
            "role", f'"{PRACTITIONER}", because whoever signs first certifies the pack'
        )
    return rules


def _signature(entry: Table, shelves: Shelves) -> SignatureRule:
    entry.only("role", "means", "certainty")
    return SignatureRule(
        role=RoleId(entry.reference("role", shelves.roles, "role")),
        means=entry.text("means"),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )


def _note(
    entry: Table, frameworks: tuple[FrameworkId, ...], shelves: Shelves
) -> CapabilityNote:
    entry.only("capability", "note")
    known = {
        str(capability.ref): capability.ref
        for framework in frameworks
        for capability in shelves.frameworks[framework].capabilities
    }
    named = entry.reference("capability", known, "capability of this pathway")
    return CapabilityNote(capability=CapabilityRef.parse(named), note=entry.text("note"))
