"""Claiming as steps that Ctrl+Z takes back: all capabilities of one question at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.ui.editor.claim_desk import ClaimDesk
    from portfolio_app.ui.editor.undo import UndoLine


@dataclass(frozen=True, slots=True)
class Claimed:
    """Words were claimed."""

    desk: ClaimDesk
    claims: tuple[Claim, ...]

    def undo(self) -> bool:
        """Take the claims back; tell whether they were still there."""
        there = self.desk.known(self.claims)
        if there:
            self.desk.take_back(there)
        return bool(there)

    def redo(self) -> bool:
        """Claim the words again."""
        if self.desk.known(self.claims):
            return False  # they were put back by other means
        self.desk.put_back(self.claims)
        return True


@dataclass(frozen=True, slots=True)
class Attached:
    """Claims were put on other words."""

    desk: ClaimDesk
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]

    def undo(self) -> bool:
        """Let them have the words they had; tell whether they are still there."""
        return self._set(self.before)

    def redo(self) -> bool:
        """Put them on the other words again."""
        return self._set(self.after)

    def _set(self, claims: tuple[Claim, ...]) -> bool:
        are_there = len(self.desk.known(claims)) == len(claims)
        if are_there:
            self.desk.set_as(claims)
        return are_there


def follow_claims(desk: ClaimDesk, line: UndoLine) -> None:
    """Let a line of undoing take what is claimed at `desk` as steps."""
    desk.claimed.connect(lambda claims: line.add(Claimed(desk, claims)))
    desk.attached.connect(lambda before, after: line.add(Attached(desk, before, after)))
