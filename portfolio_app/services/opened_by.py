"""What a person opens a portfolio with."""

from __future__ import annotations

from typing import NamedTuple


class OpenedBy(NamedTuple):
    """What a person opens a portfolio with; no text stands for the keyring of this computer."""

    text: str | None = None
    is_code: bool = False
    """Whether it is the recovery code, not the passphrase."""

    def __repr__(self) -> str:
        return "OpenedBy(...)"
