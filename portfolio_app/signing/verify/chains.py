"""Whether an authority that the user trusts issued a certificate (RFC 5280, section 6).

By pyhanko-certvalidator, from what lies before us alone: the authorities, and the certificates
that came with the signature. Nothing is fetched.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from portfolio_app.signing.certificates import extension
from portfolio_app.signing.hostile import UnreadableError, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from portfolio_app.model.domain.signatures import Authority

FOR_PEOPLE: Final = frozenset(
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
_AFTER: Final = timedelta(seconds=1)
FOR_TIME: Final = frozenset({ExtendedKeyUsageOID.TIME_STAMPING})
_LONGEST: Final = 8
"""How many certificates are tried on the way: real chains have two or three, and a crowd that
sign one another would keep us busy for hours."""


class WithdrawnError(Exception):
    """A certificate had been withdrawn when it was used. Becomes a sentence; says by whom."""


def issuer_among(
    authorities: Iterable[Authority],
    certificate: bytes,
    accompanying: Sequence[bytes],
    at: datetime,
    *,
    crls: Sequence[bytes] = (),
    purposes: frozenset[ObjectIdentifier] = FOR_PEOPLE,
) -> Authority | None:
    """Return the authority to which a certificate leads; None if it leads to none.

    Args:
        authorities: Those that the user trusts.
        certificate: DER, of the signer.
        accompanying: DER, of others that came with the signature, in any order.
        at: When it was used: every certificate on the way must have been valid then.
        crls: DER, lists of withdrawn certificates.
        purposes: What it may have been issued for, if its purposes are restricted.

    Raises:
        WithdrawnError: It, or one on the way, had been withdrawn by then.
    """
    candidates = [a for a in authorities if a.valid_from <= at <= a.valid_until]
    try:
        if not candidates or not _is_for(purposes, certificate):
            return None
        return next(
            (a for a in candidates if _leads(a, certificate, accompanying, at, crls)), None
        )
    except UnreadableError:
        return None


def was_withdrawn(
    authorities: Sequence[Authority],
    certificate: bytes,
    accompanying: Sequence[bytes],
    crls: Sequence[bytes],
    purposes: frozenset[ObjectIdentifier] = FOR_PEOPLE,
) -> bool:
    """Whether a trusted authority has withdrawn a certificate, or one on the way, at any time.

    Each day that a list names for one of them is tried; the list must hold as always.
    """
    days = _days(crls, (certificate, *accompanying[:_LONGEST]))
    try:
        for at in days[:_LONGEST]:
            issuer_among(
                authorities, certificate, accompanying, at, crls=crls, purposes=purposes
            )
    except WithdrawnError:
        return True
    return False


def _days(crls: Sequence[bytes], certificates: Sequence[bytes]) -> list[datetime]:
    """Return moments at which, by anybody's list, one of these certificates was withdrawn."""
    found = set()
    for der in crls:
        try:
            with reading():
                listed = x509.load_der_x509_crl(der)
                for one in certificates:
                    serial = x509.load_der_x509_certificate(one).serial_number
                    entry = listed.get_revoked_certificate_by_serial_number(serial)
                    if entry is not None:
                        found.add(entry.revocation_date_utc + _AFTER)
        except UnreadableError:
            continue
    return sorted(found, reverse=True)


def _is_for(purposes: frozenset[ObjectIdentifier], certificate: bytes) -> bool:
    with reading():
        stated = extension(x509.load_der_x509_certificate(certificate), x509.ExtendedKeyUsage)
    if purposes is FOR_TIME:
        return stated is not None and {*stated} == FOR_TIME  # and no other: RFC 3161, 2.3
    return stated is None or not purposes.isdisjoint(stated)


def _leads(
    authority: Authority,
    certificate: bytes,
    accompanying: Sequence[bytes],
    at: datetime,
    crls: Sequence[bytes],
) -> bool:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.authority import CertTrustAnchor
    from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

    with reading():
        context = ValidationContext(
            # With what the authority's own certificate says of whom it may issue to.
            trust_roots=[CertTrustAnchor(Certificate.load(authority.certificate), None, True)],
            other_certs=[Certificate.load(der) for der in accompanying[:_LONGEST]],
            moment=at,
            allow_fetching=False,
            crls=[CertificateList.load(der) for der in crls],
            retroactive_revinfo=True,  # a list of later also says when it was
        )
        validator = CertificateValidator(
            Certificate.load(certificate), validation_context=context
        )
        try:
            asyncio.run(validator.async_validate_path())
        except RevokedError as error:
            raise WithdrawnError(authority.name) from error
        except (PathError, ValidationError):
            return False
    return True
