"""Signatures that lie beside what they sign: CMS (RFC 5652), in the form of CAdES baseline B.

Any tool that knows CMS can check them: `openssl cms -verify -binary -inform DER`.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.errors import SignatureError
from portfolio_app.signing.certificates import Certificate, read_certificate
from portfolio_app.signing.hostile import UnreadableError, reading

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import cms

    from portfolio_app.signing.identities import Identity

LARGEST = 64 * 1024
"""Bytes of a signature with its certificates; real ones have about four thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachedSignature:
    """A signature that holds."""

    certificate: Certificate
    certificate_der: bytes = field(repr=False)
    accompanying: tuple[bytes, ...] = field(repr=False)
    """DER of the certificates that came with it; no signature covers them."""


def sign_beside(data: bytes, identity: Identity, signed_at: datetime) -> bytes:
    """Return the signature of `data`, DER.

    Args:
        data: What is signed; say in it when that is.
        identity: Of the signer.
        signed_at: Aware. The identity must be usable then.

    Raises:
        SignatureError: The identity may not sign then, or its card does not.
    """
    from pyhanko.sign.general import SigningError

    from portfolio_app.signing.signer import signer_of

    identity.check_usable(signed_at)
    try:
        with reading(SigningError), signer_of(identity) as signer:
            made = asyncio.run(
                signer.async_sign_general_data(data, "sha256", detached=True, use_cades=True)
            )
            return bytes(made.dump())
    except UnreadableError as error:
        raise SignatureError(
            "The file could not be signed.",
            advice="Nothing was written. Check the identity, or its card, and try again.",
        ) from error


def read_beside(data: bytes, signature: bytes) -> DetachedSignature | None:
    """Return whose signature of `data` this is; None where it is none, or does not hold.

    Args:
        data: What is said to be signed.
        signature: DER, from anywhere.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError

    if len(signature) > LARGEST:
        return None
    try:
        with reading(
            SignatureError,
            UnsupportedAlgorithm,
            CMSExtractionError,
            CMSStructuralError,
            SignatureValidationError,
        ):
            return _read(data, signature)
    except UnreadableError:
        return None


def _read(data: bytes, signature: bytes) -> DetachedSignature | None:
    from asn1crypto import cms
    from cryptography import x509
    from pyhanko.sign.general import extract_certificate_info

    from portfolio_app.signing.certificates import proves_itself
    from portfolio_app.signing.verify.plain import is_plain

    content = cms.ContentInfo.load(signature, strict=True)
    if content["content_type"].native != "signed_data":
        return None
    signed = content["content"]
    if len(signed["signer_infos"]) != 1 or not is_plain(signed):
        return None
    found = extract_certificate_info(signed)
    der = found.signer_cert.dump()
    if not (_holds(data, signed, found.signer_cert) and _is_bound(signed)):
        return None
    if not proves_itself(x509.load_der_x509_certificate(der)):
        return None
    return DetachedSignature(
        certificate=read_certificate(der),
        certificate_der=der,
        accompanying=tuple(c.dump() for c in found.other_certs),
    )


def _is_bound(signed: cms.SignedData) -> bool:
    """Whether the signer named the certificate within what is signed (RFC 5035)."""
    from pyhanko.sign.validation.generic_cms import get_signing_cert_attr

    return get_signing_cert_attr(signed["signer_infos"][0]["signed_attrs"]) is not None


def _holds(data: bytes, signed: cms.SignedData, certificate: object) -> bool:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    from portfolio_app.signing.verify.strength import is_strong

    signer = signed["signer_infos"][0]
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, data).digest()
    intact, valid = validate_sig_integrity(
        signer,
        certificate,
        expected_content_type="data",
        actual_digest=digest,
    )
    return bool(intact and valid) and is_strong(signer, certificate)
