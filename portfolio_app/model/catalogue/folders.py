"""Reads every resource file of one or more folders into the catalogue.

A folder has `frameworks/`, `forms/`, `pathways/`, `models/`, `profiles/` and `roles.toml`,
each of which may be absent. What a later folder defines replaces what an earlier one defines
under the same id, so that an authority's own folder needs to hold only what differs.
"""

from __future__ import annotations

import re
import tomllib
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from portfolio_app.model.catalogue.forms import read_form
from portfolio_app.model.catalogue.frameworks import read_framework
from portfolio_app.model.catalogue.models import read_model
from portfolio_app.model.catalogue.pathways import read_pathway
from portfolio_app.model.catalogue.profiles import read_profiles
from portfolio_app.model.catalogue.requirements import Shelves
from portfolio_app.model.catalogue.roles import read_roles
from portfolio_app.model.catalogue.table import Table, complaint
from portfolio_app.model.domain.catalogue import Catalogue
from portfolio_app.model.domain.names import (
    FormId,
    FrameworkId,
    ModelId,
    PathwayId,
    RoleId,
)
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from portfolio_app.model.domain.roles import Role

Id = TypeVar("Id", bound=str)
Record = TypeVar("Record")

_WHERE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
"""How tomllib words an error; its place is not given otherwise before Python 3.14."""


def read_catalogue(folders: Sequence[Path] | None = None) -> Catalogue:
    """Read, check and join the resource files.

    Args:
        folders: Where to look, in order; what comes later replaces what came before. The
            program's own resources unless it is given: an authority's folder is added by
            `(resource(), folder)`.

    Raises:
        CatalogueError: A file is wrong; the sentence names it, the key or line, and what is
            expected.
    """
    roots = (resource(),) if folders is None else tuple(folders)
    for root in roots:
        if not root.is_dir():
            raise complaint(
                f"There is no folder “{root.name}” to read rules from.", "the folder"
            )
    pathway_tables = _tables(roots, "pathways")
    roles = _roles(roots, pathway_tables.values())
    models = _read(_tables(roots, "models"), ModelId, read_model)
    frameworks = _read(_tables(roots, "frameworks"), FrameworkId, read_framework)
    forms = _read(
        _tables(roots, "forms"), FormId, lambda table: read_form(table, roles, models)
    )
    shelves = Shelves(forms=forms, frameworks=frameworks, roles=roles)
    pathways = _read(pathway_tables, PathwayId, lambda table: read_pathway(table, shelves))
    return Catalogue(
        forms=forms,
        pathways=pathways,
        frameworks=frameworks,
        models=models,
        roles=roles,
        profiles=_read(
            _tables(roots, "profiles"),
            str,
            lambda table: read_profiles(table, frameworks, pathways),
        ),
    )


def _tables(roots: Iterable[Path], kind: str) -> dict[str, Table]:
    """Return the files of one kind by the id they define; a later folder replaces."""
    found: dict[str, Table] = {}
    for root in roots:
        here: dict[str, Table] = {}
        for path in sorted((root / kind).glob("*.toml")):
            table = _file(path)
            name = table.identifier()
            if name in here:
                raise table.fault(f'"id" must be its own; {here[name].file} has "{name}" too.')
            here[name] = table
        found |= here
    return found


def _read(
    tables: Mapping[str, Table], kind: Callable[[str], Id], read: Callable[[Table], Record]
) -> Mapping[Id, Record]:
    return MappingProxyType({kind(name): read(table) for name, table in tables.items()})


def _roles(roots: Iterable[Path], pathways: Iterable[Table]) -> Mapping[RoleId, Role]:
    """Return the usual roles and those that pathways add, which may not contradict them."""
    roles: dict[RoleId, Role] = {}
    for root in roots:
        path = root / "roles.toml"
        if path.exists():
            table = _file(path)
            table.only("role")
            roles |= {role.id: role for role in read_roles(table)}
    for table in pathways:
        for role in read_roles(table):
            if roles.setdefault(role.id, role) != role:
                raise table.fault(f'role "{role.id}": there is another role with this id.')
    return MappingProxyType(roles)


def _file(path: Path) -> Table:
    """Read one file; a byte order mark, as some editors write, does no harm."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise complaint(f"{path.name}: the file cannot be read.", path.name) from error
    try:
        return Table(tomllib.loads(data.decode("utf-8-sig")), path.name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise complaint(
            f"{path.name}, line {line}: the file must be saved as UTF-8 text.", path.name
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise complaint(f"{path.name}{_syntax(str(error))}", path.name) from error


def _syntax(message: str) -> str:
    """Return what the parser found, and where: `, line 3: expected "=" after a key ...`."""
    told = _WHERE.fullmatch(message)
    what, line = (told[1], told[2]) if told else (message, None)
    where = f", line {line}" if line else ", at its end" if told else ""
    what = what.replace("'", '"').rstrip(".")
    return f"{where}: this is not TOML; {what[:1].lower()}{what[1:]}."
