"""The use case: a whole portfolio out into open formats, and into a new vault from them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from portfolio_app.errors import PortfolioError
from portfolio_app.services.open_format.shapes import Archive
from portfolio_app.services.open_format.writing import store_names, write_export
from portfolio_app.services.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.open_format.reading import OpenExport
    from portfolio_app.services.progress import Progress

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an open export came to."""

    pieces: int
    """Of evidence, bin included."""
    files: int
    """Attached files."""


class OpenFormatService:
    """Writes an open vault out."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def export(
        self, folder: Path, *, with_people: bool = False, progress: Progress | None = None
    ) -> Exported:
        """Write everything into `folder`, in clear text.

        Args:
            folder: Does not exist, or is empty.
            with_people: Whether the register of real names goes too.
            progress: Hears of every attached file.

        Raises:
            PortfolioError: Something lies there, it is inside the portfolio, or cannot be
                written. Nothing is left behind.
        """
        folder = folder.absolute()
        if folder.resolve().is_relative_to(self._vault.folder.resolve()):
            raise PortfolioError(
                "The open export cannot go into the portfolio itself.",
                advice="Nothing was written. Choose a folder outside it.",
            )
        with self._vault.reading() as tx:
            archive = read_archive(tx, with_people=with_people)
            write_export(
                folder,
                archive,
                lambda attachment: tx.attachments.chunks(attachment.id),
                made_at=self._clock.now(),
                progress=progress or Silent(),
            )
        logger.info("open export written: pieces=%d", len(archive.evidence))
        return Exported(pieces=len(archive.evidence), files=len(archive.files))


def read_archive(tx: Transaction, *, with_people: bool) -> Archive:
    """Return everything in a vault, the bytes of attachments aside."""
    evidence = tx.archive.evidence()
    return Archive(
        portfolio=tx.portfolio.get(),
        contributors=tx.contributors.all(),
        evidence=evidence,
        statements=tx.statements.all(),
        ratings=tx.ratings.all(),
        seals=tx.seals.all(),
        history=tuple(
            revision for place in tx.history.places() for revision in tx.history.of(place)
        ),
        rules=tx.rules.kept(),
        moves=tx.rules.moves(),
        retention=tx.retention.get(),
        own_words=tx.own_words.all(),
        people=tx.people.all() if with_people else None,
        files=store_names(evidence),
    )


def put_archive(tx: Transaction, found: OpenExport) -> None:
    """Put everything of an open export into an empty vault that has its portfolio.

    A blank answer is left out, as none is ever stored here.

    Raises:
        IntakeError: An attached file is no longer what it was when it was checked.
    """
    archive = found.archive
    for contributor in archive.contributors:
        tx.contributors.put(contributor)
    for piece in archive.evidence:
        answers = tuple(found for found in piece.answers if found.answer.text.strip())
        tx.archive.add_evidence(replace(piece, answers=answers, attachments=()))
        for kept in piece.attachments:
            content = BytesIO(found.content(kept.attachment))
            tx.archive.add_attachment(piece.id, kept, content)
        tx.archive.put_in_bin(piece.id, piece.removed_at)
    tx.archive.add_statements(archive.statements)
    for rating in archive.ratings:
        tx.ratings.add(rating)
    for seal in archive.seals:
        tx.seals.add(seal)
    for place, revisions in groupby(archive.history, lambda revision: revision.place):
        tx.history.put(place, tuple(revisions))
    _put_rules(tx, archive)
    if archive.retention:
        tx.retention.put(archive.retention)
    for own in archive.own_words:
        tx.own_words.add(own)
    for person in archive.people or ():
        tx.people.add(person)


def _put_rules(tx: Transaction, archive: Archive) -> None:
    tx.rules.keep(archive.rules)
    for move in archive.moves:
        tx.rules.add_move(move)
