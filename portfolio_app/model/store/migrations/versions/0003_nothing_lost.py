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
    _follow_pieces()
    _follow_statements()


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
        " prefix = '1 2')"
    )
    enter = "INSERT INTO search_index (rowid, words) VALUES (new.number, new.words);"
    leave = (
        "INSERT INTO search_index (search_index, rowid, words)"
        " VALUES ('delete', old.number, old.words);"
    )
    _trigger("searchable_added", "INSERT ON searchable", enter)
    _trigger("searchable_removed", "DELETE ON searchable", leave)
    _trigger("searchable_changed", "UPDATE ON searchable", leave + enter)


def _follow_pieces() -> None:
    """Let `searchable` follow every text of the pieces of evidence, from what is there on."""
    _follow(
        "answer",
        source="answer",
        evidence="{row}.evidence_id",
        path="{row}.path",
        words="{row}.text",
        of_old="evidence_id = old.evidence_id AND path = old.path",
    )
    _follow(
        "evidence",
        source="author",
        evidence="{row}.id",
        words="{row}.author_name",
        of_old="evidence_id = old.id",
    )
    _follow(
        "claim",
        source="note",
        evidence="{row}.evidence_id",
        path="{row}.path",
        claim="{row}.id",
        words="{row}.note",
        of_old="claim_id = old.id",
    )
    _follow(
        "attachment",
        source="attachment",
        evidence="{row}.evidence_id",
        path="coalesce({row}.path, '')",
        attachment="{row}.id",
        words="{row}.name || char(10) || {row}.description",
        of_old="attachment_id = old.id",
    )


def _follow_statements() -> None:
    """Let `searchable` follow the statements, which belong to capabilities."""
    _follow(
        "statement",
        source="statement",
        path="{row}.capability",
        words="{row}.text",
        of_old="path = old.capability",
    )


def _follow(
    table: str,
    *,
    source: str,
    evidence: str = "NULL",
    path: str = "''",
    claim: str = "NULL",
    attachment: str = "NULL",
    words: str,
    of_old: str,
) -> None:
    """Enter every row of a table, now and whenever it comes, changes or goes.

    Args:
        table: Its name.
        source: What its words are called in `searchable`.
        evidence: Whose they are; all of these for a row that is called `{row}`.
        path: Where they stand.
        claim: The claim that they are a note on.
        attachment: The file that they describe.
        words: What can be found.
        of_old: The condition that finds the entry of a row that is called `old`.
    """
    columns = f"'{source}', {evidence}, {path}, {claim}, {attachment}, {words}"
    enter = (
        "INSERT INTO searchable (source, evidence_id, path, claim_id, attachment_id, words)"
        f" SELECT {columns}"
    )
    entry = f"source = '{source}' AND {of_old}"
    leave = f"DELETE FROM searchable WHERE {entry};"  # noqa: S608 - all of it is ours
    change = f"UPDATE searchable SET path = {path}, words = {words}"  # noqa: S608
    old, new = (f"({path}, {words})".format(row=name) for name in ("old", "new"))
    op.execute(f"{enter.format(row=table)} FROM {table}")
    _trigger(f"{table}_added", f"INSERT ON {table}", f"{enter.format(row='new')};")
    _trigger(f"{table}_removed", f"DELETE ON {table}", leave)
    _trigger(
        f"{table}_changed",
        f"UPDATE ON {table} WHEN {new} IS NOT {old}",
        f"{change.format(row='new')} WHERE {entry};",
    )


def _trigger(name: str, event: str, steps: str) -> None:
    op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {steps} END")


def _belongs(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{owner}_id"],
        [f"{owner}.id"],
        name=f"fk_{table}_{owner}_id",
        ondelete="CASCADE",
    )
