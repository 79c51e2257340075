"""Finding words in the portfolio, and reading attached files so that theirs are found."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError, VaultError
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.search import Source, terms
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.services.lending import as_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Attachment, Evidence
    from portfolio_app.model.domain.search import Hit
    from portfolio_app.model.store import Vault
    from portfolio_app.services.progress import Progress

logger = logging.getLogger(__name__)

MOST: Final = 50
"""Places that are shown; whoever wants others types another word."""
AT_ONCE: Final = 5
"""Pages read in one step, so that what is typed meanwhile is saved between two."""

OF_CAPABILITIES: Final = {
    Source.STATEMENT: "Account of the whole",
    Source.RATING: "How you see yourself",
}
"""What is written of a capability rather than in a piece of evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that has what was searched for, as a person calls it."""

    hit: Hit
    piece: Evidence | None
    """None for what belongs to a capability: the account of it, notes on self-ratings."""
    title: str
    """Of the piece, or the capability."""
    place: str
    """Where in it: `How I felt`, `Letter.pdf, page 2`."""


class SearchService:
    """The use cases of search."""

    def __init__(self, vault: Vault, catalogue: Catalogue) -> None:
        self._vault = vault
        self._catalogue = catalogue

    def find(self, typed: str, most: int = MOST) -> tuple[Found, ...]:
        """Return the best places that have what is typed, best first.

        A word finds those that begin with it; words in quotation marks are found as they
        stand. A piece is found when everything typed stands somewhere in it.
        """
        wanted = terms(typed)
        with self._vault.reading() as tx:
            hits = tx.search.find(wanted, most)
            owners = {hit.evidence_id for hit in hits if hit.evidence_id}
            found = as_shown(tx, tx.evidence.some(owners), self._catalogue)
        pieces = {piece.id: piece for piece in found}
        return tuple(
            self._found(hit, pieces[hit.evidence_id] if hit.evidence_id else None)
            for hit in hits
        )

    def reader(self) -> FileReader:
        """Return what reads the files whose words cannot be found yet."""
        return FileReader(self._vault)

    def read_files(self, progress: Progress) -> None:
        """Read all files whose words cannot be found yet, before returning."""
        reader = self.reader()
        while reader.step():
            progress.step(reader.done, reader.total, "Reading attached files")

    def _found(self, hit: Hit, piece: Evidence | None) -> Found:
        if piece is None:
            capability = CapabilityRef.parse(hit.path)
            known = self._catalogue.capability(capability)
            code = self._catalogue.code(capability)
            title = f"{code} {known.title}" if known else code
            return Found(hit=hit, piece=None, title=title, place=OF_CAPABILITIES[hit.source])
        form = self._catalogue.forms.get(piece.form)
        title = piece.title or f"Untitled {form.title.lower() if form else 'piece'}"
        return Found(hit=hit, piece=piece, title=title, place=self._place(hit, piece))

    def _place(self, hit: Hit, piece: Evidence) -> str:
        if hit.source is Source.AUTHOR:
            return "Who contributed"
        file = next((a for a in piece.attachments if a.id == hit.attachment_id), None)
        if file:
            return f"{file.name}, page {hit.page}" if hit.page else "File"
        field = self._field(hit, piece)
        return f"Note on a claim in {field}" if hit.source is Source.NOTE else field

    def _field(self, hit: Hit, piece: Evidence) -> str:
        form = self._catalogue.forms.get(piece.form)
        models = self._catalogue.models
        slot = form and slot_at(form, piece.answers, models, FieldPath(hit.path))
        return slot.title if slot else hit.path


class FileReader:
    """Reads attached files a few pages at a time; each file is put in when it is read whole."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        with vault.reading() as tx:
            self._waiting = list(tx.search.unread())
        self.total = len(self._waiting)
        """Files to be read."""
        self._file: Attachment | None = None
        self._pages: Iterator[str] = iter(())
        self._words: list[str] = []

    @property
    def done(self) -> int:
        """Files that have been read."""
        return self.total - len(self._waiting) - (self._file is not None)

    def step(self) -> bool:
        """Read a little; tell whether there is more.

        Raises:
            VaultError: The words could not be put in.
        """
        if self._file is None:
            if not self._waiting:
                return False
            self._begin(self._waiting.pop(0))
            return True
        read = list(islice(self._pages, AT_ONCE))
        self._words += read
        if len(read) < AT_ONCE:
            self._end(self._file)
        return True

    def _begin(self, file: Attachment) -> None:
        from portfolio_app.intake.reading import page_texts  # heavy: not before a file is read

        try:
            with self._vault.reading() as tx:
                content = tx.attachments.read(file.id)
        except (EvidenceError, VaultError):
            # Destroyed meanwhile, or damaged, which is told to whoever opens it.
            logger.info("an attachment cannot be read: id=%s", file.id)
            return
        self._file, self._words = file, []
        self._pages = page_texts(content, file.media_type)

    def _end(self, file: Attachment) -> None:
        self._file = None
        try:
            with self._vault.transaction() as tx:
                tx.search.put_pages(file.id, self._words)
        except EvidenceError:
            return  # destroyed meanwhile
        logger.info("attachment read: id=%s pages=%d", file.id, len(self._words))
