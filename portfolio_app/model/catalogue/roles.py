"""Reads the roles: those everyone has, and those a pathway adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.roles import Role, Voice

if TYPE_CHECKING:
    from portfolio_app.model.catalogue.table import Table


def read_roles(table: Table) -> tuple[Role, ...]:
    """Return the roles under `[[role]]` in a pathway file or in `roles.toml`.

    Raises:
        CatalogueError: One is wrong.
    """
    return tuple(_role(entry) for entry in table.tables("role"))


def _role(entry: Table) -> Role:
    entry.only("id", "title", "voice")
    return Role(
        id=RoleId(entry.identifier()),
        title=entry.text("title"),
        voice=entry.choice("voice", Voice),
    )
