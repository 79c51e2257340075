"""Destroying a portfolio for good, with a certificate of what was destroyed.

Keys go first: without them nobody can read what a disk, a synchronised folder or a copy may
still hold. The certificate names no client; it is made for those who ask for proof.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import NotAPackError, PortfolioError, ReadOnlyError
from portfolio_app.model.domain.wording import count, day, moment
from portfolio_app.services.files import read_file, write_whole
from portfolio_app.services.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.portfolio import Portfolio, Seal
    from portfolio_app.model.domain.retention import Retention
    from portfolio_app.model.store import Keyring, Vault
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.signoffs import SignOffService

logger = logging.getLogger(__name__)

_LIMITS: Final = """\
The keys were overwritten and deleted first, then the encrypted files. A disk or a service
that keeps older versions of files may still hold parts of them; they are encrypted, and
without the keys nobody can read them.

Not covered by this certificate are copies that were made outside the program: copied
folders, backups made to another place by hand, open exports, and packs that were handed
out or sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPack:
    """A sealed pack that outlives the portfolio."""

    pack_code: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """What was destroyed, and what could not be."""

    portfolio: Portfolio
    seals: tuple[Seal, ...]
    retention: Retention | None
    pieces: int
    """Of evidence, bin included."""
    kept: KeptPack | None
    at: datetime
    certificate: Path
    """Where it lies."""
    keyring_entries: int = 0
    entries_left: int = 0
    """Entries of other computers' keyrings; they open nothing any more."""
    files: int = 0
    """Removed: keys, database, backups."""
    left: tuple[Path, ...] = ()
    """What could not be removed or reached, or was not ours to remove."""
    is_certified: bool = True
    """Whether the certificate could be completed; else it says that this was begun."""


class DestructionService:
    """Destroys one open portfolio."""

    def __init__(
        self,
        vault: Vault,
        sign_offs: SignOffService,
        clock: Clock,
        *,
        backup_places: Callable[[], Sequence[Path]],
        find_keyring: Callable[[], Keyring | None] | None = None,
    ) -> None:
        self._vault = vault
        self._sign_offs = sign_offs
        self._clock = clock
        self._backup_places = backup_places
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
            PortfolioError: The certificate cannot be begun. Nothing was destroyed then.
        """
        if self._vault.bar:
            raise ReadOnlyError(
                "The portfolio is open in another program, so it was not destroyed.",
                advice="Close it there, then try again. Nothing was changed.",
            )
        places = tuple(self._backup_places())
        self._require_outside(places, certificate, keep)
        begun = self._described(certificate, keep)
        _write(certificate, begun, is_done=False)
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
        from portfolio_app.model.store.removal import remove_backups, remove_vault

        def step(done: int, total: int) -> None:
            progress.step(done, total, "Destroying")

        folder = self._vault.folder
        keyring = self._find_keyring() if self._find_keyring else None
        entries, entries_left = forget_all(folder, keyring)
        self._vault.close()
        sweep_copies()
        removals = [remove_vault(folder, step=step)]
        removals += [
            remove_backups(place, step=step)
            for place in places
            if not place.is_relative_to(folder)
        ]
        return replace(
            begun,
            keyring_entries=entries,
            entries_left=entries_left,
            files=sum(removal.removed for removal in removals),
            left=tuple(path for removal in removals for path in removal.left),
        )


def certificate_text(found: Destruction, *, is_done: bool) -> str:
    """Return the certificate, which names the practitioner and no client."""
    who = found.portfolio.practitioner
    number = f", Social Work England {who.swe_number}" if who.swe_number else ""
    lines = [
        "CERTIFICATE OF DESTRUCTION" if is_done else "DESTRUCTION BEGUN, NOT COMPLETED",
        "",
        f"Portfolio of {who.name}{number}",
        f"Begun on {day(found.portfolio.started_on)}",
        f"Destroyed on {moment(found.at)} ({found.at.tzname()})",
    ]
    if found.retention:
        lines.append(f"Chosen to be destroyed from {day(found.retention.destroy_on)}")
    lines += ["", "Packs sealed from it:"]
    lines += [
        f"  {seal.pack_code}, version {seal.version}, {moment(seal.sealed_at)}\n"
        f"    SHA-256 as sealed {seal.sha256}"
        for seal in found.seals
    ] or ["  none"]
    lines += ["", "Destroyed:", *(f"  {line}" for line in _destroyed(found))]
    lines += ["", "Kept:", *(f"  {line}" for line in _kept_lines(found))]
    if found.left:
        left = count(len(found.left), "file or folder", "files and folders")
        lines += ["", f"Not removed: {left}. The person who destroyed it was told which."]
    return "\n".join([*lines, "", _LIMITS, ""])


def certificate_in_words(found: Destruction) -> str:
    """Return where the certificate lies, or that it is not complete."""
    if found.is_certified:
        return f"The certificate lies at {found.certificate}."
    return (
        f"The certificate at {found.certificate} could not be completed: it says only that the "
        "portfolio was to be destroyed."
    )


def _destroyed(found: Destruction) -> list[str]:
    lines = [
        f"the keys, the encrypted database and every automatic backup: "
        f"{count(found.files, 'file')}",
        f"{count(found.pieces, 'piece')} of evidence in it, with attached files and history",
    ]
    if found.keyring_entries:
        entries = count(found.keyring_entries, "entry", "entries")
        lines.append(f"{entries} in the keyring of this computer")
    if found.entries_left:
        entries = count(found.entries_left, "entry", "entries")
        lines.append(f"({entries} of other keyrings may remain; they open nothing any more)")
    return lines


def _kept_lines(found: Destruction) -> list[str]:
    if found.kept is None:
        return ["nothing"]
    return [
        f"the signed pack {found.kept.pack_code}",
        f"  SHA-256 of the file {found.kept.sha256}",
    ]


def _write(path: Path, found: Destruction, *, is_done: bool) -> None:
    text = certificate_text(found, is_done=is_done)
    write_whole(path, text.encode(), "The certificate")
