"""Reads an open export back. It comes from outside, so nothing in it is believed unchecked.

Files are found only by names that have no folder in them, links are not followed, sizes are
looked at before anything is read, and attachments pass the checks that they would pass when
attached by hand.
"""

from __future__ import annotations

import json
import stat
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any, NoReturn

from portfolio_app.errors import IntakeError
from portfolio_app.services.open_format.kinds import refusal
from portfolio_app.services.open_format.shapes import (
    COVER,
    DOCUMENTS,
    FORMAT,
    VERSION,
    Archive,
    Cover,
)
from portfolio_app.services.open_format.writing import ATTACHMENTS, COVER_NAME, LARGEST
from portfolio_app.services.reader import FileReader

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from pathlib import Path

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.names import AttachmentId
    from portfolio_app.services.progress import Progress

_NOTHING = "Nothing was made."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExport:
    """An open export that was read and found sound."""

    archive: Archive
    files: Mapping[AttachmentId, Path]
    """Where the bytes of each attachment lie."""

    def content(self, attachment: Attachment) -> bytes:
        """Return the bytes of an attachment, checked.

        Raises:
            IntakeError: They are not those that the export speaks of, or cannot be printed.
        """
        from portfolio_app.intake.attachments import MAX_BYTES  # heavy

        path = self.files[attachment.id]
        where = f"{ATTACHMENTS}/{path.name}"
        data = _read(path, min(attachment.size, MAX_BYTES), where)
        if (len(data), sha256(data).hexdigest()) != (attachment.size, attachment.sha256):
            raise IntakeError(
                f"The open export is damaged: {where} is not the file that was exported.",
                advice=f"{_NOTHING} Copy the folder again, then try again.",
            )
        seen = FileReader().inspect(data, path.name)
        if (seen.media_type, seen.pages) != (attachment.media_type, attachment.pages):
            raise IntakeError(
                f"The open export is damaged: {where} is not what it is said to be.",
                advice=f"{_NOTHING} Copy the folder again, then try again.",
            )
        return data


def read_export(folder: Path, progress: Progress) -> OpenExport:
    """Read and check everything in `folder`.

    Raises:
        IntakeError: It is no open export, one of a newer release, or not sound.
    """
    cover: Cover = COVER.read(_document(folder, COVER_NAME, "open-export")[0], COVER_NAME)
    listed = {digest.name: digest.sha256.lower() for digest in cover.documents}
    if listed.keys() != {f"{part}.json" for part in DOCUMENTS}:
        raise refusal(COVER_NAME, "the documents that belong to an open export")
    parts = {part: _part(folder, part, listed[f"{part}.json"]) for part in DOCUMENTS}
    archive = Archive(**parts)
    _require_consistent(archive)
    found = OpenExport(archive=archive, files=_files(folder, archive))
    attachments = [a.attachment for piece in archive.evidence for a in piece.attachments]
    for number, attachment in enumerate(attachments):
        progress.step(number, len(attachments), "Checking the attached files")
        found.content(attachment)
    return found


def _part(folder: Path, part: str, expected: str) -> Any:  # noqa: ANN401 - by kind
    name = f"{part}.json"
    content, data = _document(folder, name, part)
    if sha256(data).hexdigest() != expected:
        raise IntakeError(
            f"The open export is damaged: {name} is not the file that was exported.",
            advice=f"{_NOTHING} Copy the folder again, then try again.",
        )
    return DOCUMENTS[part].read(content, name)


def _document(folder: Path, name: str, part: str) -> tuple[Any, bytes]:
    """Return the content of one document, and its bytes."""
    data = _read(folder / name, LARGEST, name)
    try:
        document = json.loads(
            data, object_pairs_hook=_without_repetition, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise refusal(name, "one JSON document") from None
    if not isinstance(document, dict):
        raise refusal(name, "an object")
    _require_version(document.get("format"), name)
    if document.keys() != {"format", "document", "content"} or document["document"] != part:
        raise refusal(name, f"the document “{part}”")
    return document["content"], data


def _require_version(found: object, name: str) -> None:
    known, _, version = found.partition("/") if isinstance(found, str) else ("", "", "")
    if known != FORMAT or not (version.isascii() and version.isdecimal()):
        raise refusal(name, f"“format”: “{FORMAT}/{VERSION}”")
    if version != str(VERSION):
        raise IntakeError(
            "The open export was made by another version of the program.",
            advice=f"{_NOTHING} Install the newest version, then try again.",
        )


def _read(path: Path, most: int, where: str) -> bytes:
    """Return the content of a plain file of at most `most` bytes; links are not followed."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise refusal(where, "a file")
        if found.st_size > most:
            raise refusal(where, f"a file of at most {most:,} bytes")
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        is_cover = path.name == COVER_NAME
        raise IntakeError(
            "This folder is no open export of a portfolio."
            if is_cover
            else f"The open export is not complete: {where} is missing or cannot be read.",
            advice=f"{_NOTHING} Choose the folder that holds “{COVER_NAME}”.",
        ) from error
    if len(data) > most:
        raise refusal(where, f"a file of at most {most:,} bytes")
    return data


def _files(folder: Path, archive: Archive) -> dict[AttachmentId, Path]:
    """Return where each attachment lies; each has one file and each file is one's own."""
    listed = Counter(found.attachment for found in archive.files)
    wanted = Counter(a.attachment.id for piece in archive.evidence for a in piece.attachments)
    if listed != wanted:
        raise refusal("files.json", "one file for each attachment")
    inside = folder / ATTACHMENTS
    if archive.files and (inside.is_symlink() or not inside.is_dir()):
        raise refusal(ATTACHMENTS, "a folder")
    return {found.attachment: inside / found.file for found in archive.files}


def _require_consistent(archive: Archive) -> None:
    """Check what the vault relies on, and no kind of value can see alone."""
    pieces = archive.evidence
    _distinct("evidence.json", "ids of evidence", (piece.id for piece in pieces))
    _distinct(
        "evidence.json", "ids of claims", (c.id for piece in pieces for c in piece.claims)
    )
    for piece in pieces:
        _distinct("evidence.json", "answers", (found.path for found in piece.answers))
    attached = [kept.attachment for piece in pieces for kept in piece.attachments]
    _distinct("evidence.json", "ids of attachments", (found.id for found in attached))
    _distinct("files.json", "files", (found.file for found in archive.files))
    _distinct("contributors.json", "roles", (found.role for found in archive.contributors))
    _distinct("statements.json", "capabilities", (s.capability for s in archive.statements))
    _distinct("own_words.json", "words", (own.word for own in archive.own_words))
    _distinct("people.json", "ids of people", (found.id for found in archive.people or ()))
    _require_consistent_history(archive)


def _require_consistent_history(archive: Archive) -> None:
    """Check that revisions belong to what is there, one text after another, latest first."""
    known = {piece.id for piece in archive.evidence}
    _distinct("history.json", "numbers", (found.number for found in archive.history))
    places = [place for place, _ in groupby(archive.history, lambda found: found.place)]
    _distinct("history.json", "texts", places)
    for place, revisions in groupby(archive.history, lambda found: found.place):
        numbers = [found.number for found in revisions]
        owner = place.evidence_id
        if numbers != sorted(numbers, reverse=True) or (owner and owner not in known):
            raise refusal("history.json", "revisions of what is there, latest first")


def _distinct(where: str, what: str, values: Iterable[Hashable]) -> None:
    counted = Counter(values)
    if counted and max(counted.values()) > 1:
        raise refusal(where, f"{what} that differ from one another")


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key that stands twice")
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
