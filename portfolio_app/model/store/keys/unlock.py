"""Opens a vault's slots, and makes the keys of a new one."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.store.folder import require_vault
from portfolio_app.model.store.keys.key_file import (
    SALT_BYTES,
    KeyFile,
    keys_in_force,
    possible_keys,
)
from portfolio_app.model.store.keys.recovery import RecoveryCode
from portfolio_app.model.store.keys.slots import KEY_BYTES
from portfolio_app.model.store.keys.wrapping import (
    damaged,
    kind_of,
    missing,
    new_slot,
    wrapping_key,
    wrong,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.ways_in import SlotKind
    from portfolio_app.model.store.keys.os_keyring import Keyring
    from portfolio_app.model.store.keys.passphrase import Cost, Passphrase
    from portfolio_app.model.store.keys.wrapping import Secret

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultKey:
    """What opens the database itself."""

    data_key: bytes = field(repr=False)
    """32 bytes; the same whatever its slots, until the vault is given a new one."""
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKeys:
    """Everything that a new vault begins with."""

    key: VaultKey
    recovery: RecoveryCode
    """To be shown once and printed; it is kept nowhere."""
    file: KeyFile


def new_keys(
    passphrase: Passphrase,
    keyring: Keyring | None,
    cost: Cost,
    *,
    vault_id: str = "",
    recovery: RecoveryCode | None = None,
    made_at: datetime | None = None,
) -> NewKeys:
    """Draw a data key and wrap it for a passphrase, a recovery code and a keyring.

    A keyring that is locked, refused or silent is gone without: the other two are enough.

    Args:
        passphrase: At least twelve characters.
        keyring: Of this computer, if it is to open the vault.
        cost: Of one guess at the passphrase.
        vault_id: Of a vault that is encrypted anew; a new one draws its own.
        recovery: A code that was drawn before; without one it is drawn now.
        made_at: What the slots say of when they were made; now by default.

    Raises:
        VaultError: The passphrase will not do, or the computer is short of memory.
    """
    require_strength(passphrase)
    vault_id, data_key = vault_id or secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
    recovery = recovery or RecoveryCode.new()
    slot = partial(new_slot, data_key=data_key, vault_id=vault_id, cost=cost, made_at=made_at)
    slots = [slot(passphrase), slot(recovery)]
    if keyring:
        try:
            slots.append(slot(keyring))
        except WrongKeyError as error:
            logger.info("made without a keyring: %s", error.summary)
    salt = secrets.token_bytes(SALT_BYTES)
    return NewKeys(
        key=VaultKey(data_key=data_key, salt=salt),
        recovery=recovery,
        file=KeyFile(vault_id=vault_id, salt=salt, slots=tuple(slots)),
    )


def require_strength(passphrase: Passphrase) -> None:
    """Check a passphrase that is to protect a vault.

    Raises:
        VaultError: It will not do.
    """
    if passphrase.shortage:
        raise VaultError(
            passphrase.shortage,
            advice="Three or four words that do not belong together do well.",
        )


def unlock(folder: Path, secret: Secret) -> VaultKey:
    """Return the key of the vault in `folder`.

    Takes half a second for a passphrase, and as long as the person takes for a keyring.

    Raises:
        WrongKeyError: `secret` does not open this vault.
        VaultError: There is no vault, or its key file is missing or damaged where needed.
    """
    require_vault(folder)
    troubles: list[VaultError] = []
    for keys in possible_keys(folder):
        try:
            return unlock_keys(keys, secret)
        except VaultError as error:
            troubles.append(error)
    raise troubles[0]


def unlock_keys(keys: KeyFile, secret: Secret) -> VaultKey:
    """Return the key that these slots hold, such as those of a backup.

    Raises:
        WrongKeyError: `secret` opens none of them.
        VaultError: The slots that it could open are damaged.
    """
    kind = kind_of(secret)
    for slot in keys.of(kind):
        key = wrapping_key(secret, slot, keys.vault_id)
        if key and (data_key := slot.unwrapped(key, keys.vault_id)):
            return VaultKey(data_key=data_key, salt=keys.salt)
    if keys.damaged & {kind, ""}:
        raise damaged(kind)
    raise wrong(kind) if keys.of(kind) else missing(kind)


def slot_kinds(folder: Path) -> frozenset[SlotKind]:
    """Return what the vault in `folder` can be opened with.

    Raises:
        VaultError: There is no vault, or its key file is missing or damaged.
    """
    require_vault(folder)
    return frozenset(slot.kind for slot in keys_in_force(folder).slots)
