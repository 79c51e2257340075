"""Turns what was found out into the answer: valid or not, complete or not, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER, RoleId
from portfolio_app.model.domain.signatures import (
    MissingSigner,
    SignatureReport,
    Trust,
    Verification,
)
from portfolio_app.signing.verify import sentences
from portfolio_app.signing.verify.standing import FARTHEST, Standing, standing
from portfolio_app.signing.verify.trust import Acquaintances, Judgement, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.signing.verify.examine import Examination, Examined

LARGEST_PLACE = 595 * 842 / 10
"""Square points that a signature may take: a tenth of a page, twice what ours take."""
FORM_FILLING = 2
"""Filling in forms and signing: the permission that a seal grants (ISO 32000-1, table 254)."""
NO_STANDING = Standing()
"""Of a signature that no authority says anything of."""
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
        faults=(sentences.DAMAGED,),
        signatures=(),
        missing=_missing(manifest, ()),
        practitioner=manifest.practitioner,
        pack_code=manifest.pack_code,
        pages=manifest.pages,
        size=size,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A signature in the place that the manifest has for it, and what its key is worth."""

    one: Examined
    place: ExpectedSigner | None
    """None in a field that the manifest does not know."""
    judgement: Judgement
    standing: Standing = NO_STANDING

    @property
    def title(self) -> str:
        """The role in words, empty in an unknown place."""
        return self.place.title if self.place else ""

    @property
    def at(self) -> datetime | None:
        """When it was made: by a trusted time authority, else by the signer's own clock."""
        time = self.standing.time
        if time is not None and time.holds and time.authority:
            return time.at
        return self.one.signed_at


