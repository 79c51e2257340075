"""The ways into a portfolio: each can be changed by whoever proves a secret, none by others."""

from __future__ import annotations

import json
import shutil

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import ReadOnlyError, VaultError, WrongKeyError
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store.folder import KEYS
from portfolio_app.model.store.here import this_computer
from portfolio_app.model.store.keys.slots import checksum
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.model.store.keyrings import (
    ForgetfulKeyring,
    LockedKeyring,
    MemoryKeyring,
    keyring_of,
)

NEW = "quite another passphrase"


@pytest.fixture
def backend():
    return MemoryKeyring()


@pytest.fixture
def door(backend, clock):
    """The door of a computer with a keyring."""
    return assemble(clock=clock, cost=QUICK, find_keyring=lambda: keyring_of(backend)).door


@pytest.fixture
def opened(door, folder):
    found = door.open_with_passphrase(folder, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture
def keys(opened):
    return opened.keys


@pytest.fixture
def proof(keys):
    return keys.prove_by_passphrase(PASSPHRASE)


def kinds(keys):
    return [way.kind for way in keys.ways_in()]


def opens(door, folder, secret):
    """Tell whether a passphrase, or a code in groups of four, opens a copy of the vault."""
    copy = shutil.copytree(
        folder, folder.with_name("copy.portfolio"), ignore=shutil.ignore_patterns("in-use*")
    )
    way = door.open_with_recovery_code if secret.isupper() else door.open_with_passphrase
    try:
        way(copy, secret).close()
    except WrongKeyError:
        return False
    finally:
        shutil.rmtree(copy)
    return True


def test_the_ways_in_are_listed_with_when_they_were_made(keys, proof, clock):
    keys.add_keyring(proof)
    ways = keys.ways_in()
    assert [way.kind for way in ways] == [
        SlotKind.PASSPHRASE,
        SlotKind.RECOVERY,
        SlotKind.KEYRING,
    ]
    assert len({way.id for way in ways}) == 3
    assert [way.made_at for way in ways] == [ways[0].made_at] * 2 + [clock.now()]
    assert (ways[2].computer, ways[2].is_here) == (this_computer(), True)


def test_a_wrong_secret_proves_nothing(keys):
    with pytest.raises(WrongKeyError, match="That passphrase does not open"):
        keys.prove_by_passphrase("not the passphrase")
    with pytest.raises(WrongKeyError, match="belongs to another portfolio"):
        keys.prove_by_code(keys.draw_code())
    with pytest.raises(WrongKeyError, match="has 28 letters and figures"):
        keys.prove_by_code("AAAA")


def test_a_new_passphrase_takes_the_place_of_the_old_one(door, folder, keys, proof):
    keys.set_passphrase(proof, NEW)
    assert opens(door, folder, NEW)
    assert not opens(door, folder, PASSPHRASE)
    assert keys.prove_by_passphrase(NEW) == proof
    assert kinds(keys).count(SlotKind.PASSPHRASE) == 1


def test_a_weak_passphrase_is_refused_and_the_old_one_stays(door, folder, keys, proof):
    with pytest.raises(VaultError, match="at least 12 characters"):
        keys.set_passphrase(proof, "short")
    assert opens(door, folder, PASSPHRASE)


def test_a_drawn_code_opens_nothing_until_it_is_kept(door, folder, keys, proof):
    first = keys.draw_code()
    assert not opens(door, folder, first)
    keys.keep_code(proof, first)
    assert opens(door, folder, first)
    second = keys.draw_code()
    keys.keep_code(keys.prove_by_code(first), second)
    assert opens(door, folder, second)
    assert not opens(door, folder, first)


def test_a_code_with_a_mistake_is_not_kept(keys, proof):
    code = keys.draw_code()
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    with pytest.raises(WrongKeyError, match="typing mistake"):
        keys.keep_code(proof, wrong)


def test_the_keyring_of_this_computer_comes_and_goes(
    door, folder, opened, keys, proof, backend
):
    keys.add_keyring(proof)
    keys.add_keyring(proof)
    assert kinds(keys).count(SlotKind.KEYRING) == 1
    assert len(backend.entries) == 1
    opened.close()
    again = door.open_with_keyring(folder)
    again.keys.remove_keyring(again.keys.prove_by_passphrase(PASSPHRASE))
    assert not backend.entries
    with pytest.raises(WrongKeyError, match="does not open this portfolio"):
        again.keys.remove_keyring(proof)
    again.close()
    assert door.open_with_keyring(folder) is None


def test_without_a_keyring_that_keeps_secrets_it_is_said(program, folder):
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    proof = opened.keys.prove_by_passphrase(PASSPHRASE)
    for change in (opened.keys.add_keyring, opened.keys.remove_keyring):
        with pytest.raises(VaultError, match="has no keyring that keeps secrets encrypted"):
            change(proof)
    opened.close()


@pytest.mark.parametrize("useless", [LockedKeyring, ForgetfulKeyring])
def test_a_keyring_that_keeps_nothing_is_not_listed(clock, folder, useless):
    program = assemble(clock=clock, cost=QUICK, find_keyring=lambda: keyring_of(useless()))
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    with pytest.raises(WrongKeyError):
        opened.keys.add_keyring(opened.keys.prove_by_passphrase(PASSPHRASE))
    assert kinds(opened.keys) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    opened.close()


def test_any_way_can_be_revoked_but_the_last_that_a_person_holds(
    door, folder, keys, proof, backend
):
    keys.add_keyring(proof)
    passphrase, recovery, keyring = (way.id for way in keys.ways_in())
    keys.revoke(proof, recovery)
    with pytest.raises(VaultError, match="This is the last way in that does not depend"):
        keys.revoke(proof, passphrase)
    keys.revoke(proof, keyring)
    assert not backend.entries
    assert kinds(keys) == [SlotKind.PASSPHRASE]
    with pytest.raises(VaultError, match="not there any more"):
        keys.revoke(proof, recovery)
    assert opens(door, folder, PASSPHRASE)


def test_a_passphrase_that_was_revoked_can_be_set_again(door, folder, keys, proof):
    keys.revoke(proof, keys.ways_in()[0].id)
    assert not opens(door, folder, PASSPHRASE)
    keys.set_passphrase(proof, NEW)
    assert opens(door, folder, NEW)


def test_a_damaged_passphrase_slot_is_mended_by_a_new_passphrase(door, folder, keys):
    code = keys.draw_code()
    keys.keep_code(keys.prove_by_passphrase(PASSPHRASE), code)
    content = json.loads((folder / KEYS).read_bytes())
    slot = next(s for s in content["slots"] if s["kind"] == "passphrase")
    slot["wrapped"] = "00" + slot["wrapped"][2:]
    (folder / KEYS).write_text(json.dumps(content))
    with pytest.raises(VaultError, match="belongs to the passphrase is damaged"):
        keys.prove_by_passphrase(PASSPHRASE)
    keys.set_passphrase(keys.prove_by_code(code), NEW)
    assert opens(door, folder, NEW)
    with pytest.raises(WrongKeyError):
        keys.prove_by_passphrase(PASSPHRASE)


def test_a_kind_of_slot_from_the_future_stays(folder, keys, proof):
    content = json.loads((folder / KEYS).read_bytes())
    slot = {"kind": "passkey", "wrapped": "00"}
    slot["check"] = checksum(slot)
    content["slots"].append(slot)
    (folder / KEYS).write_text(json.dumps(content))
    keys.set_passphrase(proof, NEW)
    assert slot in json.loads((folder / KEYS).read_bytes())["slots"]


def test_a_new_key_shuts_out_everything_given_out_before(
    door, folder, opened, keys, proof, backend
):
    keys.add_keyring(proof)
    former = keys.draw_code()
    keys.keep_code(proof, former)
    code = keys.draw_code()
    keys.renew(proof, NEW, code)
    assert len(backend.entries) == 1
    assert opened.verdicts.portfolio()
    opened.close()
    assert opens(door, folder, NEW)
    assert opens(door, folder, code)
    assert not opens(door, folder, PASSPHRASE)
    assert not opens(door, folder, former)
    again = door.open_with_keyring(folder)
    with pytest.raises(WrongKeyError, match="a new key meanwhile"):
        again.keys.set_passphrase(proof, PASSPHRASE)
    again.close()


def test_a_new_key_keeps_computers_out_that_had_no_keyring_here(keys, proof, backend):
    keys.renew(proof, NEW, keys.draw_code())
    assert kinds(keys) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert not backend.entries


def test_a_new_key_that_fails_leaves_the_ways_in_as_they_were(
    door, folder, keys, proof, backend, monkeypatch
):
    def fail(*_):
        raise OSError(28, "No space left on device")

    keys.add_keyring(proof)
    before = keys.ways_in()
    with monkeypatch.context() as patch:
        patch.setattr("portfolio_app.model.store.swap.sync_file", fail)
        with pytest.raises(VaultError, match="the disk is full"):
            keys.renew(proof, NEW, keys.draw_code())
    assert keys.ways_in() == before
    assert len(backend.entries) == 1
    assert opens(door, folder, PASSPHRASE)
    assert not opens(door, folder, NEW)


def test_whoever_only_reads_changes_no_way_in(door, folder, opened):
    second = door.open_with_passphrase(folder, PASSPHRASE)
    keys = second.keys
    proof = keys.prove_by_passphrase(PASSPHRASE)
    for change in (
        lambda: keys.set_passphrase(proof, NEW),
        lambda: keys.keep_code(proof, keys.draw_code()),
        lambda: keys.add_keyring(proof),
        lambda: keys.remove_keyring(proof),
        lambda: keys.revoke(proof, keys.ways_in()[0].id),
        lambda: keys.renew(proof, NEW, keys.draw_code()),
    ):
        with pytest.raises(ReadOnlyError):
            change()
    assert second.bar
    opened.close()
    assert second.try_to_write()
    keys.set_passphrase(proof, NEW)
    second.close()


def test_no_secret_shows_in_a_proof(proof):
    assert proof.key.data_key.hex() not in repr(proof)
    assert "key" not in repr(proof)
