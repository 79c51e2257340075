"""Opens a vault's slots, and makes the keys of a new one."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.store.folder import require_vault
from portfolio_app.model.store.keys.key_file import SALT_BYTES, KeyFile, read_key_file
from portfolio_app.model.store.keys.recovery import RecoveryCode
from portfolio_app.model.store.keys.slots import KEY_BYTES
from portfolio_app.model.store.keys.wrapping import (
    damaged,
    kind_of,
    new_slot,
    wrapping_key,
    wrong,
)

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.store.keys.os_keyring import Keyring
    from portfolio_app.model.store.keys.passphrase import Cost, Passphrase
    from portfolio_app.model.store.keys.slots import SlotKind
    from portfolio_app.model.store.keys.wrapping import Secret

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKey:
    """What opens the database itself."""

    data_key: bytes = field(repr=False)
    """32 bytes; the same for the life of the vault, whatever its slots."""
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """Everything that a new vault begins with."""

    key: VaultKey
    recovery: RecoveryCode
    """To be shown once and printed; it is kept nowhere."""
    file: KeyFile


def new_keys(passphrase: Passphrase, keyring: Keyring | None, cost: Cost) -> NewKeys:
    """Draw a data key and wrap it for a passphrase, a new recovery code and a keyring.

    A keyring that is locked, refused or silent is gone without: the other two are enough.

    Raises:
        VaultError: The passphrase will not do, or the computer is short of memory.
    """
    if passphrase.shortage:
        raise VaultError(
            passphrase.shortage,
            advice="Three or four words that do not belong together do well.",
        )
    vault_id, data_key = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
    recovery = RecoveryCode.new()
    slots = [new_slot(secret, data_key, vault_id, cost) for secret in (passphrase, recovery)]
    if keyring:
        try:
            slots.append(new_slot(keyring, data_key, vault_id, cost))
        except WrongKeyError as error:
            logger.info("made without a keyring: %s", error.summary)
    salt = secrets.token_bytes(SALT_BYTES)
    return NewKeys(
        key=VaultKey(data_key=data_key, salt=salt),
        recovery=recovery,
        file=KeyFile(vault_id=vault_id, salt=salt, slots=tuple(slots)),
    )


def unlock(folder: Path, secret: Secret) -> VaultKey:
    """Return the key of the vault in `folder`.

    Takes half a second for a passphrase, and as long as the person takes for a keyring.

    Raises:
        WrongKeyError: `secret` does not open this vault.
        VaultError: There is no vault, or its key file is missing or damaged where needed.
    """
    require_vault(folder)
    keys, kind = read_key_file(folder), kind_of(secret)
    for slot in keys.of(kind):
        key = wrapping_key(secret, slot, keys.vault_id)
        if key and (data_key := slot.unwrapped(key, keys.vault_id)):
            return VaultKey(data_key=data_key, salt=keys.salt)
    if keys.damaged & {kind, ""}:
        raise damaged(kind)
    raise wrong(kind)


def slot_kinds(folder: Path) -> frozenset[SlotKind]:
    """Return what the vault in `folder` can be opened with.

    Raises:
        VaultError: There is no vault, or its key file is missing or damaged.
    """
    require_vault(folder)
    return frozenset(slot.kind for slot in read_key_file(folder).slots)
