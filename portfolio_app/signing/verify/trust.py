"""Whether this user may take a certificate for the person it names.

The rule, in order:

* *mismatch*: a trusted authority had withdrawn it; the pack names another key, or another
  person, for this place; or the user has confirmed another key for somebody of this name and
  role.
* *known*: the user has confirmed this key; or it was issued by an authority that the user
  trusts; or the practitioner, known in one of these ways, names it in the certified manifest.
* *unknown*: none of these. A manifest whose certifier is not known vouches for nobody:
  a forger writes one as easily as a name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import day
from portfolio_app.signing.verify import sentences

if TYPE_CHECKING:
    from datetime import tzinfo

    from portfolio_app.model.domain.manifest import ExpectedSigner
    from portfolio_app.model.domain.signatures import Authority, Contact
    from portfolio_app.signing.certificates import Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Trust in one certificate, and why, in a sentence."""

    trust: Trust
    because: str
    by_authority: str = ""
    """The name of the authority on whose word the trust rests, if it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintances:
    """Whom this user knows."""

    contacts: tuple[Contact, ...]
    authorities: tuple[Authority, ...] = ()

    def find(self, fingerprint: str) -> Contact | None:
        """Return the contact with this key, confirmed or only met."""
        return next((c for c in self.contacts if c.fingerprint == fingerprint), None)

    def confirmed(self, fingerprint: str) -> Contact | None:
        """Return the contact with this key, if the user has confirmed it."""
        contact = self.find(fingerprint)
        return contact if contact is not None and contact.confirmed_at else None

    def namesake(self, certificate: Certificate, expected: ExpectedSigner) -> Contact | None:
        """Return a confirmed contact of the same name and role.

        One who was confirmed without a role may be anybody of that name.
        """
        for contact in self.contacts:
            same_role = contact.role in {"", expected.role}
            same = same_role and same_name(contact.name, certificate.name)
            if contact.confirmed_at and same:
                return contact
        return None

    def is_practitioner(self, fingerprint: str) -> bool:
        """Whether the user confirmed this key, and not as that of somebody else's role.

        A manager who is known to the user is no reason to believe a manifest of theirs.
        """
        contact = self.confirmed(fingerprint)
        return contact is not None and contact.role in {"", PRACTITIONER}


def judge(
    certificate: Certificate,
    expected: ExpectedSigner,
    known: Acquaintances,
    *,
    issuer: Authority | None = None,
    withdrawn: bool = False,
    vouching: str = "",
    zone: tzinfo | None,
) -> Judgement:
    """Judge the certificate that signed in the place of `expected`.

    Args:
        certificate: Of the signer.
        expected: Whom the manifest asks for there.
        known: Whom the user knows.
        issuer: The trusted authority that issued it, if one did.
        withdrawn: Whether such an authority had withdrawn it by then.
        vouching: What to say of a key that the manifest names, if its intact seal is by a
            practitioner whom the user knows; else empty: its fingerprints count for nothing.
        zone: For dates; None is the zone of this computer.
    """
    contact = known.confirmed(certificate.fingerprint)
    clash = sentences.WITHDRAWN if withdrawn else _clash(certificate, expected, contact)
    if clash:
        return Judgement(trust=Trust.MISMATCH, because=clash)
    if contact is not None:
        when = day(contact.confirmed_at.astimezone(zone)) if contact.confirmed_at else ""
        return Judgement(trust=Trust.KNOWN, because=sentences.confirmed(contact.how, when))
    namesake = known.namesake(certificate, expected)
    if namesake is not None:
        because = sentences.another_key_confirmed(namesake.name)
        return Judgement(trust=Trust.MISMATCH, because=because)
    if issuer is not None:
        because = sentences.issued_by(issuer.name)
        return Judgement(trust=Trust.KNOWN, because=because, by_authority=issuer.name)
    if vouching and expected.fingerprint == certificate.fingerprint:
        return Judgement(trust=Trust.KNOWN, because=vouching)
    met = known.find(certificate.fingerprint) is not None
    return Judgement(trust=Trust.UNKNOWN, because=sentences.not_confirmed(met=met))


def _clash(certificate: Certificate, expected: ExpectedSigner, contact: Contact | None) -> str:
    """Return what contradicts the manifest, as a sentence."""
    if expected.fingerprint:
        if expected.fingerprint != certificate.fingerprint:
            return sentences.another_key_expected(expected.title)
        return ""
    names = [certificate.name] + ([contact.name] if contact else [])
    if expected.name and not any(same_name(expected.name, name) for name in names):
        return sentences.another_person_expected(expected.name)
    return ""


def same_name(one: str, other: str) -> bool:
    """Whether two names read the same, whatever their case, spacing, composition, joiners."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())
