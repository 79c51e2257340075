"""How a timetable lies in its one column: a small JSON object, or nothing for full time.

Nothing is ever looked for in it, so it needs no tables of its own.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

from portfolio_app.model.domain.stages import Extension, Pause, Timetable

if TYPE_CHECKING:
    from sqlalchemy import Dialect


class TimetableColumn(TypeDecorator[Timetable]):
    """A timetable as text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Timetable | None, dialect: Dialect) -> str:
        """Write a timetable; that of full time is empty."""
        if value is None or value == Timetable():
            return ""
        return json.dumps(_written(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Timetable:
        """Read a timetable back."""
        return _read(json.loads(value)) if value else Timetable()


def _written(timetable: Timetable) -> dict[str, Any]:
    extension = timetable.extension
    return {
        "share": str(timetable.share),
        "pauses": [[p.first.isoformat(), p.last.isoformat(), p.why] for p in timetable.pauses],
        "extension": extension
        and [extension.months, extension.reason, extension.agreed_on.isoformat()],
        "chosen": list(timetable.chosen),
    }


def _read(found: dict[str, Any]) -> Timetable:
    extension = None
    if found["extension"]:
        months, reason, agreed_on = found["extension"]
        extension = Extension(
            months=months, reason=reason, agreed_on=date.fromisoformat(agreed_on)
        )
    return Timetable(
        share=Fraction(found["share"]),
        pauses=tuple(
            Pause(first=date.fromisoformat(first), last=date.fromisoformat(last), why=why)
            for first, last, why in found["pauses"]
        ),
        extension=extension,
        chosen=tuple(found["chosen"]),
    )
