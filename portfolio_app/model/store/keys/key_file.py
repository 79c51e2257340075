"""Reads and writes `keys.json`; its layout is described in `docs/formats/vault.md`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import VaultError, VaultTooNewError
from portfolio_app.model.store.folder import KEYS, explaining_files, write_whole
from portfolio_app.model.store.keys.slots import FORMAT, Slot, SlotKind, checksum, is_intact

if TYPE_CHECKING:
    from pathlib import Path

SALT_BYTES: Final = 16
_NAME: Final = FORMAT.partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What `keys.json` says. No secret among it: without one of them it opens nothing."""

    vault_id: str
    """Random; ties slots and keyring entries to this vault."""
    salt: bytes
    """Of the database's page authentication. It also begins `vault.db`; kept here, damage
    to that beginning costs nothing."""
    slots: tuple[Slot, ...]
    damaged: frozenset[str] = frozenset()
    """Kinds of slots that stand in the file and cannot be used; empty text when unknown."""

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)


def write_key_file(folder: Path, keys: KeyFile) -> None:
    """Write the key file, whole or not at all.

    Raises:
        OSError: It could not be written; the old one still stands.
    """
    head = {"format": FORMAT, "vault": keys.vault_id, "salt": keys.salt.hex()}
    content = {
        **head,
        "check": checksum(head),
        "slots": [slot.to_json() for slot in keys.slots],
    }
    write_whole(folder / KEYS, (json.dumps(content, indent=2) + "\n").encode("ascii"))


def read_key_file(folder: Path) -> KeyFile:
    """Read the key file of the vault in `folder`.

    A slot that is damaged is left out and remembered; the others still open the vault.

    Raises:
        VaultError: It is missing or damaged as a whole.
        VaultTooNewError: It was written by a newer release.
    """
    content = _content(folder)
    name, _, version = str(content.get("format", "")).partition("/")
    if name == _NAME and version.isdecimal() and f"{name}/{version}" != FORMAT:
        raise VaultTooNewError(
            "This portfolio was saved by a newer version of the program.",
            advice="Install the newest version, then open it again. Nothing was changed.",
        )
    listed = content.get("slots")
    if not isinstance(listed, list) or not is_intact(content) or not _is_whole(content):
        raise _damaged()
    read = [(entry, Slot.from_json(entry)) for entry in listed]
    return KeyFile(
        vault_id=content["vault"],
        salt=bytes.fromhex(content["salt"]),
        slots=tuple(slot for _, slot in read if slot),
        damaged=frozenset(
            _known_kind(entry)
            for entry, slot in read
            if slot is None and not _is_foreign(entry)
        ),
    )


def _content(folder: Path) -> dict[str, Any]:
    path = folder / KEYS
    with explaining_files("opened"):
        if not path.is_file():
            raise VaultError(
                "The portfolio has lost its key file, “keys.json”.",
                advice="Without it nobody can open the portfolio. Put it back from a copy of "
                "the folder, then try again.",
            )
        try:
            content = json.loads(path.read_bytes())
        except (ValueError, RecursionError):
            raise _damaged() from None
    if not isinstance(content, dict):
        raise _damaged()
    return content


def _is_whole(content: dict[str, Any]) -> bool:
    """Whether the head is what we write; a checksum proves no more than that nothing broke."""
    vault, salt = content.get("vault"), content.get("salt")
    if content.get("format") != FORMAT or not isinstance(vault, str) or not vault.isascii():
        return False
    return isinstance(salt, str) and bool(re.fullmatch(f"[0-9a-f]{{{2 * SALT_BYTES}}}", salt))


def _known_kind(entry: object) -> str:
    """Return the kind of a slot, or empty where damage or a later release made it unknown."""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    return kind if isinstance(kind, str) and kind in set(SlotKind) else ""


def _is_foreign(entry: object) -> bool:
    """Tell whether this is a sound slot of a kind that a later release added."""
    if not (isinstance(entry, dict) and isinstance(entry.get("kind"), str)):
        return False
    return is_intact(entry) and not _known_kind(entry)


def _damaged() -> VaultError:
    return VaultError(
        "The portfolio's key file, “keys.json”, is damaged.",
        advice="Your work is not lost: put “keys.json” back from a copy of the folder, then "
        "try again.",
    )
