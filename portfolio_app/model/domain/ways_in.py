"""The ways into a portfolio, as they are listed and changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class SlotKind(StrEnum):
    """What opens a slot of the vault's key file."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    RECOVERY = "recovery"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """One slot, without anything secret."""

    id: str
    """Eight hexadecimal digits; stays the same until the slot is made anew."""
    kind: SlotKind
    made_at: datetime | None = None
    """Aware; None where an earlier release did not note it."""
    computer: str = ""
    """Of a keyring: the name of the computer it belongs to."""
    is_here: bool = False
    """Of a keyring: whether that is this computer."""
