"""How records lie in the database. Private to the store: rows never leave it.

The schema itself is made by `migrations`; a test holds the two together.
"""

from __future__ import annotations

from portfolio_app.model.store.columns import Base
from portfolio_app.model.store.rows.evidence import (
    AnswerRow,
    AttachmentRow,
    ChunkRow,
    ClaimRow,
    EvidenceRow,
    FileFindingRow,
)
from portfolio_app.model.store.rows.history import RevisionRow
from portfolio_app.model.store.rows.people import PersonNameRow, PersonRow
from portfolio_app.model.store.rows.portfolio import (
    ContributorRow,
    PortfolioRow,
    RetentionRow,
    SealRow,
    StatementRow,
)
from portfolio_app.model.store.rows.rules import KeptRuleRow, MoveRow
from portfolio_app.model.store.rows.search import SearchableRow
from portfolio_app.model.store.rows.writing import OwnWordRow, SelfRatingRow

__all__ = [
    "AnswerRow",
    "AttachmentRow",
    "Base",
    "ChunkRow",
    "ClaimRow",
    "ContributorRow",
    "EvidenceRow",
    "FileFindingRow",
    "KeptRuleRow",
    "MoveRow",
    "OwnWordRow",
    "PersonNameRow",
    "PersonRow",
    "PortfolioRow",
    "RetentionRow",
    "RevisionRow",
    "SealRow",
    "SearchableRow",
    "SelfRatingRow",
    "StatementRow",
]
