"""The keyring of the operating system, reached only through backends known to encrypt.

Which backend is used is decided here and not by the keyring library's settings: with some
packages installed those silently choose one that writes secrets to a plain file.
"""

from __future__ import annotations

import base64
import importlib
import sys
import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, TypeVar

from portfolio_app.errors import WrongKeyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from keyring.backend import KeyringBackend

T = TypeVar("T")

ALLOWED: Final = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
)
"""Backends that keep secrets encrypted under the person's login.

Everything else is refused: `fail` and `null` keep nothing, plain-text and file keyrings
keep secrets readable, and a chainer may hand them on to one of those.
"""

_ONLY_ON: Final = {
    "keyring.backends.macOS.Keyring": "darwin",
    "keyring.backends.Windows.WinVaultKeyring": "win32",
}

SERVICE: Final = "Progression Portfolio"
"""Under which name the person finds our entries in their keyring."""

PATIENCE: Final = 60.0
"""Seconds to wait for a keyring that may be asking the person to unlock it; ours."""


class Keyring:
    """One allowed keyring of the person at the keyboard.

    Every call may make the desktop ask for a password, which blocks without limit; so it
    runs in a thread of its own that is given up after `patience` seconds.
    """

    def __init__(
        self,
        backend: KeyringBackend,
        *,
        allowed: Iterable[str] = ALLOWED,
        patience: float = PATIENCE,
    ) -> None:
        """Use `backend`.

        Raises:
            ValueError: It is not one of `allowed`; subclasses are not either.
        """
        if _dotted(type(backend)) not in allowed:
            raise ValueError(_dotted(type(backend)))
        self._backend = backend
        self._patience = patience

    def store(self, entry: str, key: bytes) -> None:
        """Keep `key` under `entry`.

        Only a short key is ever kept: Windows takes no more than 1,280 characters.

        Raises:
            WrongKeyError: The keyring is locked, refused, or did not answer.
        """
        text = base64.b64encode(key).decode("ascii")
        self._ask(lambda: self._backend.set_password(SERVICE, entry, text))

    def load(self, entry: str) -> bytes | None:
        """Return the key kept under `entry`; None where there is none, or nothing of ours.

        Raises:
            WrongKeyError: The keyring is locked, refused, or did not answer.
        """
        text = self._ask(lambda: self._backend.get_password(SERVICE, entry))
        try:
            return base64.b64decode(text, validate=True) if text else None
        except ValueError:
            return None

    def forget(self, entry: str) -> None:
        """Remove what is kept under `entry`.

        Raises:
            WrongKeyError: There is nothing, or the keyring is locked, refused or silent.
        """
        self._ask(lambda: self._backend.delete_password(SERVICE, entry))

    def _ask(self, question: Callable[[], T]) -> T:
        """Ask in a thread, because the answer may never come."""
        from keyring.errors import InitError, KeyringLocked

        answers: SimpleQueue[T | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(question())
            except Exception as error:  # noqa: BLE001 - handed to the thread that waits
                answers.put(error)

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            answer = answers.get(timeout=self._patience)
        except Empty:
            raise _unavailable("did not answer") from None
        if isinstance(answer, KeyringLocked | InitError):
            raise _unavailable("stayed locked") from answer
        if isinstance(answer, Exception):
            # Backends let failures of their desktop's service through as they come.
            raise _unavailable("could not be used") from answer
        return answer


def find_keyring(allowed: Iterable[str] = ALLOWED) -> Keyring | None:
    """Return the best allowed keyring that works on this computer, or None.

    It is not unlocked by this; that happens when it is used.
    """
    allowed = tuple(allowed)
    usable = [found for name in allowed if (found := _load(name)) and found.viable]
    if not usable:
        return None
    backend = max(usable, key=lambda found: float(found.priority))()
    if hasattr(backend, "persist"):
        # Windows would let the entry roam to other computers of the domain.
        backend.persist = "local machine"
    return Keyring(backend, allowed=allowed)


def _load(name: str) -> type[KeyringBackend] | None:
    """Import a backend; each exists only where its desktop's library is installed.

    Those of other systems are left alone: looking for macOS's libraries elsewhere starts
    whatever compiler the search path holds.
    """
    if _ONLY_ON.get(name, sys.platform) != sys.platform:
        return None
    module, _, attribute = name.rpartition(".")
    try:
        found: type[KeyringBackend] = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        return None
    return found


def _dotted(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _unavailable(what: str) -> WrongKeyError:
    return WrongKeyError(
        f"The keyring of this computer {what}.",
        advice="Go on without it: the passphrase and the recovery code are enough.",
    )
