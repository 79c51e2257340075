"""Reads the requirements of a pathway: the whole vocabulary of what a panel may ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.forms import answers_at
from portfolio_app.model.catalogue.rhythms import read_rhythm
from portfolio_app.model.catalogue.stages import MOST_MONTHS
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.forms import FieldKind, Layout
from portfolio_app.model.domain.names import FieldPath, FormId, FrameworkId, RoleId
from portfolio_app.model.domain.pathways import Requirement
from portfolio_app.model.domain.rules import (
    Among,
    Elapsed,
    ForEach,
    MustAnswer,
    Rows,
    Window,
)
from portfolio_app.model.domain.slots import slot_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.frameworks import Framework
    from portfolio_app.model.domain.roles import Role
    from portfolio_app.model.domain.slots import Slot

_KEYS = (
    *("id", "title", "form", "also", "at_least", "each_claims", "covers", "by"),
    *("pages_at_most", "must_answer", "rows", "elapsed", "among", "for_each", "rhythm"),
    *("within", "by_stage", "authorised_by", "asks", "why", "source", "certainty"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What a pathway may name."""

    forms: Mapping[FormId, Form]
    frameworks: Mapping[FrameworkId, Framework]
    roles: Mapping[RoleId, Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What the pathway around a requirement has, to which it may refer."""

    frameworks: Collection[FrameworkId]
    signers: Collection[RoleId]
    stages: Collection[str]


def read_requirement(entry: Table, within: Within, shelves: Shelves) -> Requirement:
    """Return one line of a pathway.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    entry.only(*_KEYS)
    form = shelves.forms[FormId(entry.reference("form", shelves.forms, "form"))]
    also = tuple(FormId(other) for other in entry.references("also", shelves.forms, "form"))
    forms = (form, *(shelves.forms[other] for other in also))
    named = Requirement(
        id=entry.identifier(),
        title=entry.text("title"),
        form=form.id,
        also=also,
        at_least=entry.number("at_least", 1),
        by=_by(entry, forms, shelves),
        authorised_by=tuple(
            RoleId(role)
            for role in entry.references("authorised_by", within.signers, "role that signs")
        ),
        asks=entry.text("asks"),
        why=entry.text("why", ""),
        source=entry.text("source", ""),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )
    return _counting(entry, _each(entry, named, forms, within), forms, within, shelves)


def _each(
    entry: Table, rule: Requirement, forms: tuple[Form, ...], within: Within
) -> Requirement:
    """Return `rule` with what each piece must be like."""
    form, *others = forms
    if others and (alone := [key for key in ("rows", "elapsed") if entry.has(key)]):
        raise entry.fault(f'"{alone[0]}" cannot stand beside "also": the forms are different.')
    return replace(
        rule,
        each_claims=_frameworks(entry, "each_claims", within),
        pages_at_most=_pages(entry, form),
        must_answer=tuple(
            _must_answer(answer, forms) for answer in entry.tables("must_answer", naming="path")
        ),
        rows=tuple(_rows(rows, form) for rows in entry.tables("rows", naming="field")),
        elapsed=tuple(_elapsed(days, form) for days in entry.tables("elapsed", naming="path")),
    )


def _counting(
    entry: Table, rule: Requirement, forms: tuple[Form, ...], within: Within, shelves: Shelves
) -> Requirement:
    """Return `rule` with how the pieces that count are counted."""
    ways = [key for key in ("among", "for_each", "rhythm") if entry.has(key)]
    if len(ways) > 1:
        raise entry.fault(
            f'"{ways[1]}" cannot stand beside "{ways[0]}": both say how to count.'
        )
    return replace(
        rule,
        covers=_frameworks(entry, "covers", within),
        among=tuple(
            _among(some, forms, rule.at_least, shelves)
            for some in entry.tables("among", naming="being")
        ),
        for_each=_for_each(entry.table("for_each"), forms) if entry.has("for_each") else None,
        rhythm=read_rhythm(entry.table("rhythm"), forms) if entry.has("rhythm") else None,
        within=entry.choice("within", Window) if entry.has("within") else None,
        by_stage=_by_stage(entry, within, rule.at_least),
    )


def _frameworks(entry: Table, key: str, within: Within) -> tuple[FrameworkId, ...]:
    named = entry.references(key, within.frameworks, "framework of this pathway")
    return tuple(FrameworkId(framework) for framework in named)


def _by(entry: Table, forms: tuple[Form, ...], shelves: Shelves) -> tuple[RoleId, ...]:
    named = entry.references("by", shelves.roles, "role")
    for form in forms if named else ():
        if form.contributor is None:
            raise entry.fault(
                f'"by" asks for somebody else\'s words, but the form "{form.id}" has no '
                '"contributor".'
            )
    return tuple(RoleId(role) for role in named)


def _pages(entry: Table, form: Form) -> int | None:
    pages = entry.optional_number("pages_at_most")
    if pages is not None and form.layout is not Layout.REPORT:
        raise entry.fault(
            f'"pages_at_most" needs a form with layout "{Layout.REPORT}"; '
            f'"{form.id}" has "{form.layout}".'
        )
    return pages


def _must_answer(entry: Table, forms: tuple[Form, ...]) -> MustAnswer:
    entry.only("path", "one_of", "otherwise")
    path = FieldPath(entry.text("path"))
    _checked(entry, forms, path)
    return MustAnswer(
        path=path, one_of=entry.texts("one_of"), otherwise=entry.text("otherwise")
    )


def _checked(entry: Table, forms: tuple[Form, ...], path: FieldPath) -> None:
    """See that every form asks at `path`, and offers the answers under `one_of`, if any."""
    for form in forms:
        if entry.has("one_of"):
            answers_at(entry, form, path, "one_of")
        else:
            slot(entry, form, path)


def _rows(entry: Table, form: Form) -> Rows:
    entry.only("field", "at_least", "at_most", "part", "one_of", "called")
    field = list_field(entry, form, "field")
    at_least = entry.number("at_least", 1)
    at_most = entry.number("at_most", least=at_least) if entry.has("at_most") else None
    part = entry.text("part", "")
    if part:
        answers_at(entry, form, FieldPath(f"{field.id}.1.{part}"), "one_of")
    return Rows(
        field=field.id,
        at_least=at_least,
        at_most=at_most,
        part=part,
        one_of=entry.texts("one_of"),
        called=entry.text("called"),
    )


def list_field(entry: Table, form: Form, key: str) -> Field:
    """Return the LIST of `form` that is named under `key`.

    Raises:
        CatalogueError: There is no such list.
    """
    lists = {field.id: field for field in form.fields if field.kind is FieldKind.LIST}
    return lists[entry.reference(key, lists, f'list of the form "{form.id}"')]


def _elapsed(entry: Table, form: Form) -> Elapsed:
    entry.only("path", "more_than_months", "at_least_months", "since")
    path = FieldPath(entry.text("path"))
    asked = slot(entry, form, path)
    if asked.kind is not FieldKind.DATE:
        raise entry.fault(f'"path" must name a field of kind "{FieldKind.DATE}".')
    strictly = entry.has("more_than_months")
    if strictly == entry.has("at_least_months"):
        raise entry.fault('one of "more_than_months" and "at_least_months" must stand here.')
    return Elapsed(
        path=path,
        months=entry.number(
            "more_than_months" if strictly else "at_least_months", most=MOST_MONTHS
        ),
        strictly=strictly,
        since=entry.text("since"),
    )


def slot(entry: Table, form: Form, path: FieldPath) -> Slot:
    """Return what `form` asks at `path`.

    Raises:
        CatalogueError: It asks nothing there.
    """
    found = slot_at(form, {}, {}, path)
    if found is None:
        raise entry.fault(f'the form "{form.id}" has no field "{path}" to answer.')
    return found


def _among(entry: Table, forms: tuple[Form, ...], most: int, shelves: Shelves) -> Among:
    entry.only("at_least", "by", "path", "one_of", "being")
    at_least = entry.number("at_least", 1)
    if at_least > most:
        raise entry.wrong("at_least", f"no more than the {most} of the requirement")
    path = FieldPath(entry.text("path")) if entry.has("path") else None
    if path is None and not entry.has("by"):
        raise entry.fault('either "by" or "path" must stand here.')
    if path:
        _checked(entry, forms, path)
    return Among(
        at_least=at_least,
        by=_by(entry, forms, shelves),
        path=path,
        one_of=entry.texts("one_of"),
        being=entry.text("being"),
    )


def _for_each(entry: Table, forms: tuple[Form, ...]) -> ForEach:
    entry.only("path", "values")
    path = FieldPath(entry.text("path"))
    for form in forms:
        answers_at(entry, form, path, "values")
    return ForEach(path=path, values=entry.texts("values", least=1))


def _by_stage(entry: Table, within: Within, at_least: int) -> dict[str, int]:
    if not entry.has("by_stage"):
        return {}
    wanted = entry.table("by_stage")
    found = {}
    for stage in wanted.keys(within.stages, "stage of this pathway"):
        found[stage] = wanted.number(stage)
        if found[stage] > at_least and not (entry.has("for_each") or entry.has("rhythm")):
            raise wanted.wrong(stage, f"no more than the {at_least} of the requirement")
    return found
