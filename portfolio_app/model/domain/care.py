"""How a portfolio is looked after: its backups, and what a check found and repaired."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.portfolio import Portfolio


class BackupReason(StrEnum):
    """Why a backup was made."""

    BY_HAND = "by-hand"
    DAILY = "daily"
    CHANGES = "changes"
    UPDATE = "update"
    """Before a newer release changed how the portfolio is stored."""
    SEAL = "seal"
    RESTORE = "restore"
    """Before another backup took its place."""
    ERASURE = "erasure"
    """After somebody was erased, which older backups would undo."""
    RENEWAL = "renewal"
    """After it was given a new key, which no older backup has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: a single encrypted file that opens with the portfolio's own secrets."""

    path: Path
    made_at: datetime
    """Aware, in UTC."""
    reason: BackupReason
    size: int
    """Bytes of the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupKeys:
    """Whether the backups in reach open by what opens the portfolio, and by nothing else."""

    renewed: int = 0
    """Backups whose ways in were replaced by the present ones just now."""
    left: tuple[Path, ...] = ()
    """Backups that could not be changed, and places that could not be reached. What opened
    the portfolio when these were written may still open them, and the portfolio by them."""
    older: int = 0
    """Backups from before the portfolio was given its present key. They open as they did
    then, and tell nothing about the present key."""
    trouble: str = ""
    """Why something was left, in a sentence."""

    def __add__(self, other: BackupKeys) -> BackupKeys:
        """Return what is true of both together."""
        return BackupKeys(
            renewed=self.renewed + other.renewed,
            left=self.left + other.left,
            older=self.older + other.older,
            trouble=self.trouble or other.trouble,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a portfolio holds, counted: enough to tell two states of it apart."""

    pieces: int
    """Pieces of evidence that are not in the bin."""
    words: int
    """In all their answers."""
    claims: int
    files: int
    """Attachments that are not in the bin."""
    changed_at: datetime | None
    """When a piece was last changed; None when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A backup beside the portfolio whose place it would take."""

    backup: Contents
    present: Contents | None
    """None when the present portfolio is missing or cannot be read."""
    gained: tuple[str, ...] = ()
    """Titles of pieces that only the backup has."""
    lost: tuple[str, ...] = ()
    """Titles of pieces that only the present portfolio has."""
    changed: tuple[str, ...] = ()
    """Titles, in the present portfolio, of pieces that differ."""
    kept_aside: Path | None = None
    """Where the present portfolio's files lie as they were, when it could not be backed up
    before the backup took its place."""


class Condition(StrEnum):
    """What a check-up found of one part of a portfolio."""

    SOUND = "sound"
    REPAIRED = "repaired"
    LOST = "lost"
    """Something of it could not be brought back."""
    BROKEN = "broken"
    """It is damaged, and nothing has been done about it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of a check-up."""

    condition: Condition
    sentence: str
    """May name pieces of evidence by their title: to be shown, never to be logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUp:
    """Everything that a check-up found, the worst first."""

    findings: tuple[Finding, ...]
    kept_aside: Path | None = None
    """Where the damaged files lie, as they were before a repair."""

    @property
    def condition(self) -> Condition:
        """The worst of the findings."""
        order = (Condition.BROKEN, Condition.LOST, Condition.REPAIRED)
        found = {finding.condition for finding in self.findings}
        return next((worst for worst in order if worst in found), Condition.SOUND)


class Guide(Protocol):
    """Knows the rules, for a repair that must put something in a lost row's place."""

    def form_of(self, paths: Collection[str]) -> str:
        """Return the form that asks for answers at these paths, or the likeliest."""

    def media_type_of(self, content: bytes) -> str:
        """Return what a file is, told by how it begins."""

    def portfolio(self) -> Portfolio:
        """Return what to begin with when name, pathway and dates are lost."""
