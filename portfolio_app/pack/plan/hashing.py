"""The plan's hash, and the pack code taken from its start."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: no letter that looks like a digit, none that spells."""
GROUPS, GROUP = 3, 4


def digest(record: object) -> str:
    """Return the SHA-256 of a record's canonical form: 64 lower-case hexadecimal digits."""
    text = json.dumps(_canonical(record), ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def pack_code(digest_in_hex: str) -> str:
    """Return the first 60 bits of a hash as three groups of four, such as `BXL3 7K4Q M2TD`."""
    bits = GROUPS * GROUP * 5
    number = int(digest_in_hex, 16) >> (4 * len(digest_in_hex) - bits)
    digits = [CROCKFORD[(number >> shift) & 31] for shift in range(bits - 5, -1, -5)]
    return " ".join("".join(digits[at : at + GROUP]) for at in range(0, len(digits), GROUP))


def _canonical(value: object) -> Any:  # noqa: ANN401 - whatever JSON knows
    """Return `value` in terms of JSON; records name their class, lest one pass for another."""
    if is_dataclass(value) and not isinstance(value, type):
        own = {f.name: _canonical(getattr(value, f.name)) for f in fields(value)}
        return {"": type(value).__name__, **own}
    if isinstance(value, Enum):
        return _canonical(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _canonical(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, tuple | list):
        return [_canonical(item) for item in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(type(value).__name__)
