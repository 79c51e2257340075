"""Reads a capability framework."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.frameworks import Capability, Framework, Level, Validity
from portfolio_app.model.domain.names import CapabilityRef, FrameworkId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.catalogue.table import Table

SHORT_TITLE = 40
"""Characters that fit the turned head of a column in the pack's matrix, at 8 pt in 60 mm."""
_NUMBER = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")


def read_framework(table: Table) -> Framework:
    """Return the framework that a file under `frameworks/` describes.

    Raises:
        CatalogueError: Something in it is wrong.
    """
    table.only(
        *("id", "title", "short", "noun", "version", "valid_from", "valid_to"),
        *("source", "note", "tags", "capability", "level"),
    )
    framework = FrameworkId(table.identifier())
    entries = table.tables("capability", naming="number", least=1)
    return Framework(
        id=framework,
        title=table.text("title"),
        short=table.text("short"),
        noun=table.text("noun"),
        version=table.text("version"),
        validity=read_validity(table),
        source=table.text("source"),
        capabilities=tuple(_capability(entry, framework) for entry in entries),
        levels=tuple(_level(entry) for entry in table.tables("level")),
        note=table.text("note", ""),
        tags=table.flag("tags"),
    )


def read_validity(table: Table) -> Validity:
    """Return the days under `valid_from` and `valid_to`, either of which may be absent.

    Raises:
        CatalogueError: One is no day, or they stand the wrong way round.
    """
    first, last = table.day("valid_from"), table.day("valid_to")
    if first and last and last < first:
        raise table.wrong("valid_to", f'a day no earlier than "valid_from", {first}')
    return Validity(first=first, last=last)


def level_at(table: Table, frameworks: Mapping[FrameworkId, Framework]) -> str:
    """Return the level under `level`, which one of the frameworks must have.

    Raises:
        CatalogueError: It is no level, or there is none.
    """
    level = table.text("level")
    framework_id, _, level_id = level.partition("/")
    framework = frameworks.get(FrameworkId(framework_id))
    if framework is None or framework.level(level_id) is None:
        raise table.wrong(
            "level", 'a framework and one of its levels, such as "pcf-2018/experienced"'
        )
    return level


def _capability(entry: Table, framework: FrameworkId) -> Capability:
    entry.only("number", "title", "short_title", "group", "gloss", "certainty")
    number = entry.text("number")
    if not _NUMBER.fullmatch(number):
        raise entry.wrong("number", 'a number in quotation marks, such as "6" or "3.12"')
    title = entry.text("title")
    short = entry.text("short_title", title, most=SHORT_TITLE)
    return Capability(
        ref=CapabilityRef(framework, number),
        title=title,
        short_title=short,
        group=entry.text("group", ""),
        gloss=entry.text("gloss", ""),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )


def _level(entry: Table) -> Level:
    entry.only("id", "number", "title", "character", "certainty")
    return Level(
        id=entry.identifier(),
        number=entry.number("number"),
        title=entry.text("title"),
        character=entry.text("character", ""),
        certainty=entry.choice("certainty", Certainty, Certainty.STATED),
    )
