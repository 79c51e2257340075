"""The signers whom this person has confirmed, and those whose keys they have only met.

One JSON file in the person's own folder: names, roles and fingerprints of people who sign;
nothing of clients.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.signatures import Contact, normalised
from portfolio_app.model.domain.wording import harmless
from portfolio_app.signing.authorities import AUTHORITIES_NAME, AuthorityBook
from portfolio_app.signing.certificates import read_fingerprint
from portfolio_app.signing.files import read_json, unusable, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from portfolio_app.model.domain.signatures import Verification

CONTACTS_NAME: Final = "contacts.json"
CONTACTS_FORMAT: Final = "progression-portfolio-contacts/1"
_WHAT: Final = "The list of confirmed signers"


class ContactBook:
    """The contacts in one file, read afresh each time: window and command line may share it.

    A contact is kept by fingerprint, so that a person who renews their key is confirmed anew
    and what they signed with the old one stays known.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def authorities(self) -> AuthorityBook:
        """Those who vouch for others, in a file beside this one."""
        return AuthorityBook(self._path.with_name(AUTHORITIES_NAME))

    def all(self) -> tuple[Contact, ...]:
        """Return the confirmed contacts, by name.

        Raises:
            SignatureError: The file is damaged.
        """
        return tuple(contact for contact in self._read() if contact.confirmed_at)

    def everyone(self) -> tuple[Contact, ...]:
        """Return the contacts and those whose keys were only met, by name.

        Raises:
            SignatureError: The file is damaged.
        """
        return tuple(self._read())

    def find(self, fingerprint: str) -> Contact | None:
        """Return the contact with `fingerprint`, confirmed or only met.

        Raises:
            SignatureError: The file is damaged.
        """
        found = (c for c in self._read() if c.fingerprint == fingerprint)
        return next(found, None)

    def confirm(
        self,
        fingerprint: str,
        *,
        name: str = "",
        role: RoleId | None = None,
        how: str = "",
        at: datetime | None = None,
    ) -> Contact:
        """Record that the person compared `fingerprint` with its holder's own.

        Args:
            fingerprint: As typed or pasted.
            name: Whose; may be left out when the signer has been met.
            role: What they sign as; likewise.
            how: In words that follow "This key was": `confirmed by telephone`.
            at: When, aware; now, if left out.

        Raises:
            SignatureError: Not a fingerprint; nobody knows whose it is; the file is damaged
                or cannot be written.
        """
        digits = read_fingerprint(fingerprint)
        met = self.find(digits)
        name = harmless(name) or (met.name if met else "")
        if not name:
            raise SignatureError(
                "This fingerprint belongs to nobody whom this computer has met.",
                advice="Check a document that they signed first, or give their name.",
            )
        contact = Contact(
            fingerprint=digits,
            name=name,
            role=role or (met.role if met else RoleId("")),
            confirmed_at=at or datetime.now(UTC),
            how=how,
        )
        self._write([c for c in self._read() if c.fingerprint != digits] + [contact])
        return contact

    def meet(self, verification: Verification) -> None:
        """Remember the signers of a document, so that a fingerprint suffices to confirm them.

        Raises:
            SignatureError: The file is damaged or cannot be written.
        """
        contacts = {contact.fingerprint: contact for contact in self._read()}
        before = dict(contacts)
        for report in verification.signatures:
            if report.intact and report.fingerprint:
                contacts.setdefault(
                    report.fingerprint,
                    Contact(fingerprint=report.fingerprint, name=report.name, role=report.role),
                )
        if contacts != before:
            self._write(contacts.values())

    def forget(self, fingerprint: str) -> None:
        """Take back a confirmation. The key stays met.

        Raises:
            SignatureError: Not a fingerprint; the file is damaged or cannot be written.
        """
        digits = read_fingerprint(fingerprint)
        self._write(
            replace(c, confirmed_at=None, how="") if c.fingerprint == digits else c
            for c in self._read()
        )

    def _read(self) -> list[Contact]:
        content = read_json(self._path, CONTACTS_FORMAT, _WHAT)
        try:
            return [_contact(row) for row in content.get("contacts", [])]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise unusable(_WHAT, self._path) from error

    def _write(self, contacts: Iterable[Contact]) -> None:
        ordered = sorted(contacts, key=lambda c: (c.name.casefold(), c.fingerprint))
        rows = [_row(contact) for contact in ordered]
        write_json(self._path, CONTACTS_FORMAT, {"contacts": rows}, _WHAT)


def _contact(row: dict[str, Any]) -> Contact:
    texts = {key: row[key] for key in ("fingerprint", "name", "role", "how")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("text expected")
    at = row["confirmed_at"]
    confirmed_at = None if at is None else datetime.fromisoformat(at)
    if confirmed_at is not None and confirmed_at.tzinfo is None:
        raise ValueError("time zone expected")
    return Contact(
        fingerprint=normalised(texts["fingerprint"]),
        name=harmless(texts["name"]),
        role=RoleId(harmless(texts["role"])),
        confirmed_at=confirmed_at,
        how=harmless(texts["how"]),
    )


def _row(contact: Contact) -> dict[str, Any]:
    row = asdict(contact)
    row["confirmed_at"] = contact.confirmed_at and contact.confirmed_at.isoformat()
    return row
