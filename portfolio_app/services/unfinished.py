"""A destruction that was cut short: told by the note that it leaves, and finished.

The note names no person. It is obeyed only when the keys are gone, overwritten or deleted by
us: as long as they stand, nothing has been destroyed, and the portfolio is as good as ever.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from portfolio_app.errors import DestroyedError, PortfolioError
from portfolio_app.services.certificates import Ended, certificate_in_words, completed
from portfolio_app.services.files import read_file, write_whole
from portfolio_app.services.progress import Silent

if TYPE_CHECKING:
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.second_places import SecondPlaces

logger = logging.getLogger(__name__)

FORMAT: Final = "progression-portfolio-destruction/1"
_VAULT: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """That a destruction was begun."""

    vault_id: str
    certificate: Path
    """Where it was begun."""
    sha256: str
    """Of the certificate as it was begun: nothing else is ever written over."""

    @classmethod
    def of(cls, folder: Path, certificate: Path, text: bytes) -> Self:
        """Return the note for a vault whose certificate was begun with `text`."""
        from portfolio_app.model.store.keys.key_file import keys_in_force

        vault_id = keys_in_force(folder).vault_id
        place = certificate.absolute()
        return cls(vault_id=vault_id, certificate=place, sha256=sha256(text).hexdigest())


def write_note(folder: Path, note: Note) -> None:
    """Put a note into the folder of a vault.

    Raises:
        VaultError: It cannot be written.
    """
    from portfolio_app.model.store.folder import ENDING, explaining_files
    from portfolio_app.model.store.folder import write_whole as write_in_vault

    content = {
        "format": FORMAT,
        "vault": note.vault_id,
        "certificate": str(note.certificate),
        "sha256": note.sha256,
    }
    with explaining_files("destroyed"):
        write_in_vault(folder / ENDING, json.dumps(content, indent=2).encode("ascii"))


def finish_destruction(
    folder: Path, seconds: SecondPlaces, clock: Clock, progress: Progress | None = None
) -> Ended | None:
    """Finish a destruction that was cut short; None where none was.

    Args:
        folder: A portfolio.
        seconds: Where its copies went. Only if this was begun on this computer they go too,
            and the place is forgotten; otherwise they are told to be left.
        clock: The time.
        progress: Hears of every file.
    """
    note = _read(folder)
    if note is None or not _is_without_keys(folder):
        return None
    from portfolio_app.model.store.private_copy import sweep_copies
    from portfolio_app.model.store.removal import remove_vault
    from portfolio_app.services.backups import folder_in

    heard, folder = progress or Silent(), folder.absolute()
    sweep_copies()
    second = seconds.of(note.vault_id, folder)
    copies = [folder_in(second, note.vault_id)] if second else []
    is_begun_here = seconds.is_ending(note.vault_id, note.sha256)
    removal = remove_vault(
        folder,
        copies if is_begun_here else [],
        step=lambda done, total: heard.step(done, total, "Destroying"),
    )
    left = removal.left if is_begun_here else (*removal.left, *copies)
    logger.info("destruction finished: files=%d left=%d", removal.removed, len(left))
    if is_begun_here:
        _forget_place(note, seconds)
    ended = Ended(certificate=note.certificate, files=removal.removed, left=left)
    return _certified(ended, note, clock)


def _forget_place(note: Note, seconds: SecondPlaces) -> None:
    try:
        seconds.choose(note.vault_id, None)
    except PortfolioError as error:
        logger.info("the second place is still remembered: %s", error.summary)


def require_standing(folder: Path, seconds: SecondPlaces, clock: Clock) -> None:
    """Check that a portfolio which is to be opened was not being destroyed.

    Raises:
        DestroyedError: It was; that is finished now.
    """
    ended = finish_destruction(folder, seconds, clock)
    if ended is not None:
        left = "".join(f" Not removed: {path}." for path in ended.left)
        raise DestroyedError(
            "This portfolio was being destroyed when that was cut short. It is finished now.",
            advice=certificate_in_words(ended) + left,
        )


def forget_note(folder: Path) -> None:
    """Remove a note from a portfolio that is open, and so was not destroyed after all.

    It must not be there on the day on which the keys are lost by accident.
    """
    from portfolio_app.model.store.folder import ENDING

    try:
        (folder / ENDING).unlink(missing_ok=True)
    except OSError as error:  # in use, say; the next who opens it removes it
        logger.info("a note stays: %s", type(error).__name__)


def _read(folder: Path) -> Note | None:
    from portfolio_app.model.store.folder import ENDING

    try:
        content = json.loads((folder / ENDING).read_bytes())
        note = Note(
            vault_id=str(content["vault"]),
            certificate=Path(str(content["certificate"])),
            sha256=str(content["sha256"]),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return note if content.get("format") == FORMAT and _VAULT.fullmatch(note.vault_id) else None


def _is_without_keys(folder: Path) -> bool:
    """Whether the key file is gone, or overwritten; one that is only damaged still counts."""
    from portfolio_app.model.store.folder import KEYS

    try:
        with (folder / KEYS).open("rb") as file:
            return not file.read(1).strip(b"\0")
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _certified(ended: Ended, note: Note, clock: Clock) -> Ended:
    """Complete the certificate if it is still the one that was begun."""
    try:
        begun = read_file(note.certificate, "The certificate")
        if sha256(begun).hexdigest() == note.sha256:
            text = completed(begun.decode(), clock.now(), ended.files, ended.left)
            write_whole(note.certificate, text.encode(), "The certificate")
            return ended
    except (PortfolioError, ValueError) as error:  # too late to stop; whoever asked is told
        logger.info("the certificate was not completed: %s", type(error).__name__)
    return Ended(
        certificate=ended.certificate, files=ended.files, left=ended.left, is_certified=False
    )
