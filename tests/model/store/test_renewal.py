"""A new key: everything is encrypted anew, and the vault opens whatever stops it on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from portfolio_app.errors import ReadOnlyError, VaultError, WrongKeyError
from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store import Passphrase, open_vault, renewal, slot_kinds, swap, unlock
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.model.store.keys import new_keys
from portfolio_app.model.store.keys.changes import set_passphrase
from portfolio_app.model.store.keys.key_file import SALT_BYTES, read_key_file, write_key_file
from tests.model.store.builders import (
    ACCOUNT,
    CHEAP,
    LATER,
    PASSPHRASE,
    PIECE,
    answer,
    attachment,
    evidence,
    integrity,
)
from tests.model.store.keyrings import MemoryKeyring, keyring_of

NEW_PASSPHRASE = "a long and quite new passphrase"
CONTENT = os.urandom(300_000)
WHOLE = evidence(attachments=(attachment(CONTENT),))


def fresh_keys(keyring=None):
    return new_keys(Passphrase(NEW_PASSPHRASE), keyring, CHEAP)


@pytest.fixture
def full(vault):
    """An open vault with an attachment."""
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
    return vault


def opens(folder, passphrase):
    """Tell whether a passphrase opens the vault; if it does, everything must be there."""
    try:
        vault = open_vault(folder, Passphrase(passphrase))
    except WrongKeyError:
        return False
    with vault:
        with vault.reading() as tx:
            assert tx.evidence.all() == (WHOLE,)
            assert tx.attachments.read(AttachmentId("attachment-1")) == CONTENT
        assert not integrity(vault)
        with vault.transaction() as tx:
            tx.evidence.set_answer(PIECE, ACCOUNT, answer("written afterwards"), LATER)
            tx.evidence.set_answer(PIECE, ACCOUNT, WHOLE.answers[ACCOUNT], WHOLE.changed_at)
    return True


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_the_new_secrets_open_and_the_old_ones_do_not(full, folder):
    old = full.key
    keyring = keyring_of(MemoryKeyring())
    keys = fresh_keys(keyring)
    full.renew(keys)
    assert full.key == keys.key != old
    full.close()
    assert not opens(folder, PASSPHRASE)
    assert opens(folder, NEW_PASSPHRASE)
    assert unlock(folder, keys.recovery) == unlock(folder, keyring) == keys.key
    assert slot_kinds(folder) == set(SlotKind)
    assert names(folder) == {"keys.json", "vault.db"}
    with pytest.raises(WrongKeyError, match="a new key meanwhile"):
        open_vault(folder, old)


def test_not_a_page_stays_as_it_was(full, folder):
    full.close()
    before = (folder / DATABASE).read_bytes()
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        vault.renew(fresh_keys())
    after = (folder / DATABASE).read_bytes()
    pages = {before[at : at + 4096] for at in range(0, len(before), 4096)}
    assert not pages & {after[at : at + 4096] for at in range(0, len(after), 4096)}


def test_the_open_vault_goes_on_under_the_new_key(full, folder):
    full.renew(fresh_keys())
    with full.reading() as tx:
        assert tx.evidence.all() == (WHOLE,)
    with full.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("afterwards"), LATER)
    full.close()
    with open_vault(folder, Passphrase(NEW_PASSPHRASE)) as again, again.reading() as tx:
        assert tx.evidence.get(PIECE).text(ACCOUNT) == "afterwards"


def test_others_wait_and_lose_nothing(full):
    turns = 40

    def write():
        for turn in range(turns):
            with full.transaction() as tx:
                tx.evidence.set_answer(PIECE, ACCOUNT, answer(f"turn {turn}"), LATER)

    writer = threading.Thread(target=write)
    writer.start()
    full.renew(fresh_keys())
    writer.join()
    with full.reading() as tx:
        assert tx.evidence.get(PIECE).text(ACCOUNT) == f"turn {turns - 1}"
    assert not integrity(full)


def test_from_inside_a_transaction_it_is_refused(full):
    with full.reading(), pytest.raises(RuntimeError, match="from inside"):
        full.renew(fresh_keys())


def test_whoever_only_reads_gives_no_new_key(full, folder):
    with open_vault(folder, Passphrase(PASSPHRASE)) as second, pytest.raises(ReadOnlyError):
        second.renew(fresh_keys())


STEPS = [
    "renewal.create_private",
    "swap.sync_file",
    "swap.write_key_file",
    "renewal._check",
    "renewal.connect_plainly",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_leaves_everything_as_it_was(full, folder, monkeypatch, step):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"portfolio_app.model.store.{step}", fail)
        with pytest.raises(VaultError, match="could not be changed: the disk is full"):
            full.renew(fresh_keys())
    with full.transaction() as tx:
        tx.evidence.set_core(PIECE, True)
    full.close()
    assert opens(folder, PASSPHRASE)
    assert not opens(folder, NEW_PASSPHRASE)
    assert read_key_file(folder).coming is None
    assert names(folder) == {"keys.json", "vault.db"}


def test_clearing_up_that_fails_is_done_at_the_next_opening(full, folder, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(swap, "settle", fail)
        full.renew(fresh_keys())
        with full.reading() as tx:
            assert tx.evidence.all() == (WHOLE,)
        full.close()
    assert read_key_file(folder).coming
    assert not opens(folder, PASSPHRASE)
    assert opens(folder, NEW_PASSPHRASE)
    assert read_key_file(folder).coming is None


def test_where_damage_hides_which_keys_are_in_force_both_are_kept(full, folder, monkeypatch):
    """A crash before the last step, and the first bytes of the database are damaged as well."""
    with monkeypatch.context() as patch:
        patch.setattr(swap, "settle", lambda folder: None)
        full.renew(fresh_keys())
        full.close()
    whole = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    with pytest.raises(VaultError):
        open_vault(folder, Passphrase(PASSPHRASE))
    swap.settle(folder)
    assert read_key_file(folder).coming
    (folder / DATABASE).write_bytes(whole)
    assert opens(folder, NEW_PASSPHRASE)
    assert read_key_file(folder).coming is None


@pytest.mark.parametrize("is_exchanged", [False, True])
def test_where_damage_hides_which_keys_are_in_force_those_are_kept_that_open_it(
    full, folder, monkeypatch, is_exchanged
):
    """A crash before or after the exchange, and the first bytes of the database are damaged."""
    former = read_key_file(folder)
    if is_exchanged:
        with monkeypatch.context() as patch:
            patch.setattr(swap, "settle", lambda folder: None)
            full.renew(fresh_keys())
    full.close()
    if not is_exchanged:
        write_key_file(folder, replace(former, coming=fresh_keys().file))
    with (folder / DATABASE).open("rb+") as database:
        database.write(bytes(SALT_BYTES))
    mine, other = PASSPHRASE, NEW_PASSPHRASE
    if is_exchanged:
        mine, other = other, mine
    with pytest.raises(VaultError):  # the right keys, of another database
        open_vault(folder, Passphrase(other))
    assert read_key_file(folder).coming
    assert opens(folder, mine)
    assert read_key_file(folder).coming is None
    assert not opens(folder, other)
    set_passphrase(
        folder, unlock(folder, Passphrase(mine)), Passphrase("the very newest"), CHEAP, LATER
    )
    assert opens(folder, "the very newest")


def test_a_copy_that_is_not_whole_is_not_taken(full, folder, monkeypatch):
    encrypt = renewal._encrypt

    def spoil(*arguments):
        encrypt(*arguments)
        raise_if_whole(folder)

    def raise_if_whole(folder):
        path = folder / swap.NEW_DATABASE
        content = bytearray(path.read_bytes())
        content[9_000] ^= 1
        path.write_bytes(content)
        renewal._check(path, keys.key, {})

    keys = fresh_keys()
    monkeypatch.setattr(renewal, "_encrypt", spoil)
    with pytest.raises(VaultError, match=r"damaged|encrypted anew"):
        full.renew(keys)
    full.close()
    assert opens(folder, PASSPHRASE)


KILLED = """
import os, shutil, sys
from pathlib import Path
from portfolio_app.model.store import Passphrase, open_vault
from portfolio_app.model.store.keys import new_keys
from tests.model.store.builders import CHEAP, PASSPHRASE
from tests.model.store.test_renewal import NEW_PASSPHRASE

