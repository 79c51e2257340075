"""What a pack says of itself, to readers of its properties and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.manifest import (
    MANIFEST_NAME,
    ExpectedSigner,
    Manifest,
    ManifestEvidence,
)
from portfolio_app.pack.plan.hashing import digest
from portfolio_app.pack.tagged.archive import AssociatedFile, Identity

if TYPE_CHECKING:
    from portfolio_app.pack.pages.place import Pages
    from portfolio_app.pack.plan.blocks import EvidencePlan
    from portfolio_app.pack.plan.records import PackPlan
    from portfolio_app.pack.styles import Edition


def identity_of(plan: PackPlan, edition: Edition | None = None) -> Identity:
    """Return title, author and date, for the properties of the file."""
    known = plan.identification
    title = f"{plan.masthead.practitioner}, {plan.masthead.level}"
    if plan.decision is None:
        title += ": progression portfolio"
    return Identity(
        title=f"{title} ({edition.title})" if edition else title,
        author=known.practitioner,
        created=plan.sealed_at,
        subject=f"Pack {plan.masthead.code}, version {plan.masthead.version}",
    )


def manifest_of(plan: PackPlan, pages: Pages) -> Manifest:
    """Return what the pack says of itself to a program: contents and expected signers."""
    known, masthead = plan.identification, plan.masthead
    return Manifest(
        pack_code=masthead.code,
        version=masthead.version,
        sealed_at=plan.sealed_at,
        practitioner=known.practitioner,
        swe_number=known.swe_number,
        pathway=known.pathway,
        pathway_version=known.pathway_version,
        authority=known.authority,
        example=masthead.example,
        plan_sha256=plan.sha256,
        pages=pages.total,
        signers=tuple(
            ExpectedSigner(
                role=signer.role,
                title=signer.title,
                name=signer.name,
                field=signer.field,
                means=signer.means,
                fingerprint=signer.fingerprint,
            )
            for signer in plan.signatures.signers
        ),
        evidence=tuple(_listed(p, pages) for p in (*plan.evidence, *plan.reports)),
        stage=known.stage,
    )


def manifest_file(plan: PackPlan, manifest: Manifest) -> AssociatedFile:
    """Return the manifest as the file that is embedded."""
    return AssociatedFile(
        name=MANIFEST_NAME,
        data=manifest.to_json(),
        media_type="application/json",
        relationship="Data",
        description="What this pack says of itself to a program",
        modified=plan.sealed_at,
    )


def _listed(piece: EvidencePlan, pages: Pages) -> ManifestEvidence:
    first, last = pages.span(piece.place)
    return ManifestEvidence(
        number=piece.number or 0,
        form=piece.form,
        title=piece.title,
        first_page=first,
        pages=last - first + 1,
        sha256=digest(piece),
    )
