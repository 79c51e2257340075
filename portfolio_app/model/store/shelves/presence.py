"""Whether what is to be changed is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import CursorResult, bindparam, update

from portfolio_app.errors import EvidenceError
from portfolio_app.model.store.rows import EvidenceRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Result, Table
    from sqlalchemy.orm import Session

_EVIDENCE: Final = cast("Table", EvidenceRow.__table__)
_TOUCH: Final = (
    update(_EVIDENCE)
    .where(_EVIDENCE.c.id == bindparam("wanted"), _EVIDENCE.c.removed_at.is_(None))
    .values(changed_at=bindparam("at"))
)


def touch(session: Session, evidence_id: str, at: datetime) -> None:
    """Note that evidence changed.

    Raises:
        EvidenceError: It is not there, or in the bin.
    """
    changed = session.connection().execute(_TOUCH, {"wanted": evidence_id, "at": at})
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
