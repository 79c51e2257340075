"""What may be concluded from the signatures on a pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.names import RoleId


class Trust(StrEnum):
    """Whether this user may take a certificate for the person it names."""

    KNOWN = "known"
    """Confirmed by this user, issued by an authority that this user trusts, or vouched for by a
    practitioner known in one of these ways."""
    UNKNOWN = "unknown"
    """Sound, but anyone can write a name into a certificate: "someone using the name"."""
    MISMATCH = "mismatch"
    """Another certificate than the one that is known, or expected, for this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A signer whom this user has confirmed, or only met in a document."""

    fingerprint: str
    """SHA-256 of the certificate, 64 upper-case hexadecimal digits."""
    name: str
    role: RoleId
    """What they signed as when they were met; empty where nobody said."""
    confirmed_at: datetime | None = None
    """When the user compared the fingerprint with its holder's own; None: only met."""
    how: str = ""
    """In words that follow "This key was": `confirmed by telephone`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An issuer of certificates whose word this user takes for whose they are."""

    name: str
    fingerprint: str
    """SHA-256 of its certificate, 64 upper-case hexadecimal digits."""
    certificate: bytes = field(repr=False)
    """DER."""
    valid_from: datetime
    valid_until: datetime
    trusted_at: datetime
    """When the user decided so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReport:
    """One signature, judged."""

    role: RoleId
    role_title: str
    name: str
    """As it stands in the certificate."""
    signed_at: datetime | None
    """The signer's own clock; None where the signature claims no time."""
    intact: bool
    """Not one byte beneath it has changed, and nothing forbidden was added after it."""
    trusted: Trust
    fingerprint: str
    """SHA-256 of the certificate, 64 upper-case hexadecimal digits."""
    covers_whole_file: bool
    """Whether nothing at all was added after it; true of the last signature of a sound pack."""
    confirmed_at: datetime | None = None
    """The time that a trusted time authority confirmed."""
    means: str = ""
    """The sentence the signer put their name to."""
    sentence: str = ""
    """The result for a person, weakest part included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingSigner:
    """A signature that is still asked for."""

    role: RoleId
    role_title: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The answer to "may I rely on this file?", the same in window and command line."""

    valid: bool
    """Intact, in order, nothing unexpected, certificates in date when used, no mismatch."""
    complete: bool
    """No role is missing."""
    reasons: tuple[str, ...]
    """Why it is not valid or not complete; empty when it is both."""
    faults: tuple[str, ...] = ()
    """Those of them that make it invalid; who is still to sign is none."""
    signatures: tuple[SignatureReport, ...]
    """In the order of signing."""
    missing: tuple[MissingSigner, ...]
    """In the order in which they are to sign."""
    practitioner: str = ""
    pack_code: str = ""
    pages: int = 0
    size: int = 0
    """Bytes."""
    seal: str = ""
    """SHA-256 of everything that the practitioner certified, in hexadecimal: which pack it is,
    whoever signed since. Empty where nothing is certified."""


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in sixteen groups of four, as it is read out over the telephone."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))


def normalised(fingerprint: str) -> str:
    """Return a fingerprint as typed or pasted (any case, spaces, colons) in its stored form.

    Raises:
        ValueError: It does not have 64 hexadecimal digits.
    """
    digits = "".join(fingerprint.replace(":", " ").split()).upper()
    if len(digits) != 64 or any(d not in "0123456789ABCDEF" for d in digits):
        raise ValueError(fingerprint)
    return digits
