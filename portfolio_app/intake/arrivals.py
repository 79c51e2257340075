"""Reads whatever a person drops on the window: what it is, its words, and files in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.attachments import refuse_by_size
from portfolio_app.intake.document import Document, Heading
from portfolio_app.intake.mail import is_mail, read_mail
from portfolio_app.intake.odt import read_odt
from portfolio_app.intake.packages import SMALL, is_small
from portfolio_app.intake.pictures import tidied
from portfolio_app.intake.plain import read_plain
from portfolio_app.intake.printed import read_pdf
from portfolio_app.intake.word import read_word
from portfolio_app.model.domain.arriving import ArrivedFile

if TYPE_CHECKING:
    from collections.abc import Callable

_PICTURES: Final = frozenset({kinds.JPEG, kinds.PNG, kinds.HEIC})
_READ: Final = (
    "Word (.docx) and OpenDocument (.odt) documents, PDFs, plain text, saved emails (.eml) and "
    "photos (JPEG, PNG, HEIC) can be brought in."
)
_ADVICE: Final = {
    ".doc": "Open it in Word, save it as .docx, then choose that.",
    ".rtf": "Open it in Word, save it as .docx, then choose that.",
    ".msg": "Open the message, save it as .eml or print it to PDF, then choose that.",
    ".xlsx": "Print it to PDF, then choose that.",
    ".pptx": "Save the slides as PDF, then choose that.",
    ".pages": "Export it as a Word document, then choose that.",
    ".zip": "Unpack it, then choose the files in it.",
}
_MOST_ATTACHED: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file as it was read."""

    kind: str
    """What it is, in words: `a Word document`."""
    document: Document
    files: tuple[ArrivedFile, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """What a message says of itself, by name: `("From", ...)`."""


def read_arrival(data: bytes, name: str, tick: Callable[[], None] = lambda: None) -> Arrived:
    """Return what a file holds.

    Args:
        data: The file.
        name: Its name; tells an email from plain text, and words the advice of a refusal.
        tick: Called for each page that is done.

    Raises:
        IntakeError: It is empty, too large, damaged, protected, or of a kind not read.
    """
    refuse_by_size(data)
    kind = kind_of(data, name)
    match kind:
        case kinds.WORD:
            return Arrived(kind="a Word document", document=read_word(data))
        case kinds.OPEN_TEXT:
            return Arrived(kind="an OpenDocument text", document=read_odt(data))
        case kinds.PDF:
            file = ArrivedFile(name=name, content=data, media_type=kind)
            return Arrived(kind="a PDF", document=read_pdf(data, tick), files=(file,))
        case kinds.MAIL:
            return _read_mail(data, tick)
        case kinds.TEXT:
            return Arrived(kind="plain text", document=read_plain(data))
        case _ if kind in _PICTURES:
            return Arrived(
                kind="a photo", document=Document(blocks=()), files=(_photo(data, kind, name),)
            )
        case kinds.OLD_OFFICE:
            read_word(data)  # says why not
    raise _unread(name)


def is_quick(data: bytes, name: str) -> bool:
    """Whether reading a file can take neither long nor much memory."""
    kind = kind_of(data, name)
    if kind in (kinds.WORD, kinds.OPEN_TEXT):
        return is_small(data)
    if kind == kinds.TEXT:
        return len(data) <= SMALL
    # pictures state their size; an email may carry anything, and hide it from a glance
    return kind in (kinds.JPEG, kinds.PNG, "")


def kind_of(data: bytes, name: str) -> str:
    """Return the media type of a file; only emails and plain text are told by the name too."""
    kind = kinds.media_type(data) or ""
    is_named_mail = PurePath(name).suffix.casefold() == ".eml"
    if kind in (kinds.TEXT, "") and (is_mail(data) or (is_named_mail and kind)):
        return kinds.MAIL
    return kind


def _photo(data: bytes, kind: str, name: str) -> ArrivedFile:
    content, now = tidied(data, kind)
    own = name if now == kind else f"{PurePath(name).stem}.jpg"
    return ArrivedFile(name=own, content=content, media_type=now)


def _unread(name: str) -> IntakeError:
    advice = _ADVICE.get(PurePath(name).suffix.casefold(), "")
    return IntakeError(
        "The file you chose is of a kind that cannot be read.",
        advice=f"Nothing was changed. {_READ} {advice}".strip(),
    )


def _read_mail(data: bytes, tick: Callable[[], None]) -> Arrived:
    """Read an email, and what it carries: text becomes text, what can be printed a file."""
    message = read_mail(data)
    blocks, remarks, files = list(message.blocks), list[str](), list[ArrivedFile]()
    for number, (name, content) in enumerate(message.attached[:_MOST_ATTACHED], 1):
        tick()
        own = name or f"attached-{number}"
        try:
            inner = read_arrival(content, own)
        except IntakeError as error:
            remarks.append(f"Attached file {number} was left out. {error.summary}")
            continue
        files += inner.files
        if inner.document.blocks:
            blocks += [Heading(1, f"Attached file {number}"), *inner.document.blocks]
        remarks += inner.document.remarks
    if len(message.attached) > _MOST_ATTACHED:
        remarks.append(f"Only the first {_MOST_ATTACHED} attached files were taken.")
    facts = (("From", message.sender), ("Date", message.sent), ("Subject", message.subject))
    return Arrived(
        kind="an email",
        document=Document(blocks=tuple(blocks), remarks=tuple(remarks)),
        files=tuple(files),
        facts=tuple((name, words) for name, words in facts if words),
    )
