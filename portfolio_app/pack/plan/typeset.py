"""Sets the program's own words with typographic apostrophes, whoever typed the data file.

What people wrote is never touched: a quotation is the same string as the words it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")

T = TypeVar("T")


def typeset(record: T) -> T:
    """Return a record of the catalogue with every apostrophe in it set as one."""
    return _typeset(record)  # type: ignore[no-any-return]


def _typeset(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, str):
        # Enumerations are strings too, and identifiers hold no apostrophes.
        return _APOSTROPHE.sub("’", value) if "'" in value else value
    if isinstance(value, tuple):
        return tuple(_typeset(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _typeset(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _replaced(value)
    return value


def _replaced(record: Any) -> Any:  # noqa: ANN401 - any record
    old = {field.name: getattr(record, field.name) for field in fields(record)}
    new = {name: _typeset(value) for name, value in old.items()}
    changed = {name: value for name, value in new.items() if value != old[name]}
    return replace(record, **changed) if changed else record
