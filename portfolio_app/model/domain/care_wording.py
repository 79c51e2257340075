"""Backups and comparisons in words, as the command line and Settings both say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.wording import count, joined, moment, sentence

if TYPE_CHECKING:
    from portfolio_app.model.domain.care import Backup, BackupKeys, Comparison, Contents

_REASONS: Final = {
    BackupReason.BY_HAND: "made by hand",
    BackupReason.DAILY: "the day's first",
    BackupReason.CHANGES: "while you were writing",
    BackupReason.UPDATE: "before an update of the program",
    BackupReason.SEAL: "before a pack was sealed",
    BackupReason.RESTORE: "before another backup was brought back",
    BackupReason.ERASURE: "after somebody was erased",
    BackupReason.RENEWAL: "after a new key was given",
}
SAVED_ELSEWHERE: Final = (
    "Backups that you saved somewhere else, and copies of the folder, stay as they are: what "
    "opened the portfolio before still opens them, and this portfolio by them. If somebody "
    "else may have one, give the portfolio a new key."
)
"""What no change of the ways in can reach."""
_NAMED: Final = 5
"""Titles that are listed before the rest are counted."""


def described(backup: Backup) -> str:
    """Return `14 January 2027 at 16:42, the day's first, 12.4 MB`, in the local time zone."""
    when = moment(backup.made_at.astimezone())
    return f"{when}, {reason_in_words(backup)}, {in_megabytes(backup.size)}"


def reason_in_words(backup: Backup) -> str:
    """Return why a backup was made, such as `before a pack was sealed`."""
    return _REASONS[backup.reason]


def in_megabytes(size: int) -> str:
    """Return `12.4 MB`."""
    return f"{size / 1_000_000:,.1f} MB"


def counted(contents: Contents) -> str:
    """Return `23 pieces of evidence, 14,200 words, 31 claims and 4 files`."""
    return (
        f"{count(contents.pieces, 'piece')} of evidence, {contents.words:,} words, "
        f"{count(contents.claims, 'claim')} and {count(contents.files, 'file')}"
    )


def compared(comparison: Comparison, *, is_done: bool = True) -> tuple[str, ...]:
    """Say in sentences what a backup holds, and how the present portfolio differs.

    Args:
        comparison: Of the two.
        is_done: Whether the backup has taken the portfolio's place already.
    """
    present = "the portfolio as it was" if is_done else "the portfolio as it is"
    lines = [f"The backup holds {counted(comparison.backup)}."]
    changed = comparison.backup.changed_at
    if changed:
        lines.append(f"Its last change is from {moment(changed.astimezone())}.")
    if comparison.present is None:
        return tuple(lines)
    lines.append(f"{sentence(present)} holds {counted(comparison.present)}.")
    for titles, what in (
        (comparison.lost, f"Only in {present}"),
        (comparison.gained, "Only in the backup"),
        (comparison.changed, "Different in the two"),
    ):
        if titles:
            lines.append(f"{what}: {_listed(titles)}.")
    if not (comparison.lost or comparison.gained or comparison.changed):
        lines.append("All pieces are the same in both.")
    return tuple(lines)


def ways_in_of_backups(found: BackupKeys) -> str:
    """Say that the backups open as the portfolio does now, or what is true of those left."""
    lines = [] if found.left else ["Its backups open in the same way now, and in no other."]
    if found.older:
        kept = count(found.older, "backup")
        lines.append(
            f"{kept} from before the portfolio was given its present key "
            f"{'opens' if found.older == 1 else 'open'} as then."
        )
    return " ".join(lines)


def left_of_backups(found: BackupKeys) -> str:
    """Say which backups do not open as the portfolio does now; empty when all do."""
    if not found.left:
        return ""
    named = [str(path) for path in found.left[:_NAMED]]
    rest = len(found.left) - _NAMED
    listed = joined([*named, f"{rest} more"] if rest > 0 else named)
    return (
        f"Not changed yet: {listed}. What opened the portfolio before may still open this, and "
        f"the portfolio by it. {found.trouble} It is tried again with every backup."
    )


def _listed(titles: tuple[str, ...]) -> str:
    named = [f"“{title}”" for title in titles[:_NAMED]]
    rest = len(titles) - _NAMED
    return joined([*named, f"{rest} more"] if rest > 0 else named)
