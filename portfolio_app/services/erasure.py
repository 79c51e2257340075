"""Erasing one person: out of the register, every text, the history, the bin and the backups."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.erasing import ERASED, Erasure, names_of
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.wording import harmless
from portfolio_app.services.changes import Area
from portfolio_app.services.progress import Silent
from portfolio_app.services.undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from portfolio_app.model.domain.erasing import Names
    from portfolio_app.model.domain.names import AttachmentId, PersonId
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress

logger = logging.getLogger(__name__)

_STEPS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReport:
    """What was erased. It names places and counts, and nobody."""

    done: Erasure
    """`files` are those whose pages go on naming the person."""
    files_removed: int
    backups_removed: int
    backups_left: tuple[Path, ...]
    """What could not be removed or reached; it still holds what was erased."""


class ErasureService:
    """Erases people, after showing what that would take."""

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        announce: Announce,
        *,
        backup_places: Callable[[], Sequence[Path]],
        read_files: Callable[[Progress], None],
        undisturbed: Callable[[], AbstractContextManager[None]] = nullcontext,
        undoing: Undoing | None = None,
    ) -> None:
        """Erase from `vault`.

        Args:
            vault: Open.
            clock: The time.
            announce: Hears of changes.
            backup_places: Gives every folder in which automatic backups of this vault lie.
            read_files: Sees that the text of every attached file can be searched.
            undisturbed: Keeps every other backup waiting, lest one come back behind us.
            undoing: Knows what may be undone; nothing may afterwards.
        """
        self._vault = vault
        self._clock = clock
        self._announce = announce
        self._backup_places = backup_places
        self._undisturbed = undisturbed
        self._undoing = undoing or Undoing()
        self._read_files = read_files

    def find(self, wanted: str) -> Person:
        """Return the person of this id, stand-in or name; capitals do not count.

        Raises:
            EvidenceError: Nobody is, or several are.
        """
        with self._vault.reading() as tx:
            people = tx.people.all()
        called = wanted.strip().casefold()
        found = [
            person
            for person in people
            if called in {person.id, person.stand_in.casefold()}
            or called in {name.casefold() for name in person.names}
        ]
        if len(found) != 1:
            who = "Nobody" if not found else "More than one person"
            raise EvidenceError(
                f"{who} in the people register is called that.",
                advice="Nothing was changed. Use the stand-in, as the register lists it.",
            )
        return found[0]

    def preview(self, person_id: PersonId, instead: str = ERASED) -> Erasure:
        """Return what erasing a person would change. Nothing is changed.

        Args:
            person_id: Who.
            instead: What will take the place of their names; their stand-in leaves it alone.

        Raises:
            EvidenceError: There is no such person.
            VaultError: The vault cannot be read.
        """
        self._read_files(Silent())
        with self._vault.reading() as tx:
            names = _names(tx, person_id, instead)
            return Erasure(
                places=tx.erasure.find(names, but=person_id),
                files=tx.erasure.files(names),
                unread=tx.erasure.unread(),
                backups=len(self._backups()),
                cut_off=tx.erasure.cut_off(),
            )

    def erase(
        self,
        person_id: PersonId,
        instead: str = ERASED,
        files: Collection[AttachmentId] = (),
        progress: Progress | None = None,
    ) -> ErasureReport:
        """Erase a person. This cannot be undone, and no backup brings them back.

        Args:
            person_id: Who.
            instead: What takes the place of their names; their stand-in leaves it alone.
            files: Attached files that name them and are to go; the others stay as they are.
            progress: Hears what is being done.

        Raises:
            EvidenceError: There is no such person, or nothing but blanks is to stand there.
            VaultError: Something could not be written: nothing was changed, or the names are
                gone from the portfolio and not yet from its backups, and the error says so.
                An entry without a name stays in the register then, to try again with.
        """
        progress = progress or Silent()
        instead = _more_than_blanks(instead)
        self._read_files(progress)
        progress.step(1, _STEPS, "Erasing")
        done = self._erase(person_id, instead, files)
        self._announce(
            Area.ERASED | Area.EVIDENCE | Area.PORTFOLIO | Area.PEOPLE | Area.SPELLING
        )
        removed, left = self._clear_remains(progress)
        with self._vault.transaction() as tx:
            tx.people.remove(person_id)
        self._announce(Area.PEOPLE)
        logger.info("a person was erased: names=%d backups=%d", done.count, removed)
        return ErasureReport(
            done=done, files_removed=len(files), backups_removed=removed, backups_left=left
        )

    def _erase(
        self, person_id: PersonId, instead: str, files: Collection[AttachmentId]
    ) -> Erasure:
        at = self._clock.now()
        with self._vault.transaction() as tx:
            names = _names(tx, person_id, instead)
            tx.erasure.destroy_files(files)
            staying, cut_off = tx.erasure.files(names), tx.erasure.cut_off()
            places = tx.erasure.erase(names, at, but=person_id)
            tx.people.change(
                Person(id=person_id, real_name=ERASED, stand_in=ERASED, added_at=at)
            )
            tx.search.rebuild()
            self._undoing.end()
            return Erasure(
                places=places,
                files=staying,
                unread=tx.erasure.unread(),
                backups=len(self._backups()),
                cut_off=cut_off,
            )

    def _clear_remains(self, progress: Progress) -> tuple[int, tuple[Path, ...]]:
        """Clear what was erased off the disk; return how many backups went, and which did not.

        Raises:
            VaultError: It could not be cleared everywhere.
        """
        from portfolio_app.model.store.private_copy import sweep_copies

        try:
            progress.step(2, _STEPS, "Clearing deleted pages")
            self._vault.sweep()
            sweep_copies()
            progress.step(3, _STEPS, "Replacing backups")
            with self._undisturbed():
                return self._replace_backups()
        except VaultError as error:
            raise _half_done(error) from error

    def _backups(self) -> list[Path]:
        from portfolio_app.model.store.backups import BackupShelf

        return [
            backup.path
            for folder in self._backup_places()
            if folder.is_dir()
            for backup in BackupShelf(folder).all()
        ]

    def _replace_backups(self) -> tuple[int, tuple[Path, ...]]:
        """Make one backup of what there is now, then remove every other, wherever they lie."""
        from portfolio_app.model.store.backups import BackupShelf
        from portfolio_app.model.store.removal import remove_backups

        removed = 0
        left: list[Path] = []
        for folder in self._backup_places():
            fresh: list[Path] = []
            if self._is_reachable(folder):
                made = BackupShelf(folder).add(
                    self._vault, reason=BackupReason.ERASURE, at=self._clock.now()
                )
                fresh = [made.path]
            gone = remove_backups(folder, but=fresh, step=lambda done, total: None)
            removed += gone.removed
            left += gone.left
        return removed, tuple(left)

    def _is_reachable(self, folder: Path) -> bool:
        """Whether backups can go there: it is there, or the folder around it is."""
        return folder.is_dir() or folder.parent.is_dir()


def _more_than_blanks(instead: str) -> str:
    harmless_words = harmless(instead)
    if not harmless_words:
        raise EvidenceError(
            "Something must stand in the place of the names.",
            advice=f"Nothing was changed. Use “{ERASED}”, for example.",
        )
    return harmless_words


def _half_done(error: VaultError) -> VaultError:
    return VaultError(
        "The names are gone from the portfolio, but its older backups still hold them.",
        advice=f"{error.summary} Then erase “{ERASED}” in the people register to try again.",
    )


def _names(tx: Transaction, person_id: PersonId, instead: str) -> Names:
    people = tx.people.all()
    person = next((found for found in people if found.id == person_id), None)
    if person is None:
        raise EvidenceError(
            "This person is no longer in the people register.",
            advice="Nothing was changed. Look at the register again.",
        )
    others = [name for found in people if found.id != person_id for name in found.names]
    signing = [tx.portfolio.get().practitioner.name, *(c.name for c in tx.contributors.all())]
    return names_of(person, [*others, *signing], instead)
