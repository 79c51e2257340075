"""The certificate of a destruction: begun before anything goes, completed when all has gone.

It names the practitioner and no client, no path and no computer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.wording import count, day, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.portfolio import Portfolio, Seal
    from portfolio_app.model.domain.retention import Retention

_DONE_TITLE: Final = "CERTIFICATE OF DESTRUCTION"
_BEGUN_TITLE: Final = "DESTRUCTION BEGUN, NOT COMPLETED"
_DONE_HEADING: Final = "\n\nDestroyed:\n"
_BEGUN_HEADING: Final = "\n\nTo be destroyed:\n"
_KEPT_HEADING: Final = "\n\nKept:\n"
_LIMITS: Final = """\
The keys were overwritten and deleted first, then the backups, then the encrypted files. A
disk or a service that keeps older versions of files may still hold parts of them; they are
encrypted, and without the keys nobody can read them.

Not covered by this certificate are copies that were made outside the program: copied
folders, backups made to another place by hand, open exports, and packs that were handed
out or sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What became of a portfolio that was destroyed."""

    certificate: Path
    """Where it lies."""
    files: int = 0
    """Removed: keys, database, backups."""
    left: tuple[Path, ...] = ()
    """What could not be removed or reached, or was not ours to remove."""
    is_certified: bool = True
    """Whether the certificate could be completed; else it says that this was begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPack:
    """A sealed pack that outlives the portfolio."""

    pack_code: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction(Ended):
    """The same of one that was described before it went."""

    portfolio: Portfolio
    seals: tuple[Seal, ...]
    retention: Retention | None
    pieces: int
    """Of evidence, bin included."""
    kept: KeptPack | None
    at: datetime
    keyring_entries: int = 0
    entries_left: int = 0
    """Entries of other computers' keyrings; they open nothing any more."""


def certificate_text(found: Destruction, *, is_done: bool) -> str:
    """Return the certificate."""
    who = found.portfolio.practitioner
    number = f", Social Work England {who.swe_number}" if who.swe_number else ""
    lines = [
        _DONE_TITLE if is_done else _BEGUN_TITLE,
        "",
        f"Portfolio of {who.name}{number}",
        f"Begun on {day(found.portfolio.started_on)}",
        f"Destroyed on {moment(found.at)} ({found.at.tzname()})",
    ]
    if found.retention:
        lines.append(f"Chosen to be destroyed from {day(found.retention.destroy_on)}")
    lines += ["", "Packs sealed from it:", *_packs(found.seals)]
    what = "\n".join(f"  {line}" for line in _destroyed(found, is_done=is_done))
    text = "\n".join(lines) + (_DONE_HEADING if is_done else _BEGUN_HEADING) + what
    return text + _KEPT_HEADING + _end([f"  {line}" for line in _kept(found.kept)], found.left)


def completed(begun: str, at: datetime, files: int, left: Sequence[Path]) -> str:
    """Return the certificate of a destruction that was cut short and finished later.

    Args:
        begun: What was written before anything was destroyed.
        at: When it was finished.
        files: How many were still there until then.
        left: What could not be removed.

    Raises:
        ValueError: This is no certificate that was begun.
    """
    head, heading, rest = begun.partition(_BEGUN_HEADING)
    what, kept_heading, rest = rest.partition(_KEPT_HEADING)
    kept, limits, _ = rest.partition(f"\n\n{_LIMITS}")
    if not (head.startswith(_BEGUN_TITLE) and heading and kept_heading and limits):
        raise ValueError("no certificate that was begun")
    finished = (
        f"  (this was cut short, and finished on {moment(at)} ({at.tzname()}), when "
        f"{count(files, 'file')} had been left)"
    )
    head = _DONE_TITLE + head.removeprefix(_BEGUN_TITLE)
    return (
        f"{head}{_DONE_HEADING}{what}\n{finished}{_KEPT_HEADING}{_end(kept.splitlines(), left)}"
    )


def certificate_in_words(found: Ended) -> str:
    """Return where the certificate lies, or that it is not complete."""
    if found.is_certified:
        return f"The certificate lies at {found.certificate}."
    return (
        f"The certificate at {found.certificate} could not be completed: it says only that the "
        "portfolio was to be destroyed."
    )


def _packs(seals: Sequence[Seal]) -> list[str]:
    return [
        f"  {seal.pack_code}, version {seal.version}, {moment(seal.sealed_at)}\n"
        f"    SHA-256 as sealed {seal.sha256}"
        for seal in seals
    ] or ["  none"]


def _destroyed(found: Destruction, *, is_done: bool) -> list[str]:
    files = f": {count(found.files, 'file')}" if is_done else ""
    lines = [
        f"the keys, the encrypted database and every automatic backup{files}",
        f"{count(found.pieces, 'piece')} of evidence in it, with attached files and history",
    ]
    if found.keyring_entries:
        entries = count(found.keyring_entries, "entry", "entries")
        lines.append(f"{entries} in the keyring of this computer")
    if found.entries_left:
        entries = count(found.entries_left, "entry", "entries")
        lines.append(f"({entries} of other keyrings may remain; they open nothing any more)")
    return lines


def _kept(pack: KeptPack | None) -> list[str]:
    if pack is None:
        return ["nothing"]
    return [f"the signed pack {pack.pack_code}", f"  SHA-256 of the file {pack.sha256}"]


def _end(kept: Sequence[str], left: Sequence[Path]) -> str:
    """Return everything from what was kept on."""
    lines = list(kept)
    if left:
        number = count(len(left), "file or folder", "files and folders")
        lines += ["", f"Not removed: {number}. The person who destroyed it was told which."]
    return "\n".join([*lines, "", _LIMITS, ""])
