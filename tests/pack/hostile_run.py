"""Takes files in and binds them, each in a process of its own with narrow limits.

`main` prints a line of JSON for each. What crashes, hangs or takes too much memory is told as
such, and the next file is taken.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from hashlib import sha256
from pathlib import Path

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.services.reader import FileReader
from tests.pack.test_foreign import hosted

MEMORY = 1500 * 1024**2
"""Of addresses, libraries included; the promise is 1 GB of memory, for either process."""
SECONDS = 10
"""Of work by either process; a busy computer may take longer on the clock."""
PATIENCE = 60
"""Seconds on the clock, of which a process that hangs without working would take any number."""


def main(paths: list[str]) -> None:
    """Try every file and tell what became of it."""
    for name in paths:
        receiving, sending = os.pipe()
        child = os.fork()
        if not child:
            os.close(receiving)
            _try(Path(name), sending)
        os.close(sending)
        with open(receiving, "rb") as pipe:  # noqa: PTH123 - a descriptor
            told = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        outcome = json.loads(told) if told else {"crash": f"signal {killed}, exit {status}"}
        print(json.dumps({"file": Path(name).name, **outcome}), flush=True)


def _try(path: Path, sending: int) -> None:
    """Take the file in, look at it and bind it; then end this process, whatever happened."""
    signal.alarm(PATIENCE)  # its default is to kill, even inside a library
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        outcome = _outcome(path)
    except BaseException as error:  # noqa: BLE001 - told, not swallowed
        outcome = {"crash": repr(error)[:300]}
    os.write(sending, json.dumps(outcome).encode())
    os._exit(0)


def _outcome(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    reader = FileReader()
    try:
        inspected = reader.inspect(data, path.name)
        known = reader.read(sha256(data).hexdigest(), inspected.media_type, lambda: data)
        with open_attachment(data, inspected.media_type, known.sights) as opened:
            sizes = [[round(page.width), round(page.height)] for page in opened.pages]
        bound = hosted(data, media_type=inspected.media_type, sights=known.sights)
    except IntakeError as error:
        return {"refused": error.summary, "advice": error.advice}
    peaks = (resource.getrusage(who).ru_maxrss // 1024 for who in _BOTH)
    pages = {"pages": len(sizes), "sizes": sizes[:3]}
    return {**pages, "bytes": len(bound), "megabytes": max(peaks)}


_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
