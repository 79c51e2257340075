"""One slot: the data key, wrapped for one secret by AES-256-GCM.

Each slot carries a checksum over itself, so that a damaged slot is never mistaken for a
wrong passphrase.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.keys.passphrase import Stretching

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "progression-portfolio-keys/1"
"""Name and version of the key file; part of what every slot authenticates."""

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A wrapped data key, and what is needed to find the key that unwraps it."""

    kind: SlotKind
    nonce: bytes = b""
    wrapped: bytes = b""
    """The data key, encrypted, and its tag."""
    stretching: Stretching | None = None
    """Of a passphrase slot."""
    entry: str = ""
    """Of a keyring slot: the name of the entry that holds the key."""
    computer: str = ""
    """Of a keyring slot: which computer's, for the person to tell them apart."""
    made_at: datetime | None = None
    """Aware, to the second."""

    @property
    def id(self) -> str:
        """By what it is called when it is to be removed: the nonce is drawn for each anew."""
        return self.nonce.hex()[:8]

    def wrapping(self, data_key: bytes, wrapping_key: bytes, vault_id: str) -> Slot:
        """Return this slot with `data_key` wrapped in it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        wrapped = AESGCM(wrapping_key).encrypt(nonce, data_key, _bound(vault_id, self.kind))
        return replace(self, nonce=nonce, wrapped=wrapped)

    def unwrapped(self, wrapping_key: bytes, vault_id: str) -> bytes | None:
        """Return the data key, or None when `wrapping_key` is not the right one."""
        try:
            return AESGCM(wrapping_key).decrypt(
                self.nonce, self.wrapped, _bound(vault_id, self.kind)
            )
        except InvalidTag:
            return None

    def to_json(self) -> dict[str, Any]:
        """Return the slot as it is written in the key file."""
        content: dict[str, Any] = {"kind": str(self.kind)}
        if self.stretching:
            content |= self.stretching.to_json()
        if self.entry:
            content["entry"] = self.entry
        if self.computer:
            content["computer"] = self.computer
        if self.made_at:
            content["made"] = self.made_at.isoformat(timespec="seconds")
        content |= {"nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}
        return {**content, "check": checksum(content)}

    @classmethod
    def from_json(cls, content: object) -> Slot | None:
        """Read a slot; None when it is damaged, or of a kind that this release lacks."""
        if not (isinstance(content, dict) and is_intact(content)):
            return None
        try:
            kind = SlotKind(content["kind"])
            is_passphrase = kind is SlotKind.PASSPHRASE
            nonce, wrapped = (bytes.fromhex(content[name]) for name in ("nonce", "wrapped"))
            if len(nonce) != _NONCE_BYTES or len(wrapped) != KEY_BYTES + _TAG_BYTES:
                return None
            return cls(
                kind=kind,
                nonce=nonce,
                wrapped=wrapped,
                stretching=Stretching.from_json(content) if is_passphrase else None,
                entry=str(content["entry"]) if kind is SlotKind.KEYRING else "",
                computer=str(content.get("computer", "")),
                made_at=_moment(content.get("made")),
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            return None


def _moment(text: object) -> datetime | None:
    """Read when a slot was made.

    Raises:
        ValueError: It is no moment.
    """
    moment = datetime.fromisoformat(str(text)) if text is not None else None
    if moment and moment.tzinfo is None:
        raise ValueError(text)
    return moment


def checksum(content: Mapping[str, Any]) -> str:
    """Return 16 hexadecimal digits that change with any byte of `content`.

    Against accidents only: what must withstand intent is authenticated by the slot itself.
    """
    plain = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(plain).hexdigest()[:16]


def is_intact(content: Mapping[str, Any]) -> bool:
    """Tell whether the `check` in `content` fits everything else in it."""
    apart = {"check", "slots", "coming"}  # slots and coming keys have checksums of their own
    rest = {key: value for key, value in content.items() if key not in apart}
    return content.get("check") == checksum(rest)


def _bound(vault_id: str, kind: SlotKind) -> bytes:
    """Tie a slot to its format, its vault and its kind: it cannot be used as another."""
    return f"{FORMAT}|{vault_id}|{kind}".encode()
