"""Reads the questions of a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import LEAF_KINDS, Field, FieldKind, Option
from portfolio_app.model.domain.names import FieldPath, ModelId, RoleId

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portfolio_app.model.catalogue.table import Table

_COMMON = (
    *("id", "kind", "title", "author", "guidance", "required", "claimable"),
    *("words_expected", "draws_from", "beside"),
)
_OWN: Mapping[FieldKind, str] = {
    FieldKind.CHOICE: "options",
    FieldKind.MODEL: "models",
    FieldKind.SECTIONS: "follows",
    FieldKind.GROUP: "part",
    FieldKind.LIST: "part",
}
"""The one further key that a kind needs, and no other kind may have."""
_CLAIMABLE = frozenset({FieldKind.LINE, FieldKind.PROSE, FieldKind.SECTIONS})
"""Kinds that hold words: a claim rests on words."""
_WORDS = frozenset({FieldKind.LINE, FieldKind.PROSE})
"""Kinds that hold words, as one answer."""
_PATH = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+){0,2}")
_MOST_WORDS = 100_000
"""No answer is expected to be longer; ours."""
_PART_KINDS = LEAF_KINDS - {FieldKind.MODEL}


def read_fields(
    table: Table, author: RoleId, roles: Collection[RoleId], models: Collection[ModelId]
) -> tuple[Field, ...]:
    """Return the fields of a form, in the order asked.

    Args:
        table: The form.
        author: Whose words belong where a field does not say.
        roles: The roles there are.
        models: The models of reflection there are.

    Raises:
        CatalogueError: A field is wrong.
    """
    entries = table.tables("field", least=2)
    fields = tuple(_field(entry, author, roles, models) for entry in entries)
    sources = [field.id for field in fields if field.kind is FieldKind.MODEL]
    for entry, field in zip(entries, fields, strict=True):
        if field.kind is FieldKind.SECTIONS:
            entry.reference("follows", sources, "model field")
    return fields


def _field(
    entry: Table, author: RoleId, roles: Collection[RoleId], models: Collection[ModelId]
) -> Field:
    kind = entry.choice("kind", FieldKind)
    own = _OWN.get(kind)
    entry.only(*_COMMON, *([own] if own else []))
    writer = RoleId(entry.reference("author", roles, "role", author))
    parts = entry.tables("part", least=1) if own == "part" else ()
    offered = entry.references("models", models, "model", least=1) if own == "models" else ()
    return Field(
        id=entry.identifier(),
        kind=kind,
        title=entry.text("title"),
        author=writer,
        guidance=entry.texts("guidance"),
        required=entry.flag("required"),
        claimable=_claimable(entry, kind),
        words_expected=entry.optional_number("words_expected", most=_MOST_WORDS),
        options=_options(entry) if own == "options" else (),
        models=tuple(ModelId(model) for model in offered),
        follows=entry.text("follows") if own == "follows" else "",
        parts=tuple(_part(part, writer, roles) for part in parts),
        draws_from=_draws_from(entry, kind),
        beside=entry.flag("beside"),
    )


def _part(entry: Table, author: RoleId, roles: Collection[RoleId]) -> Field:
    kind = entry.choice("kind", FieldKind)
    if kind not in _PART_KINDS:
        raise entry.fault(f'a part must hold one answer; "{kind}" does not.')
    if entry.has("draws_from"):
        raise entry.fault('"draws_from" has no place in a part of a group or list.')
    return _field(entry, author, roles, models=())


def _claimable(entry: Table, kind: FieldKind) -> bool:
    claimable = entry.flag("claimable")
    if claimable and kind not in _CLAIMABLE:
        raise entry.fault(f'"claimable" must be false in a field of kind "{kind}".')
    return claimable


def _draws_from(entry: Table, kind: FieldKind) -> tuple[FieldPath, ...]:
    """Return where the words of a field may come from; forms elsewhere may lack such fields."""
    paths = entry.texts("draws_from")
    if paths and kind not in _WORDS:
        raise entry.fault(f'"draws_from" has no place in a field of kind "{kind}".')
    for path in paths:
        if not _PATH.fullmatch(path):
            raise entry.fault(
                f'"draws_from" must name fields, such as "account.feelings", not "{path}".'
            )
    return tuple(FieldPath(path) for path in paths)


def _options(entry: Table) -> tuple[Option, ...]:
    options = entry.tables("options", least=2, what="option")
    for option in options:
        option.only("id", "title")
    return tuple(Option(id=o.identifier(), title=o.text("title")) for o in options)
