"""What texts said before, the people register, the day of destruction, the index of words.

`searchable` holds everything that search can find, and `search_index` is the FTS5 index on it
(https://www.sqlite.org/fts5.html#external_content_tables). Triggers keep both: whoever writes a
text, by whatever way, need not think of them. Both can be made anew from the rest.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make room for all of it, and index what is there."""
    _history()
    _people()
    _retention()
    _searchable()
    _follow_texts()


def _history() -> None:
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("evidence_id", sa.String),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("base", sa.Integer),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("tail", sa.Integer, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_revision"),
        _belongs("revision", "evidence"),
    )
    op.create_index("ix_revision_evidence_id", "revision", ["evidence_id", "path"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("real_name", sa.String, nullable=False),
        sa.Column("stand_in", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("added_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_person"),
        sa.UniqueConstraint("id", name="uq_person_id"),
    )
    op.create_table(
        "person_name",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_person_name"),
        _belongs("person_name", "person"),
    )
    op.create_index("ix_person_name_person_id", "person_name", ["person_id"])


def _retention() -> None:
    op.create_table(
        "retention",
        sa.Column("the_only", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("destroy_on", sa.Date, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("chosen_at", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("the_only", name="pk_retention"),
        sa.CheckConstraint("the_only = 1", name="ck_retention_the_only"),
    )


def _searchable() -> None:
    op.add_column(
        "attachment",
        sa.Column("text_taken", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "searchable",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("evidence_id", sa.String),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("claim_id", sa.String),
        sa.Column("attachment_id", sa.String),
        sa.Column("page", sa.Integer),
        sa.Column("words", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_searchable"),
        _belongs("searchable", "evidence"),
        _belongs("searchable", "claim"),
        _belongs("searchable", "attachment"),
    )
    for owner in ("evidence", "claim", "attachment"):
        op.create_index(f"ix_searchable_{owner}_id", "searchable", [f"{owner}_id"])
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content = 'searchable',"
        " content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2',"
        " prefix = '1 2 3')"
    )
    # Words that were taken away leave the index at once, not some later day.
    op.execute("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)")
    enter = "INSERT INTO search_index (rowid, words) VALUES (new.number, new.words);"
    leave = (
        "INSERT INTO search_index (search_index, rowid, words)"
        " VALUES ('delete', old.number, old.words);"
    )
    _trigger("searchable_added", "INSERT ON searchable", enter)
    _trigger("searchable_removed", "DELETE ON searchable", leave)
    _trigger("searchable_changed", "UPDATE ON searchable", leave + enter)


def _follow_texts() -> None:
    """Let `searchable` follow every text of which it holds a copy, from what is there on."""
    _follow(
        "answer",
        "'answer', {row}.evidence_id, {row}.path, NULL, NULL, {row}.text",
        "source = 'answer' AND evidence_id = old.evidence_id AND path = old.path",
    )
    _follow(
        "evidence",
        "'author', {row}.id, '', NULL, NULL, {row}.author_name",
        "source = 'author' AND evidence_id = old.id",
    )
    _follow(
        "claim",
        "'note', {row}.evidence_id, {row}.path, {row}.id, NULL, {row}.note",
        "source = 'note' AND claim_id = old.id",
    )
    _follow(
        "attachment",
        "'attachment', {row}.evidence_id, coalesce({row}.path, ''), NULL, {row}.id,"
        " {row}.name || char(10) || {row}.description",
        "source = 'attachment' AND attachment_id = old.id",
    )
    _follow(
        "statement",
        "'statement', NULL, {row}.capability, NULL, NULL, {row}.text",
        "source = 'statement' AND path = old.capability",
    )


def _follow(table: str, entry: str, which: str) -> None:
    """Enter every row of a table, now and whenever it comes, changes or goes.

    Args:
        table: Its name.
        entry: The columns of `searchable` for the row called `{row}`.
        which: The condition that finds the entry of a row that is called `old`.
    """
    into = (
        "INSERT INTO searchable (source, evidence_id, path, claim_id, attachment_id, words)"
        " SELECT "
    )
    old, new = entry.format(row="old"), entry.format(row="new")
    enter, leave = f"{into}{new};", f"DELETE FROM searchable WHERE {which};"  # noqa: S608 - ours
    op.execute(f"{into}{entry.format(row=table)} FROM {table}")
    _trigger(f"{table}_added", f"INSERT ON {table}", enter)
    _trigger(f"{table}_removed", f"DELETE ON {table}", leave)
    changed = f"UPDATE ON {table} WHEN ({new}) IS NOT ({old})"
    _trigger(f"{table}_changed", changed, leave + enter)


def _trigger(name: str, event: str, steps: str) -> None:
    op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {steps} END")


def _belongs(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{owner}_id"],
        [f"{owner}.id"],
        name=f"fk_{table}_{owner}_id",
        ondelete="CASCADE",
    )
