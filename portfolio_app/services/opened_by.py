"""What a person opens a portfolio with."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBy:
    """What a person opens a portfolio with; no text stands for the keyring of this computer."""

    text: str | None = field(default=None, repr=False)
    is_code: bool = False
    """Whether it is the recovery code, not the passphrase."""
