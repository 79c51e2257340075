"""The authorities whose word this person takes for whose a certificate is.

A council that issues certificates to its staff vouches for all of them at once, so that nobody
need compare fingerprints. The list is one JSON file beside that of the contacts.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.signatures import Authority
from portfolio_app.model.domain.wording import day
from portfolio_app.signing.certificates import (
    describe,
    extension,
    load_certificate,
    read_fingerprint,
)
from portfolio_app.signing.files import read_json, unusable, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AUTHORITIES_NAME: Final = "authorities.json"
AUTHORITIES_FORMAT: Final = "progression-portfolio-authorities/1"
_WHAT: Final = "The list of trusted authorities"
_PEM: Final = b"-----BEGIN CERTIFICATE-----"


class AuthorityBook:
    """The trusted authorities in one file, read afresh each time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Authority, ...]:
        """Return the trusted authorities, by name.

        Raises:
            SignatureError: The file is damaged.
        """
        content = read_json(self._path, AUTHORITIES_FORMAT, _WHAT)
        try:
            return tuple(_authority(row) for row in content.get("authorities", []))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise unusable(_WHAT, self._path) from error

    def trust(self, data: bytes, *, at: datetime) -> Authority:
        """Take an authority's word from now on.

        Args:
            data: The authority's certificate, PEM or DER.
            at: Now, aware.

        Raises:
            SignatureError: Not one certificate; not that of an authority, or out of date; the
                list is damaged or cannot be written.
        """
        authority = self.read(data, at=at)
        others = [a for a in self.all() if a.fingerprint != authority.fingerprint]
        self._write([*others, authority])
        return authority

    def read(self, data: bytes, *, at: datetime) -> Authority:
        """Return whose certificate this is, for somebody who compares before trusting.

        Raises:
            SignatureError: Not one certificate; not that of an authority, or out of date.
        """
        return _read(data, at)

    def distrust(self, fingerprint: str) -> Authority:
        """Take an authority's word no longer, and return which one it was.

        Raises:
            SignatureError: Not the fingerprint of a trusted authority; the list is damaged or
                cannot be written.
        """
        digits = read_fingerprint(fingerprint)
        known = self.all()
        found = next((a for a in known if a.fingerprint == digits), None)
        if found is None:
            raise SignatureError(
                "No authority with this fingerprint is trusted.",
                advice="Nothing has been changed.",
            )
        self._write(a for a in known if a is not found)
        return found

    def _write(self, authorities: Iterable[Authority]) -> None:
        ordered = sorted(authorities, key=lambda a: (a.name.casefold(), a.fingerprint))
        rows = [
            {
                "name": a.name,  # for whoever opens the file; read from the certificate
                "certificate": base64.b64encode(a.certificate).decode(),
                "trusted_at": a.trusted_at.isoformat(),
            }
            for a in ordered
        ]
        write_json(self._path, AUTHORITIES_FORMAT, {"authorities": rows}, _WHAT)


def _read(data: bytes, at: datetime) -> Authority:
    """Read the certificate of an authority that is about to be trusted."""
    if data.count(_PEM) > 1:
        raise SignatureError(
            "This file holds several certificates.",
            advice="Trust one authority at a time: usually the one that issues to people.",
        )
    certificate = load_certificate(data)
    if not _issues(certificate):
        raise SignatureError(
            "This is not the certificate of an authority: it may not issue others.",
            advice="To trust one person, confirm the fingerprint of their key instead.",
        )
    authority = _described(certificate, at)
    if not authority.valid_from <= at <= authority.valid_until:
        when = f"{day(authority.valid_from)} to {day(authority.valid_until)}"
        raise SignatureError(
            f"The certificate of this authority is valid from {when} only.",
            advice="Ask the authority for its present certificate.",
        )
    return authority


def _issues(certificate: x509.Certificate) -> bool:
    """Whether it may issue others (RFC 5280, 4.2.1.3 and 4.2.1.9)."""
    try:
        limits = extension(certificate, x509.BasicConstraints)
        usage = extension(certificate, x509.KeyUsage)
    except ValueError:
        return False
    return limits is not None and limits.ca and (usage is None or usage.key_cert_sign)


def _authority(row: dict[str, Any]) -> Authority:
    certificate = x509.load_der_x509_certificate(
        base64.b64decode(row["certificate"], validate=True)
    )
    trusted_at = datetime.fromisoformat(row["trusted_at"])
    if trusted_at.tzinfo is None:
        raise ValueError("time zone expected")
    return _described(certificate, trusted_at)


def _described(certificate: x509.Certificate, trusted_at: datetime) -> Authority:
    said = describe(certificate)
    return Authority(
        name=said.name,
        fingerprint=said.fingerprint,
        certificate=certificate.public_bytes(Encoding.DER),
        valid_from=said.valid_from,
        valid_until=said.valid_until,
        trusted_at=trusted_at,
    )
