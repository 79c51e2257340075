"""Writes everything of a portfolio into a folder, readable by any program.

This is the only sanctioned way in which words of clients leave a vault unencrypted, so it
is never done without being asked for, and the folder says what it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import PortfolioError
from portfolio_app.services.files import make_empty_folder, sweep_unfinished, unfinished
from portfolio_app.services.open_format.shapes import (
    COVER,
    DOCUMENTS,
    FORMAT,
    VERSION,
    Archive,
    Cover,
    Digest,
    StoredFile,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from portfolio_app.model.domain.archive import KeptEvidence
    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.services.progress import Progress

COVER_NAME: Final = "open-export.json"
ATTACHMENTS: Final = "attachments"
LARGEST: Final = 128 * 1024 * 1024
"""Bytes of one document; ours. Ten million words with their history take less."""

_SUFFIXES: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_README: Final = """\
This folder holds a whole portfolio in open formats. NOTHING IN IT IS ENCRYPTED.

It contains everything that was written: accounts of the lives of children and families,
attached files, what lay in the bin, and names of colleagues. Anyone who has this folder
can read it. Keep it only where your employer allows such records to be kept, never send
it by email, and delete it when it has served its purpose.

The *.json files are text (JSON, UTF-8); `attachments` holds the attached files as they
were added, and files.json says which is which. `portfolio open-import` makes a portfolio
of this folder again.
"""


def store_names(evidence: Sequence[KeptEvidence]) -> tuple[StoredFile, ...]:
    """Give each attachment a file name: its place in the order, and what it was called."""
    attachments = [kept.attachment for piece in evidence for kept in piece.attachments]
    return tuple(
        StoredFile(attachment=found.id, file=_file_name(number, found))
        for number, found in enumerate(attachments, 1)
    )


def write_export(
    folder: Path,
    archive: Archive,
    chunks: Callable[[Attachment], Iterator[bytes]],
    *,
    made_at: datetime,
    progress: Progress,
) -> None:
    """Write an archive into `folder`, which is there as a whole afterwards or not at all.

    Args:
        folder: Does not exist, or is empty.
        archive: What to write.
        chunks: Gives the bytes of an attachment.
        made_at: When this is done.
        progress: Hears of every attachment.

    Raises:
        PortfolioError: Something lies at `folder`, or it cannot be written.
    """
    make_empty_folder(folder)
    with _explaining(), _building(folder) as building:
        _write(building / "READ-ME-FIRST.txt", _README.encode())
        digests = [
            Digest(name=f"{part}.json", sha256=_write_document(building, part, archive))
            for part in DOCUMENTS
        ]
        _write_attachments(building / ATTACHMENTS, archive, chunks, progress)
        cover = COVER.write(Cover(made_at=made_at, documents=tuple(digests)))
        _write(building / COVER_NAME, _as_json("open-export", cover))


@contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """Build beside `folder`, readable by nobody else, and give it the name at the end.

    What an earlier export to there left, because it was cut short, goes first.
    """
    sweep_unfinished(folder)
    building = unfinished(folder)
    building.mkdir(mode=0o700)
    try:
        yield building
        folder.rmdir()
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _write_document(building: Path, part: str, archive: Archive) -> str:
    content = DOCUMENTS[part].write(getattr(archive, part))
    data = _as_json(part, content)
    if len(data) > LARGEST:
        raise PortfolioError(
            "The portfolio is too large for an open export.",
            advice="Nothing was written. Use a backup instead, which has no such limit.",
        )
    _write(building / f"{part}.json", data)
    return sha256(data).hexdigest()


def _as_json(part: str, content: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    document = {"format": f"{FORMAT}/{VERSION}", "document": part, "content": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _write_attachments(
    folder: Path,
    archive: Archive,
    chunks: Callable[[Attachment], Iterator[bytes]],
    progress: Progress,
) -> None:
    folder.mkdir(mode=0o700)
    known = {
        kept.attachment.id: kept.attachment
        for piece in archive.evidence
        for kept in piece.attachments
    }
    for number, stored in enumerate(archive.files):
        progress.step(number, len(archive.files), "Writing the attached files")
        path = folder / stored.file
        path.touch(mode=0o600)
        with path.open("wb") as stream:
            stream.writelines(chunks(known[stored.attachment]))
            _bring_down(stream)


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    with path.open("wb") as stream:
        stream.write(data)
        _bring_down(stream)


def _bring_down(stream: BinaryIO) -> None:
    """See that what was written is on the disk, and not on its way there."""
    stream.flush()
    os.fsync(stream.fileno())


def _file_name(number: int, attachment: Attachment) -> str:
    """Return a name that every system takes: `0001-drawing-by-wren.pdf`."""
    stem = attachment.name.rpartition(".")[0] or attachment.name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]{1,20}", plain)[:5]
    suffix = _SUFFIXES.get(attachment.media_type, "bin")
    return f"{'-'.join([f'{number:04}', *words])}.{suffix}"


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PortfolioError(
            "The open export could not be written: the disk is full or the place refuses it.",
            advice="Your portfolio is safe, and nothing half-written was left. "
            "Choose another place or make room, then try again.",
        ) from error
