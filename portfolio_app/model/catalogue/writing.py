"""Writes tables as TOML: the same tables always make the same bytes.

Comments are not kept; everything else that a table holds is. Keys stand in the order given,
those with a value of their own before tables, as TOML wants it.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST_LINE = 88
"""Characters of a list on one line; a longer one has a line for each entry."""


def to_toml(content: Mapping[str, Any]) -> str:
    """Return `content` as TOML 1.0.

    Args:
        content: As `tomllib` returns it: texts, whole numbers, true and false, days, moments,
            lists and tables of these. An empty table is written too.

    Raises:
        TypeError: It holds anything else.
    """
    return "\n".join(_table(content, ())).strip() + "\n"


def _table(content: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    for key, value in content.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in content.items():
        inside = (*path, _key(key))
        if _is_table(value):
            yield from ("", f"[{'.'.join(inside)}]")
            yield from _table(value, inside)
        elif _is_tables(value):
            for entry in value:
                yield from ("", f"[[{'.'.join(inside)}]]")
                yield from _table(entry, inside)


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(key: str) -> str:
    is_bare = key and key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if is_bare else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return _text(value)
        case datetime() | date():
            return value.isoformat()
        case list():
            return _list([_value(entry) for entry in value])
    raise TypeError(value)


def _list(entries: list[str]) -> str:
    line = f"[{', '.join(entries)}]"
    if len(line) <= _LONGEST_LINE:
        return line
    return "\n".join(["[", *(f"    {entry}," for entry in entries), "]"])


def _text(text: str) -> str:
    """Return a basic string: JSON escapes what TOML wants escaped, and DEL besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
