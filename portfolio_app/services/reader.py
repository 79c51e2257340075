"""Reads files that people bring: what they are, what they hold, what of it cannot be seen."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from portfolio_app.errors import IntakeError, NotNowError
from portfolio_app.services.aside import USUAL, Limits, done_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.intake.arrivals import Arrived
    from portfolio_app.intake.attachments import Inspected
    from portfolio_app.intake.document import Document
    from portfolio_app.intake.drafts import Draft
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.pack.foreign_reading import Reading


_Answer = TypeVar("_Answer")
_AS_LONG_AGAIN: Final = 1024 * 1024
"""Bytes of text and structure for which a document is given as much time again. Ours have so
many for seventy pieces of evidence, which take a quarter of that time."""
_MOST_SHARES: Final = 10
_PRINT: Final = "Nothing was changed. Print it to a new PDF, then attach that."
_REPLACE: Final = (
    "Your work is safe. Print the attachment to a new PDF, and attach that in its place."
)
_LATER: Final = "Your work is safe. Close other programs, then try again."
_OTHER_PHOTO: Final = "Nothing was changed. Save the photo as JPEG, then choose that."
_IN_PARTS: Final = (
    "Nothing was changed. Copy its text into a new document without pictures, then choose that."
)


class Readings(Protocol):
    """Keeps what was read in a file for another day."""

    def get(self, sha: str) -> Reading | None:
        """Return what was read in the file with this SHA-256, if it is known."""

    def put(self, sha: str, reading: Reading) -> None:
        """Keep what was read, if that is possible just now."""


class FileReader:
    """Reads each file once as long as it lives, or once for good where that can be kept.

    PDFs and large Word documents are read aside, because they can be made to exhaust whoever
    reads them; pictures state their size, and plain text is as large as it is.
    """

    def __init__(self, limits: Limits = USUAL, kept: Readings | None = None) -> None:
        self._limits = limits
        self._kept = kept
        self._readings: dict[str, Reading] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}
        self._new: set[str] = set()
        """What was read, and is kept nowhere yet."""

    def inspect(self, content: bytes, name: str) -> Inspected:
        """Return what a file is, once it is known that the pack can print it.

        Raises:
            IntakeError: It cannot be attached.
        """
        from portfolio_app.intake import kinds
        from portfolio_app.intake.attachments import inspect_attachment, refuse_by_size

        refuse_by_size(content)
        if kinds.media_type(content) != kinds.PDF:
            return inspect_attachment(content, name)
        inspected, reading, told = self._aside(_inspected, content, name, advice=_PRINT)
        sha = sha256(content).hexdigest()
        self._readings[sha], self._remarks[sha] = reading, told
        self._new.add(sha)
        return inspected

    def read(self, sha: str, media_type: str, content: Callable[[], bytes]) -> Reading:
        """Return what can be told of an attachment.

        Args:
            sha: The SHA-256 of its content.
            media_type: What it is.
            content: Returns its bytes, if they are needed.
        """
        from portfolio_app.pack.foreign_reading import remarks

        if sha not in self._readings:
            reading = self._kept.get(sha) if self._kept else None
            if reading is None:
                reading = self._looked_at(media_type, content())
                if reading.is_for_now:  # another time it may be read
                    return reading
                self._new.add(sha)
            self._readings[sha], self._remarks[sha] = reading, remarks(reading)
        self._keep(sha)
        return self._readings[sha]

    def _keep(self, sha: str) -> None:
        """Keep what is new for good; but no refusal: a faster day may see the file whole."""
        if self._kept and sha in self._new and not self._readings[sha].refusal:
            self._kept.put(sha, self._readings[sha])
        self._new.discard(sha)

    def _looked_at(self, media_type: str, data: bytes) -> Reading:
        from portfolio_app.pack.foreign import PDF_TYPE
        from portfolio_app.pack.foreign_reading import Reading, read_attachment

        if media_type != PDF_TYPE:
            return read_attachment(data, media_type)
        try:
            return self._aside(_read, data, media_type, advice=_REPLACE)
        except NotNowError as error:
            return Reading(refusal=error.summary, advice=_LATER, is_for_now=True)
        except IntakeError as error:
            return Reading(refusal=error.summary, advice=error.advice)

    def remarks(self, sha: str) -> tuple[str, ...]:
        """Return what the person should know of a file that was read, in sentences."""
        return self._remarks.get(sha, ())

    def read_evidence(
        self, content: bytes, suffix: str, form: Form, catalogue: Catalogue
    ) -> Draft:
        """Return what a filled form says.

        Raises:
            IntakeError: It cannot be read.
        """
        from portfolio_app.intake.packages import is_small
        from portfolio_app.intake.word import read_word
        from portfolio_app.intake.writing import read_evidence_file

        def in_parts(data: bytes) -> Document:
            if is_small(data):
                return read_word(data)
            return done_aside(_word, data, advice=_IN_PARTS, limits=self._limits_for(data))

        return read_evidence_file(content, suffix, form, catalogue, in_parts, self.arrive)

    def arrive(self, content: bytes, name: str) -> Arrived:
        """Return what a file holds that somebody brings in.

        Raises:
            IntakeError: It cannot be read.
        """
        from portfolio_app.intake.arrivals import is_quick, read_arrival

        if is_quick(content, name):
            return read_arrival(content, name)
        limits = self._limits_for(content)
        return done_aside(_arrived, content, name, advice=_IN_PARTS, limits=limits)

    def tidied(self, content: bytes, name: str) -> tuple[bytes, str]:
        """Return a file as it is attached: a photo upright and without what it tells besides.

        Raises:
            IntakeError: It is a picture that cannot be read.
        """
        from portfolio_app.intake import kinds
        from portfolio_app.intake.attachments import refuse_by_size
        from portfolio_app.intake.pictures import tidied

        refuse_by_size(content)
        kind = kinds.media_type(content)
        if kind == kinds.HEIC:
            (photo,) = self._aside(_arrived, content, name, advice=_OTHER_PHOTO).files
            return photo.content, photo.name
        if kind in (kinds.JPEG, kinds.PNG):
            return tidied(content, kind)[0], name
        return content, name

    def _limits_for(self, content: bytes) -> Limits:
        """Return what reading a document may take: the longer its text, the more."""
        from portfolio_app.intake.packages import text_size

        shares = min(1 + text_size(content) / _AS_LONG_AGAIN, _MOST_SHARES)
        return replace(self._limits, seconds=self._limits.seconds * shares)

    def _aside(self, work: Callable[..., _Answer], *given: object, advice: str = "") -> _Answer:
        return done_aside(work, *given, advice=advice, limits=self._limits)


def _word(content: bytes, tick: Callable[[], None]) -> Document:
    """Read a Word document in a process of its own."""
    from portfolio_app.intake.word import read_word

    tick()
    return read_word(content)


def _arrived(content: bytes, name: str, tick: Callable[[], None]) -> Arrived:
    """Read a file that somebody brings in, in a process of its own."""
    from portfolio_app.intake.arrivals import read_arrival

    tick()
    return read_arrival(content, name, tick)


def _read(content: bytes, media_type: str, tick: Callable[[], None]) -> Reading:
    """Read an attachment in a process of its own."""
    from portfolio_app.pack.foreign_reading import read_attachment

    tick()
    return read_attachment(content, media_type, tick)


def _inspected(
    content: bytes, name: str, tick: Callable[[], None]
) -> tuple[Inspected, Reading, tuple[str, ...]]:
    """Look at a PDF before it becomes an attachment, in a process of its own."""
    from portfolio_app.intake.attachments import inspect_attachment
    from portfolio_app.pack.foreign_reading import read_attachment, remarks

    tick()
    inspected = inspect_attachment(content, name)
    reading = read_attachment(content, inspected.media_type, tick)
    if reading.refusal:
        raise IntakeError(reading.refusal, advice=reading.advice)
    return inspected, reading, remarks(reading)
