"""Turns what was found out into the answer: valid or not, complete or not, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import (
    MissingSigner,
    SignatureReport,
    Trust,
    Verification,
)
from portfolio_app.signing.verify import sentences
from portfolio_app.signing.verify.trust import Acquaintances, Judgement, judge, seal_is_known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.signing.verify.examine import Examination, Examined

FORM_FILLING = 2
"""Filling in forms and signing: the permission that a seal grants (ISO 32000-1, table 254)."""
SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
"""PAdES, and the older form that many tools still write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known beside the document itself."""

    known: Acquaintances
    seen: int
    """Signatures that this computer has seen on this pack."""
    zone: tzinfo | None
    size: int


def damaged(manifest: Manifest, size: int) -> Verification:
    """Return the answer for a pack that can no longer be read."""
    return Verification(
        valid=False,
        complete=False,
        reasons=(sentences.DAMAGED,),
        signatures=(),
        missing=_missing(manifest, ()),
        practitioner=manifest.practitioner,
        pack_code=manifest.pack_code,
        pages=manifest.pages,
        size=size,
    )


def conclude(
    examination: Examination, manifest: Manifest, circumstances: Circumstances
) -> Verification:
    """Return the answer for a pack that was examined."""
    judgements = _judgements(examination, manifest, circumstances)
    missing = _missing(manifest, examination.signatures)
    faults = list(
        dict.fromkeys(
            [
                *_faults_of_file(examination, manifest),
                *_faults_of_signatures(examination, judgements, circumstances.zone),
                *_faults_of_order(examination, manifest),
            ]
        )
    )
    if circumstances.seen > len(examination.signatures):
        held = len(examination.signatures)
        faults.append(sentences.rolled_back(circumstances.seen, held))
    waiting = [sentences.waiting(signer.role_title, signer.name) for signer in missing]
    return Verification(
        valid=not faults,
        complete=not missing,
        reasons=(*faults, *waiting),
        signatures=tuple(
            _report(one, judgement, manifest, circumstances.zone)
            for one, judgement in zip(examination.signatures, judgements, strict=True)
        ),
        missing=missing,
        practitioner=manifest.practitioner,
        pack_code=manifest.pack_code,
        pages=examination.structure.pages,
        size=circumstances.size,
        seal=examination.seal,
    )


def _missing(manifest: Manifest, signatures: tuple[Examined, ...]) -> tuple[MissingSigner, ...]:
    signed = {one.signature.field for one in signatures}
    return tuple(
        MissingSigner(role=signer.role, role_title=signer.title, name=signer.name)
        for signer in manifest.signers
        if signer.field not in signed
    )


def _judgements(
    examination: Examination, manifest: Manifest, circumstances: Circumstances
) -> list[Judgement]:
    """Judge each certificate; only an intact seal by a known key lets the manifest vouch."""
    vouched_by = ""
    judgements: list[Judgement] = []
    for one in examination.signatures:
        if one.proof is None or one.expected is None:
            because = sentences.not_confirmed(met=False)
            judgements.append(Judgement(trust=Trust.UNKNOWN, because=because))
            continue
        certificate = one.proof.certificate
        judgements.append(
            judge(
                certificate,
                one.expected,
                circumstances.known,
                vouched_by=vouched_by,
                zone=circumstances.zone,
            )
        )
        if one.signature.certifies and one.intact and examination.manifest_certified:
            known = seal_is_known(certificate, manifest, circumstances.known)
            vouched_by = certificate.name if known else ""
    return judgements


def _faults_of_file(examination: Examination, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the document as a whole."""
    structure = examination.structure
    if not examination.signatures:
        yield sentences.UNSEALED
    if len(structure.manifests) > 1:
        yield sentences.SEVERAL_MANIFESTS
    if not examination.manifest_certified:
        yield sentences.MANIFEST_AFTER_SEAL
    if examination.has_script:
        yield sentences.HOLDS_SCRIPT
    wanted = [signer.field for signer in manifest.signers]
    there = [field.name if field.kind == "/Sig" else "" for field in structure.fields]
    if sorted({*there} - {*wanted}) or len(there) > len({*there}):
        yield sentences.UNEXPECTED_FIELD
    if {*wanted} - {*there}:
        yield sentences.MISSING_FIELD
    if examination.added_at_end:
        yield sentences.ADDED_AT_END


