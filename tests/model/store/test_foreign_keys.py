"""A key file that somebody rewrote, checksums and all, is told as damaged; nothing breaks."""

from __future__ import annotations

import json

import pytest

from portfolio_app.errors import VaultError
from portfolio_app.model.store.folder import KEYS
from portfolio_app.model.store.keys import Passphrase, unlock
from portfolio_app.model.store.keys.passphrase import STANDARD, Cost
from portfolio_app.model.store.keys.slots import checksum
from tests.model.store.builders import PASSPHRASE, new_vault


@pytest.fixture
def rewrite(folder):
    """Return a function that edits the key file of a vault and mends its checksums."""
    new_vault(folder)[0].close()
    path = folder / KEYS

    def rewritten(edit):
        content = json.loads(path.read_bytes())
        edit(content)
        for entry in [*content["slots"], content]:
            rest = {k: v for k, v in entry.items() if k not in {"check", "slots"}}
            entry["check"] = checksum(rest)
        path.write_text(json.dumps(content))

    return rewritten


@pytest.mark.parametrize(
    "edit",
    [
        lambda keys: keys.pop("vault"),
        lambda keys: keys.pop("salt"),
        lambda keys: keys.update(format=["progression-portfolio-keys/1"]),
        lambda keys: keys.update(format="progression-portfolio-keys/²"),
        lambda keys: keys.update(vault=7),
        lambda keys: keys.update(vault="\ud800"),
        lambda keys: keys.update(salt=7),
        lambda keys: keys.update(salt=""),
        lambda keys: keys.update(salt="no hexadecimal digits at all ..."),
        lambda keys: keys.update(salt="00" * 64),
    ],
)
def test_a_head_that_we_never_write_is_damage(folder, rewrite, edit):
    rewrite(edit)

    with pytest.raises(VaultError, match=r"key file, “keys\.json”, is damaged"):
        unlock(folder, Passphrase(PASSPHRASE))


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": ""},
        {"nonce": "00" * 200},
        {"wrapped": "00"},
        {"salt": ""},
        {"kind": ["passphrase"]},
        {"memory_kib": 10**400},
        {"memory_kib": float("inf")},
        {"memory_kib": 4 * 1024 * 1024, "passes": 64},
        {"memory_kib": 2 * 1024 * 1024, "passes": 9},
    ],
)
def test_a_slot_that_we_never_write_is_damage(folder, rewrite, change):
    rewrite(lambda keys: keys["slots"][0].update(change))

    with pytest.raises(VaultError, match="belongs to the passphrase is damaged"):
        unlock(folder, Passphrase(PASSPHRASE))


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000])
def test_a_file_nested_without_end_is_damage(folder, rewrite, content):
    (folder / KEYS).write_bytes(content)

    with pytest.raises(VaultError, match=r"key file, “keys\.json”, is damaged"):
        unlock(folder, Passphrase(PASSPHRASE))


def test_the_cost_may_be_raised_tenfold_some_day():
    assert Cost(memory_kib=4 * STANDARD.memory_kib, passes=8, lanes=4).is_sane
