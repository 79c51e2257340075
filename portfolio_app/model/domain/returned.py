"""What a Word document that was written elsewhere would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedAnswer:
    """One answer that is not as it stands in the portfolio."""

    piece: EvidenceId
    piece_title: str
    slot: Slot
    title: str
    """Of the answer: `Goal 2`."""
    before: str
    """As it stands in the portfolio, in words."""
    after: str
    """As the file has it, in words."""
    stored: str
    """The latter as it would be stored."""
    marks: tuple[Mark, ...] = ()
    """How it would be formatted."""
    formatting_only: bool = False
    """Whether the words are the same."""
    both_changed: bool = False
    """Whether it was changed in the portfolio too, since the file was written."""
    is_former: bool = False
    """Whether the file has a wording that stood in the portfolio before: it is older."""
    loosened: int = 0
    """Claims whose words would be gone."""

    @property
    def is_plain(self) -> bool:
        """Whether the file alone has something new, so that nothing speaks against it."""
        return not (self.both_changed or self.is_former)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """All that a document of ours says, compared with the portfolio."""

    pieces: tuple[EvidenceId, ...]
    """Those of this portfolio that it holds, in its order."""
    changes: tuple[ReturnedAnswer, ...]
    unsorted: tuple[str, ...] = ()
    """Paragraphs outside all answers, and answers that no longer fit their question."""
    absent: int = 0
    """Answers that the portfolio has and the file has not; they stay."""
    unknown: int = 0
    """Pieces in the file that are not in this portfolio, or not any more."""
    remarks: tuple[str, ...] = ()
