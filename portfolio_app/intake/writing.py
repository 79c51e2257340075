"""Reads a filled piece of evidence from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.intake.arrivals import read_arrival
from portfolio_app.intake.matching import match_document
from portfolio_app.intake.plain import read_plain
from portfolio_app.intake.word import read_word
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.intake.arrivals import Arrived
    from portfolio_app.intake.document import Document
    from portfolio_app.intake.drafts import Draft
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form

MAX_BYTES = 50 * 1024 * 1024
_MAIL = ".eml"
_OTHERS = (".odt", ".pdf", _MAIL)


def read_evidence_file(
    data: bytes,
    suffix: str,
    form: Form,
    catalogue: Catalogue,
    read_word: Callable[[bytes], Document] = read_word,
    read_arrival: Callable[[bytes, str], Arrived] = read_arrival,
) -> Draft:
    """Return what a document, an email or a .toml file answers of `form`.

    Args:
        data: The file.
        suffix: The end of its name with its dot, in any case.
        form: What it is to answer.
        catalogue: Where the form comes from.
        read_word: Reads a Word document.
        read_arrival: Reads what is neither that nor plain text.

    Raises:
        IntakeError: The file is empty, too large, damaged, of another kind, or (.toml) names
            something that the form or the catalogue does not have.
    """
    _check_size(data)
    kind = suffix.casefold()
    if kind == ".toml":
        from portfolio_app.intake.keyed import read_keyed

        return read_keyed(data, form, catalogue)
    if kind in _OTHERS:
        document = _words_alone(read_arrival(data, f"file{kind}"), kind)
    else:
        document = _read_document(data, kind, read_word)
    draft = match_document(document, form, catalogue)
    if not draft.answers and not draft.unplaced:
        raise IntakeError(
            "The file you chose holds no text.",
            advice="Nothing was changed. Pictures and scans can be attached instead.",
        )
    return draft


def _words_alone(arrived: Arrived, kind: str) -> Document:
    """Return the words of a file, saying so where an email carried files besides."""
    if kind != _MAIL or not arrived.files:
        return arrived.document
    held = count(len(arrived.files), "file")
    told = f"The email carries {held}, not taken in; attach what the panel needs."
    return replace(arrived.document, remarks=(*arrived.document.remarks, told))


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise IntakeError(
            "The file you chose is empty.", advice="Nothing was changed. Choose another file."
        )
    if len(data) > MAX_BYTES:
        raise IntakeError(
            f"The file you chose is larger than {MAX_BYTES // 1024**2} MB.",
            advice="Nothing was changed. Choose a file that holds the text alone.",
        )


def _read_document(data: bytes, kind: str, read_word: Callable[[bytes], Document]) -> Document:
    if kind == ".docx":
        return read_word(data)
    if kind == ".txt":
        return read_plain(data)
    raise IntakeError(
        "The file you chose is of a kind that cannot be read in.",
        advice="Nothing was changed. Choose a document (.docx, .odt, .pdf), plain text (.txt), "
        "an email (.eml) or a .toml file; other files can be attached.",
    )
