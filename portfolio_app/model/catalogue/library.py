"""Every rule file of several layers, joined into one catalogue that knows its texts."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from portfolio_app.model.catalogue.forms import read_form
from portfolio_app.model.catalogue.frameworks import read_framework
from portfolio_app.model.catalogue.models import read_model
from portfolio_app.model.catalogue.pathways import read_pathway
from portfolio_app.model.catalogue.profiles import read_profiles
from portfolio_app.model.catalogue.requirements import Shelves
from portfolio_app.model.catalogue.roles import read_roles
from portfolio_app.model.catalogue.writing import to_toml
from portfolio_app.model.domain.catalogue import Catalogue
from portfolio_app.model.domain.names import (
    FormId,
    FrameworkId,
    ModelId,
    PathwayId,
    RoleId,
)
from portfolio_app.model.domain.rule_texts import ROLES, RuleText, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from portfolio_app.model.catalogue.layers import Layer
    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.roles import Role

Id = TypeVar("Id", bound=str)
Record = TypeVar("Record")


class Library:
    """Rule files in layers: what a later one defines replaces what has the same id before."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)

    def above(self, *layers: Layer) -> Library:
        """Return these rules with further layers on top."""
        return Library((*self._layers, *layers))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything the files define, read and checked once.

        Raises:
            CatalogueError: A file is wrong; the sentence names it, the key or line, and what
                is expected.
        """
        roles = MappingProxyType({**self.usual_roles(), **self._added_roles()})
        models = _read(self._tables("models"), ModelId, read_model)
        frameworks = _read(self._tables("frameworks"), FrameworkId, read_framework)
        forms = _read(
            self._tables("forms"), FormId, lambda table: read_form(table, roles, models)
        )
        shelves = Shelves(forms=forms, frameworks=frameworks, roles=roles)
        pathways = _read(
            self._tables("pathways"), PathwayId, lambda table: read_pathway(table, shelves)
        )
        return Catalogue(
            forms=forms,
            pathways=pathways,
            frameworks=frameworks,
            models=models,
            roles=roles,
            profiles=_read(
                self._tables("profiles"),
                str,
                lambda table: read_profiles(table, frameworks, pathways),
            ),
        )

    def belonging_to(self, pathway: PathwayId) -> tuple[RuleText, ...]:
        """Return everything a pathway goes by, itself included, each file under its own id.

        Its forms and those that serve any portfolio, their models of reflection, its
        frameworks and the usual roles.

        Raises:
            KeyError: There is no such pathway.
        """
        found = self.catalogue.pathways[pathway]
        forms = {form.id: form for form in self.catalogue.forms_for(found)}
        if found.panel and found.panel.outcome_form:
            forms[found.panel.outcome_form] = self.catalogue.forms[found.panel.outcome_form]
        models = {m for form in forms.values() for field in form.fields for m in field.models}
        frameworks = {str(f) for f in found.frameworks} | {found.level.partition("/")[0]}
        return (
            *self._of("frameworks", frameworks),
            *self._of("forms", {str(form) for form in forms}),
            *self._of("models", {str(model) for model in models}),
            *self._of("pathways", {str(pathway)}),
            self._roles_file(),
        )

    def text_of(self, kind: str, rule_id: str) -> str | None:
        """Return the file that defines `rule_id`, if there is one."""
        found = (layer.texts_of(kind).get(rule_id) for layer in reversed(self._layers))
        return next((text for text in found if text is not None), None)

    def says(self, texts: Sequence[RuleText]) -> bool:
        """Whether these files are, word for word, the ones in force here."""
        return all(
            text.text == self._roles_file().text
            if text.path == ROLES
            else self.text_of(text.kind, text.name.removesuffix(".toml")) == text.text
            for text in texts
        )

    def _of(self, kind: str, ids: set[str]) -> Iterator[RuleText]:
        for rule_id in sorted(ids):
            text = self.text_of(kind, rule_id)
            if text is not None:
                yield RuleText(path=path_of(kind, rule_id), text=text)

    def _roles_file(self) -> RuleText:
        """Return the usual roles as one file, whichever layers they come from."""
        entries = [
            {"id": role.id, "title": role.title, "voice": str(role.voice)}
            for role in self.usual_roles().values()
        ]
        return RuleText(path=ROLES, text=to_toml({"role": entries}))

    def _tables(self, kind: str) -> Mapping[str, Table]:
        return {
            name: table for layer in self._layers for name, table in layer.tables(kind).items()
        }

    def usual_roles(self) -> Mapping[RoleId, Role]:
        """Return the roles that everyone has, whatever the pathway."""
        roles: dict[RoleId, Role] = {}
        for layer in self._layers:
            if layer.roles is not None:
                layer.roles.only("role")
                roles |= {role.id: role for role in read_roles(layer.roles)}
        return roles

    def _added_roles(self) -> Mapping[RoleId, Role]:
        """Return the roles that pathways add, which contradict neither others nor the usual.

        Only a later layer may say otherwise than an earlier one, as of everything.
        """
        usual, in_force = self.usual_roles(), self._tables("pathways")
        added: dict[RoleId, Role] = {}
        for layer in self._layers:
            here: dict[RoleId, Role] = {}
            for name, table in layer.tables("pathways").items():
                if in_force[name] is not table:
                    continue
                for role in read_roles(table):
                    known = usual.get(role.id) or here.setdefault(role.id, role)
                    if known != role:
                        raise table.fault(
                            f'role "{role.id}": there is another role with this id.'
                        )
            added |= here
        return added


def _read(
    tables: Mapping[str, Table], kind: Callable[[str], Id], read: Callable[[Table], Record]
) -> Mapping[Id, Record]:
    return MappingProxyType({kind(name): read(table) for name, table in tables.items()})
