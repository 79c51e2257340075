"""Notes on self-ratings are found: `searchable` follows them too, from what is there on."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_ENTER = (
    "INSERT INTO searchable (source, path, words)"
    " SELECT 'rating', capability, note FROM self_rating WHERE note <> ''"
)


def upgrade() -> None:
    """Enter every note, now and whenever one comes, changes or goes."""
    op.execute(f"{_ENTER} ORDER BY number")
    _trigger("added", "INSERT ON self_rating", "new")
    _trigger("removed", "DELETE ON self_rating", "old")
    changed = "(new.capability, new.note) IS NOT (old.capability, old.note)"
    _trigger("changed", f"UPDATE ON self_rating WHEN {changed}", "old", "new")


def _trigger(name: str, event: str, *rows: str) -> None:
    """Enter anew the notes of the capabilities of these rows: there are a few of each."""
    steps = "".join(
        # What has no evidence is found by its index, without reading every text.
        f"DELETE FROM searchable WHERE evidence_id IS NULL AND source = 'rating'"  # noqa: S608 - all of it is ours
        f" AND path = {row}.capability; {_ENTER} AND capability = {row}.capability;"
        for row in rows
    )
    op.execute(f"CREATE TRIGGER self_rating_{name} AFTER {event} BEGIN {steps} END")
