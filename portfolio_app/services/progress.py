"""How a long-running service reports back, whoever is listening."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A listener for one run of one task."""

    def step(self, done: int, total: int, note: str) -> None:
        """Report `done` of `total`; `note` names the current work for the person.

        Raises:
            CancelledError: The person asked to stop. Let it pass.
        """


class Silent:
    """Progress nobody watches."""

    def step(self, done: int, total: int, note: str) -> None:
        """Ignore the report."""
