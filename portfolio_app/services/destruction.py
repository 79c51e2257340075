"""Destroying a portfolio for good, with a certificate of what was destroyed.

Keys go first, and the backups, which have keys too, right after them: without these nobody
can read what a disk, a synchronised folder or a copy may still hold. A note in the folder
tells that it was begun, so that one which is cut short is finished later (`unfinished`).
"""

from __future__ import annotations

import logging
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.errors import NotAPackError, PortfolioError, ReadOnlyError
from portfolio_app.services.certificates import Destruction, KeptPack, certificate_text
from portfolio_app.services.files import read_file, write_whole
from portfolio_app.services.progress import Silent
from portfolio_app.services.unfinished import Note, write_note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from portfolio_app.model.domain.portfolio import Seal
    from portfolio_app.model.store import Keyring, Vault
    from portfolio_app.services.backups import BackupService
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.signoffs import SignOffService

logger = logging.getLogger(__name__)


class DestructionService:
    """Destroys one open portfolio."""

    def __init__(
        self,
        vault: Vault,
        sign_offs: SignOffService,
        clock: Clock,
        *,
        backups: BackupService,
        find_keyring: Callable[[], Keyring | None] | None = None,
    ) -> None:
        self._vault = vault
        self._sign_offs = sign_offs
        self._clock = clock
        self._backups = backups
        self._find_keyring = find_keyring

    def destroy(
        self, certificate: Path, keep: Path | None = None, progress: Progress | None = None
    ) -> Destruction:
        """Destroy everything of the portfolio. It is closed then, and nothing brings it back.

        Args:
            certificate: Where to write what was destroyed.
            keep: A pack sealed from this portfolio that is kept; its hash is certified. It is
                only read.
            progress: Hears of every file.

        Raises:
            ReadOnlyError: Another program has the portfolio open.
            NotAPackError: `keep` is no sound pack, or none of this portfolio.
            PortfolioError: The certificate, or a note in the folder or beside its second place
                that this was begun, cannot be written. Nothing was destroyed then.
        """
        if self._vault.bar:
            raise ReadOnlyError(
                "The portfolio is open in another program, so it was not destroyed.",
                advice="Close it there, then try again. Nothing was changed.",
            )
        places = tuple(self._backups.places())
        self._require_outside(places, certificate, keep)
        begun = self._described(certificate, keep)
        text = _write(certificate, begun, is_done=False)
        note = Note.of(self._vault.folder, certificate, text)
        self._backups.begin_ending(note.sha256)
        write_note(self._vault.folder, note)
        with self._backups.undisturbed():
            done = self._destroy(begun, places, progress or Silent())
        logger.info("portfolio destroyed: files=%d left=%d", done.files, len(done.left))
        try:
            _write(certificate, done, is_done=True)
        except PortfolioError as error:  # too late to stop; whoever asked is told
            logger.info("the certificate was not completed: %s", error.summary)
            return replace(done, is_certified=False)
        return done

    def _require_outside(self, places: Sequence[Path], *files: Path | None) -> None:
        """What is to outlive the portfolio must not lie where everything goes."""
        going = [place.resolve() for place in (self._vault.folder, *places)]
        for path in files:
            if path and any(path.resolve().is_relative_to(place) for place in going):
                raise PortfolioError(
                    "What you want to keep lies where everything is to be destroyed.",
                    advice="Nothing was destroyed. Choose a place outside the portfolio.",
                )

    def _described(self, certificate: Path, keep: Path | None) -> Destruction:
        with self._vault.reading() as tx:
            seals = tx.seals.all()
            return Destruction(
                portfolio=tx.portfolio.get(),
                seals=seals,
                retention=tx.retention.get(),
                pieces=len(tx.evidence.all()) + len(tx.evidence.removed()),
                kept=self._kept(keep, seals) if keep else None,
                at=self._clock.now(),
                certificate=certificate,
            )

    def _kept(self, path: Path, seals: Sequence[Seal]) -> KeptPack:
        found = self._sign_offs.verify(path)
        if not found.valid or found.pack_code not in {seal.pack_code for seal in seals}:
            raise NotAPackError(
                "The pack that you want to keep is not a sound pack of this portfolio.",
                advice="Nothing was destroyed. Choose the pack that was sealed from it.",
            )
        digest = sha256(read_file(path, "The pack")).hexdigest()
        return KeptPack(pack_code=found.pack_code, sha256=digest)

    def _destroy(
        self, begun: Destruction, places: Sequence[Path], progress: Progress
    ) -> Destruction:
        from portfolio_app.model.store.keys.changes import forget_all
        from portfolio_app.model.store.private_copy import sweep_copies
        from portfolio_app.model.store.removal import remove_vault

        folder = self._vault.folder
        keyring = self._find_keyring() if self._find_keyring else None
        entries, entries_left = forget_all(folder, keyring)
        self._vault.close()
        sweep_copies()
        removal = remove_vault(
            folder,
            [place for place in places if not place.is_relative_to(folder)],
            step=lambda done, total: progress.step(done, total, "Destroying"),
        )
        self._forget_place()
        return replace(
            begun,
            keyring_entries=entries,
            entries_left=entries_left,
            files=removal.removed,
            left=removal.left,
        )

    def _forget_place(self) -> None:
        """Remember no second place of what is no more; that stays behind at worst."""
        try:
            self._backups.forget_second_place()
        except PortfolioError as error:
            logger.info("the second place is still remembered: %s", error.summary)


def _write(path: Path, found: Destruction, *, is_done: bool) -> bytes:
    """Write the certificate, and return what was written."""
    text = certificate_text(found, is_done=is_done).encode()
    write_whole(path, text, "The certificate")
    return text
