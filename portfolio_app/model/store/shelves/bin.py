"""The bin: what was removed can be brought back for a while, then it is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, exists, select

from portfolio_app.model.store.rows import AttachmentRow, EvidenceRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

KEPT: Final = timedelta(days=30)
"""How long what was removed can be brought back."""

_ROWS: Final = (EvidenceRow, AttachmentRow)


class Bin:
    """Everything that was removed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_due(self, now: datetime) -> bool:
        """Tell whether anything has lain in the bin for longer than `KEPT`."""
        return any(
            self._session.scalar(select(exists().where(row.removed_at < now - KEPT)))
            for row in _ROWS
        )

    def empty(self, now: datetime) -> None:
        """Destroy what has lain in the bin for longer than `KEPT`, with all that belongs to it.

        The pages it filled are overwritten (`PRAGMA secure_delete`).
        """
        for row in _ROWS:
            self._session.execute(
                delete(row)
                .where(row.removed_at < now - KEPT)
                .execution_options(synchronize_session=False)
            )
