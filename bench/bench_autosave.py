"""One edit saved into the vault, beside the same row saved by plain SQLite.

A word is added to 2,000 characters, in a transaction of its own with synchronous=FULL and WAL,
turn by turn, so that both meet the same disk. The vault encrypts besides, lets the new words be
found, and keeps what stood there before whenever somebody pauses: here at every tenth edit.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.evidence import Answer, Evidence
from portfolio_app.model.domain.names import (
    PRACTITIONER,
    EvidenceId,
    FieldPath,
    FormId,
    PathwayId,
)
from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
from portfolio_app.model.store import Vault, create_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS: Final = 500
WARM_UP: Final = 20
PAUSE_AFTER: Final = 10
"""Edits between two pauses."""
EVIDENCE: Final = EvidenceId("piece")
PATH: Final = FieldPath("account.feelings")


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as name,
        new_vault(Path(name)) as vault,
        closing(plain_database(Path(name) / "plain.db")) as database,
    ):
        ours, plain = measure(partial(save, vault), partial(save_plainly, database))
    print(
        json.dumps(
            {
                "name": "one edit saved, 99th of 100",
                "figure": round(slowest(ours), 2),
                "unit": "ms",
                "ratio": round(slowest(ours) / slowest(plain), 2),
                "reference": f"the same row saved by plain SQLite: {slowest(plain):.2f} ms",
                "target": "at most 20 ms",
                "median": round(statistics.median(ours), 2),
                "median of plain SQLite": round(statistics.median(plain), 2),
            }
        )
    )


def measure(*ways: Callable[[str, datetime], None]) -> list[list[float]]:
    """Return the milliseconds of each save in each way, taken in turn."""
    times: list[list[float]] = [[] for _ in ways]
    text, at = "A word of many. " * 125, datetime.now(UTC)
    for turn in range(WARM_UP + ROUNDS):
        text += f" Edit {turn}."
        at += timedelta(seconds=1 if turn % PAUSE_AFTER else 60)
        for way, taken in zip(ways, times, strict=True):
            begun = perf_counter()
            way(text, at)
            taken.append((perf_counter() - begun) * 1000)
    return [taken[WARM_UP:] for taken in times]


def slowest(times: Sequence[float]) -> float:
    """Return the time that 99 of 100 stay below."""
    return statistics.quantiles(times, n=100)[-1]


def save(vault: Vault, text: str, at: datetime) -> None:
    """Save as the window does when somebody stops typing."""
    answer = Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)
    with vault.transaction() as tx:
        tx.evidence.set_answer(EVIDENCE, PATH, answer, at)


def save_plainly(database: sqlite3.Connection, text: str, at: datetime) -> None:
    """Save by the two statements that the vault needs, too."""
    now = at.isoformat()
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE evidence SET changed_at = ? WHERE id = ?", (now, EVIDENCE))
    database.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = ?, at = ?",
        (EVIDENCE, PATH, text, now, text, now),
    )
    database.execute("COMMIT")


def new_vault(folder: Path) -> Vault:
    """Make a vault with one piece of evidence."""
    portfolio = Portfolio(
        id="bench",
        practitioner=Practitioner(name="Bench"),
        pathway=PathwayId("bench"),
        pathway_version="1",
        started_on=date(2026, 1, 1),
    )
    vault, _ = create_vault(
        folder / "bench.portfolio", portfolio, passphrase="a bench has no secrets"
    )
    now = datetime.now(UTC)
    piece = Evidence(id=EVIDENCE, form=FormId("bench"), created_at=now, changed_at=now)
    with vault.transaction() as tx:
        tx.evidence.add(piece)
    return vault


def plain_database(path: Path) -> sqlite3.Connection:
    """Make an unencrypted database of the same shape and the same care for the disk."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE evidence (id TEXT PRIMARY KEY, changed_at TEXT)")
    database.execute(
        "CREATE TABLE answer (id TEXT, path TEXT, text TEXT, at TEXT, PRIMARY KEY (id, path))"
    )
    database.execute("INSERT INTO evidence VALUES (?, '')", (EVIDENCE,))
    return database


if __name__ == "__main__":
    main()
