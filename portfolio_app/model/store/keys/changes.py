"""Changes the ways into a vault: each change is one replacement of the key file.

Every function takes the vault's key, which only a secret that was given just now unlocks:
an open portfolio alone is no permission to change who may open it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.ways_in import SlotKind, WayIn
from portfolio_app.model.store.folder import explaining_files, require_vault
from portfolio_app.model.store.here import this_computer
from portfolio_app.model.store.keys.key_file import KeyFile, keys_in_force, write_key_file
from portfolio_app.model.store.keys.unlock import new_keys, require_strength
from portfolio_app.model.store.keys.wrapping import kind_of, new_slot

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.store.keys.os_keyring import Keyring
    from portfolio_app.model.store.keys.passphrase import Cost, Passphrase
    from portfolio_app.model.store.keys.recovery import RecoveryCode
    from portfolio_app.model.store.keys.slots import Slot
    from portfolio_app.model.store.keys.unlock import NewKeys, VaultKey
    from portfolio_app.model.store.keys.wrapping import Secret

logger = logging.getLogger(__name__)


def ways_in(folder: Path) -> tuple[WayIn, ...]:
    """Return what opens the vault in `folder`.

    Raises:
        VaultError: Its key file is missing or damaged.
    """
    require_vault(folder)
    here = this_computer()
    return tuple(
        WayIn(
            id=slot.id,
            kind=slot.kind,
            made_at=slot.made_at,
            computer=slot.computer,
            is_here=bool(here) and slot.computer == here,
        )
        for slot in keys_in_force(folder).slots
    )


def set_passphrase(
    folder: Path, key: VaultKey, passphrase: Passphrase, cost: Cost, at: datetime
) -> None:
    """Let `passphrase` open the vault, and no other.

    Raises:
        VaultError: It will not do, or the key file cannot be written.
    """
    require_strength(passphrase)
    _set_only(folder, passphrase, key, cost, at)


def set_recovery_code(
    folder: Path, key: VaultKey, code: RecoveryCode, cost: Cost, at: datetime
) -> None:
    """Let `code` open the vault, and no other.

    Raises:
        VaultError: The key file cannot be written.
    """
    _set_only(folder, code, key, cost, at)


def add_keyring(
    folder: Path, key: VaultKey, keyring: Keyring, cost: Cost, at: datetime
) -> None:
    """Let this computer's keyring open the vault; those of others stay.

    Raises:
        WrongKeyError: The keyring does not keep it.
        VaultError: The key file cannot be written.
    """
    keys = keys_in_force(folder)
    _require_same(key, keys)
    former = _held_by(keyring, keys)
    slot = new_slot(keyring, key.data_key, keys.vault_id, cost, made_at=at)
    try:
        kept = tuple(other for other in keys.slots if other not in former)
        _write(folder, replace(keys, slots=(*kept, slot)))
    except VaultError:
        _forget(keyring, (slot,))
        raise
    _forget(keyring, former)


def remove_keyring(folder: Path, key: VaultKey, keyring: Keyring) -> None:
    """Let this computer's keyring open the vault no more.

    Raises:
        WrongKeyError: The keyring does not open it, or does not answer.
        VaultError: The key file cannot be written.
    """
    keys = keys_in_force(folder)
    _require_same(key, keys)
    held = _held_by(keyring, keys)
    if not held:
        raise WrongKeyError("The keyring of this computer does not open this portfolio.")
    kept = tuple(slot for slot in keys.slots if slot not in held)
    _write(folder, replace(keys, slots=kept))
    _forget(keyring, held)


def revoke(folder: Path, key: VaultKey, way: str) -> None:
    """Remove one slot, called by its id.

    A keyring entry may stay behind on its computer; it opens nothing any more.

    Raises:
        VaultError: There is no such slot, it is the last that a person can hold, or the key
            file cannot be written.
    """
    keys = keys_in_force(folder)
    _require_same(key, keys)
    kept = tuple(slot for slot in keys.slots if slot.id != way)
    if len(kept) == len(keys.slots):
        raise VaultError("This way in is not there any more.", advice="Nothing was changed.")
    if all(slot.kind is SlotKind.KEYRING for slot in kept):
        raise VaultError(
            "This is the last way in that does not depend on a computer, so it stays.",
            advice="Set another passphrase or recovery code first, then remove this one.",
        )
    _write(folder, replace(keys, slots=kept))


def keys_anew(
    folder: Path,
    key: VaultKey,
    passphrase: Passphrase,
    code: RecoveryCode,
    keyring: Keyring | None,
    cost: Cost,
    at: datetime,
) -> NewKeys:
    """Draw the keys with which a vault is to be encrypted anew.

    The keyring of this computer is given a new entry where it had one; other computers and
    kinds of slots that this release does not know are not taken along, for only they could.

    Raises:
        VaultError: The passphrase will not do, or the key file is missing or damaged.
        WrongKeyError: `key` is not the vault's any more, or the keyring is locked or silent.
    """
    keys = keys_in_force(folder)
    _require_same(key, keys)
    held = keyring if keyring and _held_by(keyring, keys) else None
    return new_keys(passphrase, held, cost, vault_id=keys.vault_id, recovery=code, made_at=at)


def forget_former(keyring: Keyring, before: KeyFile, after: KeyFile) -> None:
    """Remove from a keyring what opened a vault `before` and does not `after`."""
    kept = {slot.entry for slot in after.slots}
    former = (slot for slot in before.of(SlotKind.KEYRING) if slot.entry not in kept)
    _forget(keyring, tuple(slot for slot in former if keyring.load(slot.entry)))


def forget_all(folder: Path, keyring: Keyring | None) -> tuple[int, int]:
    """Remove every key of a vault from this computer's keyring, as its vault is destroyed.

    Returns how many were removed, and how many may still be kept, here or elsewhere. They
    open nothing once the key file is gone.
    """
    slots = keys_in_force(folder).of(SlotKind.KEYRING)
    removed = 0
    for slot in slots if keyring else ():
        try:
            if keyring and keyring.load(slot.entry):
                keyring.forget(slot.entry)
                removed += 1
        except WrongKeyError as error:
            logger.info("an entry stayed in the keyring: %s", error.summary)
    return removed, len(slots) - removed


def _set_only(folder: Path, secret: Secret, key: VaultKey, cost: Cost, at: datetime) -> None:
    """Put one new slot in the place of all of its kind, damaged ones too."""
    keys = keys_in_force(folder)
    _require_same(key, keys)
    slot, kind = (
        new_slot(secret, key.data_key, keys.vault_id, cost, made_at=at),
        kind_of(secret),
    )
    kept = tuple(other for other in keys.slots if other.kind is not kind)
    _write(folder, replace(keys, slots=(slot, *kept), others=keys.others_than(kind)))


def _require_same(key: VaultKey, keys: KeyFile) -> None:
    """Check that `key` is still the vault's; another program may have given it a new one."""
    if key.salt != keys.salt:
        raise WrongKeyError(
            "This portfolio has been given a new key meanwhile.",
            advice="Lock it, open it again, then try once more. Nothing was changed.",
        )


def _held_by(keyring: Keyring, keys: KeyFile) -> tuple[Slot, ...]:
    return tuple(slot for slot in keys.of(SlotKind.KEYRING) if keyring.load(slot.entry))


def _forget(keyring: Keyring, slots: tuple[Slot, ...]) -> None:
    """Remove entries that open nothing any more; what stays behind does no harm."""
    for slot in slots:
        try:
            keyring.forget(slot.entry)
        except WrongKeyError as error:
            logger.info("an entry stayed in the keyring: %s", error.summary)


def _write(folder: Path, keys: KeyFile) -> None:
    with explaining_files("changed"):
        write_key_file(folder, keys)
