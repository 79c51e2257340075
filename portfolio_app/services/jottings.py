"""Jottings: a few words kept in seconds, and sorted when there is time."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath, FormId
from portfolio_app.model.domain.slots import slots
from portfolio_app.services.batches import copy_files
from portfolio_app.services.changes import Area
from portfolio_app.services.evidence import present

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.evidence import EvidenceService

logger = logging.getLogger(__name__)

JOTTING: Final = FormId("jotting")
TEXT: Final = FieldPath("text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What became of a jotting."""

    jotting: EvidenceId
    """It lies in the bin."""
    piece: Evidence
    """It begins with the words of the jotting."""


class JottingService:
    """Keeps jottings and makes evidence of them."""

    def __init__(
        self,
        vault: Vault,
        evidence: EvidenceService,
        catalogue: Catalogue,
        clock: Clock,
        announce: Announce,
    ) -> None:
        self._vault = vault
        self._evidence = evidence
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce

    def keep(self, text: str, title: str = "", *, former: EvidenceId | None = None) -> Evidence:
        """Keep a few words, or a title alone; when this returns, they are on the disk.

        Args:
            text: The words.
            title: What they are called.
            former: The jotting that said so far what is being written; one is begun where
                it is no longer there.

        Raises:
            EvidenceError: There are no words.
            VaultError: They could not be written.
        """
        if not (text.strip() or title.strip()):
            raise EvidenceError("There is nothing to keep yet.", advice="Write a few words.")
        if former and (kept := self._kept(former)):
            for path, words in ((TEXT, text), (TITLE, title)):
                if words != kept.text(path):
                    self._evidence.write(former, path, words)
            return self._evidence.get(former)
        today = self._clock.today().isoformat()
        return self._evidence.add(JOTTING, {TITLE: title, DATE: today, TEXT: text})

    def put_away(self, jotting_id: EvidenceId) -> None:
        """Put a jotting into the bin, from which it can be brought back for 30 days."""
        self._evidence.remove(jotting_id)

    def bring_back(self, jotting_id: EvidenceId) -> None:
        """Bring a jotting back from the bin."""
        self._evidence.restore(jotting_id)

    def all(self) -> tuple[Evidence, ...]:
        """Return the jottings that wait to be sorted, the latest first."""
        found = [piece for piece in self._evidence.all() if piece.form == JOTTING]
        return tuple(sorted(found, key=lambda piece: piece.created_at, reverse=True))

    def forms(self, pathway: Pathway) -> tuple[Form, ...]:
        """Return what a jotting may become: every form on offer that has room for its words.

        Those that reflect come first: that is what becomes of most jottings.
        """
        offered = [
            form
            for form in self._catalogue.forms_for(pathway)
            if form.id != JOTTING and self.places(form.id)
        ]
        return tuple(sorted(offered, key=lambda form: not _reflects(form)))

    def places(self, form_id: FormId) -> tuple[Slot, ...]:
        """Return where its words may go, the likeliest first: the practitioner's own."""
        asked = slots(self._evidence.form(form_id), {}, self._catalogue.models)
        prose = [slot for slot in asked if slot.kind is FieldKind.PROSE]
        return tuple(sorted(prose, key=lambda slot: slot.author != PRACTITIONER))

    def sort(
        self, jotting_id: EvidenceId, form_id: FormId, path: FieldPath | None = None
    ) -> Sorted:
        """Begin a piece with the words of a jotting, which goes into the bin.

        Title, day, formatting, files and what the words said before go along.

        Args:
            jotting_id: Which one.
            form_id: What becomes of it.
            path: Where its words go; the likeliest place by default.

        Raises:
            EvidenceError: It is not there, or the form has no such place.
        """
        places = self.places(form_id)
        place = next((slot for slot in places if path in (None, slot.path)), None)
        if place is None:
            raise EvidenceError(
                "This kind of evidence has no place for these words.",
                advice="Nothing was changed. Choose another kind, or another place.",
            )
        with self._vault.transaction() as tx:
            jotting = present(tx, jotting_id)
            if jotting.form != JOTTING:
                raise EvidenceError(
                    "This is no jotting any more.", advice="Nothing was changed."
                )
            piece = self._begin(tx, jotting, form_id, place)
            tx.evidence.remove(jotting_id, self._clock.now())
        logger.info("jotting sorted: id=%s form=%s", piece.id, form_id)
        self._announce(Area.EVIDENCE)
        return Sorted(jotting=jotting_id, piece=piece)

    def take_back(self, done: Sorted) -> None:
        """Bring the jotting back; what was made of it goes into the bin, so nothing is lost.

        Raises:
            EvidenceError: One of them is not where it was; nothing was changed.
        """
        with self._vault.transaction() as tx:
            tx.evidence.restore(done.jotting)
            tx.evidence.remove(done.piece.id, self._clock.now())
        self._announce(Area.EVIDENCE)

    def _kept(self, jotting_id: EvidenceId) -> Evidence | None:
        with self._vault.reading() as tx:
            found = tx.evidence.get(jotting_id)
        return found if found and found.form == JOTTING else None

    def _begin(
        self, tx: Transaction, jotting: Evidence, form_id: FormId, place: Slot
    ) -> Evidence:
        begun = self._evidence.compose(
            form_id, {path: jotting.text(path) for path in (TITLE, DATE) if jotting.text(path)}
        )
        answers = dict(begun.answers)
        if words := jotting.answers.get(TEXT):
            answers[place.path] = replace(
                words, written_by=place.author, entered_by=PRACTITIONER
            )
        piece = replace(begun, answers=answers)
        tx.evidence.add(piece)
        before = TextPlace(evidence_id=jotting.id, path=TEXT)
        now = TextPlace(evidence_id=piece.id, path=place.path)
        for revision in reversed(tx.history.of(before)):
            tx.history.keep(now, revision.text, revision.made_at)
        return replace(piece, attachments=copy_files(tx, jotting, piece.id))


def _reflects(form: Form) -> bool:
    return any(field.kind is FieldKind.MODEL for field in form.fields)
