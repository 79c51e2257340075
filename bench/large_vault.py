"""A portfolio as large as is promised for: 500 pieces, two million words of history, 1 GB.

Making it takes half a minute, so it is kept below `build/` for the benches that need it. Beside
it lies the same content in a database of plain SQLite.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from portfolio_app.model.domain.evidence import Answer, Attachment, Evidence
from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    AttachmentId,
    EvidenceId,
    FieldPath,
    FormId,
    PathwayId,
)
from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
from portfolio_app.model.store import Passphrase, Vault, VaultKey, create_vault, unlock
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.keys import Cost

PIECES: Final = 500
VERSIONS: Final = 8
"""Earlier versions of each piece's account, of 500 words each."""
FILES: Final = 200
FILE_BYTES: Final = 5_368_709
PASSPHRASE: Final = "a bench has no secrets"
ACCOUNT: Final = FieldPath("account.feelings")
CHUNK: Final = 256 * 1024
NOON: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
_PLACE: Final = Path(__file__).parent.parent / "build" / "bench" / "large-2"
"""The number grows with the content and the schema, so that nobody measures an older one."""
_WORDS: Final = ("visited", "home", "listened", "child", "agreed", "plan", "wrote", "felt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """Where it lies, and what opens it."""

    folder: Path
    key: VaultKey
    plain: Path
    """The same rows in plain SQLite."""

    @property
    def megabytes(self) -> float:
        """Size of the encrypted database, in millions of bytes."""
        return (self.folder / "vault.db").stat().st_size / 1e6


def large_vault() -> Large:
    """Return the large portfolio, closed; make it if it is not there."""
    folder, plain = _PLACE / "large.portfolio", _PLACE / "plain.db"
    if not plain.exists():
        shutil.rmtree(_PLACE, ignore_errors=True)
        _PLACE.mkdir(parents=True)
        _make(folder)
        half = plain.with_suffix(".half")
        _copy_plainly(folder, half)
        half.rename(plain)
    key = unlock(folder, Passphrase(PASSPHRASE))
    return Large(folder=folder, key=key, plain=plain)


def _make(folder: Path) -> None:
    portfolio = Portfolio(
        id="bench",
        practitioner=Practitioner(name="Bench"),
        pathway=PathwayId("bexley-level-3"),
        pathway_version="2018.1",
        started_on=date(2026, 1, 1),
        panel_on=date(2027, 1, 14),
    )
    vault, _ = create_vault(
        folder, portfolio, passphrase=PASSPHRASE, cost=Cost(memory_kib=64, passes=1, lanes=1)
    )
    dice = random.Random(1)
    with vault:
        for number in range(PIECES):
            _add_piece(vault, number, dice)
        for number in range(FILES):
            _add_file(vault, number)


def _add_piece(vault: Vault, number: int, dice: random.Random) -> None:
    key, made = EvidenceId(f"piece-{number}"), NOON + timedelta(hours=number)
    words = dice.choices(_WORDS, k=500)
    texts = {"title": f"Piece {number}", "date": "2026-05-01", ACCOUNT: " ".join(words)}
    with vault.transaction() as tx:
        tx.evidence.add(
            Evidence(
                id=key,
                form=FormId("reflective-summary"),
                answers={FieldPath(path): _answer(text) for path, text in texts.items()},
                created_at=made,
                changed_at=made,
            )
        )
        for version in range(VERSIONS):
            text = " ".join(dice.choices(_WORDS, k=500))
            when = made - timedelta(days=VERSIONS - version)
            tx.history.keep(TextPlace(evidence_id=key, path=ACCOUNT), text, when)


def _add_file(vault: Vault, number: int) -> None:
    content = os.urandom(FILE_BYTES)
    record = Attachment(
        id=AttachmentId(f"file-{number}"),
        name=f"Scan {number}.jpg",
        media_type="image/jpeg",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        pages=1,
    )
    with vault.transaction() as tx:
        tx.attachments.add(EvidenceId(f"piece-{number}"), record, content)


def _answer(text: str) -> Answer:
    return Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)


def _copy_plainly(folder: Path, plain: Path) -> None:
    """Write every row of every table into a database of plain SQLite."""
    key = unlock(folder, Passphrase(PASSPHRASE))
    with (
        closing(connect_plainly(str(folder / "vault.db"), key)) as source,
        closing(sqlite3.connect(plain, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA journal_mode = WAL")
        schema = source.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT LIKE 'search%' AND type IN ('table', 'index')"
        ).fetchall()
        for _, _, sql in schema:
            if "search" not in sql:
                target.execute(sql)
        for kind, name, sql in schema:
            if kind != "table" or "search" in sql:
                continue
            target.execute("BEGIN")
            for row in source.execute(f'SELECT * FROM "{name}"'):
                target.execute(
                    f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row
                )
            target.execute("COMMIT")
