"""Keeps what a process has in its memory off the disk."""

from __future__ import annotations

import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4
"""Of prctl(2)."""


def leave_no_core_dump() -> None:
    """Ask the system not to write this process's memory to the disk when it crashes.

    The memory of an open vault holds what the vault protects, and so does that of a process
    which reads one of its files. Each has to ask for itself: a process that is started does
    not inherit all of it. Windows writes no dump of its own accord; what the machine swaps out
    is for the encryption of its disk.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # No limit holds for a dump that goes to a program, as desktops have it (core(5)); this
        # does, and keeps other programs of the same person out of our memory as well.
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
