"""Runs every `bench_*.py` beside this file and prints their figures as one JSON array.

A bench prints one JSON object on standard output:

    name        what is measured, in words
    figure      the number measured
    unit        of `figure`
    ratio       `figure` over `reference`; it does not depend on how fast the machine is
    reference   what the figure is compared with, measured in the same run: name and number
    target      what is promised, in words

A bench that fails is told on standard error, and the exit code is 1; the others still run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

KEYS: Final = {"name", "figure", "unit", "ratio", "reference", "target"}
HERE: Final = Path(__file__).parent


def main() -> int:
    """Run the benches one after another, so that none disturbs another."""
    scripts = sorted(HERE.glob("bench_*.py"))
    figures, failed = [], False
    for script in scripts:
        print(f"{script.stem} ...", file=sys.stderr)
        try:
            figures.append(measure(script))
        except ValueError as error:
            failed = True
            print(f"{script.name}: {error}", file=sys.stderr)
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    return int(failed)


def measure(script: Path) -> dict[str, Any]:
    """Return what `script` measures.

    Raises:
        ValueError: It failed, or printed something else than one object with the agreed keys.
    """
    result = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=HERE.parent
    )
    if result.returncode:
        raise ValueError(f"failed with exit code {result.returncode}\n{result.stderr}")
    figure = json.loads(result.stdout)
    if not isinstance(figure, dict) or not set(figure) >= KEYS:
        raise ValueError(f"printed something else than an object with {sorted(KEYS)}")
    return figure


if __name__ == "__main__":
    sys.exit(main())
