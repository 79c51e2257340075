"""Reads a form: the questions, whose words answer them, and what may be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.fields import read_fields
from portfolio_app.model.domain.forms import Consent, Elsewhere, FieldKind, Form, Layout
from portfolio_app.model.domain.names import FieldPath, FormId, RoleId
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.names import ModelId

_OPENING = (("title", FieldKind.LINE), ("date", FieldKind.DATE))
"""The fields every form begins with; lists, contents and the order of evidence need them."""


def read_form(table: Table, roles: Collection[RoleId], models: Collection[ModelId]) -> Form:
    """Return the form that a file under `forms/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only(
        *("id", "title", "plural", "about", "author", "contributor", "layout", "minutes"),
        *("source", "kept_out", "anywhere", "field", "consent", "elsewhere"),
    )
    author = RoleId(table.reference("author", roles, "role"))
    contributor = table.has("contributor") and table.reference("contributor", roles, "role")
    fields = read_fields(table, author, roles, models)
    _check_opening(table, fields)
    form = Form(
        id=FormId(table.identifier()),
        title=table.text("title"),
        plural=table.text("plural"),
        about=table.text("about"),
        author=author,
        contributor=RoleId(contributor) if contributor else None,
        layout=table.choice("layout", Layout, Layout.ACCOUNT),
        fields=fields,
        kept_out=table.flag("kept_out"),
        anywhere=table.flag("anywhere"),
        minutes=table.number("minutes", 20),
        source=table.text("source", ""),
    )
    consents = table.tables("consent", naming="path")
    return replace(
        form,
        consents=tuple(_consent(entry, form) for entry in consents),
        elsewhere=_elsewhere(table, form),
    )


def _check_opening(table: Table, fields: Sequence[Field]) -> None:
    """See that a form begins as every form does.

    Raises:
        CatalogueError: It does not.
    """
    for position, (field_id, kind) in enumerate(_OPENING):
        field = fields[position] if position < len(fields) else None
        is_needed = field_id != "title" or not table.flag("kept_out")
        if (
            not field
            or (field.id, field.kind) != (field_id, kind)
            or (is_needed and not field.required)
        ):
            raise table.fault(
                f'the {("first", "second")[position]} [[field]] must have id "{field_id}", '
                f'kind "{kind}" and "required = true".'
            )


def answers_at(entry: Table, form: Form, path: FieldPath, key: str) -> tuple[str, ...]:
    """Return the stored answers under `key`, each of which the form must offer at `path`.

    Raises:
        CatalogueError: The form asks nothing there, or offers other answers.
    """
    slot = slot_at(form, {}, {}, path)
    if slot is None:
        raise entry.fault(f'the form "{form.id}" has no field "{path}" to answer.')
    answers = entry.texts(key, least=1)
    offered = [option.id for option in slot.field.options]
    for answer in answers:
        if offered and answer not in offered:
            raise entry.fault(
                f'"{key}" holds "{answer}", which the field "{path}" does not offer; '
                f"its options are {joined(offered)}."
            )
    return answers


def _elsewhere(table: Table, form: Form) -> Elsewhere | None:
    if not table.has("elsewhere"):
        return None
    entry = table.table("elsewhere")
    entry.only("at", "fields")
    known = [field.id for field in form.fields]
    fields = entry.references("fields", known, "field", least=1)
    return Elsewhere(at=entry.text("at"), fields=tuple(fields))


def _consent(entry: Table, form: Form) -> Consent:
    entry.only("path", "given_by", "covers", "refusal")
    path = FieldPath(entry.text("path"))
    return Consent(
        path=path,
        given_by=answers_at(entry, form, path, "given_by"),
        covers=entry.references("covers", [field.id for field in form.fields], "field"),
        refusal=entry.text("refusal"),
    )
