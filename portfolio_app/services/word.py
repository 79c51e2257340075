"""Writing elsewhere: evidence out as a Word document, and what has changed in it back."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError, PortfolioError
from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.goals import learning_goals
from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.returning import essence, in_words
from portfolio_app.services.changes import Area
from portfolio_app.services.evidence import present
from portfolio_app.services.files import read_file, write_whole
from portfolio_app.services.lending import as_shown, everything_shown
from portfolio_app.services.progress import Silent
from portfolio_app.services.unsorted import unsorted_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId, FieldPath
    from portfolio_app.model.domain.returned import Returned, ReturnedAnswer
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.arrivals import Arrival
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.undoing import Undoing

logger = logging.getLogger(__name__)

WARNING: Final = (
    "The Word document is not encrypted. Whoever has the file can read what is in it. Keep it "
    "only where your employer allows that, never send it by email, and delete it once its "
    "words are back."
)
_SUFFIX: Final = ".docx"
_PACKAGE: Final = b"PK"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Former:
    """What an answer said before the file's words took its place."""

    piece: EvidenceId
    path: FieldPath
    before: Answer | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was taken over from a file, so that it can be undone."""

    id: str
    answers: tuple[_Former, ...]
    note: Evidence | None = None
    """Of what stood outside all answers."""


class WordService:
    """The use cases of writing in a word processor."""

    def __init__(
        self,
        vault: Vault,
        catalogue: Catalogue,
        clock: Clock,
        announce: Announce,
        evidence: EvidenceService,
        undoing: Undoing,
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce
        self._evidence = evidence
        self._undoing = undoing

    # Out

    def write(
        self,
        path: Path,
        wanted: Sequence[EvidenceId] | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Write evidence as a Word document, not encrypted; return how many pieces.

        Args:
            path: The file; its name ends in .docx.
            wanted: The pieces; None: all of them.
            progress: Hears of each piece.

        Raises:
            EvidenceError: A piece is not there, or there is none at all.
            PortfolioError: The file cannot be written.
        """
        _check_place(path)
        with self._vault.reading() as tx:
            everything = everything_shown(tx, self._catalogue)
            pieces = everything if wanted is None else self._wanted(tx, wanted)
        if not pieces:
            raise EvidenceError(
                "There is no evidence yet.", advice="Begin a piece, then write it in Word."
            )
        data = self._document(pieces, everything, progress or Silent())
        write_whole(path, data, "The Word document", private=True)
        logger.info("word document written: pieces=%d", len(pieces))
        return len(pieces)

    def _wanted(self, tx: Transaction, wanted: Sequence[EvidenceId]) -> tuple[Evidence, ...]:
        return as_shown(tx, [present(tx, one) for one in wanted], self._catalogue)

    def _document(
        self, pieces: Sequence[Evidence], everything: tuple[Evidence, ...], heard: Progress
    ) -> bytes:
        from portfolio_app.wordout.document import Definitions, word_document

        forms = self._catalogue.forms
        return word_document(
            pieces,
            Definitions(
                forms=forms,
                models=self._catalogue.models,
                goals=learning_goals(everything, forms),
            ),
            title="Evidence, to write in",
            written_at=self._clock.now(),
            step=lambda done, total: heard.step(done, total, "Writing the Word document"),
        )

    # Back

    def compare(self, arrived: Arrival) -> Returned | None:
        """Return what a document of ours would change; None where it is none of ours."""
        from portfolio_app.intake.coming_back import compare, pieces_named

        if not pieces_named(arrived.document):
            return None
        pieces = self._evidence.all()
        goals = learning_goals(pieces, self._catalogue.forms)
        found = compare(arrived.document, {p.id: p for p in pieces}, self._catalogue, goals)
        with self._vault.reading() as tx:
            changes = tuple(_with_history(tx, change) for change in found.changes)
        return replace(found, changes=changes)

    def take(self, found: Returned, chosen: Sequence[ReturnedAnswer]) -> TakenBack:
        """Take over what the person chose of a file, in one transaction.

        What stood in the answers is kept in their history. Words outside all answers go to
        an unsorted note. `undo` takes all of it back.

        Raises:
            EvidenceError: An answer has changed since the file was compared; nothing was
                stored.
        """
        titles = list(dict.fromkeys(change.piece_title for change in found.changes))
        note = unsorted_note(
            self._evidence,
            "\n".join(found.unsorted),
            beside=titles[0] if len(titles) == 1 else "",
            on=self._clock.today(),
        )
        goals = self._evidence.goals()
        former = []
        with self._vault.transaction() as tx:
            for change in chosen:
                piece = present(tx, change.piece)
                (shows,) = as_shown(tx, [piece], self._catalogue)
                now = shows.text(change.slot.path)
                if in_words(change.slot, now, self._catalogue.models, goals) != change.before:
                    raise EvidenceError(
                        f"“{change.title}” has changed since the file was read.",
                        advice="Nothing was taken over. Bring the file in once more.",
                    )
                former.append(self._put(tx, piece, change))
            if note:
                tx.evidence.add(note)
            taken = TakenBack(id=uuid.uuid4().hex, answers=tuple(former), note=note)
            self._undoing.offer(taken.id)
        logger.info("word document taken back: answers=%d", len(former))
        self._announce(Area.EVIDENCE)
        return taken

    def undo(self, taken: TakenBack) -> int:
        """Put back what was there before; return how many answers have changed since and stay.

        Raises:
            EvidenceError: A piece is not there any more, or somebody was erased since.
        """
        stay = 0
        with self._vault.transaction() as tx:
            self._undoing.require(taken.id)
            for one in taken.answers:
                if present(tx, one.piece).text(one.path) != one.after:
                    stay += 1
                    continue
                tx.evidence.set_answer(one.piece, one.path, one.before, self._clock.now())
            if taken.note and tx.evidence.get(taken.note.id):
                tx.evidence.remove(taken.note.id, self._clock.now())
        self._announce(Area.EVIDENCE)
        return stay

    def _put(self, tx: Transaction, piece: Evidence, change: ReturnedAnswer) -> _Former:
        path, now = change.slot.path, self._clock.now()
        before = piece.answers.get(path)
        if before and before.text.strip():
            place = TextPlace(evidence_id=piece.id, path=path)
            tx.history.keep(place, before.text, now)
        after = Answer(
            text=change.stored,
            written_by=before.written_by if before else change.slot.author,
            entered_by=PRACTITIONER,
            marks=change.marks,
        )
        tx.evidence.set_answer(piece.id, path, after if change.stored else None, now)
        return _Former(piece=piece.id, path=path, before=before, after=change.stored)


def _with_history(tx: Transaction, change: ReturnedAnswer) -> ReturnedAnswer:
    """Return a change, telling whether its words stood in the portfolio before."""
    if change.formatting_only or not change.stored.strip():
        return change
    place = TextPlace(evidence_id=change.piece, path=change.slot.path)
    said = essence(change.stored)
    is_former = any(essence(revision.text) == said for revision in tx.history.of(place))
    return replace(change, is_former=is_former)


def _check_place(path: Path) -> None:
    """Refuse a name under which a Word document would not be known, or destroy another file.

    Raises:
        PortfolioError: It is such a name.
    """
    if path.suffix.casefold() != _SUFFIX:
        raise PortfolioError(
            "The name of a Word document ends in .docx.",
            advice="Nothing was written. Choose another name.",
        )
    if path.exists() and not (
        path.is_file() and read_file(path, "The file")[: len(_PACKAGE)] in (b"", _PACKAGE)
    ):
        raise PortfolioError(
            "The Word document could not be written: something of another kind has that name.",
            advice="Nothing was changed. Choose another name.",
        )
