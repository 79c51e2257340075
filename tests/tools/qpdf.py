"""qpdf, a second reader of PDF syntax: cross-references, object and stream structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools.command import run

if TYPE_CHECKING:
    from pathlib import Path


def check(path: Path) -> list[str]:
    """Return what `qpdf --check` finds wrong with `path`, warnings included: `[]` is clean."""
    result = run(["qpdf", "--check", path])
    if result.returncode == 0:
        return []
    return (result.stderr or result.stdout).splitlines()
