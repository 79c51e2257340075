"""The backups of an open portfolio: when one is due, making it, and looking into one."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import ReadOnlyError, VaultError
from portfolio_app.model.domain.care import BackupKeys, BackupReason
from portfolio_app.services.progress import Silent
from portfolio_app.services.slow_place import PATIENCE, SlowPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup, Comparison
    from portfolio_app.model.store import Vault
    from portfolio_app.model.store.backups import BackupShelf
    from portfolio_app.model.store.keys.key_file import KeyFile
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.second_places import SecondPlaces

logger = logging.getLogger(__name__)

AFTER_CHANGES: Final = 20 * 60
"""Seconds of work that a lost disk may cost while the portfolio is open."""
_COPYING: Final = "Copying to the second place"
_WAYS_IN: Final = "Bringing the backups' ways in up to date"
_IDENTIFIER: Final = 16
"""Digits of a vault's identifier that name its folder in a second place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """A folder elsewhere that gets a copy of every backup."""

    folder: Path
    latest: Backup | None
    """The latest copy there; None when there is none, or the place is out of reach."""
    trouble: str = ""
    """Why copies do not reach it at the moment."""


class BackupService:
    """Makes, lists and compares the backups of one open portfolio."""

    def __init__(
        self, vault: Vault, clock: Clock, seconds: SecondPlaces, *, patience: float = PATIENCE
    ) -> None:
        """Make the service.

        Args:
            vault: It is open.
            clock: The time.
            seconds: Where copies go.
            patience: Seconds that a second place may be silent.
        """
        from portfolio_app.model.store.backups import BackupShelf  # the database: when needed
        from portfolio_app.model.store.folder import BACKUPS
        from portfolio_app.model.store.keys.key_file import keys_in_force

        self._vault = vault
        self._vault_id = keys_in_force(vault.folder).vault_id
        self._clock = clock
        self._seconds = seconds
        self._second = SlowPlace(patience)
        self._shelf = BackupShelf(vault.folder / BACKUPS)
        self._trouble = ""
        self._own_turn, self._second_turn = Lock(), Lock()

    def all(self) -> tuple[Backup, ...]:
        """Return the backups that lie in the portfolio, the latest first.

        Raises:
            VaultError: They cannot be read.
        """
        return self._shelf.all()

    def places(self) -> tuple[Path, ...]:
        """Return every folder that holds backups of this portfolio, reachable or not."""
        second = self._second_shelf_folder()
        return (self._shelf.folder, *([second] if second else []))

    def due(self) -> BackupReason | None:
        """Return why a backup is due now, or None.

        One is due when something was written since the latest, and that is of another day or
        twenty minutes old.

        Raises:
            VaultError: The backups cannot be read.
        """
        if self._is_barred() or self._shelf.has_all_of(self._vault.folder):
            return None
        latest = next(iter(self._shelf.all()), None)
        if latest is None:
            return BackupReason.DAILY
        passed = self._clock.now() - latest.made_at
        if latest.made_at.astimezone().date() != self._clock.today():
            return BackupReason.DAILY
        return BackupReason.CHANGES if _is_long(passed) else None

    def make(self, reason: BackupReason, progress: Progress | None = None) -> Backup:
        """Make a backup in the portfolio's own folder, and let old ones go.

        Only who may write the portfolio: what another program reads is as it was when it began,
        and would bring back what was erased or shut out since.

        Raises:
            ReadOnlyError: Another program may write, and this one not.
            VaultError: It cannot be written, or the portfolio is damaged.
        """
        self._require_writable()
        step = _stepping(progress, "Backing up")
        with self._own_turn:
            backup = self._shelf.add(
                self._vault, reason=reason, at=self._clock.now(), step=step
            )
        logger.info("backup made: reason=%s bytes=%d", backup.reason, backup.size)
        return backup

    def make_besides(self, reason: BackupReason) -> None:
        """Make a backup besides something else, which stands whether this succeeds or not."""
        try:
            self.make(reason)
        except VaultError as error:
            logger.info("no backup besides %s: %s", reason, error.summary)

    def write(self, path: Path, progress: Progress | None = None) -> Backup:
        """Write a backup to a file that the person chose.

        Raises:
            VaultError: It cannot be written, or something else has that name.
        """
        from portfolio_app.model.store.backups import make_backup

        return make_backup(
            self._vault,
            path.absolute(),
            reason=BackupReason.BY_HAND,
            at=self._clock.now(),
            step=_stepping(progress, "Backing up"),
        )

    def look(self, backup: Backup) -> Comparison:
        """Check a backup, and return how it differs from the portfolio as it is.

        Raises:
            VaultError: It is damaged, or of another key.
        """
        from portfolio_app.model.store.backups import compare_with

        with self._vault.snapshot() as present:
            return compare_with(backup.path, present, self._vault.key)

    # What opens them

    def bring_ways_in(self, progress: Progress | None = None) -> BackupKeys:
        """Let every backup in reach open by what opens the portfolio now, and nothing else.

        To be called after every change of the ways in, and with every backup: one that could
        not be reached before, or that a crash kept from being changed, has other ways in than
        the portfolio, and is found by that. Backups that somebody saved elsewhere cannot be.

        Raises:
            CancelledError: The person asked to stop.
        """
        from portfolio_app.model.store.keys.key_file import keys_in_force

        if self._is_barred():
            return BackupKeys()
        heard = progress or Silent()
        try:
            with self._own_turn:
                keys = keys_in_force(self._vault.folder)
                told = self._shelf.give_ways_in(keys, _stepping(heard, _WAYS_IN))
        except VaultError as error:  # its own key file cannot be read
            logger.info("backups keep their ways in: %s", error.summary)
            return BackupKeys(left=(self._shelf.folder,), trouble=error.summary)
        return told + self._bring_ways_in_elsewhere(keys, heard)

    def _bring_ways_in_elsewhere(self, keys: KeyFile, progress: Progress) -> BackupKeys:
        from portfolio_app.model.store.backups import BackupShelf

        folder = self._second_shelf_folder()
        if folder is None:
            return BackupKeys()
        work = partial(_give_ways_in, BackupShelf(folder), keys)
        try:
            with self._second_turn:
                return self._second.ask(work, progress, _WAYS_IN)
        except VaultError as error:
            logger.info("second place keeps its ways in: %s", error.summary)
            return BackupKeys(left=(folder,), trouble=error.summary)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Let no backup be made, copied or changed for the time of the block."""
        with self._own_turn, self._second_turn:
            yield

    # The second place

    def forget_second_place(self) -> None:
        """Remember no second place of a portfolio that is no more.

        Raises:
            PortfolioError: It cannot be written.
        """
        self._seconds.choose(self._vault_id, None)

    def begin_ending(self, begun: str) -> None:
        """Remember that the second place is to go with the portfolio, if that is cut short.

        Args:
            begun: SHA-256 of the certificate as it was begun.

        Raises:
            PortfolioError: It cannot be written.
        """
        self._seconds.begin_ending(self._vault_id, begun)

    def second_place(self) -> SecondPlace | None:
        """Return where copies go, or None where no place was chosen. Asks the place itself."""
        from portfolio_app.model.store.backups import BackupShelf

        folder, shelf = self._second_folder(), self._second_shelf_folder()
        if folder is None or shelf is None:
            return None
        try:
            found = self._second.ask(lambda _: _listed(BackupShelf(shelf)), Silent(), "")
        except VaultError as error:
            return SecondPlace(folder=folder, latest=None, trouble=error.summary)
        return SecondPlace(folder=folder, latest=next(iter(found), None), trouble=self._trouble)

    def choose_second_place(self, folder: Path | None) -> None:
        """Have a copy of every backup put in `folder`, or no longer.

        Raises:
            VaultError: It is the portfolio itself, or no folder.
            PortfolioError: The choice cannot be remembered.
        """
        if folder is not None:
            folder = folder.resolve()
            if folder.is_relative_to(self._vault.folder.resolve()):
                raise VaultError(
                    "A second place must be outside the portfolio.",
                    advice="Choose a folder on another disk or a network drive.",
                )
            if not folder.is_dir():
                raise VaultError(
                    "This folder cannot be reached.",
                    advice="Check that the drive is connected, then choose it again.",
                )
        self._trouble = ""
        self._seconds.choose(self._vault_id, folder)

    def copy_latest(self, progress: Progress | None = None) -> Backup | None:
        """Copy the latest backup to the second place, unless it is there already.

        Whoever only reads leaves that to the program that writes. A place that is out of reach
        is no failure: it is remembered and tried again with the next backup.

        Raises:
            CancelledError: The person asked to stop; what hangs is left to itself.
        """
        from portfolio_app.model.store.backups import BackupShelf

        if self._is_barred():
            return None
        folder = self._second_shelf_folder()
        latest = next(iter(self._shelf.all()), None)
        if folder is None or latest is None:
            return None
        shelf = BackupShelf(folder)
        try:
            with self._second_turn:
                work = partial(_copy, latest, shelf)
                copied = self._second.ask(work, progress or Silent(), _COPYING)
        except VaultError as error:
            self._trouble = error.summary
            logger.info("second place: %s", error.summary)
            return None
        self._trouble = ""
        return copied

    def _second_folder(self) -> Path | None:
        return self._seconds.of(self._vault_id, self._vault.folder)

    def _second_shelf_folder(self) -> Path | None:
        folder = self._second_folder()
        return folder_in(folder, self._vault_id) if folder else None

    def _is_barred(self) -> bool:
        try:
            self._vault.require_writable()
        except ReadOnlyError:
            return True
        return False

    def _require_writable(self) -> None:
        if bar := self._vault.bar:
            raise ReadOnlyError(
                f"No backup was made: {bar.reason[:1].lower()}{bar.reason[1:]}",
                advice="Backups are made where it can be written. From here you can still "
                "save one to a file of your own.",
            )
        self._vault.require_writable()


def folder_in(second_place: Path, vault_id: str) -> Path:
    """Return the folder of a portfolio's own in a second place."""
    return second_place / f"portfolio-{vault_id[:_IDENTIFIER]}"


