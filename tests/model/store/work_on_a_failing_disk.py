"""What is done on a disk that fails: each says what is wrong afterwards, or nothing.

Whatever is raised besides a `VaultError`, in one sentence for people, is a defect and ends
everything.
"""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import AttachmentId, FieldPath
from portfolio_app.model.domain.people import Person
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.backups import BackupShelf, make_backup, read_header, restore
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.keys import new_keys
from portfolio_app.model.store.keys.changes import set_passphrase
from portfolio_app.model.store.keys.key_file import KeyFile, keys_in_force
from portfolio_app.model.store.keys.unlock import unlock_keys
from portfolio_app.model.store.removal import remove_vault
from portfolio_app.model.store.salvage import repair_vault
from portfolio_app.services.erasure import ErasureService
from tests.model.store.builders import (
    ACCOUNT,
    CHEAP,
    LATER,
    NOON,
    PASSPHRASE,
    PIECE,
    answer,
    attachment,
    evidence,
    integrity,
    new_vault,
)
from tests.model.store.salvage.patient import Rules
from tests.services.helpers import SetClock

CONTENT = bytes(range(256)) * 400
FIELDS = tuple(FieldPath(f"row.{number}") for number in range(4))
NEW = Passphrase("orchard lamp seven")
KEPT = Path(__file__).parent / "vaults/0003"
"""A vault as an older release wrote it."""
WREN = Person(id="wren", real_name="Wren Abara", stand_in="Child A", added_at=NOON)


def problems_of_saving(folder, key, fault):
    """Save a few times: what was acknowledged is there afterwards, whole."""
    attempted = {field: [""] for field in FIELDS}
    acknowledged = dict.fromkeys(FIELDS, 0)
    vault = open_vault(folder, key)
    with fault:
        for turn in range(8):
            field = FIELDS[turn % len(FIELDS)]
            attempted[field].append(f"turn {turn} " * 50)
            try:
                with vault.transaction() as tx:
                    tx.evidence.set_answer(PIECE, field, answer(attempted[field][-1]), LATER)
                    if turn == 5:
                        tx.attachments.add(PIECE, attachment(CONTENT, 9), CONTENT)
            except VaultError:
                continue
            acknowledged[field] = len(attempted[field]) - 1
        with suppress(VaultError):
            vault.close()
    with open_vault(folder, key) as again:
        with again.reading() as tx:
            piece = tx.evidence.get(PIECE)
            files = [tx.attachments.read(found.id) for found in piece.attachments]
        for field in FIELDS:
            if piece.text(field) not in attempted[field][acknowledged[field] :]:
                yield f"{field} holds {piece.text(field)[:9]!r}"
        if any(content != CONTENT for content in files):
            yield "a file is not whole"
        yield from integrity(again)


def problems_of_backing_up(folder, key, fault):
    """Back up over an older backup: the old or the new one is there, and opens."""
    file = folder.parent / "saved.backup"
    with open_vault(folder, key) as vault:
        make_backup(vault, file, reason=BackupReason.DAILY, at=NOON)
        with vault.transaction() as tx:
            tx.evidence.add(evidence(2))
        made = False
        with fault, suppress(VaultError):
            make_backup(vault, file, reason=BackupReason.DAILY, at=LATER)
            made = True
    back = folder.parent / "back.portfolio"
    restore(file, back, key, at=LATER)
    with open_vault(back, key) as vault, vault.reading() as tx:
        pieces = len(tx.evidence.all())
    if pieces not in ({2} if made else {1, 2}):
        yield f"{pieces} pieces came back"
    yield from left_behind(folder.parent)


def problems_of_restoring(folder, key, fault):
    """Bring a backup back: the former or the present state is there, and no work is lost."""
    file = folder.parent / "saved.backup"
    with open_vault(folder, key) as vault:
        make_backup(vault, file, reason=BackupReason.DAILY, at=NOON)
        with vault.transaction() as tx:
            tx.evidence.add(evidence(2))
    done = False
    with fault, suppress(VaultError):
        restore(file, folder, key, at=LATER)
        done = True
    with open_vault(folder, key) as vault:
        with vault.reading() as tx:
            pieces = len(tx.evidence.all())
        yield from integrity(vault)
    if pieces not in ({1} if done else {1, 2}):
        yield f"{pieces} pieces are there"
    kept = [*BackupShelf(folder / "backups").all(), *(folder / "backups").glob("aside-*")]
    if pieces == 1 and not kept:
        yield "the former state is gone"
    yield from left_behind(folder)


