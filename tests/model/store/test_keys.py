"""Three ways in, each by itself; everything else stays out and is told why."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from portfolio_app.errors import VaultError, VaultTooNewError, WrongKeyError
from portfolio_app.model.store.folder import KEYS
from portfolio_app.model.store.keys import (
    STANDARD,
    Cost,
    Passphrase,
    RecoveryCode,
    SlotKind,
    slot_kinds,
    unlock,
)
from portfolio_app.model.store.keys.key_file import read_key_file, write_key_file
from portfolio_app.model.store.keys.passphrase import Stretching
from portfolio_app.model.store.keys.slots import checksum
from portfolio_app.model.store.keys.wrapping import kind_of, new_slot, wrapping_key
from tests.model.store.builders import CHEAP, PASSPHRASE, new_vault
from tests.model.store.keyrings import (
    BrokenKeyring,
    ForgetfulKeyring,
    LockedKeyring,
    MemoryKeyring,
    keyring_of,
)


@pytest.fixture
def keyring():
    return keyring_of(MemoryKeyring())


@pytest.fixture
def secrets(folder, keyring):
    """The three secrets of a closed vault at `folder`."""
    vault, code = new_vault(folder, keyring=keyring)
    vault.close()
    return {
        SlotKind.PASSPHRASE: Passphrase(PASSPHRASE),
        SlotKind.RECOVERY: code,
        SlotKind.KEYRING: keyring,
    }


def edit(folder, change):
    path = folder / KEYS
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content))


def set_in_slot(changed, /, **values):
    """Change a slot and make its checksum fit, as somebody with intent would."""

    def change(content):
        slot = next(slot for slot in content["slots"] if slot["kind"] == changed)
        slot.update(values)
        del slot["check"]
        slot["check"] = checksum(slot)

    return change


def test_every_secret_gives_the_same_key(folder, secrets):
    keys = [unlock(folder, secret) for secret in secrets.values()]
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0].data_key) == 32
    assert slot_kinds(folder) == set(SlotKind)
    assert [kind_of(secret) for secret in secrets.values()] == list(secrets)


def test_without_a_keyring_there_are_two_ways_in(folder):
    new_vault(folder)[0].close()
    assert slot_kinds(folder) == {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
    with pytest.raises(WrongKeyError, match="keyring of this computer does not open"):
        unlock(folder, keyring_of(MemoryKeyring()))


def test_two_vaults_share_nothing(folder, secrets, tmp_path, keyring):
    other = tmp_path / "other.portfolio"
    new_vault(other, keyring=keyring)[0].close()
    ours, theirs = read_key_file(folder), read_key_file(other)
    assert ours.vault_id != theirs.vault_id
    assert ours.salt != theirs.salt
    assert unlock(folder, secrets[SlotKind.PASSPHRASE]) != unlock(other, Passphrase(PASSPHRASE))


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [
        (Passphrase("harbour violet tandeM"), "That passphrase does not open this portfolio."),
        (Passphrase(""), "That passphrase does not open this portfolio."),
        (Passphrase("\ud800 lone"), "That passphrase does not open this portfolio."),
        (RecoveryCode.new(), "That recovery code belongs to another portfolio."),
        (
            keyring_of(MemoryKeyring()),
            "The keyring of this computer does not open this portfolio.",
        ),
        (keyring_of(LockedKeyring()), "The keyring of this computer stayed locked."),
    ],
)
def test_a_wrong_secret_is_told_as_such(folder, secrets, secret, sentence):
    with pytest.raises(WrongKeyError) as caught:
        unlock(folder, secret)
    assert caught.value.summary == sentence
    assert caught.value.advice


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (SlotKind.PASSPHRASE, "This portfolio has no passphrase any more."),
        (SlotKind.RECOVERY, "This portfolio has no recovery code any more."),
        (SlotKind.KEYRING, "The keyring of this computer does not open this portfolio."),
    ],
)
def test_a_kind_of_secret_that_was_removed_is_told_as_such(folder, secrets, kind, sentence):
    edit(
        folder,
        lambda content: content.update(
            slots=[slot for slot in content["slots"] if slot["kind"] != kind]
        ),
    )
    with pytest.raises(WrongKeyError) as caught:
        unlock(folder, secrets[kind])
    assert caught.value.summary == sentence
    assert caught.value.advice
    assert slot_kinds(folder) == set(SlotKind) - {kind}


@pytest.mark.parametrize("coming", [{}, {"slots": []}, {"format": "other"}])
def test_coming_keys_that_are_damaged_are_told(folder, secrets, coming):
    edit(folder, lambda content: content.update(coming=coming))
    with pytest.raises(VaultError, match=r"key file, “keys\.json”, is damaged") as caught:
        unlock(folder, secrets[SlotKind.PASSPHRASE])
    assert not isinstance(caught.value, WrongKeyError)


@pytest.mark.parametrize(
    "changed", [{"made": "soon"}, {"made": "2026-11-22T10:00:00"}, {"made": 3}]
)
def test_a_slot_made_at_no_moment_is_damaged(folder, secrets, changed):
    edit(folder, set_in_slot("recovery", **changed))
    with pytest.raises(VaultError, match="belongs to the recovery code is damaged"):
        unlock(folder, secrets[SlotKind.RECOVERY])
    assert unlock(folder, secrets[SlotKind.PASSPHRASE])


def test_a_keyring_entry_of_another_length_is_no_key(folder, secrets):
    backend = secrets[SlotKind.KEYRING]._backend
    (entry,) = backend.entries
    backend.entries[entry] = "AAAA"
    with pytest.raises(WrongKeyError, match="does not open this portfolio"):
        unlock(folder, secrets[SlotKind.KEYRING])


@pytest.mark.parametrize("useless", [LockedKeyring, ForgetfulKeyring, BrokenKeyring])
def test_a_vault_is_made_without_a_keyring_that_keeps_nothing(folder, useless):
    new_vault(folder, keyring=keyring_of(useless()))[0].close()
    assert slot_kinds(folder) == {SlotKind.PASSPHRASE, SlotKind.RECOVERY}
    assert unlock(folder, Passphrase(PASSPHRASE))


# Passphrases


def test_a_passphrase_opens_however_its_accents_are_typed(folder):
    words = "Ærøskøbing café ﬁne"
    new_vault(folder, passphrase=unicodedata.normalize("NFD", words))[0].close()
    assert unlock(folder, Passphrase(unicodedata.normalize("NFKC", words)))


@pytest.mark.parametrize(
    ("passphrase", "sentence"),
    [
        ("", "The passphrase needs at least 12 characters."),
        ("eleven char", "The passphrase needs at least 12 characters."),
        ("aaaaaaaaaaaaaaaaa", "The passphrase repeats too few different characters."),
    ],
)
def test_a_weak_passphrase_makes_no_vault(folder, passphrase, sentence):
    with pytest.raises(VaultError) as caught:
        new_vault(folder, passphrase=passphrase)
    assert caught.value.summary == sentence
    assert not list(folder.parent.iterdir())


def test_a_new_vault_asks_256_mib_three_times_in_four_lanes(folder):
    assert Cost(memory_kib=262_144, passes=3, lanes=4) == STANDARD


def test_stretching_is_argon2id_with_the_parameters_of_its_slot():
    stretching = Stretching(salt=b"s" * 16, cost=CHEAP)
    assert stretching.key(Passphrase("ﬁne words indeed")) == hash_secret_raw(
        b"fine words indeed", b"s" * 16, 1, 64, 1, 32, Type.ID
    )


def test_too_little_memory_for_a_passphrase_is_told(monkeypatch):
    def fail(*arguments, **settings):
        raise HashingError("Memory allocation error")

    monkeypatch.setattr("portfolio_app.model.store.keys.passphrase.hash_secret_raw", fail)
    with pytest.raises(VaultError, match="short of memory"):
        Stretching.new(CHEAP).key(Passphrase(PASSPHRASE))


@pytest.mark.parametrize(
    "absurd", [{"memory_kib": 10**9}, {"passes": 0}, {"lanes": 10**6}, {"kdf": "md5"}]
)
def test_a_slot_that_asks_for_the_absurd_is_not_obeyed(folder, secrets, absurd):
    edit(folder, set_in_slot("passphrase", **absurd))
    with pytest.raises(VaultError, match="belongs to the passphrase is damaged"):
        unlock(folder, secrets[SlotKind.PASSPHRASE])


# The key file


@pytest.mark.parametrize("kind", SlotKind)
@pytest.mark.parametrize("part", ["nonce", "wrapped", "check"])
def test_a_damaged_slot_is_told_apart_from_a_wrong_secret_and_the_others_open(
    folder, secrets, kind, part
):
    def damage(content):
        slot = next(slot for slot in content["slots"] if slot["kind"] == kind)
        slot[part] = ("1" if slot[part][0] == "0" else "0") + slot[part][1:]

    edit(folder, damage)
    for each, secret in secrets.items():
        if each is kind:
            with pytest.raises(VaultError, match="is damaged") as caught:
                unlock(folder, secret)
            assert not isinstance(caught.value, WrongKeyError)
        else:
            assert unlock(folder, secret)


def test_a_slot_cannot_be_passed_off_as_another_kind(folder, secrets):
    code, keyring = secrets[SlotKind.RECOVERY], secrets[SlotKind.KEYRING]
    keys = read_key_file(folder)
    (slot,) = keys.of(SlotKind.RECOVERY)
    keyring.store("x", wrapping_key(code, slot, keys.vault_id))
    edit(folder, set_in_slot("recovery", kind="keyring", entry="x"))
    edit(folder, lambda content: content["slots"].pop())
    with pytest.raises(WrongKeyError):
        unlock(folder, keyring)


def test_a_vault_may_have_a_slot_for_the_keyring_of_each_computer(folder, secrets):
    here = keyring_of(MemoryKeyring())
    keys = read_key_file(folder)
    key = unlock(folder, secrets[SlotKind.PASSPHRASE])
    slot = new_slot(here, key.data_key, keys.vault_id, CHEAP)
    write_key_file(folder, replace(keys, slots=(*keys.slots, slot)))
    assert unlock(folder, here) == key
    assert unlock(folder, secrets[SlotKind.KEYRING]) == key


def test_a_slot_of_a_kind_from_the_future_is_passed_over(folder, secrets):
    def add(content):
        slot = {"kind": "passkey", "wrapped": "00"}
        content["slots"].insert(0, {**slot, "check": checksum(slot)})

    edit(folder, add)
    assert unlock(folder, secrets[SlotKind.PASSPHRASE])
    with pytest.raises(WrongKeyError):
        unlock(folder, Passphrase("another passphrase"))


@pytest.mark.parametrize("part", ["vault", "salt", "check"])
def test_a_damaged_head_is_told(folder, secrets, part):
    edit(folder, lambda content: content.update({part: content[part][::-1]}))
    with pytest.raises(VaultError, match=r"key file, “keys\.json”, is damaged"):
        unlock(folder, secrets[SlotKind.PASSPHRASE])


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'{"slots": []}', b"\0" * 900]
)
def test_an_unreadable_key_file_is_told(folder, secrets, content):
    (folder / KEYS).write_bytes(content)
    with pytest.raises(VaultError, match=r"key file, “keys\.json”, is damaged"):
        unlock(folder, secrets[SlotKind.PASSPHRASE])


def test_a_missing_key_file_is_told(folder, secrets):
    (folder / KEYS).unlink()
    with pytest.raises(VaultError, match="lost its key file"):
        unlock(folder, secrets[SlotKind.PASSPHRASE])


def test_a_key_file_of_a_newer_release_is_refused(folder, secrets):
    edit(folder, lambda content: content.update(format="progression-portfolio-keys/2"))
    with pytest.raises(VaultTooNewError):
        unlock(folder, secrets[SlotKind.PASSPHRASE])


def test_every_flipped_byte_of_the_key_file_is_harmless_or_told(folder, secrets):
    whole = (folder / KEYS).read_bytes()
    key = unlock(folder, secrets[SlotKind.RECOVERY])
    for place in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[place] ^= 0x01
        (folder / KEYS).write_bytes(flipped)
        try:
            assert unlock(folder, secrets[SlotKind.RECOVERY]) == key
        except WrongKeyError as error:
            pytest.fail(f"damage at {place} was taken for a wrong code: {error}")
        except VaultError:
            pass  # told


def test_writing_the_key_file_replaces_it_whole(folder, secrets):
    keys = read_key_file(folder)
    write_key_file(folder, keys)
    assert read_key_file(folder) == keys
    assert {path.name for path in folder.iterdir()} == {"keys.json", "vault.db"}
    assert stat.S_IMODE((folder / KEYS).stat().st_mode) == 0o600


def test_a_key_file_that_cannot_be_replaced_stays(folder, secrets, monkeypatch):
    whole = (folder / KEYS).read_bytes()

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_key_file(folder, read_key_file(folder))
    assert (folder / KEYS).read_bytes() == whole
    assert {path.name for path in folder.iterdir()} == {"keys.json", "vault.db"}


# What must not show


def test_no_secret_shows_in_a_repr(folder, secrets):
    key = unlock(folder, secrets[SlotKind.PASSPHRASE])
    shown = repr([*secrets.values(), key])
    assert PASSPHRASE not in shown
    assert secrets[SlotKind.RECOVERY].symbols not in shown
    assert repr(key.data_key)[2:-1] not in shown


def test_keys_do_not_load_the_database_libraries():
    program = (
        "import sys, portfolio_app.model.store.keys\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'alembic', 'keyring'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
