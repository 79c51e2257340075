"""What stands on the page of one piece, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import LEAF_KINDS, FieldKind
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.slots import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.ui.editor.working_copy import WorkingCopy


class Part(Enum):
    """What an entry of the outline is."""

    ANSWER = auto()
    HEADING = auto()
    """Of a field with several answers."""
    LIST_ROW = auto()
    """Above the answers of one row of a list."""
    ADD_ROW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part of the page."""

    part: Part
    field: Field
    asked: Slot | None = None
    row: int | None = None
    """The row as stored, from 1; gaps are possible."""
    number: int = 0
    """The row as counted on the page."""
    only_one: bool = False
    """Whether the list has no other row."""

    @property
    def key(self) -> str:
        """What tells this entry from all others of the page, however often it is made."""
        if self.asked:
            return self.asked.path
        return f"{self.field.id} {self.part.name} {self.row or ''}"


def outline(copy: WorkingCopy, extra: Mapping[str, Sequence[int]]) -> tuple[Entry, ...]:
    """Return the page of `copy`; `extra` are rows of lists that hold nothing yet."""
    asked = copy.slots()
    return tuple(
        entry
        for field in copy.form.fields
        for entry in _field(field, asked, copy, extra.get(field.id, ()))
    )


def shown_rows(copy: WorkingCopy, field: Field, extra: Sequence[int]) -> list[int]:
    """Return the rows of a list that are on the page."""
    found = set(rows(field, copy.evidence.answers)) | set(extra)
    if extra and not _is_filled(copy, field, 1) and 1 not in extra:
        found.discard(1)  # the row shown for an empty list gives way to one that was added
    return sorted(found)


def _is_filled(copy: WorkingCopy, field: Field, row: int) -> bool:
    return any(copy.evidence.text(f"{field.id}.{row}.{part.id}") for part in field.parts)


def _field(
    field: Field, asked: Sequence[Slot], copy: WorkingCopy, extra: Sequence[int]
) -> Iterator[Entry]:
    own = [slot for slot in asked if slot.top.id == field.id]
    if field.kind in LEAF_KINDS:
        for slot in own:
            yield Entry(part=Part.ANSWER, field=field, asked=slot)
        return
    yield Entry(part=Part.HEADING, field=field)
    if field.kind is not FieldKind.LIST:
        for slot in own:
            yield Entry(part=Part.ANSWER, field=field, asked=slot)
        return
    shown = shown_rows(copy, field, extra)
    for number, row in enumerate(shown, 1):
        alone = len(shown) == 1
        yield Entry(part=Part.LIST_ROW, field=field, row=row, number=number, only_one=alone)
        for part in field.parts:
            asked_part = copy.slot(FieldPath(f"{field.id}.{row}.{part.id}"))
            if asked_part is not None:
                yield Entry(part=Part.ANSWER, field=field, asked=asked_part, row=row)
    yield Entry(part=Part.ADD_ROW, field=field)
