"""Keyrings that live in memory, and some that misbehave."""

from __future__ import annotations

import threading

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from portfolio_app.model.store.keys import Keyring


class MemoryKeyring(KeyringBackend):
    """Keeps entries as long as it lives."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.entries = {}

    def get_password(self, service, username):
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.entries[service, username] = password

    def delete_password(self, service, username):
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class BetterKeyring(MemoryKeyring):
    priority = 7


class AbsentKeyring(MemoryKeyring):
    """One whose desktop service is not there."""

    @property
    def priority(self):
        raise RuntimeError("no service")

    viable = False


class RoamingKeyring(MemoryKeyring):
    """Like Windows', which offers entries to other computers."""

    persist = "enterprise"


class LockedKeyring(MemoryKeyring):
    def get_password(self, service, username):
        raise KeyringLocked("wren")

    def set_password(self, service, username, password):
        raise InitError("Prompt dismissed")


class BrokenKeyring(MemoryKeyring):
    def get_password(self, service, username):
        raise ConnectionError("bus gone")


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service, username, password):
        pass


class SilentKeyring(MemoryKeyring):
    """Asks somebody who never answers."""

    def __init__(self):
        super().__init__()
        self.answered = threading.Event()

    def get_password(self, service, username):
        self.answered.wait()


def dotted(kind):
    return f"{kind.__module__}.{kind.__qualname__}"


def keyring_of(backend, *, patience=5.0):
    """Put a backend of ours on the list of the allowed."""
    return Keyring(backend, allowed=[dotted(type(backend))], patience=patience)