def conclude(
    examination: Examination, manifest: Manifest, circumstances: Circumstances
) -> Verification:
    """Return the answer for a pack that was examined."""
    placed = _placed(examination, manifest, circumstances)
    missing = _missing(manifest, examination.signatures)
    zone, held = circumstances.zone, len(placed)
    faults = [
        *_faults_of_file(examination, manifest),
        *_faults_of_signatures(placed, zone),
        *_faults_of_updates(placed, examination),
        *_faults_of_order(placed, manifest),
        *_faults_of_time(placed, zone),
    ]
    if circumstances.seen > held:
        faults.append(sentences.rolled_back(circumstances.seen, held))
    faults = list(dict.fromkeys(faults))
    waiting = [sentences.waiting(signer.role_title, signer.name) for signer in missing]
    return Verification(
        valid=not faults,
        complete=not missing,
        reasons=(*faults, *waiting),
        faults=tuple(faults),
        signatures=tuple(_report(one, examination.sealed_pages, zone) for one in placed),
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


def _placed(
    examination: Examination, manifest: Manifest, circumstances: Circumstances
) -> list[Placed]:
    """Judge each certificate.

    Only an intact seal by a key that is known as a practitioner's lets the manifest vouch.
    """
    places = {signer.field: signer for signer in manifest.signers}
    vouching = ""
    placed: list[Placed] = []
    for one in examination.signatures:
        place = places.get(one.signature.field)
        judgement = Judgement(trust=Trust.UNKNOWN, because=sentences.not_confirmed(met=False))
        said = NO_STANDING
        if one.proof is not None and place is not None:
            said = standing(
                one.proof,
                one.signed_at,
                circumstances.known.authorities,
                examination.structure.crls,
            )
            judgement = judge(
                one.proof.certificate,
                place,
                circumstances.known,
                issuer=said.issuer,
                withdrawn=said.withdrawn,
                doubt=said.doubt,
                vouching=vouching,
                zone=circumstances.zone,
            )
            is_first = place == manifest.signers[0] and place.role == PRACTITIONER
            if is_first and _may_vouch(one, judgement, examination, circumstances.known):
                name = one.proof.certificate.name
                vouching = sentences.vouched(name, judgement.by_authority)
        placed.append(Placed(one=one, place=place, judgement=judgement, standing=said))
    return placed


def _may_vouch(
    one: Examined, judgement: Judgement, examination: Examination, acquaintances: Acquaintances
) -> bool:
    """Whether a signature certifies the manifest by the key of a practitioner.

    The user has confirmed that key, or a trusted authority has issued it.
    """
    if one.proof is None or judgement.trust is not Trust.KNOWN:
        return False
    fingerprint = one.proof.certificate.fingerprint
    known = bool(judgement.by_authority) or acquaintances.is_practitioner(fingerprint)
    return known and one.signature.certifies and one.intact and bool(examination.certified)


def _faults_of_file(examination: Examination, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the document as a whole."""
    structure = examination.structure
    if not examination.signatures and not examination.added_at_end:
        yield sentences.UNSEALED
    elif examination.seal and not examination.certified:
        yield sentences.MANIFEST_AFTER_SEAL
    if manifest.pages != (examination.sealed_pages or structure.pages):
        yield sentences.OTHER_PAGES
    if len(structure.manifests) > 1:
        yield sentences.SEVERAL_MANIFESTS
    if examination.has_script:
        yield sentences.HOLDS_SCRIPT
    if examination.varies:
        yield sentences.VARIES
    wanted = {signer.field for signer in manifest.signers}
    there = [field.name if field.kind == "/Sig" else "" for field in structure.fields]
    if {*there} - wanted or len(there) > len({*there}):
        yield sentences.UNEXPECTED_FIELD
    if wanted - {*there}:
        yield sentences.MISSING_FIELD
    if any(field.area > LARGEST_PLACE for field in structure.fields):
        yield sentences.HIDING_FIELD


def _faults_of_signatures(placed: list[Placed], zone: tzinfo | None) -> Iterator[str]:
    """Yield what is wrong with the signatures, beginning with the bytes beneath them."""
    altered = [
        signed.title or sentences.STRANGER
        for signed in placed
        if signed.one.proof is not None and not signed.one.proof.holds
    ]
    if altered:
        yield sentences.altered(altered)
    for signed in placed:
        if signed.place is None:
            continue
        yield from _faults_of_signature(signed, signed.place, zone)
        if signed.judgement.trust is Trust.MISMATCH:
            yield signed.judgement.because


def _faults_of_signature(
    signed: Placed, place: ExpectedSigner, zone: tzinfo | None
) -> Iterator[str]:
    """Yield what is wrong with one signature, taken for itself."""
    one, title = signed.one, place.title
    if one.proof is None:
        yield sentences.unreadable(title)
        return
    if one.proof.holds and not one.whole:
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
    yield from signed.standing.faults(title, one.signed_at, zone)
    at = one.signed_at.astimezone(zone)
    if one.signed_at < certificate.valid_from:
        yield sentences.premature(name, certificate.valid_from.astimezone(zone), at)
    if one.signed_at > certificate.valid_until:
        yield sentences.expired(name, certificate.valid_until.astimezone(zone), at)


def _faults_of_updates(placed: list[Placed], examination: Examination) -> Iterator[str]:
    """Yield what was done to the file between the signatures and after the last."""
    proofs = [signed.one.proof for signed in placed if signed.one.proof is not None]
    # Where not one fits the file any more, it was written anew, and that has been told.
    named = bool(proofs) and not any(proof.holds for proof in proofs)
    for signed in placed:
        if signed.one.changed_after:
            named = True
            yield sentences.changed_after(signed.one.changed_after, signed.title)
    if examination.added_at_end and not named:
        named = True
        yield sentences.ADDED_AT_END
    for signed in placed:
        proof = signed.one.proof
        if not named and signed.one.holds and proof is not None and not proof.harmless:
            named = True
            yield sentences.changed_after((), signed.title)


def _faults_of_order(placed: list[Placed], manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with how the signatures follow one another."""
    for number, signed in enumerate(placed):
        certifies = signed.one.signature.certifies
        permission = signed.one.signature.permission
        if number == 0 and not certifies:
            yield sentences.NOT_CERTIFIED
        elif number == 0 and permission != FORM_FILLING:
            yield sentences.SEALED_TOO_WIDE
        elif number and (certifies or permission is not None):
            yield sentences.SEALED_TWICE
    order = [signed.place for signed in placed if signed.place is not None]
    for place, wanted in zip(order, manifest.signers, strict=False):
        if place != wanted:
            yield sentences.out_of_order(place.title, wanted.title)
            break
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for signed in placed:
        if signed.one.proof is not None and signed.place is not None:
            titles[signed.one.proof.certificate.fingerprint].append(signed.title)
    yield from (sentences.two_roles(roles) for roles in titles.values() if len(roles) > 1)


def _faults_of_time(placed: list[Placed], zone: tzinfo | None) -> Iterator[str]:
    """Yield whose signature claims to be older than what it signs; clocks may differ."""
    for former, signed in pairwise(placed):
        before, at = former.at, signed.at
        if before is not None and at is not None and before - at > FARTHEST:
            yield sentences.before_the_former(
                signed.title, at.astimezone(zone), former.title, before.astimezone(zone)
            )


def _report(signed: Placed, sealed_pages: int, zone: tzinfo | None) -> SignatureReport:
    one, place, judgement = signed.one, signed.place, signed.judgement
    name = one.proof.certificate.name if one.proof else ""
    when = one.signed_at.astimezone(zone) if one.signed_at else None
    return SignatureReport(
        role=place.role if place else RoleId(""),
        role_title=signed.title,
        name=name,
        signed_at=when,
        intact=one.intact,
        trusted=judgement.trust,
        fingerprint=one.proof.certificate.fingerprint if one.proof else "",
        covers_whole_file=one.whole and one.is_last,
        confirmed_at=_confirmed_at(signed, zone),
        means=place.means if place else "",
        sentence=_told(signed, name, when, sealed_pages, zone),
    )


def _confirmed_at(signed: Placed, zone: tzinfo | None) -> datetime | None:
    time = signed.standing.time
    trusted = time is not None and time.holds and bool(time.authority) and signed.one.intact
    return time.at.astimezone(zone) if time is not None and trusted else None


def _told(
    signed: Placed,
    name: str,
    when: datetime | None,
    sealed_pages: int,
    zone: tzinfo | None,
) -> str:
    """Return one signature's result for a person, the weakest part never left out."""
    one, place, judgement = signed.one, signed.place, signed.judgement
    if one.proof is None:
        return f"{sentences.unreadable(signed.title)} {sentences.DOES_NOT_HOLD}"
    pages = sealed_pages if one.signature.certifies else 0
    told = [sentences.signed(name, signed.title, when, judgement.trust, sealed_pages=pages)]
    faults = list(_faults_of_signature(signed, place, zone)) if place else []
    if not one.intact:
        told.append(sentences.DOES_NOT_HOLD)
    elif judgement.trust is Trust.KNOWN:
        told.append(sentences.UNCHANGED)
    if one.intact or judgement.trust is not Trust.UNKNOWN:
        faults.append(judgement.because)  # an unsound signature is not "sound, but unknown"
    time = signed.standing.told(zone) if one.intact else []
    return " ".join([*told, *time, *faults])
