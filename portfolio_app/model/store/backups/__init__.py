"""Backups: single encrypted files that hold a whole vault, and the way back from them.

A backup opens with the secrets that opened its vault when it was made. Its layout is described
in `docs/formats/backup.md`. Nothing here ever writes a page in clear.
"""

from __future__ import annotations

from portfolio_app.model.store.backups.checking import open_still
from portfolio_app.model.store.backups.container import Header, read_header
from portfolio_app.model.store.backups.counting import compare, count
from portfolio_app.model.store.backups.making import make_backup
from portfolio_app.model.store.backups.restoring import compare_with, restore
from portfolio_app.model.store.backups.rotation import kept
from portfolio_app.model.store.backups.shelf import BackupShelf, describe

__all__ = [
    "BackupShelf",
    "Header",
    "compare",
    "compare_with",
    "count",
    "describe",
    "kept",
    "make_backup",
    "open_still",
    "read_header",
    "restore",
]
