"""Reads the dates of a pathway: its stages, what time does to them, and its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import FormId, RoleId
from portfolio_app.model.domain.panels import PanelRule
from portfolio_app.model.domain.stages import Stage, TimeRules
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Collection

    from portfolio_app.model.catalogue.table import Table

RESERVED = frozenset({"start", "submit", "panel"})
"""The ids of the dates that every portfolio has."""
_LAST_MONTH = 12
MOST_MONTHS, MOST_WEEKS, MOST_DAYS = 60, 520, 3650
"""Of one stage: five years, or ten in weeks or days; ours."""
MOST_IN_ALL = 240
"""Months from the start to a stage, with all that it follows; ours. Even at the least share of
full time that the program takes, the day still lies in the calendar."""


def read_stages(table: Table) -> tuple[Stage, ...]:
    """Return the stages under `[[stage]]`.

    Raises:
        CatalogueError: One is wrong, or they follow one another in a circle.
    """
    entries = table.tables("stage")
    ids = [entry.identifier() for entry in entries]
    stages = tuple(_stage(entry, ids) for entry in entries)
    after = {stage.id: stage.after for stage in stages}
    for entry, stage in zip(entries, stages, strict=True):
        chain = [stage.id]
        while following := after[chain[-1]]:
            chain.append(following)
            if chain.count(following) > 1:
                raise entry.fault(f'"after" leads in a circle: {" after ".join(chain)}.')
        way = [one for one in stages if one.id in chain]
        if sum(map(_length, way)) > MOST_IN_ALL:
            raise entry.fault("it lies more than twenty years after the start.")
    return stages


def _length(stage: Stage) -> float:
    """Return roughly how many months a stage takes."""
    return stage.months + (stage.weeks * 7 + stage.days) / 30


def _stage(entry: Table, ids: Collection[str]) -> Stage:
    entry.only("id", "title", "after", "months", "weeks", "days", "optional", "certainty")
    stage = entry.identifier()
    if stage in RESERVED:
        raise entry.wrong("id", f"another id than {joined(sorted(RESERVED), 'or')}")
    return Stage(
        id=stage,
        title=entry.text("title"),
        after=entry.reference("after", ids, "stage of this pathway")
        if entry.has("after")
        else "",
        months=entry.number("months", 0, least=0, most=MOST_MONTHS),
        weeks=entry.number("weeks", 0, least=0, most=MOST_WEEKS),
        days=entry.number("days", 0, least=0, most=MOST_DAYS),
        optional=entry.flag("optional"),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )


def read_time(table: Table) -> TimeRules:
    """Return what `[time]` says, or that nothing changes a date where it is absent.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    if not table.has("time"):
        return TimeRules()
    entry = table.table("time")
    entry.only("pro_rata", "leave", "extension_for")
    return TimeRules(
        pro_rata=entry.flag("pro_rata"),
        leave=entry.flag("leave"),
        extension_for=entry.text("extension_for", ""),
    )


def read_panel(
    table: Table, forms: Collection[FormId], roles: Collection[RoleId]
) -> PanelRule | None:
    """Return what `[panel]` says, or None where it is absent.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    if not table.has("panel"):
        return None
    entry = table.table("panel")
    entry.only(
        *("meets_on", "meets_in", "quarterly", "members", "decides", "outcomes"),
        *("outcome_form", "outcome_signed_by"),
        *("outcome_goes_to", "outcome_goes_to_certainty"),
    )
    form = entry.has("outcome_form") and entry.reference("outcome_form", forms, "form")
    return PanelRule(
        meets_on=entry.days("meets_on"),
        meets_in=entry.numbers("meets_in", least=1, most=_LAST_MONTH),
        quarterly=entry.flag("quarterly"),
        members=entry.texts("members"),
        decides=entry.text("decides", ""),
        outcomes=entry.texts("outcomes"),
        outcome_form=FormId(form) if form else None,
        outcome_signed_by=tuple(
            RoleId(role) for role in entry.references("outcome_signed_by", roles, "role")
        ),
        outcome_goes_to=entry.text("outcome_goes_to", ""),
        outcome_goes_to_certainty=entry.choice(
            "outcome_goes_to_certainty", Certainty, Certainty.STATED
        ),
    )