def _listed(shelf: BackupShelf) -> tuple[Backup, ...]:
    """Return what lies in a second place.

    Raises:
        VaultError: It is not there: it is never made, as on the empty mount of a drive.
    """
    if not shelf.folder.parent.is_dir():
        raise _out_of_reach()
    return shelf.all()


def _copy(
    backup: Backup, shelf: BackupShelf, step: Callable[[int, int], None]
) -> Backup | None:
    """Copy a backup to a second place; None when it is there already."""
    if any(copy.path.name == backup.path.name for copy in _listed(shelf)):
        return None
    return shelf.take(backup, step)


def _give_ways_in(
    shelf: BackupShelf, keys: KeyFile, step: Callable[[int, int], None]
) -> BackupKeys:
    """Bring the ways in of a second place up to date.

    Raises:
        VaultError: It is not there.
    """
    if not shelf.folder.parent.is_dir():
        raise _out_of_reach()
    return shelf.give_ways_in(keys, step)


def _out_of_reach() -> VaultError:
    return VaultError(
        "The second place cannot be reached at the moment.",
        advice="Your portfolio and its own backups are safe.",
    )


def _stepping(progress: Progress | None, note: str) -> Callable[[int, int], None]:
    heard = progress or Silent()
    return lambda done, total: heard.step(done, total, note)


def _is_long(passed: timedelta) -> bool:
    """Whether so much time has passed; also when the clock was set back behind the backup."""
    return not 0 <= passed.total_seconds() < AFTER_CHANGES
