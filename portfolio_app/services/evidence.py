"""Collecting evidence: begin it, write it, attach to it, put it in the bin."""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.intake.text import normalise
from portfolio_app.model.domain.evidence import Answer, Attachment, Evidence
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.goals import Goal, learning_goals
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    AttachmentId,
    EvidenceId,
    FieldPath,
    FormId,
    RoleId,
)
from portfolio_app.model.domain.slots import slot_at, slots
from portfolio_app.model.domain.wording import harmless, joined
from portfolio_app.services.answers import formatted, stored
from portfolio_app.services.changes import Area
from portfolio_app.services.lending import as_shown, everything_shown, require_lender

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.reader import FileReader

logger = logging.getLogger(__name__)


class EvidenceService:
    """The use cases of the evidence list and the editor."""

    def __init__(
        self,
        vault: Vault,
        catalogue: Catalogue,
        clock: Clock,
        announce: Announce,
        reader: FileReader,
    ) -> None:
        self._reader = reader
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce

    # Reading

    def all(self) -> tuple[Evidence, ...]:
        """Return every piece of evidence as it shows, by date of practice."""
        with self._vault.reading() as tx:
            return everything_shown(tx, self._catalogue)

    def get(self, evidence_id: EvidenceId) -> Evidence:
        """Return one piece as it shows.

        Raises:
            EvidenceError: There is none with this id.
        """
        with self._vault.reading() as tx:
            return as_shown(tx, [present(tx, evidence_id)], self._catalogue)[0]

    def form(self, form_id: FormId | str) -> Form:
        """Return the definition of a kind of evidence.

        Raises:
            EvidenceError: No form has this id.
        """
        form = self._catalogue.forms.get(FormId(form_id))
        if form is None:
            known = joined(sorted(self._catalogue.forms))
            raise EvidenceError(
                f"There is no form called “{form_id}”.", advice=f"The forms are {known}."
            )
        return form

    def slots(self, evidence: Evidence) -> tuple[Slot, ...]:
        """Return every answer that a piece asks for now."""
        form = self.form(evidence.form)
        return slots(form, evidence.answers, self._catalogue.models)

    def goals(self) -> tuple[Goal, ...]:
        """Return the practitioner's learning goals."""
        return learning_goals(self.all(), self._catalogue.forms)

    def attachment(self, attachment_id: AttachmentId) -> bytes:
        """Return the content of an attachment.

        Raises:
            VaultError: It does not have the hash it was stored with.
        """
        with self._vault.reading() as tx:
            return tx.attachments.read(attachment_id)

    # Writing

    def add(
        self,
        form_id: FormId | str,
        answers: Mapping[FieldPath, str] | None = None,
        *,
        by: RoleId | None = None,
        author_name: str = "",
        entered_by: RoleId = PRACTITIONER,
        draws_on: EvidenceId | None = None,
    ) -> Evidence:
        """Begin a piece of evidence, with whatever is already known of it.

        Args:
            form_id: The kind of evidence.
            answers: What is written, by path; days and choices may be in words.
            by: The role in which somebody else contributed; the form's own where not given.
            author_name: That person's name, or a child's stand-in.
            entered_by: Who types it in.
            draws_on: The piece whose words it shows where it has none of its own.

        Raises:
            EvidenceError: The form, a path, a choice or the role is unknown, or the piece
                that it is to draw on has nothing for it.
        """
        piece = self.compose(
            form_id,
            answers,
            by=by,
            author_name=author_name,
            entered_by=entered_by,
            draws_on=draws_on,
        )
        with self._vault.transaction() as tx:
            tx.evidence.add(piece)
        logger.info("evidence added: id=%s form=%s", piece.id, piece.form)
        self._announce(Area.EVIDENCE)
        return piece

    def write(
        self,
        evidence_id: EvidenceId,
        path: FieldPath,
        text: str,
        *,
        marks: Sequence[Mark] | None = None,
        entered_by: RoleId = PRACTITIONER,
    ) -> None:
        """Store one answer; when this returns, it is on the disk.

        Args:
            evidence_id: The piece.
            path: The answer.
            text: Its words.
            marks: How they are formatted; None where only words are known: what was formatted
                then stays so, as far as its words stay.
            entered_by: Who types it in.

        Raises:
            EvidenceError: The form does not ask for this, or not for such an answer.
            VaultError: It could not be written; what was stored before still is.
        """
        with self._vault.transaction() as tx:
            piece = present(tx, evidence_id)
            form = self.form(piece.form)
            slot = self._slot(form, piece, path)
            answer = self._answer(slot, text, entered_by)
            if answer and slot.kind is FieldKind.PROSE:
                answer = formatted(answer, piece.answers.get(slot.path), marks)
            tx.evidence.set_answer(evidence_id, slot.path, answer, self._clock.now())
        self._announce(Area.EVIDENCE)

    def set_contributor(self, evidence_id: EvidenceId, role: RoleId, name: str) -> None:
        """Record in which role, and by whom, somebody else's words stand here.

        Raises:
            EvidenceError: The role is unknown.
        """
        self._check_role(role)
        with self._vault.transaction() as tx:
            tx.evidence.set_contributor(evidence_id, role, harmless(name), self._clock.now())
        self._announce(Area.EVIDENCE)

    def mark_core(self, evidence_id: EvidenceId, core: bool) -> None:
        """Mark a piece, or not, for the reader who has ten minutes."""
        with self._vault.transaction() as tx:
            tx.evidence.set_core(evidence_id, core)
        self._announce(Area.EVIDENCE)

    def attach(
        self,
        evidence_id: EvidenceId,
        content: bytes,
        name: str,
        *,
        description: str = "",
        path: FieldPath | None = None,
    ) -> Attachment:
        """Take a file into the vault as part of a piece; with a path it answers that picture.

        Raises:
            IntakeError: It cannot be read, is protected, or is of a kind the pack cannot show.
            EvidenceError: The path names no picture of this form.
        """
        content, name = self.as_attached(content, name)
        attachment = self.compose_attachment(content, name, description=description, path=path)
        with self._vault.transaction() as tx:
            piece = present(tx, evidence_id)
            if path:
                self.check_picture(piece, path)
                if before := piece.attachment(path):
                    tx.attachments.remove(before.id, self._clock.now())
            tx.attachments.add(evidence_id, attachment, content)
        self._announce(Area.EVIDENCE)
        return attachment

    def remarks(self, attachment: Attachment) -> tuple[str, ...]:
        """Return what the person should know of a file just attached, in sentences."""
        return self._reader.remarks(attachment.sha256)

    def describe_attachment(self, attachment_id: AttachmentId, description: str) -> None:
        """Say what an attachment shows, for those who cannot see it."""
        with self._vault.transaction() as tx:
            tx.attachments.describe(attachment_id, description.strip())
        self._announce(Area.EVIDENCE)

    def remove_attachment(self, attachment_id: AttachmentId) -> None:
        """Take an attachment away."""
        with self._vault.transaction() as tx:
            tx.attachments.remove(attachment_id, self._clock.now())
        self._announce(Area.EVIDENCE)

    def restore_attachment(self, attachment_id: AttachmentId) -> None:
        """Bring an attachment back from the bin."""
        with self._vault.transaction() as tx:
            tx.attachments.restore(attachment_id)
        self._announce(Area.EVIDENCE)

    def remove(self, evidence_id: EvidenceId) -> None:
        """Put a piece in the bin, from which it can be brought back for 30 days."""
        with self._vault.transaction() as tx:
            tx.evidence.remove(evidence_id, self._clock.now())
        self._announce(Area.EVIDENCE)

    def restore(self, evidence_id: EvidenceId) -> None:
        """Bring a piece back from the bin."""
        with self._vault.transaction() as tx:
            tx.evidence.restore(evidence_id)
        self._announce(Area.EVIDENCE)

    # Composing: the same checks, nothing stored yet

    def compose(
        self,
        form_id: FormId | str,
        answers: Mapping[FieldPath, str] | None = None,
        *,
        by: RoleId | None = None,
        author_name: str = "",
        entered_by: RoleId = PRACTITIONER,
        draws_on: EvidenceId | None = None,
    ) -> Evidence:
        """Return the piece that `add` would store, its words cleaned of what files bring along.

        Raises:
            EvidenceError: As `add`.
        """
        form = self.form(form_id)
        self._check_role(by)
        if draws_on:
            with self._vault.reading() as tx:
                require_lender(present(tx, draws_on), form, self._catalogue)
        now = self._clock.now()
        piece = Evidence(
            id=EvidenceId(uuid.uuid4().hex[:12]),
            form=form.id,
            by=by or form.contributor,
            author_name=harmless(author_name),
            draws_on=draws_on,
            created_at=now,
            changed_at=now,
        )
        found: dict[FieldPath, Answer] = {}
        for path, text in (answers or {}).items():
            slot = self._slot(form, piece, path)
            if answer := self._answer(slot, normalise(text), entered_by):
                found[slot.path] = answer
        return replace(piece, answers=found)

    def compose_attachment(
        self, content: bytes, name: str, *, description: str = "", path: FieldPath | None = None
    ) -> Attachment:
        """Look at a file and return what `attach` would store of it.

        Raises:
            IntakeError: As `attach`.
        """
        seen = self._reader.inspect(content, name)
        return Attachment(
            id=AttachmentId(uuid.uuid4().hex[:12]),
            name=name,
            media_type=seen.media_type,
            size=len(content),
            sha256=sha256(content).hexdigest(),
            pages=seen.pages,
            description=description.strip(),
            path=path,
        )

    def as_attached(self, content: bytes, name: str) -> tuple[bytes, str]:
        """Return a file as the vault keeps it, and its name.

        Photos are upright and without a trace of where and when they were taken, and JPEG
        where the pack could not print them.

        Raises:
            IntakeError: It is a picture that cannot be read.
        """
        return self._reader.tidied(content, name)

    # Rules

    def check_picture(self, piece: Evidence, path: FieldPath) -> None:
        """Refuse a picture where the form asks for none.

        Raises:
            EvidenceError: `path` is not that of a picture.
        """
        slot = slot_at(self.form(piece.form), piece.answers, self._catalogue.models, path)
        if slot is None or slot.kind is not FieldKind.PICTURE:
            raise EvidenceError(
                f"“{path}” does not ask for a picture.", advice="Nothing was stored."
            )

    def _slot(self, form: Form, piece: Evidence, path: FieldPath) -> Slot:
        slot = slot_at(form, piece.answers, self._catalogue.models, path)
        if slot is None:
            asked = joined([field.id for field in form.fields])
            raise EvidenceError(
                f"“{path}” is not a field of the form “{form.title}”.",
                advice=f"Nothing was stored. Its fields are {asked}.",
            )
        return slot

    def _answer(self, slot: Slot, text: str, entered_by: RoleId) -> Answer | None:
        goals = self.goals() if slot.kind is FieldKind.GOAL else ()
        words = stored(slot, text, self._catalogue, goals)
        if not words:
            return None
        return Answer(text=words, written_by=slot.author, entered_by=entered_by)

    def _check_role(self, role: RoleId | None) -> None:
        if role is not None and role not in self._catalogue.roles:
            known = joined(sorted(self._catalogue.roles))
            raise EvidenceError(
                f"There is no role called “{role}”.", advice=f"The roles are {known}."
            )


def present(tx: Transaction, evidence_id: EvidenceId) -> Evidence:
    """Return one piece of evidence as it is stored.

    Raises:
        EvidenceError: There is none with this id, or it is in the bin.
    """
    piece = tx.evidence.get(evidence_id)
    if piece is None:
        raise EvidenceError(
            f"There is no evidence with the id “{evidence_id}”.",
            advice="The evidence list shows what there is.",
        )
    return piece
