"""Lets many work in a vault, or one alone with nobody else inside."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Gate:
    """Whoever works passes through; closing it waits until all are out, and bars the way.

    One thread may pass again while it is inside, whatever waits for the gate to close.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False
        self._own = threading.local()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be inside for the time of the block."""
        depth = getattr(self._own, "depth", 0)
        with self._changed:
            if not depth:
                self._changed.wait_for(lambda: not self._closed)
            self._inside += 1
        self._own.depth = depth + 1
        try:
            yield
        finally:
            self._own.depth = depth
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Keep everybody out for the time of the block; not to be asked from inside.

        Raises:
            RuntimeError: This thread is inside itself, and would wait for ever.
        """
        if getattr(self._own, "depth", 0):
            raise RuntimeError("the gate cannot be closed from inside")
        with self._changed:
            self._changed.wait_for(lambda: not self._closed)
            self._closed = True
            self._changed.wait_for(lambda: not self._inside)
        try:
            yield
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()