whole, out = Path(sys.argv[1]), Path(sys.argv[2])
EVENTS = {"open", "os.rename", "os.remove", "os.truncate", "sqlite3.connect"}

def renew(folder, nth):
    seen = 0
    def watch(event, arguments):
        nonlocal seen
        if event in EVENTS and folder.name in str(arguments[:2]):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), 9)
    vault = open_vault(folder, Passphrase(PASSPHRASE))
    keys = new_keys(Passphrase(NEW_PASSPHRASE), None, CHEAP)
    sys.addaudithook(watch)
    vault.renew(keys)
    vault.close()

open_vault(shutil.copytree(whole, out / "warm"), Passphrase(PASSPHRASE)).close()
shutil.rmtree(out / "warm")
for nth in range(1, 200):
    folder = shutil.copytree(whole, out / f"killed-at-{nth:03}")
    child = os.fork()
    if not child:
        renew(folder, nth)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not ended:
        break
    assert ended == -9, ended
"""


def test_killed_at_any_touch_of_a_file_the_vault_opens(full, folder, tmp_path):
    full.close()
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-c", KILLED, str(folder), str(out)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    outcomes = []
    for left in sorted(out.iterdir()):
        old, new = opens(left, PASSPHRASE), opens(left, NEW_PASSPHRASE)
        assert old != new
        assert names(left) == {"keys.json", "vault.db"}
        outcomes.append(new)
    assert outcomes == sorted(outcomes)  # once the new one is in force, it stays so
    assert outcomes.count(False) >= 5
    assert outcomes.count(True) >= 3
