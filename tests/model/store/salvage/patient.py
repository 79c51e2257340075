"""A vault to damage, and what another program says is on each of its pages."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.care import Condition
from portfolio_app.model.domain.moves import KeptRule, Move
from portfolio_app.model.domain.names import FieldPath, PathwayId, RoleId
from portfolio_app.model.domain.own_words import OwnWord
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.portfolio import Contributor, Seal
from portfolio_app.model.domain.ratings import SelfRating
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.salvage import repair_vault
from portfolio_app.model.store.salvage.cipher import PageCipher
from tests.model.store.builders import (
    LATER,
    NOON,
    PASSPHRASE,
    PORTFOLIO,
    answer,
    attachment,
    claim,
    evidence,
    integrity,
    new_vault,
)

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.store.keys import VaultKey

PAGE = 4096
DERIVED = {"alembic_version", "searchable"}


class Rules:
    """A guide that knows one form."""

    def form_of(self, paths):
        return "reflective-summary"

    def media_type_of(self, content):
        return "application/pdf"

    def portfolio(self):
        return PORTFOLIO


@dataclass(frozen=True)
class Patient:
    """A closed vault: its folder, its key, its bytes and every row that it holds."""

    folder: Path
    key: VaultKey
    whole: bytes
    rows: dict

    @property
    def database(self):
        return self.folder / "vault.db"

    def copy(self, folder):
        shutil.copytree(self.folder, folder)
        return Patient(folder, self.key, self.whole, self.rows)

    def repair(self):
        return repair_vault(self.folder, self.key, at=LATER, guide=Rules())

    def rows_of(self, table):
        """Return the rows that a table had."""
        return [row for (name, _), row in self.rows.items() if name == table]

    def lost(self):
        """Return what the vault does not hold any more, as it held it, by table."""
        now = rows_of(connect_plainly(str(self.database), self.key))
        lost = {}
        for (table, rowid), row in self.rows.items():
            if now.get((table, rowid)) != row:
                lost.setdefault(table, []).append(row)
        return lost


def make_patient(folder, pieces=30):
    """Make a vault whose tables have several levels of pages, and rows of many pages."""
    dice = random.Random(23)
    vault, _ = new_vault(folder)
    with vault.transaction() as tx:
        for number in range(1, pieces + 1):
            tx.evidence.add(evidence(number, claims=()))
            piece = evidence(number).id
            for field in range(4):
                words = " ".join(dice.choices(("home", "visit", "listened", "wrote"), k=250))
                path = FieldPath(f"account.part{field}")
                tx.evidence.set_answer(piece, path, answer(words), NOON)
            made = claim(number)
            tx.claims.add(piece, made, LATER)
            if number <= 8:
                again = f"{words} And {number} more."
                tx.evidence.set_answer(piece, path, answer(again), LATER)
                tx.statements.put(claim(number).capability, again, NOON)
            tx.own_words.add(OwnWord(word=f"lifestory{number}", added_at=NOON))
        for number in (1, 2):
            content = dice.randbytes(300_000 * number)
            owner = evidence(number).id
            tx.attachments.add(owner, attachment(content, number), content)
        put_in_few(tx)
    vault.close()
    key = unlock(folder, Passphrase(PASSPHRASE))
    rows = rows_of(connect_plainly(str(folder / "vault.db"), key))
    return Patient(folder, key, (folder / "vault.db").read_bytes(), rows)


def put_in_few(tx):
    """Put rows into the tables that have few: on damage they are told apart by their looks."""
    for number in range(3):
        tx.people.add(person(number))
    for number in (1, 2):
        tx.ratings.add(rating(number))
        tx.rules.add_move(move(number))
        path = f"pathways/level-{number}.toml"
        tx.rules.keep([KeptRule(move=number, path=path, text="id = 1")])
    tx.retention.put(Retention(destroy_on=NOON.date(), reason="as agreed", chosen_at=NOON))
    tx.contributors.put(Contributor(role=RoleId("team_manager"), name="Ada Lindqvist"))
    tx.seals.add(Seal(pack_code="7KQM", version=1, sealed_at=NOON, sha256="ab" * 32))


def person(number):
    return Person(
        id=f"person-{number}",
        real_name=f"Real Name {number}",
        stand_in=f"Child {number}",
        also=(f"Nick {number}",),
        note="",
        added_at=NOON,
    )


def rating(number):
    return SelfRating(
        capability=claim(number).capability, stage="", level="sure", note="so", rated_at=NOON
    )


def move(number):
    return Move(
        number=number,
        from_pathway=PathwayId("bexley-level-3"),
        from_version=f"2018.{number}",
        to_pathway=PathwayId("bexley-level-3"),
        to_version="2026.1",
        moved_at=NOON,
    )


def rows_of(connection):
    """Return every row that is not made anew from others, by table and rowid."""
    with closing(connection):
        names = [
            name
            for schema, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall()
            if kind == "table" and not name.startswith("sqlite_") and name not in DERIVED
        ]
        return {
            (name, row[0]): row[1:] if name != "attachment" else without_reading(row[1:])
            for name in names
            for row in connection.execute(f'SELECT rowid, * FROM "{name}"')
        }


def without_reading(row):
    """Leave out whether the words of a file have been read: they are read again."""
    return row[:-1]


def pages_of(patient, scratch):
    """Return what SQLite says is on every page: table, kind, and how many rows.

    The pages are decrypted one by one; what comes out must be a database as SQLite knows it.
    """
    cipher = PageCipher(patient.key)
    content = b"".join(
        cipher.decrypted(number + 1, patient.whole[number * PAGE :][:PAGE]) + bytes(80)
        for number in range(len(patient.whole) // PAGE)
    )
    # In clear, because it is a test's; and not with a write-ahead log, as nothing is written.
    scratch.write_bytes(content[:18] + b"\x01\x01" + content[20:])
    with closing(sqlite3.connect(scratch)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = plain.execute("SELECT pageno, name, pagetype, ncell FROM dbstat").fetchall()
    return {number: (name, kind, cells) for number, name, kind, cells in found}


def most_lost(damaged, pages):
    """Return how many rows of each table touch the damaged pages, at most."""
    most = {}
    for number in damaged:
        name, kind, cells = pages.get(number, ("", "", 0))
        most[name] = most.get(name, 0) + {"leaf": cells, "overflow": 1}.get(kind, 0)
    return most


def is_well(patient):
    """Tell whether the vault opens and finds nothing wrong with itself."""
    with open_vault(patient.folder, patient.key) as vault:
        with vault.reading() as tx:
            tx.evidence.all()
            tx.portfolio.get()
        return not integrity(vault)


def said(check_up, condition=Condition.LOST):
    """Return the findings of one condition."""
    return " ".join(f.sentence for f in check_up.findings if f.condition is condition)
