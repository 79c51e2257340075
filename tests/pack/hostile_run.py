"""Takes files in and binds them, each in a process of its own with narrow limits.

Run as a program: `python -m tests.pack.hostile_run FILE ...` prints a line of JSON for each.
What crashes, hangs or takes too much memory is told as such, and the next file is taken.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

from portfolio_app.errors import IntakeError
from portfolio_app.intake.attachments import inspect_attachment
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.foreign_reading import read_attachment
from tests.pack.test_foreign import hosted

MEMORY = 1500 * 1024**2
"""Of addresses, libraries included; the promise is 1 GB of memory."""
SECONDS = 10


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
    signal.alarm(SECONDS)  # its default is to kill, even inside a library
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        outcome = _outcome(path)
    except BaseException as error:  # noqa: BLE001 - told, not swallowed
        outcome = {"crash": repr(error)[:300]}
    os.write(sending, json.dumps(outcome).encode())
    os._exit(0)


def _outcome(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    try:
        inspected = inspect_attachment(data, path.name)
        with open_attachment(data, inspected.media_type) as opened:
            sizes = [[round(page.width), round(page.height)] for page in opened.pages]
        read_attachment(data, inspected.media_type)
        bound = hosted(data, media_type=inspected.media_type)
    except IntakeError as error:
        return {"refused": error.summary, "advice": error.advice}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"pages": len(sizes), "sizes": sizes[:3], "bytes": len(bound), "megabytes": peak}


if __name__ == "__main__":
    main(sys.argv[1:])
