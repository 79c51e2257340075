"""Runs our small drivers of Java libraries; each is compiled once and kept below `build/`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.tools.command import run

if TYPE_CHECKING:
    from collections.abc import Sequence

CACHE: Final = Path(__file__).parents[2] / "build" / "java"
ARCHIVES: Final = Path("/usr/share/java")
BRIEFLY: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For programs that are over before a thorough compiler would pay: half of the time."""


def command(
    driver: Path, libraries: Sequence[Path], *, properties: Sequence[str] = ()
) -> list[str]:
    """Return what starts the class that a source file defines under its own name.

    Args:
        driver: The source file.
        libraries: Java archives that it uses.
        properties: Options such as `-Dname=value`.

    Raises:
        RuntimeError: It does not compile.
    """
    path = os.pathsep.join(map(str, (compiled(driver, libraries), *libraries)))
    return ["java", *BRIEFLY, *properties, "-cp", path, driver.stem]


def compiled(driver: Path, libraries: Sequence[Path]) -> Path:
    """Return the folder of a driver's classes, made in one step: two processes may try at once.

    Raises:
        RuntimeError: It does not compile.
    """
    classes = CACHE / hashlib.sha256(driver.read_bytes()).hexdigest()[:16]
    if classes.exists():
        return classes
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        out = Path(scratch) / "classes"
        path = os.pathsep.join(map(str, libraries))
        result = run(["javac", "--release", "11", "-cp", path, "-d", out, driver])
        if result.returncode:
            raise RuntimeError(f"{driver.name} does not compile:\n{result.stderr}")
        try:
            out.rename(classes)
        except OSError:  # the other was faster
            if not classes.exists():
                raise
    return classes
