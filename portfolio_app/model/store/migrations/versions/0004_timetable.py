"""How the practitioner's time runs: part-time work, leave, an extension, optional stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make room for it; everyone has worked full time so far."""
    op.add_column(
        "portfolio", sa.Column("timetable", sa.String, nullable=False, server_default="")
    )
