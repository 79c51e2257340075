"""A large portfolio opened and shown, beside plain SQLite reading the same pieces.

Measured from the moment the key is known until Today stands in the portfolio's own window, with
everything loaded that the window of the passphrase has loaded by then. Beside it: one edit of
that portfolio saved, of which the slowest in a hundred is promised.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import time
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_vault import ACCOUNT, large_vault
from PySide6.QtWidgets import QApplication

from portfolio_app.app import assemble
from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId
from portfolio_app.model.store import open_vault
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.look import Look
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from pathlib import Path

    from large_vault import Large

    from portfolio_app.services.program import Program

ROUNDS: Final = 7
SAVES: Final = 500
PATIENCE: Final = 60.0
"""Seconds after which a window that shows nothing is a defect."""


def main() -> None:
    """Measure and print."""
    large, app = large_vault(), QApplication([])
    look, program = Look(app), assemble()
    shown, read = [], []
    for turn in range(ROUNDS + 1):
        ours, plain = seconds_until_shown(app, look, program, large), seconds_read(large.plain)
        if turn:  # the first one loads what is loaded once
            shown.append(ours)
            read.append(plain)
    figure, reference = statistics.median(shown), statistics.median(read)
    saved = sorted(milliseconds_saved(large))
    print(
        json.dumps(
            {
                "name": f"500 pieces, {large.megabytes:,.0f} MB opened and shown",
                "figure": round(figure, 3),
                "unit": "s",
                "ratio": round(figure / reference, 1),
                "reference": f"all pieces and answers read by plain SQLite: {reference:.3f} s",
                "target": "at most 0.5 s; one edit saved in at most 20 ms, 99 times in 100",
                "save_p50_ms": round(statistics.median(saved), 2),
                "save_p99_ms": round(saved[int(len(saved) * 0.99)], 2),
            }
        )
    )


def seconds_until_shown(app: QApplication, look: Look, program: Program, large: Large) -> float:
    """Open the portfolio in its window, and wait until Today says what is to be done."""
    runner, hub = TaskRunner(), Hub()
    begun = perf_counter()
    opened = program.door.open_with_key(large.folder, large.key)
    window = PortfolioWindow(look, Settings(), program, opened, runner, hub)
    window.show()
    while runner.is_busy:
        app.processEvents()
        time.sleep(0.001)
        if perf_counter() - begun > PATIENCE:
            raise TimeoutError
    app.processEvents()
    taken = perf_counter() - begun
    window.background.stop()
    runner.settle()
    window.close()
    runner.shut_down()
    opened.close()
    window.deleteLater()
    app.processEvents()
    return taken


def seconds_read(plain: Path) -> float:
    """Open plain SQLite and read what the window reads."""
    begun = perf_counter()
    with closing(sqlite3.connect(plain)) as database:
        for table in ("portfolio", "contributor", "evidence", "answer", "claim", "attachment"):
            database.execute(f"SELECT * FROM {table}").fetchall()
    return perf_counter() - begun


def milliseconds_saved(large: Large) -> list[float]:
    """Save edits as the editor does, one after another in different pieces."""
    taken = []
    with open_vault(large.folder, large.key) as vault:
        for turn in range(SAVES):
            text = f"{turn:08} " * 500
            answer = Answer(text=text, written_by=PRACTITIONER, entered_by=PRACTITIONER)
            begun = perf_counter()
            with vault.transaction() as tx:
                piece = EvidenceId(f"piece-{turn % 500}")
                tx.evidence.set_answer(piece, ACCOUNT, answer, datetime.now(UTC))
            taken.append((perf_counter() - begun) * 1000)
    return taken


if __name__ == "__main__":
    main()
