"""The writing desk and other rules: formatting, own words, self-ratings, kept rules, moves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for all of it; nothing that is there changes."""
    _beside_what_is_there()
    _writing()
    _rules()


def _writing() -> None:
    op.create_table(
        "own_word",
        sa.Column("word", sa.String, nullable=False),
        sa.Column("added_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_own_word"),
    )
    op.create_table(
        "file_finding",
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("findings", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_file_finding"),
    )
    op.execute(  # words of a file must not outlive it, whoever removes it
        "CREATE TRIGGER attachment_forgotten AFTER DELETE ON attachment BEGIN"
        " DELETE FROM file_finding WHERE sha256 = old.sha256"
        " AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = old.sha256); END"
    )
    op.create_table(
        "self_rating",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("capability", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("rated_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_self_rating"),
    )


def _rules() -> None:
    op.create_table(
        "kept_rule",
        sa.Column("move", sa.Integer, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("move", "path", name="pk_kept_rule"),
    )
    op.create_table(
        "move",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("from_pathway", sa.String, nullable=False),
        sa.Column("from_version", sa.String, nullable=False),
        sa.Column("to_pathway", sa.String, nullable=False),
        sa.Column("to_version", sa.String, nullable=False),
        sa.Column("moved_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_move"),
    )


def _beside_what_is_there() -> None:
    """Add columns; pieces drew on nothing, texts were plain and packs were whole so far."""
    op.add_column("answer", _text("marks"))
    op.add_column("evidence", sa.Column("draws_on", sa.String))
    op.add_column("seal", _text("stage"))
    op.add_column("seal", _text("shown"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, server_default="")
