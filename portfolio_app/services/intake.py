"""Takes a whole piece of evidence in from a file: all of it, or nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.services.changes import Area
from portfolio_app.services.files import read_file
from portfolio_app.services.unsorted import unsorted_note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.intake.drafts import ClaimDraft, Draft
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Attachment, Claim, Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, RoleId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.claims import ClaimService
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.reader import FileReader

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of a file."""

    evidence: Evidence
    note: Evidence | None = None
    """The unsorted note of what matched no field."""
    unplaced: tuple[str, ...] = ()
    """The paragraphs of it."""
    remarks: tuple[str, ...] = ()
    """Sentences about what the file held besides text, and what attached files hide."""


class IntakeService:
    """Reads filled forms and files to attach, and stores them in one step."""

    def __init__(
        self,
        vault: Vault,
        evidence: EvidenceService,
        claims: ClaimService,
        catalogue: Catalogue,
        announce: Announce,
        reader: FileReader,
    ) -> None:
        self._reader = reader
        self._vault = vault
        self._evidence = evidence
        self._claims = claims
        self._catalogue = catalogue
        self._announce = announce

    def take_in(
        self,
        form_id: str,
        *,
        source: Path | None = None,
        answers: Mapping[FieldPath, str] | None = None,
        by: RoleId | None = None,
        author_name: str = "",
        files: Sequence[Path] = (),
        draws_on: EvidenceId | None = None,
    ) -> TakenIn:
        """Store a new piece with its claims and attachments in one transaction.

        Args:
            form_id: The kind of evidence.
            source: A filled form: .docx, .odt, .pdf, .txt, .eml or .toml.
            answers: Answers given besides; they win over those of the file.
            by: The role in which somebody else contributed; wins over the file.
            author_name: That person's name; wins over the file.
            files: Files to attach besides those that the source names.
            draws_on: The piece whose words it shows where it has none of its own.

        Raises:
            IntakeError: A file cannot be read; nothing was stored.
            EvidenceError: Something in it does not fit the form; nothing was stored.
        """
        draft = self._read(source, self._evidence.form(form_id))
        piece = self._evidence.compose(
            form_id,
            {**draft.answers, **(answers or {})},
            by=by or draft.by,
            author_name=author_name or draft.author_name,
            draws_on=draws_on,
        )
        attached = self._attachments(draft, source, files)
        files_there = [attachment for attachment, _ in attached]
        piece = self._completed(piece, draft, files_there)
        note = self._note(piece, draft)
        self._store(piece, attached, note)
        remarks = self._remarks(draft, files_there)
        return TakenIn(evidence=piece, note=note, unplaced=draft.unplaced, remarks=remarks)

    def _remarks(self, draft: Draft, attached: Sequence[Attachment]) -> tuple[str, ...]:
        """Return what to know about the file that was read, and about those attached."""
        told = (remark for one in attached for remark in self._evidence.remarks(one))
        return (*draft.remarks, *told)

    def _note(self, piece: Evidence, draft: Draft) -> Evidence | None:
        """Return the unsorted note of what matched no field."""
        words = "\n".join(draft.unplaced)
        day = piece.created_at.date()
        return unsorted_note(self._evidence, words, beside=piece.title, on=day)

    def _completed(
        self, piece: Evidence, draft: Draft, attachments: Sequence[Attachment]
    ) -> Evidence:
        """Return the piece with its attachments and claims, each of which fits it."""
        self._check_pictures(piece, attachments)
        return replace(
            piece,
            attachments=tuple(attachments),
            claims=tuple(self._claim(piece, wanted) for wanted in draft.claims),
        )

    def _claim(self, piece: Evidence, wanted: ClaimDraft) -> Claim:
        return self._claims.compose(
            piece,
            wanted.capability,
            wanted.quote,
            path=wanted.path,
            occurrence=wanted.occurrence,
            note=wanted.note,
            by=wanted.by,
        )

    def _store(
        self,
        piece: Evidence,
        attached: Sequence[tuple[Attachment, bytes]],
        note: Evidence | None,
    ) -> None:
        with self._vault.transaction() as tx:
            tx.evidence.add(replace(piece, attachments=()))
            for attachment, content in attached:
                tx.attachments.add(piece.id, attachment, content)
            if note:
                tx.evidence.add(note)
        logger.info("evidence taken in: id=%s form=%s", piece.id, piece.form)
        self._announce(Area.EVIDENCE)

    def _check_pictures(self, piece: Evidence, attachments: Sequence[Attachment]) -> None:
        paths = [attachment.path for attachment in attachments if attachment.path]
        for path in paths:
            self._evidence.check_picture(piece, path)
        if len(set(paths)) < len(paths):
            raise IntakeError(
                "In the file you chose, two attachments answer one picture.",
                advice="Nothing was stored. Let one of them do without “path”.",
            )

    def _read(self, source: Path | None, form: Form) -> Draft:
        from portfolio_app.intake.drafts import Draft

        if source is None:
            return Draft()
        content = read_file(source, "The file to read from")
        return self._reader.read_evidence(content, source.suffix, form, self._catalogue)

    def _attachments(
        self, draft: Draft, source: Path | None, files: Sequence[Path]
    ) -> list[tuple[Attachment, bytes]]:
        beside = source.parent if source else Path()
        for wanted in draft.attachments:
            _check_inside(beside / PurePosixPath(wanted.file), beside)
        named = [
            (beside / PurePosixPath(wanted.file), wanted.description, wanted.path)
            for wanted in draft.attachments
        ]
        found = []
        for file, description, path in [*named, *((file, "", None) for file in files)]:
            content, name = self._evidence.as_attached(
                read_file(file, "A file to attach"), file.name
            )
            attachment = self._evidence.compose_attachment(
                content, name, description=description, path=path
            )
            found.append((attachment, content))
        return found


def _check_inside(file: Path, folder: Path) -> None:
    """Refuse a link that leads out of the folder: a folder of strangers names no other files.

    Raises:
        IntakeError: It does, or goes round in a circle.
    """
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise the latter for circles
        inside = False
    if not inside:
        raise IntakeError(
            "A file to attach is a link that leads out of its folder.",
            advice="Nothing was stored. Put the file itself there, then choose again.",
        )
