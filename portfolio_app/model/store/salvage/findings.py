"""Says in sentences what a check-up found and what a repair brought back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.care import Condition, Finding
from portfolio_app.model.domain.care_wording import counted
from portfolio_app.model.domain.wording import count, joined
from portfolio_app.model.store.salvage.journal import JournalState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlcipher3 import dbapi2

    from portfolio_app.model.domain.care import Contents
    from portfolio_app.model.store.salvage.checks import Checks
    from portfolio_app.model.store.salvage.records import Value
    from portfolio_app.model.store.salvage.refill import Haul

FROM_BACKUP: Final = "portfolio from a backup"
"""Counted among what was made anew, though nothing of it had to be made up."""
_KINDS: Final = {
    "answer": ("answer", ""),
    "evidence": ("heading of a piece", "headings of pieces"),
    "claim": ("claim", ""),
    "attachment": ("description of a file", "descriptions of files"),
    "attachment_chunk": ("part of a file", "parts of files"),
    "revision": ("earlier version of a text", "earlier versions of texts"),
    "contributor": ("contributor", ""),
    "statement": ("account of a capability", "accounts of capabilities"),
    "seal": ("record of a sealed pack", "records of sealed packs"),
    "person": ("entry of the people register", "entries of the people register"),
    "person_name": ("nickname in the people register", "nicknames in the people register"),
    "portfolio": ("name, pathway and dates", "name, pathway and dates"),
    "retention": ("day of destruction", "days of destruction"),
    "own_word": ("word that the spelling was taught", "words that the spelling was taught"),
    "file_finding": ("result of reading a file", "results of reading files"),
    "self_rating": ("self-rating", ""),
    "kept_rule": ("kept rule", ""),
    "move": ("move to another pathway", "moves to other pathways"),
}
"""What a row of a table is called: one, and many where that adds more than an s."""


def of_damage(pages: int, total: int, journal: JournalState) -> Iterator[Finding]:
    """Say what is damaged and not repaired yet."""
    if pages:
        yield Finding(
            condition=Condition.BROKEN,
            sentence=f"{pages} of the {count(total, 'page')} of the portfolio file "
            f"{'is' if pages == 1 else 'are'} damaged or missing.",
        )
    if journal is JournalState.BROKEN:
        yield Finding(
            condition=Condition.BROKEN,
            sentence="The last changes before the program stopped lie behind a damaged place "
            "and would be passed over.",
        )
    if journal is JournalState.UNFINISHED:
        yield unfinished()


def unfinished() -> Finding:
    """Say that the end of the journal is torn off."""
    return Finding(
        condition=Condition.LOST,
        sentence="The very last change was not on the disk as a whole when the program or the "
        "computer stopped, so it is missing. Everything before it is there.",
    )


def of_checks(checks: Checks, titles: dict[str, str]) -> Iterator[Finding]:
    """Say what is out of order between sound pages."""
    if checks.complaints:
        yield Finding(
            condition=Condition.BROKEN,
            sentence=f"The order of the portfolio file is disturbed in "
            f"{count(len(checks.complaints), 'place')}.",
        )
    if checks.orphans:
        yield Finding(
            condition=Condition.BROKEN,
            sentence=f"{count(checks.orphans, 'entry', 'entries')} belong to nothing any more.",
        )
    if checks.search:
        yield Finding(
            condition=Condition.BROKEN, sentence="The index of words does not fit the texts."
        )
    yield from of_files(checks, titles)


def of_files(checks: Checks, titles: dict[str, str]) -> Iterator[Finding]:
    """Say which files are not whole; nothing here can mend them."""
    for file in checks.files:
        lost = (
            f"{count(file.missing, 'part')} of {file.parts} missing"
            if file.missing
            else "its content has changed"
        )
        yield Finding(
            condition=Condition.LOST,
            sentence=f"The file “{file.name}”{_of_piece(titles.get(file.evidence))} is "
            f"not whole: {lost}. Remove it and add the original again.",
        )


def of_haul(haul: Haul, titles: dict[str, str]) -> Iterator[Finding]:
    """Say what was lost, piece by piece."""
    if haul.journal is JournalState.UNFINISHED:
        yield unfinished()
    for table, rows in haul.lost.items():
        of_pieces = Counter(_piece(table, row) for row in rows)
        for piece, number in of_pieces.items():
            where = _of_piece(titles.get(piece)) if piece in titles else ""
            yield Finding(
                condition=Condition.LOST,
                sentence=f"{count(number, *_kind(table))}{where} could not be brought back.",
            )
    if haul.uncounted:
        kinds = joined([_kind(table)[0] for table in haul.uncounted], "or")
        yield Finding(
            condition=Condition.LOST,
            sentence=f"Whether any {kinds} was lost cannot be told.",
        )
    if haul.nobodys:
        yield Finding(
            condition=Condition.LOST,
            sentence=f"{count(haul.nobodys, 'entry', 'entries')} could be read, but nothing "
            "tells any more where they belong.",
        )


def of_history(connection: dbapi2.Connection) -> Iterator[Finding]:
    """Say how many earlier versions came back of which nothing can be told any more.

    Each is kept as its difference from a later one; see `shelves.history`.
    """
    rows = connection.execute("SELECT number, base FROM revision ORDER BY number DESC")
    legible: set[int | None] = {None}
    illegible = 0
    for number, base in rows:
        if base in legible:
            legible.add(number)
        else:
            illegible += 1
    if illegible:
        yield Finding(
            condition=Condition.LOST,
            sentence=f"{count(illegible, *_kind('revision'))} cannot be read any more, because "
            "later ones that they build on are lost.",
        )


def of_adoption(made: Counter[str]) -> Iterator[Finding]:
    """Say what stands in the place of lost owners."""
    for table, number in made.items():
        if table == "answer":
            continue
        if table == FROM_BACKUP:
            yield Finding(
                condition=Condition.REPAIRED,
                sentence="Name, pathway and dates were lost, and taken from the latest backup.",
            )
            continue
        kind = count(number, *_kind(table))
        yield Finding(
            condition=Condition.REPAIRED,
            sentence=f"{kind} had to be made anew, so that what belongs there is not lost. "
            "Please look through it.",
        )


def of_contents(contents: Contents, condition: Condition) -> Finding:
    """Say what is there."""
    there = counted(contents)
    if condition is Condition.SOUND:
        return Finding(condition=condition, sentence=f"{there}: all of it is whole.")
    return Finding(condition=condition, sentence=f"Brought back: {there}.")


def titles_of(connection: dbapi2.Connection) -> dict[str, str]:
    """Return the titles of all pieces, by their ids."""
    found = connection.execute(
        "SELECT id, coalesce(text, '') FROM evidence LEFT JOIN answer"
        " ON evidence_id = id AND path = 'title'"
    )
    return dict(found.fetchall())


def _of_piece(title: str | None) -> str:
    return f" of “{title}”" if title else " of a piece without a title"


def _piece(table: str, row: dict[str, Value]) -> str:
    return str(row.get("id" if table == "evidence" else "evidence_id", ""))


def _kind(table: str) -> tuple[str, str]:
    return _KINDS.get(table, (f"entry of “{table}”", f"entries of “{table}”"))
