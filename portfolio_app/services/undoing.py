"""What may still be undone: nothing that was done before a person was erased.

Whatever is held for undoing lies in memory with the words it had, out of an erasure's reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Hashable


class Undoing:
    """Knows of each thing that was done in one open portfolio whether it may be undone.

    Ask and tell it within a transaction: then an erasure comes either before or after.
    """

    def __init__(self) -> None:
        self._held: set[Hashable] = set()

    def offer(self, what: Hashable) -> None:
        """Let `what` be undone until somebody is erased."""
        self._held.add(what)

    def require(self, what: Hashable) -> None:
        """Refuse to undo what an erasure has ended.

        Raises:
            EvidenceError: It may not be undone any more.
        """
        if what not in self._held:
            raise EvidenceError(
                "This can no longer be undone, as a person was erased in the meantime.",
                advice="Nothing was changed. Undoing it could have brought their name back.",
            )

    def end(self) -> None:
        """Let nothing that was done so far be undone any more."""
        self._held.clear()
