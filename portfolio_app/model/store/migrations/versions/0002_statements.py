"""The practitioner's account of each capability as a whole."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make room for it; older portfolios have none."""
    op.create_table(
        "statement",
        sa.Column("capability", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("capability", name="pk_statement"),
    )
