"""One answer saved into the vault, beside the same row saved by plain SQLite.

Both write 2,000 characters in a transaction of its own with synchronous=FULL and WAL, turn
by turn, so that both meet the same disk.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
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
    from collections.abc import Callable

ROUNDS: Final = 500
WARM_UP: Final = 20
EVIDENCE: Final = EvidenceId("piece")
PATH: Final = FieldPath("account.feelings")


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as name,
        new_vault(Path(name)) as vault,
        closing(plain_database(Path(name) / "plain.db")) as database,
    ):
        ours, plain = measure(
            lambda text: save(vault, text), lambda text: save_plainly(database, text)
        )
    print(
        json.dumps(
            {
                "name": "one answer saved",
                "figure": round(ours, 3),
                "unit": "ms",
                "ratio": round(ours / plain, 2),
                "reference": f"the same row saved by plain SQLite: {plain:.3f} ms",
                "target": "at most 3 times plain SQLite",
            }
        )
    )


def measure(*ways: Callable[[str], None]) -> list[float]:
    """Return the median milliseconds of each way of saving, taken in turn."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(WARM_UP + ROUNDS):
        text = f"{turn:08} " * 222  # about 2,000 characters, never the same
        for way, taken in zip(ways, times, strict=True):
            begun = perf_counter()
            way(text)
            taken.append((perf_counter() - begun) * 1000)
    return [statistics.median(taken[WARM_UP:]) for taken in times]


def save(vault: Vault, text: str) -> None:
    """Save as the window does when somebody stops typing."""
    answer = Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)
    with vault.transaction() as tx:
        tx.evidence.set_answer(EVIDENCE, PATH, answer, datetime.now(UTC))


def save_plainly(database: sqlite3.Connection, text: str) -> None:
    """Save by the two statements that the vault needs, too."""
    at = datetime.now(UTC).isoformat()
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE evidence SET changed_at = ? WHERE id = ?", (at, EVIDENCE))
    database.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = ?, at = ?",
        (EVIDENCE, PATH, text, at, text, at),
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
