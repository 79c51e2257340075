"""The first schema: a portfolio, its contributors, evidence, attachments, claims and seals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Build it."""
    _people()
    _evidence()
    _attachments()
    _claims()


def _people() -> None:
    op.create_table(
        "portfolio",
        sa.Column("the_only", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("swe_number", sa.String, nullable=False),
        sa.Column("job_title", sa.String, nullable=False),
        sa.Column("team", sa.String, nullable=False),
        sa.Column("pathway", sa.String, nullable=False),
        sa.Column("pathway_version", sa.String, nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("panel_on", sa.Date),
        sa.Column("submit_by", sa.Date),
        sa.Column("example", sa.Boolean, nullable=False),
        sa.Column("times_sealed", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("the_only", name="pk_portfolio"),
        sa.CheckConstraint("the_only = 1", name="ck_portfolio_the_only"),
    )
    op.create_table(
        "contributor",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String),
        sa.PrimaryKeyConstraint("number", name="pk_contributor"),
        sa.UniqueConstraint("role", name="uq_contributor_role"),
    )
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("pack_code", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed_at", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_seal"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("by", sa.String),
        sa.Column("author_name", sa.String, nullable=False),
        sa.Column("core", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.Column("removed_at", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_table(
        "answer",
        sa.Column("evidence_id", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("entered_by", sa.String, nullable=False),
        sa.Column("changed_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("evidence_id", "path", name="pk_answer"),
        _belongs_to_evidence("answer"),
    )


def _attachments() -> None:
    op.create_table(
        "attachment",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("evidence_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("description", sa.String, nullable=False),
        sa.Column("path", sa.String),
        sa.Column("removed_at", sa.String),
        sa.PrimaryKeyConstraint("number", name="pk_attachment"),
        sa.UniqueConstraint("id", name="uq_attachment_id"),
        _belongs_to_evidence("attachment"),
    )
    op.create_index("ix_attachment_evidence_id", "attachment", ["evidence_id"])
    op.create_table(
        "attachment_chunk",
        sa.Column("attachment_id", sa.String, nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("attachment_id", "seq", name="pk_attachment_chunk"),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name="fk_attachment_chunk_attachment_id",
            ondelete="CASCADE",
        ),
    )


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("evidence_id", sa.String, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("exact", sa.String, nullable=False),
        sa.Column("prefix", sa.String, nullable=False),
        sa.Column("suffix", sa.String, nullable=False),
        sa.Column("framework", sa.String, nullable=False),
        sa.Column("capability", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_claim"),
        sa.UniqueConstraint("id", name="uq_claim_id"),
        _belongs_to_evidence("claim"),
    )
    op.create_index("ix_claim_evidence_id", "claim", ["evidence_id"])


def _belongs_to_evidence(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["evidence_id"],
        ["evidence.id"],
        name=f"fk_{table}_evidence_id",
        ondelete="CASCADE",
    )
