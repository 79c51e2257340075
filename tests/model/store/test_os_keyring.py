"""Only keyrings that encrypt are used, and none can stop the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backends import chainer, fail, null

from portfolio_app.errors import WrongKeyError
from portfolio_app.model.store.keys import Keyring, find_keyring
from portfolio_app.model.store.keys.os_keyring import ALLOWED, SERVICE
from tests.model.store.keyrings import (
    AbsentKeyring,
    BetterKeyring,
    BrokenKeyring,
    LockedKeyring,
    MemoryKeyring,
    RoamingKeyring,
    SilentKeyring,
    dotted,
    keyring_of,
)

KEY = bytes(range(32))


def test_a_keyring_keeps_a_key_and_forgets_it():
    keyring = keyring_of(MemoryKeyring())
    keyring.store("entry", KEY)
    assert keyring.load("entry") == KEY
    keyring.forget("entry")
    assert keyring.load("entry") is None


def test_an_entry_is_short_enough_for_windows():
    backend = MemoryKeyring()
    keyring_of(backend).store("entry", KEY)
    assert len(backend.entries[SERVICE, "entry"]) == 44


def test_an_entry_that_is_not_ours_is_no_key():
    backend = MemoryKeyring()
    backend.set_password(SERVICE, "entry", "changed by hand ü")
    assert keyring_of(backend).load("entry") is None


@pytest.mark.parametrize(
    ("backend", "what"),
    [(LockedKeyring(), "stayed locked"), (BrokenKeyring(), "could not be used")],
)
def test_a_keyring_that_fails_is_told_in_a_sentence(backend, what):
    with pytest.raises(WrongKeyError, match=f"The keyring of this computer {what}."):
        keyring_of(backend).load("entry")


def test_forgetting_what_is_not_there_is_told():
    with pytest.raises(WrongKeyError, match="could not be used"):
        keyring_of(MemoryKeyring()).forget("entry")


def test_a_keyring_that_never_answers_is_given_up():
    backend = SilentKeyring()
    with pytest.raises(WrongKeyError, match="did not answer"):
        keyring_of(backend, patience=0.05).load("entry")
    backend.answered.set()


class PlaintextKeyring(MemoryKeyring):
    """Named as the one of keyrings.alt that writes secrets to a readable file."""


class Chain(chainer.ChainerBackend):
    backends = (MemoryKeyring(),)


@pytest.mark.parametrize("kind", [PlaintextKeyring, fail.Keyring, null.Keyring, Chain])
def test_other_keyrings_are_refused(kind):
    with pytest.raises(ValueError, match=kind.__qualname__):
        Keyring(kind())


def test_a_subclass_of_an_allowed_keyring_is_refused():
    with pytest.raises(ValueError, match="BetterKeyring"):
        Keyring(BetterKeyring(), allowed=[dotted(MemoryKeyring)])


def test_the_best_keyring_that_works_is_found():
    kinds = (MemoryKeyring, BetterKeyring, AbsentKeyring)
    found = find_keyring([*map(dotted, kinds), "no.such.Keyring", "keyring.backends.nothing"])
    assert type(found._backend) is BetterKeyring


def test_without_a_working_keyring_there_is_none():
    assert find_keyring([dotted(AbsentKeyring)]) is None


def test_entries_do_not_roam_to_other_computers():
    assert find_keyring([dotted(RoamingKeyring)])._backend.persist == "local machine"


@pytest.mark.parametrize(
    "chosen", ["keyring.backends.null.Keyring", "tests.model.store.keyrings.MemoryKeyring"]
)
def test_the_library_s_settings_choose_nothing(chosen):
    program = (
        "from portfolio_app.model.store.keys import find_keyring\n"
        "found = find_keyring()\n"
        "print(found and type(found._backend).__module__)"
    )
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": chosen, "PYTHONPATH": str(Path.cwd())}
    result = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    allowed = {name.rpartition(".")[0] for name in ALLOWED}
    assert result.stdout.strip() in allowed | {"None"}