def problems_of_repairing(folder, key, fault):
    """Repair: whatever happens, a second attempt brings everything back."""
    database = folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[50] ^= 1
    database.write_bytes(content)
    with fault, suppress(VaultError):
        repair_vault(folder, key, at=LATER, guide=Rules())
    repair_vault(folder, key, at=LATER, guide=Rules())
    with open_vault(folder, key) as vault:
        with vault.reading() as tx:
            if tx.evidence.get(PIECE) is None:
                yield "the piece is gone"
            if tx.attachments.read(AttachmentId("attachment-1")) != CONTENT:
                yield "the file is gone"
        yield from integrity(vault)
    yield from left_behind(folder)


def problems_of_a_new_passphrase(folder, key, fault):
    """Change the passphrase: the old or the new one opens."""
    done = False
    with fault, suppress(VaultError):
        set_passphrase(folder, key, NEW, CHEAP, LATER)
        done = True
    opening = []
    for secret in (Passphrase(PASSPHRASE), NEW):
        with suppress(VaultError):
            unlock(folder, secret)
            opening.append(secret)
    if opening not in ([[NEW]] if done else [[NEW], [Passphrase(PASSPHRASE)]]):
        yield f"{len(opening)} passphrases open it"


def problems_of_giving_ways_in(folder, key, fault):
    """Give backups a new passphrase: each opens by the old or the new one, whole."""
    shelf, told = BackupShelf(folder / "backups"), None
    with open_vault(folder, key) as vault:
        for at in (NOON, LATER):
            shelf.add(vault, reason=BackupReason.DAILY, at=at)
    set_passphrase(folder, key, NEW, CHEAP, LATER)
    with fault, suppress(VaultError):
        told = shelf.give_ways_in(keys_in_force(folder))
    changed = [backup for backup in shelf.all() if not opens_by_former(backup.path)]
    if told is None or told.renewed > len(changed) or len(changed) + len(told.left) < 2:
        yield f"{told} is told, and {len(changed)} are changed"
    if shelf.give_ways_in(keys_in_force(folder)).left:
        yield "a second attempt does not end it"
    for number, backup in enumerate(shelf.all()):
        restore(backup.path, folder.parent / f"{number}.portfolio", NEW, at=LATER)
    if len(shelf.all()) != 2:
        yield "a backup is gone"
    yield from left_behind(folder / "backups")


def opens_by_former(backup):
    with suppress(VaultError):
        unlock_keys(KeyFile.from_json(read_header(backup).keys), Passphrase(PASSPHRASE))
        return True
    return False


def problems_of_destroying(folder, key, fault):
    """Destroy: nothing goes before the keys, and a second attempt ends it."""
    with open_vault(folder, key) as vault:
        BackupShelf(folder / "backups").add(vault, reason=BackupReason.DAILY, at=LATER)
    before = {path for path in folder.rglob("*") if path.is_file()}
    with fault:
        done = remove_vault(folder, step=lambda done, total: None)
    gone = before - set(folder.rglob("*"))
    if len(gone) != done.removed or before - gone != before & set(done.left):
        yield f"{done} is told, and {len(gone)} are gone"
    remove_vault(folder, step=lambda done, total: None)
    if folder.exists():
        yield "a second attempt does not end it"


def problems_of_making_a_vault(folder, key, fault):
    """Make a vault: it is there and opens, or nothing is."""
    place, made = folder.parent / "made.portfolio", False
    with fault, suppress(VaultError):
        new_vault(place)[0].close()
        made = True
    if place.exists():
        open_vault(place, Passphrase(PASSPHRASE)).close()
    elif made:
        yield "it is not there"


def problems_of_a_new_key(folder, key, fault):
    """Give the vault a new key: the old or the new one opens all of it, and writing goes on."""
    new, done = new_keys(NEW, None, CHEAP), False
    vault = open_vault(folder, key)
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("before"), LATER)
    with fault, suppress(VaultError):
        vault.renew(new)
        done = True
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, FIELDS[0], answer("afterwards"), LATER)
    vault.close()
    yield from left_behind(folder)
    opening = []
    for secret in (Passphrase(PASSPHRASE), NEW):
        with suppress(VaultError), open_vault(folder, secret) as again:
            opening.append(secret)
            with again.reading() as tx:
                piece = tx.evidence.get(PIECE)
                if tx.attachments.read(AttachmentId("attachment-1")) != CONTENT:
                    yield "the file is not whole"
            if (piece.text(ACCOUNT), piece.text(FIELDS[0])) != ("before", "afterwards"):
                yield "what was saved is gone"
            yield from integrity(again)
    if opening != ([NEW] if done else [Passphrase(PASSPHRASE)]):
        yield f"{len(opening)} passphrases open it, done: {done}"


