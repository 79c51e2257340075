"""Whether this user may take a certificate for the person it names.

The rule, in order:

* *mismatch*: a trusted authority had withdrawn it; the pack names another key, or another
  person, for this place; or the user has confirmed another key for somebody of this name and
  role, or of one that looks like it.
* *known*: the user has confirmed this key; or it was issued by an authority that the user
  trusts; or the practitioner, known in one of these ways, names it in the certified manifest.
* *unknown*: none of these. A manifest whose certifier is not known vouches for nobody:
  a forger writes one as easily as a name. Nor does anybody's word suffice for somebody whom
  the user knows by another key, in another role: a forger invents roles too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import day
from portfolio_app.signing.verify import sentences
from portfolio_app.signing.verify.names import is_part_of, looks_like, same_name

if TYPE_CHECKING:
    from collections.abc import Sequence
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

    def namesakes(self, certificate: Certificate) -> tuple[Contact, ...]:
        """Return the confirmed contacts who could be taken for the holder of a certificate."""
        return tuple(
            contact
            for contact in self.contacts
            if contact.confirmed_at and looks_like(contact.name, certificate.name)
        )

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
    doubt: str = "",
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
        doubt: Why its issuer's word does not suffice, as a sentence.
        vouching: What to say of a key that the manifest names, if its intact seal is by a
            practitioner whom the user knows; else empty: its fingerprints count for nothing.
        zone: For dates; None is the zone of this computer.
    """
    contact = known.confirmed(certificate.fingerprint)
    namesakes = () if contact is not None else known.namesakes(certificate)
    clash = sentences.WITHDRAWN if withdrawn else _clash(certificate, expected, contact)
    if clash := clash or _another_key(expected, namesakes):
        return Judgement(trust=Trust.MISMATCH, because=clash)
    aside = _called_otherwise(certificate, expected, contact)
    if contact is not None:
        because = sentences.told_together(_confirmed(contact, zone), doubt, aside)
        return Judgement(trust=Trust.KNOWN, because=because)
    if namesakes:
        because = sentences.known_in_another_role(namesakes[0].name, namesakes[0].role)
        return Judgement(trust=Trust.UNKNOWN, because=because)
    if issuer is not None:
        because = sentences.told_together(sentences.issued_by(issuer.name), aside)
        return Judgement(trust=Trust.KNOWN, because=because, by_authority=issuer.name)
    if vouching and expected.fingerprint == certificate.fingerprint:
        because = sentences.told_together(vouching, doubt, aside)
        return Judgement(trust=Trust.KNOWN, because=because)
    met = known.find(certificate.fingerprint) is not None
    because = sentences.told_together(sentences.not_confirmed(met=met), doubt)
    return Judgement(trust=Trust.UNKNOWN, because=because)


def _confirmed(contact: Contact, zone: tzinfo | None) -> str:
    """Return how and when the user confirmed a key."""
    when = day(contact.confirmed_at.astimezone(zone)) if contact.confirmed_at else ""
    return sentences.confirmed(contact.how, when)


def _another_key(expected: ExpectedSigner, namesakes: Sequence[Contact]) -> str:
    """Return that the user knows somebody of this name by another key, in the same role."""
    if any(contact.role in {"", expected.role} for contact in namesakes):
        return sentences.another_key_confirmed(namesakes[0].name)
    return ""


def _called_otherwise(
    certificate: Certificate, expected: ExpectedSigner, contact: Contact | None
) -> str:
    """Return that the pack calls somebody by another name, which its pages show too."""
    names = [certificate.name] + ([contact.name] if contact else [])
    if not expected.name or any(is_part_of(expected.name, name) for name in names):
        return ""
    return sentences.called_otherwise(expected.name)


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
