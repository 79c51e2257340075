"""Work for a process of its own: well behaved and otherwise."""

from __future__ import annotations

import ctypes
import resource
import time

from portfolio_app.errors import IntakeError


def double(number, tick):
    tick()
    return 2 * number


def whether_memory_may_be_dumped(tick):
    """Return what prctl(2) and getrlimit(2) say: PR_GET_DUMPABLE, and the limit for a core."""
    return ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)


def refuse(tick):
    raise IntakeError("This cannot be.", advice="Do something else.")


def fail(tick):
    raise LookupError("a defect")


def answer_with_what_cannot_travel(tick):
    return lambda: tick


def sleep(tick):
    tick()
    time.sleep(600)


def never_begin(tick):
    time.sleep(600)


def be_slow_but_busy(pages, tick):
    tick()
    for _ in range(pages):
        time.sleep(0.2)
        tick()
    return pages


def take_memory(tick):
    tick()
    kept = []
    while True:
        kept.append(bytearray(64 * 1024**2))


def crash(tick):
    ctypes.string_at(0)


def limits(tick):
    import logging
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE), logging.root.manager.disable
