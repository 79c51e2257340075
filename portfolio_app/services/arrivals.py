"""Bringing a file in: read it, offer where its words go, and store what the person chose."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.arriving import Destination, Portion, Proposal, likeliest
from portfolio_app.model.domain.evidence import DATE, TITLE, Answer
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.returning import in_words
from portfolio_app.model.domain.slots import slot_at, slots
from portfolio_app.model.domain.wording import day
from portfolio_app.services.changes import Area
from portfolio_app.services.files import read_file
from portfolio_app.services.unsorted import JOTTING, TEXT, unsorted_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from portfolio_app.intake.document import Document
    from portfolio_app.model.domain.arriving import ArrivedFile
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Attachment, Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FormId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.reader import FileReader
    from portfolio_app.services.verdicts import VerdictService

MOST_PASSAGES: Final = 40
"""Without a place, that a person is asked about one by one."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that was read, before anything of it is stored."""

    kind: str
    """What it is, in words: `a Word document`."""
    facts: tuple[tuple[str, str], ...]
    """What a message says of itself, by name: `("From", ...)`."""
    files: tuple[ArrivedFile, ...]
    remarks: tuple[str, ...]
    """Sentences about what was not read."""
    document: Document
    """Its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a file became."""

    evidence: Evidence
    note: Evidence | None = None
    """The unsorted note beside it."""
    remarks: tuple[str, ...] = ()
    """Sentences about what the attached files hide."""