def _faults_of_order(examination: Examination, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with how the signatures follow one another."""
    signatures = examination.signatures
    for place, one in enumerate(signatures):
        permission = one.signature.permission
        if place == 0 and not one.signature.certifies:
            yield sentences.NOT_CERTIFIED
        elif place == 0 and permission != FORM_FILLING:
            yield sentences.SEALED_TOO_WIDE
        elif place and (one.signature.certifies or permission is not None):
            yield sentences.SEALED_TWICE
    order = [one.expected for one in signatures if one.expected is not None]
    for signer, wanted in zip(order, manifest.signers, strict=False):
        if signer != wanted:
            yield sentences.out_of_order(signer.title, wanted.title)
            break
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for one in signatures:
        if one.proof is not None and one.expected is not None:
            titles[one.proof.certificate.fingerprint].append(one.expected.title)
    yield from (sentences.two_roles(roles) for roles in titles.values() if len(roles) > 1)


def _faults_of_signatures(
    examination: Examination, judgements: list[Judgement], zone: tzinfo | None
) -> Iterator[str]:
    """Yield what is wrong with each signature, beginning with the bytes beneath them."""
    placed = [
        (one, one.expected, judgement)
        for one, judgement in zip(examination.signatures, judgements, strict=True)
        if one.expected is not None
    ]
    broken = [
        place.title
        for one, place, _ in placed
        if one.whole and one.proof is not None and not one.proof.holds
    ]
    if broken:
        yield sentences.altered(broken)
    explained = bool(broken) or examination.added_at_end
    for one, place, judgement in placed:
        yield from _faults_of_signature(one, place, zone)
        if judgement.trust is Trust.MISMATCH:
            yield judgement.because
        if one.changed_after:
            explained = True
            yield sentences.changed_after(one.changed_after, place.title)
    for one, place, _ in placed:
        if one.holds and one.proof is not None and not one.proof.harmless and not explained:
            yield sentences.changed_after((), place.title)


def _faults_of_signature(
    one: Examined, place: ExpectedSigner, zone: tzinfo | None
) -> Iterator[str]:
    """Yield what is wrong with one signature, taken for itself."""
    title = place.title
    if one.proof is None:
        yield sentences.unreadable(title)
        return
    if not one.whole:
        yield sentences.partial(title)
    if one.signature.kind != "/Sig" or one.signature.subfilter not in SUBFILTERS:
        yield sentences.foreign(title)
    if not one.proof.strong:
        yield sentences.weak(title)
    certificate = one.proof.certificate
    name, role = certificate.name, certificate.role
    if not certificate.may_sign:
        yield sentences.wrong_purpose(name)
    if role is not None and role != place.role:
        yield sentences.wrong_role(name, certificate.role_title or role, title)
    if one.signed_at is None:
        yield sentences.timeless(title)
        return
    at = one.signed_at.astimezone(zone)
    if one.signed_at < certificate.valid_from:
        yield sentences.premature(name, certificate.valid_from.astimezone(zone), at)
    if one.signed_at > certificate.valid_until:
        yield sentences.expired(name, certificate.valid_until.astimezone(zone), at)


def _report(
    one: Examined, judgement: Judgement, manifest: Manifest, zone: tzinfo | None
) -> SignatureReport:
    place = one.expected
    title = place.title if place else ""
    name = one.proof.certificate.name if one.proof else ""
    when = one.signed_at.astimezone(zone) if one.signed_at else None
    pages = manifest.pages if one.signature.certifies else 0
    told = [sentences.signed(name, title, when, judgement.trust, sealed_pages=pages)]
    faults = list(_faults_of_signature(one, place, zone)) if place else []
    if not one.intact:
        told.append(sentences.DOES_NOT_HOLD)
    elif judgement.trust is Trust.KNOWN:
        told.append(sentences.UNCHANGED)
    told += [*faults, judgement.because] if one.proof else faults
    return SignatureReport(
        role=place.role if place else RoleId(""),
        role_title=title,
        name=name,
        signed_at=when,
        intact=one.intact,
        trusted=judgement.trust,
        fingerprint=one.proof.certificate.fingerprint if one.proof else "",
        covers_whole_file=one.whole and one.is_last,
        means=place.means if place else "",
        sentence=" ".join(told),
    )
