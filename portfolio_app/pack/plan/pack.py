"""Plans the whole pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.pack.plan.bundle import bundle
from portfolio_app.pack.plan.capability_lists import capability_lists
from portfolio_app.pack.plan.cover import cover_plan
from portfolio_app.pack.plan.decision import decision_plan
from portfolio_app.pack.plan.domains import domain_plans
from portfolio_app.pack.plan.evidence import evidence_plan
from portfolio_app.pack.plan.hashing import digest, pack_code
from portfolio_app.pack.plan.matrix import matrix_plan
from portfolio_app.pack.plan.records import Identification, Masthead, PackPlan, Part
from portfolio_app.pack.plan.requirements import requirements_plan
from portfolio_app.pack.plan.statements import (
    signatures_plan,
    statement_plan,
    verify_plan,
    words_plan,
)
from portfolio_app.pack.plan.typeset import typeset
from portfolio_app.pack.plan.warnings import plan_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.plan.bundle import Bundle
    from portfolio_app.pack.plan.request import PackRequest


def plan_pack(request: PackRequest) -> PackPlan:
    """Decide everything that the pack will show; the same request gives the same plan."""
    request = replace(
        request,
        pathway=typeset(request.pathway),
        catalogue=typeset(request.catalogue),
        verdict=typeset(request.verdict),
    )
    chosen = bundle(request)
    pieces = tuple(evidence_plan(chosen, piece) for piece in chosen.pieces)
    matrix = matrix_plan(chosen, pieces)
    domains = domain_plans(chosen, pieces)
    lists = capability_lists(chosen, pieces)
    plan = PackPlan(
        identification=_identification(request),
        sealed_at=request.sealed_at,
        masthead=_masthead(request),
        cover=cover_plan(chosen, pieces),
        part_titles=tuple(_part_titles(chosen)),
        requirements=requirements_plan(chosen, pieces, matrix, domains, lists),
        matrix=matrix,
        domains=domains,
        lists=lists,
        evidence=tuple(p for p in pieces if p.report is None),
        reports=tuple(p for p in pieces if p.report is not None),
        statement=statement_plan(chosen),
        words=words_plan(chosen),
        verify=verify_plan(chosen),
        signatures=signatures_plan(chosen),
        decision=decision_plan(chosen),
        warnings=tuple(plan_warnings(chosen)),
    )
    sha256 = digest(plan)
    coded = replace(plan.masthead, code=pack_code(sha256))
    return replace(plan, masthead=coded, sha256=sha256)


def _identification(request: PackRequest) -> Identification:
    portfolio = request.snapshot.portfolio
    return Identification(
        practitioner=portfolio.practitioner.name,
        swe_number=portfolio.practitioner.swe_number,
        pathway=request.pathway.id,
        pathway_version=request.pathway.version,
        authority=request.pathway.authority,
        stage=request.stage,
    )


def _masthead(request: PackRequest) -> Masthead:
    portfolio = request.snapshot.portfolio
    return Masthead(
        practitioner=portfolio.practitioner.name,
        level=request.pathway.title,
        code="",
        version=request.version,
        example=portfolio.example,
        draft=request.draft,
    )


def _part_titles(chosen: Bundle) -> Iterator[tuple[Part, str]]:
    shown = [f.edition for f in chosen.leading or chosen.frameworks]
    if chosen.level and any(chosen.level in f.levels for f in chosen.leading):
        shown.append(chosen.level.title)
    yield Part.GLANCE, "At a glance"
    yield Part.CAPABILITIES, f"Capabilities ({', '.join(shown)})" if shown else "Capabilities"
    yield Part.EVIDENCE, "Evidence"
    yield Part.REPORT, "Report, statements, signatures"
