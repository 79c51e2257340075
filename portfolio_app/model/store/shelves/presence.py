"""Whether what is to be changed is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CursorResult, update

from portfolio_app.errors import EvidenceError
from portfolio_app.model.store.rows import EvidenceRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Result
    from sqlalchemy.orm import Session


def touch(session: Session, evidence_id: str, at: datetime) -> None:
    """Note that evidence changed.

    Raises:
        EvidenceError: It is not there, or in the bin.
    """
    changed = session.execute(
        update(EvidenceRow)
        .where(EvidenceRow.id == evidence_id, EvidenceRow.removed_at.is_(None))
        .values(changed_at=at)
        .execution_options(synchronize_session=False)
    )
    if not affected(changed):
        raise missing("piece of evidence")


def affected(result: Result[Any]) -> bool:
    """Tell whether a statement changed any row."""
    return cast("CursorResult[Any]", result).rowcount > 0


def missing(what: str, where: str = "in the portfolio") -> EvidenceError:
    """Return what to say when somebody changes what has meanwhile gone."""
    return EvidenceError(
        f"This {what} is no longer {where}.",
        advice="Nothing was changed. Look at the list again.",
    )
