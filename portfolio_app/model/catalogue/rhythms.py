"""Reads a rhythm: what must be recorded in every period of a pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.catalogue.stages import MOST_MONTHS, MOST_WEEKS
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.rules import Amount, Interval, Phase, Rhythm

if TYPE_CHECKING:
    from portfolio_app.model.catalogue.table import Table
    from portfolio_app.model.domain.forms import Field, Form


def read_rhythm(entry: Table, forms: tuple[Form, ...]) -> Rhythm:
    """Return the rhythm under `rhythm` of a requirement.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    entry.only("phase", "rows", "amount")
    form, *others = forms
    rows = entry.text("rows", "")
    parts: tuple[Field, ...] = form.fields
    if rows:
        if others:
            raise entry.fault('"rows" cannot stand beside "also": the lists are different.')
        lists = {field.id: field for field in form.fields if field.kind is FieldKind.LIST}
        parts = lists[entry.reference("rows", lists, f'list of the form "{form.id}"')].parts
    days = [part.id for part in parts if part.kind is FieldKind.DATE]
    if not days:
        raise entry.fault(f'the rows of "{rows}" need a part of kind "{FieldKind.DATE}".')
    phases = tuple(_phase(phase) for phase in entry.tables("phase", least=1))
    return Rhythm(
        phases=phases,
        rows=rows,
        day=days[0],
        amount=_amount(entry.table("amount"), parts, others) if entry.has("amount") else None,
    )


def _phase(entry: Table) -> Phase:
    entry.only("months", "weeks", "until_months", "until_weeks")
    until = None
    if entry.has("until_months") or entry.has("until_weeks"):
        until = _interval(entry, "until_")
    return Phase(every=_interval(entry, ""), until=until)


def _interval(entry: Table, prefix: str) -> Interval:
    months = entry.number(f"{prefix}months", 0, least=0, most=MOST_MONTHS)
    weeks = entry.number(f"{prefix}weeks", 0, least=0, most=MOST_WEEKS)
    if bool(months) == bool(weeks):
        raise entry.fault(f'one of "{prefix}months" and "{prefix}weeks" must stand here.')
    return Interval(months=months, weeks=weeks)


def _amount(entry: Table, parts: tuple[Field, ...], others: list[Form]) -> Amount:
    entry.only("part", "at_least", "unit")
    named = entry.reference("part", [part.id for part in parts], "field that is counted")
    for fields in (parts, *(form.fields for form in others)):
        field = next((f for f in fields if f.id == named), None)
        if field is None or not field.options:
            raise entry.fault(f'"part" names "{named}", which must be a choice of numbers.')
        if wrong := [option.id for option in field.options if not option.id.isdecimal()]:
            raise entry.fault(
                f'"part" names "{named}", whose options must be numbers; "{wrong[0]}" is none.'
            )
    return Amount(
        part=named, at_least=entry.number("at_least"), unit=entry.text("unit", "minutes")
    )
