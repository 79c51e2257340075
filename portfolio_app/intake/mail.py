"""Reads saved emails (.eml): who wrote when about what, the words, and what was attached.

Nothing that a message points to is fetched: no picture from afar, no read receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import IntakeError
from portfolio_app.intake.document import TITLE_LEVEL, Heading, Note, Paragraph
from portfolio_app.intake.markup import MarkupReader
from portfolio_app.intake.plain import read_plain
from portfolio_app.intake.text import normalise, one_line
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from email.message import MIMEPart

    from portfolio_app.intake.document import Block

_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t\r\n]")
_CERTAIN: Final = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.I | re.M
)
_SENDER: Final = re.compile(rb"^From:", re.I | re.M)
_UNSAID: Final = frozenset({"", "us-ascii", "ascii"})
"""What an email says whose program did not care; most write UTF-8."""
_LATIN: Final = frozenset({"iso-8859-1", "latin-1", "latin1", "windows-1252"})
"""What is called so is Windows-1252 (WHATWG Encoding Standard, section 4.2)."""
_BEGINNING: Final = b"\xef\xbb\xbf\r\n"
"""Byte order mark and empty lines that programs put before an email."""
_MOST_PARTS: Final = 500
_DEEPEST: Final = 10
"""Messages within messages: a thread that was forwarded ten times over."""


@dataclass(slots=True, kw_only=True)
class Message:
    """What a saved email holds."""

    sender: str = ""
    sent: str = ""
    """The day, in words; empty where it is none."""
    subject: str = ""
    blocks: list[Block] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    """Name and content of each attached file."""


def is_mail(data: bytes) -> bool:
    """Whether `data` begins like an email that a program saved."""
    head = data[:65_536].lstrip(_BEGINNING).partition(b"\n\n")[0]
    head = head.partition(b"\r\n\r\n")[0]
    if _HEADER.match(head) is None:
        return False
    return _CERTAIN.search(head) is not None and _SENDER.search(head) is not None


def read_mail(data: bytes) -> Message:
    """Return what an email says.

    Raises:
        IntakeError: It cannot be read.
    """
    try:
        whole = message_from_bytes(data.lstrip(_BEGINNING), policy=policy.default)
        found = _Reading()
        message = found.take(whole, depth=0)
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the library anywhere
        raise IntakeError(
            "The file you chose is a damaged email.",
            advice="Nothing was changed. Save it again from the mail program, then choose it.",
        ) from error
    return message


class _Reading:
    """Goes through the parts of one email, and of those forwarded in it."""

    def __init__(self) -> None:
        self._parts = 0
        self._message = Message()

    def take(self, whole: MIMEPart, *, depth: int) -> Message:
        message = self._message
        sender, subject = _header(whole, "From"), _header(whole, "Subject")
        sent = _sent(whole)
        if depth == 0:
            message.sender, message.sent, message.subject = sender, sent, subject
            if subject:
                message.blocks.append(Heading(TITLE_LEVEL, subject))
        else:
            message.blocks.append(Heading(1, f"Forwarded: {subject or 'a message'}"))
        for name, words in (("From", sender), ("Date", sent)):
            if words:
                message.blocks.append(Paragraph(f"{name}: {words}"))
        self._take_part(whole, depth)
        return message

    def _take_part(self, part: MIMEPart, depth: int) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise IntakeError(
                "The file you chose is an email with too many messages inside one another.",
                advice="Nothing was changed. Save the message that matters by itself, then "
                "choose that.",
            )
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            self.take(part.get_payload(0), depth=depth + 1)  # type: ignore[arg-type]
        elif kind == "multipart/alternative":
            self._take_best(part, depth)
        elif part.is_multipart():
            for inner in part.iter_parts():
                self._take_part(inner, depth)
        elif part.get_content_disposition() == "attachment" or part.get_filename():
            self._attach(part)
        elif part.get_content_maintype() == "text":
            self._message.blocks += _words(part, is_markup=kind == "text/html")
        else:
            self._attach(part)

    def _take_best(self, part: MIMEPart, depth: int) -> None:
        """Take one of several wordings of the same: the richest that holds all the words."""
        inner = list(part.iter_parts())
        plain = next((p for p in inner if p.get_content_type() == "text/plain"), None)
        rich = [p for p in inner if p is not plain]
        own = len(self._message.blocks)
        for other in rich:
            self._take_part(other, depth)
        if plain is not None and not self._message.blocks[own:]:
            self._take_part(plain, depth)
        elif plain is not None:
            said = _letters("".join(getattr(b, "text", "") for b in self._message.blocks[own:]))
            for block in _words(plain, is_markup=False):
                text = getattr(block, "text", "")
                if _letters(text) and _letters(text) not in said and not _is_link(text):
                    self._message.blocks.append(Note(text))

    def _attach(self, part: MIMEPart) -> None:
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            self._message.attached.append((one_line(part.get_filename() or ""), content))


def _words(part: MIMEPart, *, is_markup: bool) -> list[Block]:
    text = _decoded(part)
    if not is_markup:
        return list(read_plain(text.encode()).blocks) if normalise(text) else []
    reader = MarkupReader()
    reader.feed(text)
    reader.close()
    return reader.blocks


def _decoded(part: MIMEPart) -> str:
    """Return the words of a part, whatever it says of their encoding."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    named = (part.get_content_charset() or "").casefold()
    tried = ("utf-8",) if named in _UNSAID else (named,) if named not in _LATIN else ()
    for encoding in tried:
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue  # nobody knows it, or it is not that
    return content.decode("cp1252", "replace")


def _header(message: MIMEPart, name: str) -> str:
    return one_line(str(message.get(name, "")))


def _sent(message: MIMEPart) -> str:
    try:
        return day(parsedate_to_datetime(_header(message, "Date")).date())
    except (ValueError, TypeError):
        return _header(message, "Date")


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _is_link(text: str) -> bool:
    return text.strip("<>[]() ").startswith(("http:", "https:", "mailto:", "cid:"))
