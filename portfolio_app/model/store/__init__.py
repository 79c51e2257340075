"""The vault: one encrypted folder on disk that holds everything of one portfolio.

Names are loaded when they are first asked for: checking a passphrase must not wait for the
database libraries, which take half a second to import.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from portfolio_app.model.store.folder import is_vault
    from portfolio_app.model.store.keys import (
        Keyring,
        Passphrase,
        RecoveryCode,
        Secret,
        SlotKind,
        VaultKey,
        find_keyring,
        slot_kinds,
        unlock,
    )
    from portfolio_app.model.store.vault import Transaction, Vault, create_vault, open_vault

__all__ = [
    "Keyring",
    "Passphrase",
    "RecoveryCode",
    "Secret",
    "SlotKind",
    "Transaction",
    "Vault",
    "VaultKey",
    "create_vault",
    "find_keyring",
    "is_vault",
    "open_vault",
    "slot_kinds",
    "unlock",
]

_ELSEWHERE: Final = {
    "is_vault": "folder",
    **dict.fromkeys(("Transaction", "Vault", "create_vault", "open_vault"), "vault"),
}
"""The modules of the names that are not in `keys`."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_ELSEWHERE.get(name, 'keys')}")
    return getattr(module, name)
