"""Parts the matrix into tables, each a place of its own that claims lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.pack.plan.bundle import MATRIX
from portfolio_app.pack.plan.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.pack.plan.bundle import Bundle

MOST_COLUMNS = 19
"""Capabilities beside one another; more stand in a second table."""


def sheets(lengths: Sequence[int]) -> Iterator[list[tuple[int, slice]]]:
    """Part frameworks so that each table has room for its columns.

    Args:
        lengths: How many capabilities each framework has.

    Yields:
        For each table, by framework, which of its capabilities stand in it.
    """
    current: list[tuple[int, slice]] = []
    taken = 0
    for framework, length in enumerate(lengths):
        for start in range(0, length, MOST_COLUMNS):
            part = slice(start, min(start + MOST_COLUMNS, length))
            if current and taken + part.stop - part.start > MOST_COLUMNS:
                yield current
                current, taken = [], 0
            current.append((framework, part))
            taken += part.stop - part.start
    if current:
        yield current


def sheet_place(index: int) -> Place:
    """Return the place of a table, counted from 0; the first is where the matrix begins."""
    return Place(f"{MATRIX}-{index + 1}") if index else MATRIX


def matrix_place(bundle: Bundle, ref: CapabilityRef) -> Place:
    """Return the place of the table of the matrix in which a capability stands."""
    columns = [framework.capabilities for framework in bundle.frameworks]
    for index, sheet in enumerate(sheets([len(own) for own in columns])):
        if any(c.ref == ref for at, part in sheet for c in columns[at][part]):
            return sheet_place(index)
    return MATRIX
