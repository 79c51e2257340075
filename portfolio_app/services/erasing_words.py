"""What an erasure would change or has changed, in sentences that name nobody."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.erasing import ErasedFrom
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.erasing import Erasure
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.services.erasure import ErasureReport
    from portfolio_app.services.evidence import EvidenceService

_PLACES: Final = {
    ErasedFrom.ANSWER: "in answers",
    ErasedFrom.AUTHOR: "as an author",
    ErasedFrom.NOTE: "in notes on claims",
    ErasedFrom.CLAIM: "in claimed passages",
    ErasedFrom.STATEMENT: "in accounts of capabilities",
    ErasedFrom.RATING: "in notes on how you see yourself",
    ErasedFrom.FILE: "in names and descriptions of files",
    ErasedFrom.HISTORY: "in what texts said before",
    ErasedFrom.REGISTER: "in notes on other people",
    ErasedFrom.RETENTION: "in the note on keeping the portfolio",
    ErasedFrom.TIMETABLE: "in the reasons for leave or more time",
    ErasedFrom.OWN_WORD: "in your own words of the spelling",
}


def titles_of(evidence: EvidenceService) -> dict[EvidenceId, str]:
    """Return the title of every piece that is not in the bin."""
    return {piece.id: piece.title for piece in evidence.all()}


def places_in_words(found: Erasure) -> tuple[str, ...]:
    """Return a line for each kind of place, with its number of names."""
    counted: Counter[ErasedFrom] = Counter()
    for place in found.places:
        counted[place.part] += place.count
    return tuple(
        f"{count(counted[part], 'time')} {words}."
        for part, words in _PLACES.items()
        if counted[part]
    )


def preview_in_words(found: Erasure, titles: Mapping[EvidenceId, str]) -> tuple[str, ...]:
    """Return what would be erased."""
    pieces = {place.evidence for place in found.places if place.evidence}
    binned = len(pieces - titles.keys())
    where = f" {count(binned, 'piece')} of these in the bin." if binned else ""
    lines = [
        f"Named {count(found.count, 'time')}, in {count(len(pieces), 'piece')} of evidence."
        f"{where}",
        *places_in_words(found),
    ]
    if found.cut_off:
        lines.append(f"{_remains(found)}, to be removed.")
    if found.files:
        lines.append(f"{count(len(found.files), 'attached file')} with the name inside.")
    if found.unread:
        lines.append(
            f"{count(found.unread, 'attached file')} without text that can be read, such as "
            "pictures. Look at these yourself."
        )
    if found.backups:
        lines.append(f"{count(found.backups, 'backup')} to be replaced by one new backup.")
    return tuple(lines)


def report_in_words(report: ErasureReport) -> tuple[str, ...]:
    """Return what was erased and what could not be."""
    lines = [
        "Erased from the people register.",
        f"{count(report.done.count, 'name')} taken out of texts.",
        *places_in_words(report.done),
        f"{count(report.files_removed, 'attached file')} removed.",
        f"{count(report.backups_removed, 'older backup')} removed, and a new one made.",
    ]
    if report.done.cut_off:
        lines.append(f"{_remains(report.done)}, removed.")
    if report.done.files:
        lines.append(f"{count(len(report.done.files), 'attached file')} still with the name.")
    if report.backups_left:
        lines.append(
            "These could not be removed and still hold what was erased; please delete them: "
            + ", ".join(str(path) for path in report.backups_left)
        )
    lines.append(
        "Copies outside the portfolio are not reached: packs, open exports, and backups that "
        "you made to another place."
    )
    return tuple(lines)


def _remains(found: Erasure) -> str:
    return f"{count(found.cut_off, 'remainder')} of earlier wordings that damage left illegible"
