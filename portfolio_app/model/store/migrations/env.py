"""Run by Alembic: applies steps on the connection that the vault hands in.

The vault owns the transaction, so Alembic begins none of its own.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
