"""Whether an authority that the user trusts issued a certificate (RFC 5280, section 6).

By pyhanko-certvalidator, from what lies before us alone: the authorities, and the certificates
that came with the signature. Nothing is fetched.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from portfolio_app.signing.certificates import extension
from portfolio_app.signing.hostile import UnreadableError, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from portfolio_app.model.domain.signatures import Authority

_FOR_PEOPLE: Final = frozenset(
    {
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        ExtendedKeyUsageOID.CLIENT_AUTH,
        ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # document signing, RFC 9336
        ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # the same, by Microsoft
        ObjectIdentifier("1.2.840.113583.1.1.5"),  # the same, by Adobe
    }
)
"""Purposes that go with a person. A council's authority issues to its web servers too."""
_LONGEST: Final = 8
"""How many certificates are tried on the way: real chains have two or three, and a crowd that
sign one another would keep us busy for hours."""


def issuer_among(
    authorities: Iterable[Authority],
    certificate: bytes,
    accompanying: Sequence[bytes],
    at: datetime,
) -> Authority | None:
    """Return the authority to which a certificate leads; None if it leads to none.

    Args:
        authorities: Those that the user trusts.
        certificate: DER, of the signer.
        accompanying: DER, of others that came with the signature, in any order.
        at: When it was used: every certificate on the way must have been valid then.
    """
    candidates = [a for a in authorities if a.valid_from <= at <= a.valid_until]
    try:
        if not candidates or not _is_for_people(certificate):
            return None
        return next((a for a in candidates if _leads(a, certificate, accompanying, at)), None)
    except UnreadableError:
        return None


def _is_for_people(certificate: bytes) -> bool:
    with reading():
        purposes = extension(x509.load_der_x509_certificate(certificate), x509.ExtendedKeyUsage)
    return purposes is None or not _FOR_PEOPLE.isdisjoint(purposes)


def _leads(
    authority: Authority, certificate: bytes, accompanying: Sequence[bytes], at: datetime
) -> bool:
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    with reading():
        context = ValidationContext(
            trust_roots=[Certificate.load(authority.certificate)],
            other_certs=[Certificate.load(der) for der in accompanying[:_LONGEST]],
            moment=at,
            allow_fetching=False,
        )
        validator = CertificateValidator(
            Certificate.load(certificate), validation_context=context
        )
        try:
            asyncio.run(validator.async_validate_path())
        except (PathError, ValidationError):
            return False
    return True
