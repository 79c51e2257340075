"""First window, whole process, against a bare PySide6 window in the same run.

Prints one JSON object: median wall seconds of a warm start until the first complete paint, for
the first start of all and, beside it, for unlocking.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_app.ui.settings import Settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7
COLD_RUNS = 3
FILE_CACHE = Path("/proc/sys/vm/drop_caches")
"""Written to, it empties the file cache; only who may do everything may."""
TARGET = 1.6
"""Times a bare window; the figure of the issue on the writing desk."""

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
program = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, window.close)
sys.exit(program.exec())
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a process takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def measured(
    environment: dict[str, str], runs: int = RUNS, before: Callable[[], object] = bool
) -> tuple[float, float]:
    """Return the median seconds of our window and of a bare one, started in turn.

    In turn, so that a drift of the machine touches both. `before` is called before each.
    """
    ours, bare = [], []
    for run in range(runs + 1):
        before()
        first = seconds([sys.executable, "-m", "portfolio_app"], environment)
        before()
        second = seconds([sys.executable, "-c", BARE], environment)
        if run:  # the first pair warms the file cache
            ours.append(first)
            bare.append(second)
    return statistics.median(ours), statistics.median(bare)


def forget_files() -> None:
    """Have the computer forget the files it has read, as after it was switched on.

    Raises:
        OSError: It does not let us.
    """
    os.sync()
    FILE_CACHE.write_text("3", encoding="ascii")


def main() -> None:
    """Measure the two first windows there are: that of an empty home, and unlocking."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "PORTFOLIO_HOME": home,
            "PORTFOLIO_QUIT_WHEN_SHOWN": "1",
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start has its bytecode
        first = measured(environment)
        vault = Path(home, "mine.portfolio")
        vault.mkdir()
        save_settings(Settings().opened(vault), Path(home))
        unlocking = measured(environment)
        cold = None
        if os.access(FILE_CACHE, os.W_OK):
            cold = measured(environment, COLD_RUNS, forget_files)
    print(
        json.dumps(
            {
                "name": "first window, warm, whole process",
                **said(*first),
                "unit": "s",
                "target": TARGET,
                "unlocking": said(*unlocking),
                "unlocking, cold": said(*cold) if cold else None,
            }
        )
    )


def said(figure: float, reference: float) -> dict[str, float]:
    """Return what was measured, what a bare window took, and their ratio."""
    return {
        "figure": round(figure, 3),
        "reference": round(reference, 3),
        "ratio": round(figure / reference, 2),
    }


if __name__ == "__main__":
    main()
