"""Signs packs: PAdES baseline B, in memory, in the order that the manifest asks for.

The first signature certifies: after it, nothing but the other signatures may change. Nothing
goes to the network, unless the policy names a time authority. How a signature is made stands in
`signer`; here is who may, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.wording import moment
from portfolio_app.signing.manifests import read_manifest
from portfolio_app.signing.policy import BASIC
from portfolio_app.signing.verify import verify_before_signing
from portfolio_app.signing.verify.names import same_name
from portfolio_app.signing.verify.sentences import UNSEALED, mid

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.signing.identities import Identity
    from portfolio_app.signing.policy import SigningPolicy

_UNTOUCHED = "The file has not been changed."


def next_to_sign(document: bytes) -> ExpectedSigner | None:
    """Return whose turn it is; None when everybody has signed.

    Raises:
        NotAPackError: It is not a pack.
        SignatureError: It is not valid as it stands, so nobody should sign it.
    """
    manifest = read_manifest(document)
    verification = verify_before_signing(document)
    _check_sound(verification)
    return _next(manifest, verification)


def sign_document(
    document: bytes,
    *,
    role: RoleId,
    identity: Identity,
    appearance: bytes,
    signed_at: datetime,
    policy: SigningPolicy = BASIC,
) -> bytes:
    """Return the document with the signature of `role`; the first one seals the pack.

    Args:
        document: The pack.
        role: As what the person signs.
        identity: Theirs, opened.
        appearance: A one-page PDF of the field's size: what the field shows once signed.
        signed_at: Aware; the signer's own clock, kept to the second.
        policy: Whether a time authority is asked; otherwise nothing goes to the network.

    Raises:
        NotAPackError: It is not a pack.
        SignatureError: It is not valid as it stands, it is not this role's turn, or the
            identity may not sign as it; or the time authority does not confirm the time.
    """
    manifest = read_manifest(document)
    verification = verify_before_signing(document)
    signer = _signer_allowed(manifest, verification, role, identity, signed_at)
    from portfolio_app.signing.signer import add_signature

    return add_signature(
        document,
        identity=identity,
        field=signer.field,
        reason=signer.means,
        certify=not verification.signatures,
        appearance=appearance,
        signed_at=signed_at,
        policy=policy,
    )


def _signer_allowed(
    manifest: Manifest,
    verification: Verification,
    role: RoleId,
    identity: Identity,
    when: datetime,
) -> ExpectedSigner:
    """Return what the pack asks of `role`; refuse unless this identity may sign it now."""
    _check_sound(verification)
    signer = _signer_in_turn(manifest, verification, role)
    _check_identity(identity, signer, when)
    _check_new_key(identity, verification)
    return signer


def _next(manifest: Manifest, verification: Verification) -> ExpectedSigner | None:
    missing = {signer.role for signer in verification.missing}
    return next((signer for signer in manifest.signers if signer.role in missing), None)


def _check_sound(verification: Verification) -> None:
    """Refuse a document whose signatures do not hold: another would lend it credit."""
    if verification.faults not in ((), (UNSEALED,)):
        raise SignatureError(
            verification.faults[0], advice=f"Ask for the pack again. {_UNTOUCHED}"
        )


def _signer_in_turn(
    manifest: Manifest, verification: Verification, role: RoleId
) -> ExpectedSigner:
    """Return what the pack asks of `role`; refuse when it is not that role's turn."""
    signer = next((signer for signer in manifest.signers if signer.role == role), None)
    if signer is None:
        asked = ", ".join(mid(signer.title) for signer in manifest.signers)
        raise SignatureError(
            "The pack asks for no signature by this role.", advice=f"It asks for: {asked}."
        )
    for report in verification.signatures:
        if report.role == role:
            when = f", on {moment(report.signed_at)}" if report.signed_at else ""
            raise SignatureError(
                f"The {mid(signer.title)} has signed this pack already{when}.",
                advice=_UNTOUCHED,
            )
    turn = _next(manifest, verification)
    if turn is not None and turn.role != role:
        raise SignatureError(
            f"The {mid(signer.title)} cannot sign yet: the {mid(turn.title)} signs first.",
            advice=f"Send the pack to the {mid(turn.title)}. {_UNTOUCHED}",
        )
    return signer


def _check_new_key(identity: Identity, verification: Verification) -> None:
    for report in verification.signatures:
        if report.fingerprint == identity.fingerprint:
            raise SignatureError(
                f"This key has signed the pack already, as {mid(report.role_title)}.",
                advice=f"Each role signs with a key of its own. {_UNTOUCHED}",
            )


def _check_identity(identity: Identity, signer: ExpectedSigner, when: datetime) -> None:
    """Refuse what `verify` would call a mismatch, or a certificate out of date."""
    identity.check_usable(when)
    title = mid(signer.title)
    if identity.role is not None and identity.role != signer.role:
        made_for = mid(identity.role_title or identity.role)
        raise SignatureError(
            f"This identity was made for the role of {made_for}; it cannot sign as {title}.",
            advice=f"Use an identity made for the {title}. {_UNTOUCHED}",
        )
    if signer.fingerprint:
        if signer.fingerprint != identity.fingerprint:
            raise SignatureError(
                f"The pack names another key for the {title} than this one.",
                advice=f"Use that key, or ask for a pack that names yours. {_UNTOUCHED}",
            )
    elif signer.name and not same_name(signer.name, identity.name):
        raise SignatureError(
            f"The pack asks {signer.name} to sign as {title}; "
            f"this identity is that of {identity.name}.",
            advice=f"Ask for a pack that names you. {_UNTOUCHED}",
        )
