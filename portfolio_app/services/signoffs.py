"""Signing packs, one's own and other people's, and telling what signatures are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import PackError, SignatureError
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import joined
from portfolio_app.services.files import read_file, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.manifest import ExpectedSigner, Manifest
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.pack.draw import DrawnPack
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.pack_settings import PackSettingsFile
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.identities import Identity
    from portfolio_app.signing.journal import Journal
    from portfolio_app.signing.policy import SigningPolicy


_UNSEEN: Final = (
    "Until that is mended, this computer does not notice when signatures are cut off a pack."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A pack that was signed, inspected and written."""

    verification: Verification
    remark: str = ""
    """What could not be noted on this computer once the file was there, in sentences."""


class SignOffService:
    """Needs no portfolio: a manager signs with this alone."""

    def __init__(
        self,
        contacts: ContactBook,
        journal: Journal,
        clock: Clock,
        settings: PackSettingsFile,
    ) -> None:
        self._contacts = contacts
        self._journal = journal
        self._clock = clock
        self._settings = settings

    # Signing

    def certify(
        self,
        drawn: DrawnPack,
        identity: Identity,
        at: datetime,
        policy: SigningPolicy | None = None,
    ) -> bytes:
        """Return a drawn pack with its author's certification.

        Args:
            drawn: The pack.
            identity: The author's, opened.
            at: When; aware.
            policy: What it gets beside itself; None: as the settings of this person say.

        Raises:
            SignatureError: The identity may not certify this pack.
        """
        return self._sign(drawn.data, drawn.manifest, PRACTITIONER, identity, at, policy)

    def sign(
        self,
        path: Path,
        role: RoleId,
        identity: Identity,
        out: Path | None = None,
        *,
        policy: SigningPolicy | None = None,
    ) -> Signed:
        """Add the signature of `role` to the pack at `path`, in order.

        The result is inspected before it replaces anything. Without `out` the file itself is
        replaced, whole or not at all. Nobody signs before what they sign: where this
        computer's clock is behind, the time of the last signature is taken.

        Args:
            path: The pack.
            role: As what the person signs.
            identity: Theirs, opened.
            out: Where the signed pack goes; None: in place of the pack.
            policy: What the signature gets beside itself; None: as their settings say.

        Raises:
            NotAPackError: The file is no pack.
            SignatureError: It is not this role's turn, the identity may not sign as it, this
                computer has seen the pack with more signatures, or the time authority that the
                policy names does not confirm the time.
            PackError: The signed pack did not pass its inspection.
        """
        from portfolio_app.signing.verify import read_manifest

        document = read_file(path, "The pack")
        manifest = read_manifest(document)
        found = self._before_signing(document)
        at = max([self._clock.now(), *_times(found)])
        signed = self._sign(document, manifest, role, identity, at, policy)
        verification = self._passed(signed)
        write_whole(out or path, signed, "The signed pack")
        return Signed(verification=verification, remark=self.noted(verification))

    def next_to_sign(self, path: Path) -> ExpectedSigner | None:
        """Return whose turn it is, with the sentence to sign; None when everyone has signed.

        Raises:
            NotAPackError: The file is no pack.
            SignatureError: It is not valid as it stands, so nobody should sign it.
        """
        from portfolio_app.signing.seal import next_to_sign

        return next_to_sign(read_file(path, "The pack"))

    # Telling

    def verify(self, path: Path) -> Verification:
        """Answer whether the pack at `path` may be relied on, with reasons in words.

        This computer remembers what it saw: how many signatures the pack bore, and whose keys
        they were, so that a fingerprint alone suffices to confirm one.

        Raises:
            NotAPackError: The file is no pack.
            SignatureError: Contacts or journal are damaged or cannot be written.
        """
        verification = self.inspect(read_file(path, "The pack"), journal=True)
        self.remember(verification)
        return verification

    def inspect(self, document: bytes, *, journal: bool = False) -> Verification:
        """The same for a document in memory; the journal is asked only for files."""
        from portfolio_app.signing.verify import verify

        return verify(document, self._contacts, self._journal if journal else None)

    def remember(self, verification: Verification) -> None:
        """Note how many signatures this computer has seen on a pack, and whose keys."""
        self._journal.remember(verification)
        self._contacts.meet(verification)

    def noted(self, verification: Verification) -> str:
        """Remember a pack whose file is written already; return what stood in the way.

        The file is there, so this is no failure: nothing could undo it, and nothing should.
        """
        try:
            self.remember(verification)
        except SignatureError as error:
            return f"The file is signed and saved. {error.summary} {_UNSEEN}"
        return ""

    def _before_signing(self, document: bytes) -> Verification:
        """Return what the signatures so far are worth; refuse an older copy of the pack."""
        from portfolio_app.signing.verify import verify_before_signing

        found = verify_before_signing(document)
        self._refuse_older_copy(found)
        return found

    def _passed(self, signed: bytes) -> Verification:
        """Return what the inspection of a pack just signed found, if that was nothing wrong.

        Raises:
            PackError: It was.
        """
        verification = self.inspect(signed)
        if not verification.valid:
            raise PackError(
                f"The signed pack did not pass its inspection: {' '.join(verification.faults)}",
                advice="Nothing was written. The file is as it was.",
            )
        return verification

    def _refuse_older_copy(self, found: Verification) -> None:
        """Refuse to sign a file that has fewer signatures than this computer saw on the pack.

        There would be two versions of it, and each would look like the only one.
        """
        from portfolio_app.signing.verify.sentences import rolled_back

        seen = self._journal.seen(found.seal) if found.seal else 0
        if seen > len(found.signatures):
            raise SignatureError(
                rolled_back(seen, len(found.signatures)),
                advice="Sign the file that has them all. If it is lost, ask for the pack to be "
                "sealed again. Nothing was changed.",
            )

    def _sign(
        self,
        document: bytes,
        manifest: Manifest,
        role: RoleId,
        identity: Identity,
        at: datetime,
        policy: SigningPolicy | None,
    ) -> bytes:
        from portfolio_app.pack.appearance import signature_appearance
        from portfolio_app.signing.seal import sign_document

        order = next((n for n, s in enumerate(manifest.signers) if s.role == role), None)
        appearance = signature_appearance(
            name=identity.name,
            signed_at=at.astimezone(),
            fingerprint=identity.fingerprint,
            covers=_covers(order or 0, manifest.pages),
            role_title=manifest.signers[order].title if order is not None else "",
        )
        return sign_document(
            document,
            role=role,
            identity=identity,
            appearance=appearance,
            signed_at=at,
            policy=policy or self._settings.read().policy,
        )


def _covers(order: int, pages: int) -> str:
    """Return what the signature in place `order`, from 0, covers, in words."""
    every = "the one page" if pages == 1 else f"all {pages} pages"
    if order == 0:
        return f"Certifies {every}"
    if order == 1:
        return f"Covers {every} and signature 1"
    numbers = joined([str(n + 1) for n in range(order)])
    return f"Covers {every}, signatures {numbers}"


def _times(verification: Verification) -> Iterator[datetime]:
    yield from (s.signed_at for s in verification.signatures if s.signed_at)
