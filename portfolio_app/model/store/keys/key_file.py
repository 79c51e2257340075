"""Reads and writes `keys.json`; its layout is described in `docs/formats/vault.md`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Self

from portfolio_app.errors import DamagedVaultError, VaultError, VaultTooNewError
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.folder import DATABASE, KEYS, explaining_files, write_whole
from portfolio_app.model.store.keys.slots import FORMAT, Slot, checksum, is_intact

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
    others: tuple[Any, ...] = field(default=(), repr=False)
    """Slots that cannot be used, as they stand in the file: they are damaged, or of a kind
    that a later release added. Kept as they are when the file is written."""
    coming: KeyFile | None = None
    """While the database is exchanged for one with other keys: those of the new one."""

    @property
    def damaged(self) -> frozenset[str]:
        """Kinds of slots that are damaged; empty text when even that cannot be told."""
        return frozenset(_known_kind(entry) for entry in self.others if not _is_foreign(entry))

    def of(self, kind: SlotKind) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def others_than(self, kind: SlotKind) -> tuple[Any, ...]:
        """Return what cannot be used, without the damaged slots of `kind`."""
        return tuple(
            entry for entry in self.others if _is_foreign(entry) or _known_kind(entry) != kind
        )

    def to_json(self) -> dict[str, Any]:
        """Return this as it is written."""
        head = {"format": FORMAT, "vault": self.vault_id, "salt": self.salt.hex()}
        slots = [*(slot.to_json() for slot in self.slots), *self.others]
        content = {**head, "check": checksum(head), "slots": slots}
        return {**content, "coming": self.coming.to_json()} if self.coming else content

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        """Read what `to_json` returned.

        Raises:
            VaultError: It is damaged as a whole.
        """
        listed = content.get("slots")
        if not isinstance(listed, list) or not is_intact(content) or not _is_whole(content):
            raise _damaged()
        read = [(entry, Slot.from_json(entry)) for entry in listed]
        coming = content.get("coming")
        return cls(
            vault_id=content["vault"],
            salt=bytes.fromhex(content["salt"]),
            slots=tuple(slot for _, slot in read if slot),
            others=tuple(entry for entry, slot in read if slot is None),
            coming=cls.from_json(coming) if isinstance(coming, dict) else None,
        )


def write_key_file(folder: Path, keys: KeyFile) -> None:
    """Write the key file, whole or not at all.

    Raises:
        OSError: It could not be written; the old one still stands.
    """
    text = json.dumps(keys.to_json(), indent=2) + "\n"
    write_whole(folder / KEYS, text.encode("ascii"))


def read_key_file(folder: Path) -> KeyFile:
    """Read the key file of the vault in `folder`, as it stands.

    A slot that is damaged is set apart; the others still open the vault.

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
    return KeyFile.from_json(content)


def keys_in_force(folder: Path) -> KeyFile:
    """Read the key file, and choose the keys that fit the database that lies there now.

    Raises:
        VaultError: It is missing or damaged as a whole.
        VaultTooNewError: It was written by a newer release.
    """
    return possible_keys(folder)[0]


def possible_keys(folder: Path) -> tuple[KeyFile, ...]:
    """Read the key file, and return the keys that may fit the database, mostly one set.

    A database begins with its salt, so one that a crash left before or after its exchange
    can be told without any key. Where that beginning is damaged as well, either set may fit,
    and only a secret that opens the database tells which.

    Raises:
        VaultError: It is missing or damaged as a whole.
        VaultTooNewError: It was written by a newer release.
    """
    keys = read_key_file(folder)
    if keys.coming is None:
        return (keys,)
    with explaining_files("opened"), (folder / DATABASE).open("rb") as database:
        salt = database.read(SALT_BYTES)
    both = (replace(keys, coming=None), keys.coming)
    return tuple(found for found in both if found.salt == salt) or both


def _content(folder: Path) -> dict[str, Any]:
    path = folder / KEYS
    with explaining_files("opened"):
        if not path.is_file():
            raise DamagedVaultError(
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
    return DamagedVaultError(
        "The portfolio's key file, “keys.json”, is damaged.",
        advice="Your work is not lost: put “keys.json” back from a copy of the folder, then "
        "try again.",
    )
