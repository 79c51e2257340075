"""Puts a lost or damaged `keys.json` back: from what is whole of it, or from a backup.

Nothing is written before the secret at hand has opened the keys in question, and they have
read a page of the database that lies there: keys of another time would only lead the repair
to take every page for damaged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import DamagedVaultError, VaultError, WrongKeyError
from portfolio_app.model.domain.care import CheckUp, Condition, Finding
from portfolio_app.model.domain.wording import count, moment
from portfolio_app.model.store.backups.container import read_header
from portfolio_app.model.store.backups.shelf import BackupShelf
from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    KEYS,
    explaining_files,
    require_vault,
)
from portfolio_app.model.store.keys import Keyring, RecoveryCode
from portfolio_app.model.store.keys.key_file import (
    SALT_BYTES,
    KeyFile,
    read_key_file,
    write_key_file,
)
from portfolio_app.model.store.keys.slots import Slot
from portfolio_app.model.store.keys.unlock import unlock_keys
from portfolio_app.model.store.salvage.pages import Pages
from portfolio_app.model.store.swap import keep_aside, sole_use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup
    from portfolio_app.model.store.keys import Secret

_VAULT: Final = re.compile(r'"vault":\s*"([0-9A-Za-z-]+)"')
_SALT: Final = re.compile(rf'"salt":\s*"([0-9a-f]{{{2 * SALT_BYTES}}})"')
_COMING: Final = '"coming"'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """Keys that may be the vault's."""

    keys: KeyFile
    backup: Backup | None
    """Where they lay; None for what is whole of the damaged file itself."""


def bring_keys_back(folder: Path, secret: Secret, *, at: datetime) -> CheckUp | None:
    """Put the key file back if it is missing or damaged as a whole; None when it is neither.

    A file that cannot be read at this moment is neither. A damaged one is kept aside.

    Args:
        folder: A closed vault.
        secret: What is to open it afterwards.
        at: Aware: this moment.

    Raises:
        WrongKeyError: `secret` does not open the keys that could be put back.
        DamagedVaultError: There are none, or none that belong to the database.
        VaultError: A file cannot be read or written, or another program has the vault open.
    """
    require_vault(folder)
    try:
        read_key_file(folder)
    except DamagedVaultError as damage:
        with explaining_files("repaired"), sole_use(folder):
            found = _proven(folder, secret, damage)
            was_there = (folder / KEYS).exists()
            aside = keep_aside(folder, at, names=(KEYS,)) if was_there else None
            write_key_file(folder, found.keys)
        return CheckUp(findings=(_told(found, was_there),), kept_aside=aside)
    return None


def _proven(folder: Path, secret: Secret, damage: DamagedVaultError) -> _Candidate:
    """Return the first keys that `secret` opens and that read a page of the database.

    Raises:
        VaultError: There are none: why the likeliest of a backup are not, or else `damage`.
    """
    troubles: list[VaultError] = []
    trouble: VaultError
    for candidate in _candidates(folder):
        try:
            key = unlock_keys(candidate.keys, secret)
        except WrongKeyError as error:
            trouble = _unopened(secret, candidate, error)
        except VaultError as error:
            trouble = error
        else:
            with Pages(folder, key) as pages:
                if pages.has_any_intact():
                    return candidate
            trouble = _unfitting()
        if candidate.backup:  # of a damaged file nothing tells what does not open it
            troubles.append(trouble)
    raise troubles[0] if troubles else damage


def _candidates(folder: Path) -> list[_Candidate]:
    """Return all keys that can be found, the likeliest first and none twice.

    The newest are those of the damaged file; of the others, those come first whose salt the
    database begins with.
    """
    with (folder / DATABASE).open("rb") as database:
        salt = database.read(SALT_BYTES)
    stored = [
        _Candidate(keys=KeyFile.from_json(read_header(backup.path).keys), backup=backup)
        for backup in BackupShelf(folder / BACKUPS).all()
    ]
    stored.sort(key=lambda candidate: candidate.keys.salt != salt)
    salvaged = [_Candidate(keys=keys, backup=None) for keys in _salvaged(folder, salt, stored)]
    distinct: dict[str, _Candidate] = {}
    for candidate in (*salvaged, *stored):
        distinct.setdefault(json.dumps(candidate.keys.to_json()), candidate)
    return list(distinct.values())


def _salvaged(folder: Path, salt: bytes, stored: list[_Candidate]) -> Iterator[KeyFile]:
    """Yield what the damaged file may have said, with every slot whose own check holds.

    Which vault they belong to and the salt are also known from backups and the database.
    """
    path = folder / KEYS
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    for part in text.split(_COMING):  # each has slots for a data key of its own
        entries = list(_entries(part))
        slots = tuple(slot for entry in entries if (slot := Slot.from_json(entry)))
        if not slots:
            continue
        others = tuple(entry for entry in entries if Slot.from_json(entry) is None)
        known = [candidate.keys for candidate in stored]
        vaults = dict.fromkeys([*_VAULT.findall(part), *(keys.vault_id for keys in known)])
        stated = map(bytes.fromhex, _SALT.findall(part))
        salts = dict.fromkeys([salt, *stated, *(keys.salt for keys in known)])
        for vault in vaults:
            for each in salts:
                if len(each) == SALT_BYTES:
                    yield KeyFile(vault_id=vault, salt=each, slots=slots, others=others)


def _entries(text: str) -> Iterator[dict[str, Any]]:
    """Yield whatever in a damaged file reads as a slot, sound or not."""
    decoder = json.JSONDecoder()
    for brace in re.finditer(r"\{", text):
        try:
            entry, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        if "kind" in entry:
            yield entry


def _told(found: _Candidate, was_there: bool) -> Finding:
    if found.backup is None:
        ways = count(len(found.keys.slots), "way")
        sentence = (
            f"The key file was damaged. {ways} in could be read from it and still open it."
        )
    else:
        when = moment(found.backup.made_at.astimezone())
        sentence = (
            f"The key file was {'damaged' if was_there else 'missing'} and was taken from the "
            f"backup of {when}: what opened the portfolio then opens it now."
        )
    return Finding(condition=Condition.REPAIRED, sentence=sentence)


def _unopened(secret: Secret, candidate: _Candidate, error: WrongKeyError) -> WrongKeyError:
    """Return what to say when a secret does not open the keys in a backup.

    Of all secrets the present one may be in none of them: backups that could not be reached
    when it was chosen, or that lie here from another time, have those before.
    """
    if isinstance(secret, Keyring) or candidate.backup is None:
        return error
    name = "recovery code" if isinstance(secret, RecoveryCode) else "passphrase"
    when = moment(candidate.backup.made_at.astimezone())
    return WrongKeyError(
        f"The keys of this portfolio are lost, and this {name} does not open those in its "
        f"backup of {when}.",
        advice=f"If you have changed the {name}, use the one from before; or else the other of "
        "passphrase and recovery code. “keys.json” from a copy of the folder helps as well. "
        "Nothing was changed.",
    )


def _unfitting() -> DamagedVaultError:
    return DamagedVaultError(
        "The keys in the backups do not open the portfolio file that lies here.",
        advice="Nothing was changed. Put “keys.json” back from a copy of the folder that was "
        "made since the portfolio was given its present key, or bring a backup back.",
    )