def problems_of_an_update(folder, key, fault):
    """Open a vault of an older release: it stays that or is brought up, with every row."""
    old = shutil.copytree(KEPT, folder.parent / "old.portfolio")
    key = unlock(old, Passphrase(PASSPHRASE))
    before, done = rows_of(old, key, "0003"), False
    with fault, suppress(VaultError), open_vault(old, key) as vault:
        done = vault.bar is None  # else the disk took no lock, and a copy was read
    version = version_of(old, key)
    if version == "0003" and rows_of(old, key, "0003") != before:
        yield "the older vault was changed"
    if done and version == "0003":
        yield "it was opened and not brought up to date"
    if version != "0003" and not BackupShelf(old / "backups").all():
        yield "it was brought up to date without a backup"
    with open_vault(old, key) as vault:
        yield from integrity(vault)
    if rows_of(old, key, "0003") != before:
        yield "rows are missing"
    yield from left_behind(old / "backups") if (old / "backups").exists() else ()


def version_of(folder, key):
    with closing(connect_plainly(str(folder / "vault.db"), key)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def rows_of(folder, key, version):
    """Return what stands in the tables that a version had, in the columns that it had."""
    with closing(connect_plainly(str(KEPT.with_name(version) / "vault.db"), key)) as old:
        names = [
            row[1]
            for row in old.execute("PRAGMA table_list")
            if row[2] == "table" and not row[1].startswith(("sqlite_", "alembic_", "search"))
        ]
        columns = {
            name: ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA table_info({name})"))
            for name in names
        }
    with closing(connect_plainly(str(folder / "vault.db"), key)) as connection:
        return {
            name: sorted(map(repr, connection.execute(f"SELECT {which} FROM {name}")))
            for name, which in columns.items()
        }


def problems_of_erasing_a_person(folder, key, fault):
    """Erase somebody: their names stay everywhere or go, and a second attempt ends it."""
    report = None
    with open_vault(folder, key) as vault:
        with vault.transaction() as tx:
            tx.people.add(WREN)
            tx.evidence.set_answer(PIECE, ACCOUNT, answer("Wren drew a house."), LATER)
        BackupShelf(folder / "backups").add(vault, reason=BackupReason.DAILY, at=LATER)
        with fault, suppress(VaultError):
            report = erase(vault, WREN.id)
        with vault.transaction() as tx:
            tx.evidence.set_answer(PIECE, FIELDS[0], answer("afterwards"), LATER)
    with open_vault(folder, key) as again:
        yield from integrity(again)
        with again.reading() as tx:
            text, people = tx.evidence.get(PIECE).text(ACCOUNT), tx.people.all()
        former = (text, people) == ("Wren drew a house.", (WREN,))
        latter = text == "[erased] drew a house." and "Wren" not in str(people)
        if not latter and (report or not former):
            yield f"{text!r} stands there, {people}"
        if people:
            report = erase(again, people[0].id)
        elif not report:
            yield "nothing is left to try again with"
    if report and not report.backups_left:
        yield from naming(folder, key)
    with open_vault(folder, key) as again, again.reading() as tx:
        piece = tx.evidence.get(PIECE)
        if (piece.text(ACCOUNT), piece.text(FIELDS[0])) != (
            "[erased] drew a house.",
            "afterwards",
        ):
            yield "what was saved is gone"


def erase(vault, person):
    return ErasureService(
        vault,
        SetClock(),
        lambda area: None,
        backup_places=lambda: [vault.folder / "backups"],
        read_files=lambda progress: None,
    ).erase(person)


def naming(folder, key):
    """Return the databases in which the name still stands, in any row."""
    backups = BackupShelf(folder / "backups").all()
    for path in (folder / "vault.db", *(backup.path for backup in backups)):
        with closing(connect_plainly(str(path), key)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (name,) in tables.fetchall():
                if "Wren" in str(connection.execute(f"SELECT * FROM [{name}]").fetchall()):
                    yield f"the name stands in {name} of {path.name}"


def left_behind(folder):
    """Return what should have been cleared up."""
    return [
        path.name for path in folder.iterdir() if path.name.startswith((".new", "vault-new"))
    ]


WORK = {
    "save": problems_of_saving,
    "back up": problems_of_backing_up,
    "restore": problems_of_restoring,
    "repair": problems_of_repairing,
    "new passphrase": problems_of_a_new_passphrase,
    "ways in": problems_of_giving_ways_in,
    "destroy": problems_of_destroying,
    "make": problems_of_making_a_vault,
    "new key": problems_of_a_new_key,
    "update": problems_of_an_update,
    "erase": problems_of_erasing_a_person,
}
