"""What a signing certificate says of the person who holds it.

Facts only. Whether to believe them is decided elsewhere: anyone can write a name, and a
role, into a certificate.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import normalised
from portfolio_app.model.domain.wording import harmless

if TYPE_CHECKING:
    from datetime import datetime

ROLE_SCHEME: Final = "progression-portfolio:role:"
"""Begins the URI (subject alternative name) in which our own certificates record the role.

The title alone would not do: a council may word it otherwise next year. A URI is kept by every
tool, shown by most, and no other authority will use this one by accident.
"""

Kind = TypeVar("Kind", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate, read."""

    name: str
    """The common name; the whole subject where it has none. One harmless line, as all texts
    here."""
    role: RoleId | None
    """What the holder may sign as; None for certificates that other authorities issued."""
    role_title: str
    """The title in words, empty where there is none."""
    fingerprint: str
    """SHA-256 of the DER encoding, 64 upper-case hexadecimal digits."""
    valid_from: datetime
    valid_until: datetime
    may_sign: bool
    """Whether its key usage, if restricted at all, includes signing documents."""


def read_certificate(data: bytes) -> Certificate:
    """Read a certificate as people send it, PEM or DER.

    Raises:
        SignatureError: It is neither.
    """
    certificate = load_certificate(data)
    try:
        return describe(certificate)
    except ValueError as error:
        raise _unreadable() from error


def load_certificate(data: bytes) -> x509.Certificate:
    """Return a certificate as people send it, PEM or DER.

    Raises:
        SignatureError: It is neither.
    """
    try:
        if b"-----BEGIN CERTIFICATE-----" in data:
            return x509.load_pem_x509_certificate(data)
        return x509.load_der_x509_certificate(data)
    except (ValueError, TypeError) as error:
        raise _unreadable() from error


def read_fingerprint(text: str) -> str:
    """Return a fingerprint in its stored form.

    Raises:
        SignatureError: It does not have 64 hexadecimal digits.
    """
    try:
        return normalised(text)
    except ValueError as error:
        raise SignatureError(
            "This is not a fingerprint: it needs sixteen groups of four, of 0 to 9 and A to F.",
            advice="Copy all of it, or have it read out again.",
        ) from error


def describe(certificate: x509.Certificate) -> Certificate:
    """Return what `certificate` says.

    Raises:
        ValueError: A part of it that is needed here is malformed.
    """
    return Certificate(
        name=_attribute(certificate, NameOID.COMMON_NAME)
        or harmless(certificate.subject.rfc4514_string()),
        role=_role(certificate),
        role_title=_attribute(certificate, NameOID.TITLE),
        fingerprint=hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest().upper(),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        may_sign=_may_sign(certificate),
    )


def _unreadable() -> SignatureError:
    return SignatureError(
        "This file does not hold a certificate that can be read.",
        advice="Ask for the certificate again, as a .cer, .crt or .pem file.",
    )


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    values = [str(found.value) for found in certificate.subject.get_attributes_for_oid(oid)]
    return harmless(" ".join(values))


def _role(certificate: x509.Certificate) -> RoleId | None:
    """Return the role that our own identities record.

    Several, which ours never have, are a role that no pack asks for.
    """
    names = extension(certificate, x509.SubjectAlternativeName)
    if names is None:
        return None
    uris = names.get_values_for_type(x509.UniformResourceIdentifier)
    roles = [uri.removeprefix(ROLE_SCHEME) for uri in uris if uri.startswith(ROLE_SCHEME)]
    return RoleId(harmless(" and ".join(roles))) if roles else None


def _may_sign(certificate: x509.Certificate) -> bool:
    """Read key usage as RFC 5280, 4.2.1.3: absent means unrestricted."""
    usage = extension(certificate, x509.KeyUsage)
    return usage is None or usage.digital_signature or usage.content_commitment


def proves_itself(certificate: x509.Certificate) -> bool:
    """Whether a certificate that names itself as its issuer was made with its own key.

    True of those that others issued: whether that is so is asked elsewhere.
    """
    if certificate.issuer != certificate.subject:
        return True
    try:
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def extension(certificate: x509.Certificate, kind: type[Kind]) -> Kind | None:
    """Return an extension's value, None where the certificate has none of that kind.

    Raises:
        ValueError: Its extensions are malformed.
    """
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    except (x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as error:
        raise ValueError(kind.__name__) from error
