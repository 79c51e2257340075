"""Who may open a vault: the data key, and the slots that each wrap it for one secret.

This package can be imported without the database libraries. Secrets are hidden from every
`repr`, and no error quotes one.
"""

from __future__ import annotations

from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.keys.os_keyring import Keyring, find_keyring
from portfolio_app.model.store.keys.passphrase import STANDARD, Cost, Passphrase
from portfolio_app.model.store.keys.recovery import RecoveryCode
from portfolio_app.model.store.keys.unlock import (
    NewKeys,
    VaultKey,
    new_keys,
    slot_kinds,
    unlock,
)
from portfolio_app.model.store.keys.wrapping import Secret

__all__ = [
    "STANDARD",
    "Cost",
    "Keyring",
    "NewKeys",
    "Passphrase",
    "RecoveryCode",
    "Secret",
    "SlotKind",
    "VaultKey",
    "find_keyring",
    "new_keys",
    "slot_kinds",
    "unlock",
]
