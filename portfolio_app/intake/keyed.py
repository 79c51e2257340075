"""Reads evidence from a TOML file, in which every answer stands under its key.

form = "reflective-summary"
by = "team_manager"
author = "A. Name"

[fields]
title = "..."
account.feelings = "..."
goals = [{ goal = "..." }, { goal = "..." }]

[[claims]]
quote = "..."
capability = "pcf-2018/6"

[[attachments]]
file = "letter.pdf"
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from portfolio_app.errors import IntakeError
from portfolio_app.intake.answers import fitted
from portfolio_app.intake.drafts import AttachmentDraft, ClaimDraft, Draft
from portfolio_app.intake.text import normalise, one_line
from portfolio_app.model.domain.fitting import expectation
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.slots import Slot

_KEYS = ("form", "by", "author", "fields", "claims", "attachments")
_CLAIM_KEYS = ("path", "quote", "capability", "note", "by", "occurrence")
_ATTACHMENT_KEYS = ("file", "description", "path")
_LONGEST_PATH = 200
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_keyed(data: bytes, form: Form, catalogue: Catalogue) -> Draft:
    """Return what a TOML file answers of `form`, with its claims and attachments.

    Raises:
        IntakeError: It is not TOML, fills another form, or a key or value is not what is
            expected there; the sentence names the key.
    """
    reader = _Reader(_tables(data), form, catalogue)
    return reader.draft()


class _Reader:
    """Checks one file against one form."""

    def __init__(self, given: dict[str, Any], form: Form, catalogue: Catalogue) -> None:
        self._given = given
        self._form = form
        self._catalogue = catalogue

    def draft(self) -> Draft:
        """Return what the file holds."""
        _check_keys(self._given, _KEYS, "the file")
        named = _text(self._given, "form", "“form”")
        if named and named != self._form.id:
            _refuse("“form”", f"{self._form.id}, the form to be filled")
        return Draft(
            answers=MappingProxyType(dict(self._answers())),
            by=self._role(self._given, "“by”"),
            author_name=_text(self._given, "author", "“author”"),
            claims=tuple(self._claim(c, where) for c, where in self._entries("claims")),
            attachments=tuple(
                self._attachment(a, where) for a, where in self._entries("attachments")
            ),
        )

    def _answers(self) -> Iterator[tuple[FieldPath, str]]:
        fields = self._given.get("fields", {})
        if not isinstance(fields, dict):
            _refuse("“fields”", "a table of answers")
        seen = set()
        for path, value in _flat(fields):
            where = f"“{path}” in “fields”"
            slot = self._slot(path, where)
            if slot.path in seen:
                _refuse(where, "given once only")
            seen.add(slot.path)
            if isinstance(value, bool) or not isinstance(value, str | int | date):
                _refuse(where, "text in quotation marks")
            plain = value.isoformat() if isinstance(value, date) else str(value)
            text = fitted(slot, plain, self._catalogue.models)
            if text is None:
                _refuse(where, expectation(slot, self._catalogue.models))
            if text:
                yield slot.path, text

    def _slot(self, path: FieldPath, where: str) -> Slot:
        known = len(path) <= _LONGEST_PATH
        slot = slot_at(self._form, {}, self._catalogue.models, path) if known else None
        if slot is None:
            fields = joined([field.id for field in self._form.fields], "or")
            _refuse(where, f"a field of this form, or a part of one: {fields}")
        return slot

    def _entries(self, name: str) -> Iterator[tuple[dict[str, Any], str]]:
        entries = self._given.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            _refuse(f"“{name}”", f"tables that each begin with [[{name}]]")
        for number, entry in enumerate(entries, 1):
            yield entry, f"{name}, entry {number}"

    def _claim(self, given: dict[str, Any], where: str) -> ClaimDraft:
        _check_keys(given, _CLAIM_KEYS, where)
        quote = normalise(_text(given, "quote", f"“quote” ({where})"))
        if not quote:
            _refuse(f"“quote” ({where})", "the words that are claimed")
        return ClaimDraft(
            capability=self._capability(given, f"“capability” ({where})"),
            quote=quote,
            path=self._path(given, f"“path” ({where})"),
            occurrence=_occurrence(given, f"“occurrence” ({where})"),
            note=_text(given, "note", f"“note” ({where})"),
            by=self._role(given, f"“by” ({where})"),
        )

    def _attachment(self, given: dict[str, Any], where: str) -> AttachmentDraft:
        _check_keys(given, _ATTACHMENT_KEYS, where)
        file = given.get("file")
        if not isinstance(file, str) or not _stays_inside(file):
            _refuse(
                f"“file” ({where})", "the name of a file beside this one or in a folder there"
            )
        return AttachmentDraft(
            file=file,
            description=_text(given, "description", f"“description” ({where})"),
            path=self._path(given, f"“path” ({where})"),
        )

    def _capability(self, given: dict[str, Any], where: str) -> CapabilityRef:
        try:
            ref = CapabilityRef.parse(_text(given, "capability", where))
        except ValueError:
            ref = None
        if ref is None or self._catalogue.capability(ref) is None:
            frameworks = joined([f"{f}/…" for f in self._catalogue.frameworks], "or")
            _refuse(where, f"a capability as FRAMEWORK/NUMBER: {frameworks}")
        return ref

    def _path(self, given: dict[str, Any], where: str) -> FieldPath | None:
        text = _text(given, "path", where)
        return self._slot(FieldPath(text), where).path if text else None

    def _role(self, given: dict[str, Any], where: str) -> RoleId | None:
        role = RoleId(_text(given, "by", where))
        if role and role not in self._catalogue.roles:
            _refuse(where, f"a role: {joined(list(self._catalogue.roles), 'or')}")
        return role or None


def _tables(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise IntakeError(
            "The file you chose is not UTF-8 text, as TOML must be.", advice=_ADVICE
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))  # its other words may quote the text
        where = f"line {line[1]}" if line else "its end"
        raise IntakeError(
            f"The file you chose is not valid TOML: look at {where}.", advice=_ADVICE
        ) from error


_ADVICE = "Nothing was changed. Correct the file, then choose it again."


def _refuse(where: str, expected: str) -> NoReturn:
    raise IntakeError(f"In the file you chose, {where} must be {expected}.", advice=_ADVICE)


def _check_keys(given: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise IntakeError(
            f"In the file you chose, {where} has the unknown key “{one_line(unknown)}”; known "
            f"are {joined(known)}.",
            advice=_ADVICE,
        )


def _text(given: Mapping[str, Any], name: str, where: str) -> str:
    """Return one line of text, empty where the key is missing."""
    value = given.get(name, "")
    if not isinstance(value, str):
        _refuse(where, "text in quotation marks")
    return one_line(value)


def _occurrence(given: Mapping[str, Any], where: str) -> int | None:
    value = given.get("occurrence")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        _refuse(where, "a whole number from 1")
    return value


def _stays_inside(file: str) -> bool:
    """Whether a relative path leads to a file in its own folder or below, on any system."""
    posix, windows = PurePosixPath(file), PureWindowsPath(file)
    absolute = posix.is_absolute() or windows.drive or windows.root
    return (
        bool(file.strip()) and not absolute and ".." not in windows.parts and "\0" not in file
    )


def _flat(fields: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[FieldPath, Any]]:
    """Yield the answers of nested tables and arrays of tables under dotted paths."""
    for name, value in fields.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            for row, entry in enumerate(value, 1):
                yield from _flat(entry, f"{path}.{row}.")
        else:
            yield FieldPath(path), value
