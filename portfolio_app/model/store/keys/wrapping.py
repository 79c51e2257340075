"""From a secret to the key that unwraps the data key, for each kind of secret."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import assert_never

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.here import this_computer
from portfolio_app.model.store.keys.os_keyring import Keyring
from portfolio_app.model.store.keys.passphrase import Cost, Passphrase, Stretching
from portfolio_app.model.store.keys.recovery import RecoveryCode
from portfolio_app.model.store.keys.slots import FORMAT, KEY_BYTES, Slot

Secret = Passphrase | RecoveryCode | Keyring
"""What a person may open a vault with."""


def new_slot(
    secret: Secret,
    data_key: bytes,
    vault_id: str,
    cost: Cost,
    *,
    made_at: datetime | None = None,
) -> Slot:
    """Wrap `data_key` for `secret`; made now, unless `made_at` says when.

    A keyring is given a key of its own to keep, and asked for it again: what it does not
    give back now, it would not later.

    Raises:
        WrongKeyError: A keyring did not take its key, or did not give it back.
        VaultError: The computer is short of memory.
    """
    now = (made_at or datetime.now(UTC)).replace(microsecond=0)
    match secret:
        case Passphrase():
            stretching = Stretching.new(cost)
            empty = Slot(kind=SlotKind.PASSPHRASE, stretching=stretching, made_at=now)
        case RecoveryCode():
            empty = Slot(kind=SlotKind.RECOVERY, made_at=now)
        case Keyring():
            empty = Slot(
                kind=SlotKind.KEYRING,
                entry=secrets.token_hex(16),
                computer=this_computer(),
                made_at=now,
            )
            secret.store(empty.entry, secrets.token_bytes(KEY_BYTES))
        case _:
            assert_never(secret)
    key = wrapping_key(secret, empty, vault_id)
    if key is None:
        raise wrong(empty.kind)
    return empty.wrapping(data_key, key, vault_id)


def wrapping_key(secret: Secret, slot: Slot, vault_id: str) -> bytes | None:
    """Return the key that `secret` gives for `slot`, right or wrong; None where it has none.

    A keyring has none for the slots of this vault's other computers.

    Raises:
        WrongKeyError: A keyring is locked, refused or silent.
        VaultError: The computer is short of memory.
    """
    match secret:
        case Passphrase():
            if slot.stretching is None:
                raise ValueError(slot.kind)
            return slot.stretching.key(secret)
        case RecoveryCode():
            return _spread(secret, vault_id)
        case Keyring():
            found = secret.load(slot.entry)
            return found if found and len(found) == KEY_BYTES else None
        case _:
            assert_never(secret)


def kind_of(secret: Secret) -> SlotKind:
    """Return which slots `secret` may open."""
    match secret:
        case Passphrase():
            return SlotKind.PASSPHRASE
        case RecoveryCode():
            return SlotKind.RECOVERY
        case Keyring():
            return SlotKind.KEYRING
        case _:
            assert_never(secret)


def wrong(kind: SlotKind) -> WrongKeyError:
    """Return what to say when a secret of this kind does not open the vault."""
    match kind:
        case SlotKind.PASSPHRASE:
            return WrongKeyError(
                "That passphrase does not open this portfolio.",
                advice="Check capital letters and the keyboard's language, or use the "
                "recovery code.",
            )
        case SlotKind.RECOVERY:
            return WrongKeyError(
                "That recovery code belongs to another portfolio.",
                advice="Look for the sheet that was printed when this portfolio was made.",
            )
        case SlotKind.KEYRING:
            return WrongKeyError(
                "The keyring of this computer does not open this portfolio.",
                advice="Open it with the passphrase or the recovery code.",
            )


def missing(kind: SlotKind) -> WrongKeyError:
    """Return what to say when the vault has no slot of this kind at all."""
    match kind:
        case SlotKind.PASSPHRASE:
            return WrongKeyError(
                "This portfolio has no passphrase any more.",
                advice="Open it with the recovery code, then choose a passphrase in Settings.",
            )
        case SlotKind.RECOVERY:
            return WrongKeyError(
                "This portfolio has no recovery code any more.",
                advice="Open it with the passphrase, then make a new code in Settings.",
            )
        case SlotKind.KEYRING:
            return wrong(kind)


def damaged(kind: SlotKind) -> VaultError:
    """Return what to say when the slots of this kind cannot be used."""
    name = {
        SlotKind.PASSPHRASE: "passphrase",
        SlotKind.RECOVERY: "recovery code",
        SlotKind.KEYRING: "keyring of this computer",
    }[kind]
    return VaultError(
        f"The part of the portfolio's key file that belongs to the {name} is damaged.",
        advice="Your work is not lost: open the portfolio in another way, or put “keys.json” "
        "back from a copy of the folder.",
    )


def _spread(code: RecoveryCode, vault_id: str) -> bytes:
    """Spread a code's 130 random bits over a key; they need no slow hashing (RFC 5869)."""
    spread = HKDF(
        algorithm=SHA256(),
        length=KEY_BYTES,
        salt=vault_id.encode(),
        info=f"{FORMAT}|{SlotKind.RECOVERY}".encode(),
    )
    return spread.derive(code.symbols.encode("ascii"))
