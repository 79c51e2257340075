"""Signing identities: make one, open one, and keep the signers one has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import SignatureError
from portfolio_app.services.files import read_file, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.signatures import Authority, Contact
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.rules import RuleService
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.identities import Identity


class IdentityService:
    """Identities lie in PKCS#12 files that their owners keep; this program keeps no copy."""

    def __init__(self, rules: RuleService, contacts: ContactBook, clock: Clock) -> None:
        self._rules = rules
        self._contacts = contacts
        self._clock = clock

    def new(self, path: Path, name: str, role: RoleId, passphrase: str) -> Identity:
        """Make an identity for the person at the keyboard and write it to `path`.

        It is their own, so it is confirmed among this user's contacts at once.

        Raises:
            SignatureError: The role is unknown, the name empty, or a file is there already.
        """
        from portfolio_app.signing.identities import new_identity, to_p12

        known = self._rules.catalogue.roles.get(role)
        if known is None:
            raise SignatureError(f"There is no role called “{role}”.")
        if not name.strip():
            raise SignatureError("A signing identity needs a name.")
        if path.exists():
            raise SignatureError(
                "There is a file in that place already.",
                advice="Identities are never overwritten. Choose a new name.",
            )
        identity = new_identity(
            name.strip(), role=role, role_title=known.title, valid_from=self._clock.now()
        )
        write_whole(path, to_p12(identity, passphrase), "The signing identity", private=True)
        self._contacts.confirm(
            identity.fingerprint,
            name=identity.name,
            role=role,
            how="made on this computer",
            at=self._clock.now(),
        )
        return identity

    def certificate_fingerprint(self, path: Path) -> str:
        """Return the fingerprint of a certificate that somebody handed over.

        Raises:
            SignatureError: The file is no certificate.
        """
        from portfolio_app.signing.identities import certificate_fingerprint

        return certificate_fingerprint(read_file(path, "The certificate"))

    def open(self, path: Path, passphrase: str) -> Identity:
        """Open an identity, made here or brought.

        Args:
            path: A PKCS#12 file; or a card, `pkcs11:token=LABEL?module-path=MODULE`.
            passphrase: Of the file, or the card's PIN.

        Raises:
            SignatureError: The passphrase is wrong, or the file is no usable identity.
        """
        from portfolio_app.signing.cards import SCHEME
        from portfolio_app.signing.identities import open_card, open_p12

        if str(path).startswith(SCHEME):
            return open_card(str(path), passphrase)
        return open_p12(read_file(path, "The signing identity"), passphrase)

    def contacts(self) -> tuple[Contact, ...]:
        """Return the signers that this user has confirmed."""
        return self._contacts.all()

    def confirm(self, fingerprint: str, name: str = "", role: RoleId | None = None) -> Contact:
        """Remember that a certificate belongs to whom it names.

        Raises:
            SignatureError: It is not a fingerprint, or nobody knows whose it is.
        """
        return self._contacts.confirm(
            fingerprint, name=name, role=role, how="confirmed by you", at=self._clock.now()
        )

    # Authorities

    def authorities(self) -> tuple[Authority, ...]:
        """Return the authorities whose word this user takes for whose a certificate is."""
        return self._contacts.authorities.all()

    def authority_in(self, path: Path) -> Authority:
        """Return the authority whose certificate lies at `path`, to be compared first.

        Raises:
            SignatureError: The file is no certificate of an authority, or it is out of date.
        """
        data = read_file(path, "The certificate")
        return self._contacts.authorities.read(data, at=self._clock.now())

    def trust_authority(self, authority: Authority) -> Authority:
        """Take the word of an authority that was compared from now on.

        Raises:
            SignatureError: It is out of date by now, or the list cannot be written.
        """
        return self._contacts.authorities.trust(authority.certificate, at=self._clock.now())

    def trust(self, path: Path) -> Authority:
        """Take the word of the authority whose certificate lies at `path` from now on.

        Raises:
            SignatureError: The file is no certificate of an authority, or it is out of date.
        """
        data = read_file(path, "The certificate")
        return self._contacts.authorities.trust(data, at=self._clock.now())

    def distrust(self, fingerprint: str) -> Authority:
        """Take the word of an authority no longer.

        Raises:
            SignatureError: No authority with this fingerprint is trusted.
        """
        return self._contacts.authorities.distrust(fingerprint)
