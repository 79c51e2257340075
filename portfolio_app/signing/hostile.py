"""Reading what anybody may have written: whatever goes wrong then is the file's fault."""

from __future__ import annotations

import logging
import struct
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARSER_ERRORS: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # with NotImplementedError and RecursionError
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers of PDF and ASN.1 raise for arbitrary bytes, beside errors of their own."""


MOST_UNPACKED: Final = 512 * 1024 * 1024
"""Bytes that any one stream may unpack to; as where attachments are bound in."""
_CHATTY: Final = ("pikepdf", "pikepdf._core", "pyhanko", "pyhanko_certvalidator")
"""Loggers of the libraries that read documents."""


class UnreadableError(Exception):
    """A part of the document cannot be made sense of. Never shown; it becomes a sentence."""


@contextmanager
def reading(*own_errors: type[Exception]) -> Iterator[None]:
    """Turn every failure to read a document into `UnreadableError`.

    Args:
        own_errors: What the library in use raises of its own.
    """
    errors: tuple[type[Exception], ...] = (*_PARSER_ERRORS, *own_errors)
    try:
        yield
    except errors as error:
        raise UnreadableError(type(error).__name__) from error


@contextmanager
def reading_pdf() -> Iterator[None]:
    """Turn every failure of pikepdf to read a document into `UnreadableError`."""
    import pikepdf

    # A few kilobytes may stand for gigabytes. The limits hold for the whole program.
    pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_UNPACKED, max_stream_filters=4)
    with reading(pikepdf.PdfError, pikepdf.PasswordError, pikepdf.DeletedObjectError):
        yield


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep the libraries' own remarks on hostile files from the person's terminal and logs."""
    loggers = [logging.getLogger(name) for name in _CHATTY]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
