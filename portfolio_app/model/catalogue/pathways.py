"""Reads a pathway: what one panel requires, who signs, and where the source is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.forms import answers_at
from portfolio_app.model.catalogue.frameworks import read_validity
from portfolio_app.model.catalogue.roles import read_roles
from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    CapabilityRef,
    FieldPath,
    FormId,
    FrameworkId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.pathways import (
    CapabilityNote,
    MustAnswer,
    Pathway,
    Requirement,
    SignatureRule,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.frameworks import Framework
    from portfolio_app.model.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What a pathway may name."""

    forms: Mapping[FormId, Form]
    frameworks: Mapping[FrameworkId, Framework]
    roles: Mapping[RoleId, Role]


def read_pathway(table: Table, shelves: Shelves) -> Pathway:
    """Return the pathway that a file under `pathways/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only(
        *("id", "title", "authority", "department", "version", "valid_from", "valid_to"),
        *("source", "asks", "months", "level", "frameworks", "decided_by"),
        *("days_before_panel", "notes", "role"),
        *("requirement", "signature", "capability_note"),
    )
    frameworks = _frameworks(table, shelves)
    signatures = _signatures(table, shelves)
    signers = [rule.role for rule in signatures]
    return Pathway(
        id=PathwayId(table.identifier()),
        title=table.text("title"),
        authority=table.text("authority"),
        department=table.text("department", ""),
        version=table.text("version"),
        validity=read_validity(table),
        source=table.text("source"),
        asks=table.text("asks"),
        months=table.text("months", ""),
        level=_level(table, shelves),
        frameworks=frameworks,
        requirements=tuple(
            _requirement(entry, frameworks, signers, shelves)
            for entry in table.tables("requirement", least=1)
        ),
        signatures=signatures,
        decided_by=table.text("decided_by"),
        days_before_panel=table.number("days_before_panel", 0, least=0),
        roles=read_roles(table),
        capability_notes=tuple(
            _note(entry, frameworks, shelves)
            for entry in table.tables("capability_note", naming="capability")
        ),
        notes=table.texts("notes"),
    )


def _frameworks(table: Table, shelves: Shelves) -> tuple[FrameworkId, ...]:
    named = table.references("frameworks", shelves.frameworks, "framework", least=1)
    return tuple(FrameworkId(framework) for framework in named)


def _level(table: Table, shelves: Shelves) -> str:
    level = table.text("level")
    framework_id, _, level_id = level.partition("/")
    framework = shelves.frameworks.get(FrameworkId(framework_id))
    if framework is None or framework.level(level_id) is None:
        raise table.wrong(
            "level", 'a framework and one of its levels, such as "pcf-2018/experienced"'
        )
    return level


def _signatures(table: Table, shelves: Shelves) -> tuple[SignatureRule, ...]:
    entries = table.tables("signature", naming="role", least=1)
    rules = tuple(_signature(entry, shelves) for entry in entries)
    if rules[0].role != PRACTITIONER:
        raise entries[0].wrong(
            "role", f'"{PRACTITIONER}", because whoever signs first certifies the pack'
        )
    return rules


def _signature(entry: Table, shelves: Shelves) -> SignatureRule:
    entry.only("role", "means")
    return SignatureRule(
        role=RoleId(entry.reference("role", shelves.roles, "role")), means=entry.text("means")
    )


def _requirement(
    entry: Table, frameworks: tuple[FrameworkId, ...], signers: list[RoleId], shelves: Shelves
) -> Requirement:
    entry.only(
        *("id", "title", "form", "at_least", "each_claims", "by", "pages_at_most"),
        *("must_answer", "authorised_by", "asks", "why", "source"),
    )
    form = shelves.forms[FormId(entry.reference("form", shelves.forms, "form"))]
    claims = entry.references("each_claims", frameworks, "framework of this pathway")
    authorities = entry.references("authorised_by", signers, "role that signs")
    return Requirement(
        id=entry.identifier(),
        title=entry.text("title"),
        form=form.id,
        at_least=entry.number("at_least", 1),
        each_claims=tuple(FrameworkId(framework) for framework in claims),
        by=_by(entry, form, shelves),
        pages_at_most=_pages(entry, form),
        must_answer=tuple(
            _must_answer(rule, form) for rule in entry.tables("must_answer", naming="path")
        ),
        authorised_by=tuple(RoleId(role) for role in authorities),
        asks=entry.text("asks"),
        why=entry.text("why", ""),
        source=entry.text("source", ""),
    )


def _by(entry: Table, form: Form, shelves: Shelves) -> RoleId | None:
    if not entry.has("by"):
        return None
    if form.contributor is None:
        raise entry.fault(
            f'"by" asks for somebody else\'s words, but the form "{form.id}" has no '
            '"contributor".'
        )
    return RoleId(entry.reference("by", shelves.roles, "role"))


def _pages(entry: Table, form: Form) -> int | None:
    pages = entry.optional_number("pages_at_most")
    if pages is not None and form.layout is not Layout.REPORT:
        raise entry.fault(
            f'"pages_at_most" needs a form with layout "{Layout.REPORT}"; '
            f'"{form.id}" has "{form.layout}".'
        )
    return pages


def _must_answer(entry: Table, form: Form) -> MustAnswer:
    entry.only("path", "one_of", "otherwise")
    path = FieldPath(entry.text("path"))
    return MustAnswer(
        path=path,
        one_of=answers_at(entry, form, path, "one_of"),
        otherwise=entry.text("otherwise"),
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
