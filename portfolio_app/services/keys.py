"""The ways into a portfolio: which there are, and changing them.

Whoever sits at an open portfolio may not by that change who else can open it: every change
takes a `Proof`, which only the passphrase or the recovery code gives, typed just now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError
from portfolio_app.model.store.keys import STANDARD, Passphrase, RecoveryCode, unlock
from portfolio_app.model.store.keys import changes as slots
from portfolio_app.model.store.keys.key_file import keys_in_force

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfolio_app.model.domain.ways_in import WayIn
    from portfolio_app.model.store import Keyring, Vault
    from portfolio_app.model.store.keys import Cost, VaultKey
    from portfolio_app.services.clock import Clock


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody has just now given a secret which opens the portfolio."""

    key: VaultKey = field(repr=False)


class KeyService:
    """Lists and changes what opens one portfolio."""

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        *,
        find_keyring: Callable[[], Keyring | None] | None = None,
        cost: Cost | None = None,
        after_renewal: Callable[[], None] = lambda: None,
    ) -> None:
        """Make the service.

        Args:
            vault: It is open; whoever only reads it can list, and change nothing.
            clock: Tells when a way in was made.
            find_keyring: Finds the keyring of this computer, once one is wanted.
            cost: Of one guess at a new passphrase; only tests choose it.
            after_renewal: Makes the first backup that has the new keys: without one nothing
                could bring them back.
        """
        self._vault = vault
        self._clock = clock
        self._find_keyring = find_keyring
        self._cost = cost or STANDARD
        self._after_renewal = after_renewal

    def ways_in(self) -> tuple[WayIn, ...]:
        """Return what opens the portfolio.

        Raises:
            VaultError: The key file is missing or damaged.
        """
        return slots.ways_in(self._vault.folder)

    def prove_by_passphrase(self, passphrase: str) -> Proof:
        """Take the passphrase as permission to change the ways in.

        Raises:
            WrongKeyError: It is another.
            VaultError: The key file is missing or damaged.
        """
        return Proof(unlock(self._vault.folder, Passphrase(passphrase)))

    def prove_by_code(self, code: str) -> Proof:
        """Take the recovery code as permission to change the ways in.

        Raises:
            WrongKeyError: It has a typing error, or is another portfolio's.
            VaultError: The key file is missing or damaged.
        """
        return Proof(unlock(self._vault.folder, RecoveryCode.parse(code)))

    def set_passphrase(self, proof: Proof, passphrase: str) -> None:
        """Let another passphrase open the portfolio.

        The former still opens older backups, and the portfolio by them, until
        `BackupService.bring_ways_in` has reached them; which is to follow every change here.

        Raises:
            VaultError: It will not do, or the key file cannot be written.
        """
        folder = self._for_writing()
        slots.set_passphrase(
            folder, proof.key, Passphrase(passphrase), self._cost, self._clock.now()
        )

    def draw_code(self) -> str:
        """Return a new recovery code, which opens nothing until it is kept.

        So it can be printed first: whoever stops there still has the former one.
        """
        return RecoveryCode.new().text

    def keep_code(self, proof: Proof, code: str) -> None:
        """Let a code that was drawn open the portfolio, as `set_passphrase` does a passphrase.

        Raises:
            WrongKeyError: It has a typing error.
            VaultError: The key file cannot be written.
        """
        folder = self._for_writing()
        slots.set_recovery_code(
            folder, proof.key, RecoveryCode.parse(code), self._cost, self._clock.now()
        )

    def add_keyring(self, proof: Proof) -> None:
        """Let the keyring of this computer open the portfolio.

        Raises:
            WrongKeyError: It is locked, refused, silent, or keeps nothing.
            VaultError: There is none, or the key file cannot be written.
        """
        folder = self._for_writing()
        slots.add_keyring(folder, proof.key, self._keyring(), self._cost, self._clock.now())

    def remove_keyring(self, proof: Proof) -> None:
        """Let the keyring of this computer open the portfolio no more.

        Raises:
            WrongKeyError: It does not open it, or is locked, refused or silent.
            VaultError: There is none, or the key file cannot be written.
        """
        slots.remove_keyring(self._for_writing(), proof.key, self._keyring())

    def revoke(self, proof: Proof, way: str) -> None:
        """Remove one way in, called by its id; an entry in a keyring here goes with it.

        Raises:
            VaultError: It is not there, it is the last that a person can hold, or the key
                file cannot be written.
        """
        folder = self._for_writing()
        before = keys_in_force(folder)
        slots.revoke(folder, proof.key, way)
        if keyring := self._find_keyring and self._find_keyring():
            slots.forget_former(keyring, before, keys_in_force(folder))

    def renew(self, proof: Proof, passphrase: str, code: str) -> None:
        """Encrypt the portfolio anew, so that no key and no secret given out before opens it.

        Backups that were made before stay as they are, and open with what opened them then.
        One is made at once that has the new keys.

        Args:
            proof: Given just now.
            passphrase: What is to open it from now on; it may be the former one.
            code: A recovery code that was drawn, and is kept by now.

        Raises:
            WrongKeyError: The code has a typing error, or the keyring here is locked.
            VaultError: The passphrase will not do, or it did not succeed: nothing changed.
        """
        folder, keyring = self._for_writing(), self._find_keyring and self._find_keyring()
        before = keys_in_force(folder)
        keys = slots.keys_anew(
            folder,
            proof.key,
            Passphrase(passphrase),
            RecoveryCode.parse(code),
            keyring,
            self._cost,
            self._clock.now(),
        )
        try:
            self._vault.renew(keys)
        finally:
            if keyring:
                after = keys_in_force(folder)
                slots.forget_former(keyring, before, after)
                slots.forget_former(keyring, keys.file, after)
        self._after_renewal()

    def _for_writing(self) -> Path:
        self._vault.require_writable()
        return self._vault.folder

    def _keyring(self) -> Keyring:
        found = self._find_keyring and self._find_keyring()
        if not found:
            raise VaultError(
                "This computer has no keyring that keeps secrets encrypted.",
                advice="Go on without it: the passphrase and the recovery code are enough.",
            )
        return found
