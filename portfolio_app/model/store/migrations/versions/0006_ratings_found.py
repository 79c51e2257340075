"""Notes on self-ratings are found: `searchable` follows them too, from what is there on.

Statements are found again in it by its index, as these are, and not by reading every text.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_ENTER = (
    "INSERT INTO searchable (source, path, words)"
    " SELECT 'rating', capability, note FROM self_rating WHERE note <> ''"
)
_RATINGS = "evidence_id IS NULL AND source = 'rating'"
_STATEMENT = "evidence_id IS NULL AND source = 'statement' AND path = old.capability"


def upgrade() -> None:
    """Enter every note, now and whenever one comes, changes or goes."""
    op.execute(f"{_ENTER} ORDER BY number")
    _follow_ratings("added", "INSERT ON self_rating", "new")
    _follow_ratings("removed", "DELETE ON self_rating", "old")
    changed = "(new.capability, new.note) IS NOT (old.capability, old.note)"
    _follow_ratings("changed", f"UPDATE ON self_rating WHEN {changed}", "old", "new")
    _follow_statements()


def _follow_ratings(name: str, event: str, *rows: str) -> None:
    """Enter anew the notes of the capabilities of these rows: there are a few of each."""
    steps = "".join(
        f"DELETE FROM searchable WHERE {_RATINGS} AND path = {row}.capability;"  # noqa: S608 - all of it is ours
        f" {_ENTER} AND capability = {row}.capability;"
        for row in rows
    )
    _trigger(f"self_rating_{name}", event, steps)


def _follow_statements() -> None:
    for name in ("removed", "changed"):
        op.execute(f"DROP TRIGGER statement_{name}")
    leave = f"DELETE FROM searchable WHERE {_STATEMENT};"  # noqa: S608 - all of it is ours
    _trigger("statement_removed", "DELETE ON statement", leave)
    changed = "(new.capability, new.text) IS NOT (old.capability, old.text)"
    change = "UPDATE searchable SET path = new.capability, words = new.text"
    event = f"UPDATE ON statement WHEN {changed}"
    _trigger("statement_changed", event, f"{change} WHERE {_STATEMENT};")


def _trigger(name: str, event: str, steps: str) -> None:
    op.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {steps} END")