class ArrivalService:
    """The use cases of bringing in."""

    def __init__(
        self,
        vault: Vault,
        catalogue: Catalogue,
        clock: Clock,
        announce: Announce,
        evidence: EvidenceService,
        verdicts: VerdictService,
        reader: FileReader,
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce
        self._evidence = evidence
        self._verdicts = verdicts
        self._reader = reader

    def read(self, path: Path) -> Arrival:
        """Return what a file holds; nothing is stored yet.

        Raises:
            PortfolioError: It cannot be read.
        """
        found = self._reader.arrive(read_file(path, "The file to bring in"), path.name)
        return Arrival(
            kind=found.kind,
            facts=found.facts,
            files=found.files,
            remarks=found.document.remarks,
            document=found.document,
        )

    def forms(self) -> tuple[Form, ...]:
        """Return the kinds of evidence that something may become, notes last."""
        offered = self._catalogue.forms_for(self._verdicts.pathway())
        return tuple(sorted(offered, key=lambda form: form.id == JOTTING))

    def propose(self, arrived: Arrival, form_id: FormId | None = None) -> Proposal:
        """Return where the words of a file would go.

        Args:
            arrived: The file.
            form_id: The kind of evidence; None: the one whose questions the file names most
                of, or a note where it names none.
        """
        if form_id is not None:
            return self._proposal(arrived.document, self._evidence.form(form_id))
        found = likeliest(
            [
                self._proposal(arrived.document, form)
                for form in self.forms()
                if form.id != JOTTING
            ],
            list(_lines(arrived.document)),
        )
        return found or self._proposal(arrived.document, self._evidence.form(JOTTING))

    def keep(self, proposal: Proposal, files: Sequence[ArrivedFile] = ()) -> Kept:
        """Store what was proposed, with files, in one transaction.

        What has no place goes to an unsorted note. `put_away` undoes all of it.

        Raises:
            EvidenceError: An answer cannot hold the words it was given; nothing was stored.
            IntakeError: A file cannot be attached; nothing was stored.
        """
        answers = proposal.placed
        unsorted = proposal.unsorted
        if proposal.form.id == JOTTING:
            answers, unsorted = self._as_note(proposal), ""
        piece = self._evidence.compose(proposal.form.id, answers)
        note = unsorted_note(
            self._evidence, unsorted, beside=piece.title, on=self._clock.today()
        )
        attached = [self._attachment(file) for file in files]
        with self._vault.transaction() as tx:
            tx.evidence.add(piece)
            for attachment, content in attached:
                tx.attachments.add(piece.id, attachment, content)
            if note:
                tx.evidence.add(note)
        logger.info("brought in: id=%s form=%s note=%s", piece.id, piece.form, note is not None)
        self._announce(Area.EVIDENCE)
        told = [remark for one, _ in attached for remark in self._evidence.remarks(one)]
        whole = replace(piece, attachments=tuple(one for one, _ in attached))
        return Kept(evidence=whole, note=note, remarks=tuple(told))

    def put_away(self, kept: Kept) -> None:
        """Put what was kept into the bin again, the note with it.

        Raises:
            EvidenceError: It is there already.
        """
        with self._vault.transaction() as tx:
            for piece in (kept.evidence, kept.note):
                if piece is not None:
                    tx.evidence.remove(piece.id, self._clock.now())
        self._announce(Area.EVIDENCE)

    def _as_note(self, proposal: Proposal) -> dict[FieldPath, str]:
        """Return the answers of a note: whatever has no place is its text."""
        answers = proposal.placed
        rest = (answers.get(TEXT, ""), proposal.unsorted)
        answers[TEXT] = "\n".join(words for words in rest if words)
        today = self._clock.today()
        answers.setdefault(DATE, today.isoformat())
        answers.setdefault(TITLE, f"Brought in on {day(today)}")
        return answers

    def _attachment(self, file: ArrivedFile) -> tuple[Attachment, bytes]:
        content, name = self._evidence.as_attached(file.content, file.name)
        return self._evidence.compose_attachment(content, name), content

    def _proposal(self, document: Document, form: Form) -> Proposal:
        from portfolio_app.intake.matching import match_document

        if form.id == JOTTING:
            return self._note_of(document, form)
        draft = match_document(document, form, self._catalogue)
        return Proposal(
            form=form,
            portions=(*self._answered(form, draft.answers), *_rest(draft.unplaced)),
            destinations=tuple(_destinations(form, self._catalogue, draft.answers)),
            named=draft.named,
        )

    def _answered(self, form: Form, found: Mapping[FieldPath, str]) -> Iterator[Portion]:
        """Yield the passages that have a place."""
        answers, models = _as_answers(found), self._catalogue.models
        for path, text in found.items():
            slot = slot_at(form, answers, models, path)
            shown = in_words(slot, text, models, ()) if slot else text
            yield Portion(text=text, path=path, shown=shown)

    def _note_of(self, document: Document, form: Form) -> Proposal:
        from portfolio_app.intake.document import TITLE_LEVEL, Heading, words_of

        blocks = list(document.blocks)
        portions = []
        if blocks and isinstance(blocks[0], Heading) and blocks[0].level == TITLE_LEVEL:
            portions.append(Portion(text=words_of(blocks.pop(0)), path=TITLE))
        words = "\n".join(text for block in blocks if (text := words_of(block)))
        if words:
            portions.append(Portion(text=words, path=TEXT))
        return Proposal(
            form=form,
            portions=tuple(portions),
            destinations=tuple(_destinations(form, self._catalogue, {})),
            named=0,
        )


def _destinations(
    form: Form, catalogue: Catalogue, found: Mapping[FieldPath, str]
) -> Iterator[Destination]:
    """Yield every answer that words can go to, the stages of every model among them."""
    asked = slots(form, _as_answers(found), catalogue.models)
    for slot in asked:
        if slot.kind is FieldKind.PICTURE:
            continue
        of = f"{slot.top.title}: " if slot.path != slot.top.id else ""
        row = f" {slot.row}" if slot.row else ""
        yield Destination(path=slot.path, title=f"{of}{slot.title}{row}")
    known = {slot.path for slot in asked}
    for field in form.fields:
        source = form.field(field.follows)
        for model_id in source.models if source else ():
            model = catalogue.models[model_id]
            for stage in model.stages:
                path = FieldPath(f"{field.id}.{stage.id}")
                if path not in known:
                    known.add(path)
                    yield Destination(path=path, title=f"{model.title}: {stage.title}")


def _as_answers(found: Mapping[FieldPath, str]) -> dict[FieldPath, Answer]:
    return {
        path: Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)
        for path, text in found.items()
    }


def _rest(paragraphs: Sequence[str]) -> Iterator[Portion]:
    """Yield what has no place: paragraph by paragraph, or by several where there are many."""
    together = -(-len(paragraphs) // MOST_PASSAGES) or 1
    for start in range(0, len(paragraphs), together):
        yield Portion(text="\n".join(paragraphs[start : start + together]))


def _lines(document: Document) -> Iterator[str]:
    from portfolio_app.intake.document import words_of

    for block in document.blocks:
        for line in words_of(block).split("\n"):
            yield line.strip()
