"""How a command answers: words for people, one JSON document for machines."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portfolio_app.errors import PortfolioError

DONE, NO, WRONG = 0, 1, 2
"""Exit codes: done or yes; the answer is no; wrong use or unusable input."""


def speak_unicode() -> None:
    """Write UTF-8 whatever the system's own encoding is; names and JSON need it.

    What UTF-8 cannot hold (a file name of other bytes) is written as its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def fall_silent() -> None:
    """Send to nowhere what is still to be written: its reader has gone (`| head`)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(*lines: str) -> None:
    """Print lines to standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def tell(line: str) -> None:
    """Print a message that is not the answer, to standard error."""
    sys.stderr.write(f"{line}\n")


def say_json(document: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print the one JSON document of this command."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def explain(error: PortfolioError, *, as_json: bool) -> None:
    """Say what went wrong: a sentence, or `{"error": sentence}`."""
    words = f"{error.summary} {error.advice}".strip()
    if as_json:
        say_json({"error": words})
    else:
        tell(words)


class Narrator:
    """Progress on standard error, one line for each new kind of work."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def step(self, done: int, total: int, note: str) -> None:
        """Say what is being done, once."""
        if note not in self._told:
            self._told.add(note)
            tell(note)
