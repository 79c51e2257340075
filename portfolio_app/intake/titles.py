"""Finds which question of a form a heading, a label or the head of a column means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.fitting import key
from portfolio_app.model.domain.forms import LEAF_KINDS, FieldKind
from portfolio_app.model.domain.names import PRACTITIONER, FieldPath
from portfolio_app.model.domain.slots import slot_at, slots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portfolio_app.model.domain.forms import Field, Form
    from portfolio_app.model.domain.names import ModelId
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.model.domain.slots import Slot

    Models = Mapping[ModelId, ReflectiveModel]

_ASIDE = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(r"(?P<title>.*\w)\s+[0-9]{1,2}[.:]?")
_LONGEST = 200
"""Characters; what is longer is no title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The model of reflection whose headings a document uses."""

    field: FieldPath
    """Of the MODEL field."""
    model: ModelId


def recognise_model(form: Form, models: Models, lines: Iterable[str]) -> Recognised | None:
    """Return the model most of whose stages stand as lines in a document, if any does.

    Of equals the one that the form names first.
    """
    found = {key(line) for line in lines}
    for field in form.fields:
        if field.kind is not FieldKind.MODEL:
            continue
        scores = {m: _stages_among(models[m], found) for m in field.models if m in models}
        best = max(scores, key=lambda m: scores[m], default=None)
        if best is not None and scores[best]:
            return Recognised(field=FieldPath(field.id), model=best)
    return None


def _stages_among(model: ReflectiveModel, keys: set[str]) -> int:
    return sum(key(s.title) in keys or key(s.id) in keys for s in model.stages)


class Titles:
    """The questions of one form by their titles and ids, compared without case and marks."""

    def __init__(self, form: Form, models: Models, recognised: Recognised | None) -> None:
        self._form = form
        self._models = models
        self._answers: dict[FieldPath, Answer] = {}
        if recognised:
            self._answers[recognised.field] = Answer(
                text=recognised.model, written_by=PRACTITIONER, entered_by=PRACTITIONER
            )
        self._slots: dict[str, list[Slot]] = {}
        for slot in self._all():
            for name in dict.fromkeys((key(slot.title), key(slot.path.rpartition(".")[2]))):
                self._slots.setdefault(name, []).append(slot)
        self._containers: dict[str, Field] = {}
        for field in form.fields:
            if field.kind not in LEAF_KINDS:
                self._containers.setdefault(key(field.title), field)
                self._containers.setdefault(key(field.id), field)

    def slot(self, text: str, within: Field | None = None, *, loose: bool) -> Slot | None:
        """Return the question that `text` names.

        Parts of `within` come first, then questions that stand by themselves. Parts of other
        groups and lists are found only when `loose`, and only under a name that no other has.
        """
        found = next((s for k in _keys(text) if (s := self._slots.get(k))), [])
        if not found and len(text) <= _LONGEST and (counted := _COUNTED.fullmatch(text)):
            found = self._row_slots(counted["title"])
        inner = [s for s in found if within is not None and s.top.id == within.id]
        alone = [s for s in found if s.part is None]
        others = found if loose and len({s.top.id for s in found}) == 1 else []
        return next(iter(inner or alone or others), None)

    def _row_slots(self, text: str) -> list[Slot]:
        """Return the parts of lists that may be counted: `Goal 1`, `Goal 2`."""
        wordy = (FieldKind.PROSE, FieldKind.LINE)
        return [s for s in self._slots.get(key(text), ()) if s.row and s.kind in wordy]

    def container(self, text: str) -> Field | None:
        """Return the group, list or sections field that `text` names."""
        return next((f for k in _keys(text) if (f := self._containers.get(k))), None)

    def in_row(self, slot: Slot, row: int) -> Slot:
        """Return the question of a list's part for another row."""
        path = FieldPath(f"{slot.top.id}.{row}.{slot.field.id}")
        return slot_at(self._form, self._answers, self._models, path) or slot

    def first_in(self, container: Field) -> Slot | None:
        """Return where text right below the heading of a list or of sections belongs."""
        if container.kind is FieldKind.GROUP:
            return None
        inner = (s for s in self._current() if s.top.id == container.id)
        return next((s for s in inner if s.kind in (FieldKind.PROSE, FieldKind.LINE)), None)

    def main(self) -> Slot | None:
        """Return where a text without headings belongs: the first required prose, or prose."""
        prose = [s for s in self._current() if s.kind is FieldKind.PROSE]
        prose.sort(key=lambda slot: slot.part is not None)  # parts answer a narrower question
        return next((s for s in prose if s.required), prose[0] if prose else None)

    def column_list(self, heads: Iterable[str]) -> Field | None:
        """Return the list whose parts most of a table's column heads name, if there is one."""
        named = [head for head in heads if head]
        for field in self._form.fields:
            if field.kind is not FieldKind.LIST:
                continue
            parts = {key(p.title) for p in field.parts} | {key(p.id) for p in field.parts}
            known = sum(any(k in parts for k in _keys(head)) for head in named)
            if known and known >= min(2, len(field.parts)) and known * 2 >= len(named):
                return field
        return None

    def is_own_wording(self, text: str, slot: Slot | None) -> bool:
        """Whether `text` is the form's: a prompt of the question at hand, else its title."""
        own = (*slot.prompts, *slot.top.guidance) if slot else (self._form.title,)
        return any(key(text) == key(wording) for wording in own)

    def asides(self, text: str) -> list[str]:
        """Return what stands in brackets beside a title and is no part of it."""
        whole = key(text)
        is_name = whole in self._slots or whole in self._containers
        return [] if is_name else _ASIDE.findall(text)

    def _current(self) -> tuple[Slot, ...]:
        return slots(self._form, self._answers, self._models)

    def _all(self) -> Iterator[Slot]:
        """Every question, and after them the stages of the models that were not chosen."""
        current = self._current()
        yield from current
        known = {slot.path for slot in current}
        for field in self._form.fields:
            source = self._form.field(field.follows)
            for model in source.models if source else ():
                for stage in self._models[model].stages if model in self._models else ():
                    path = FieldPath(f"{field.id}.{stage.id}")
                    slot = slot_at(self._form, self._answers, self._models, path)
                    if slot and path not in known:
                        known.add(path)
                        yield slot


def _keys(text: str) -> Iterator[str]:
    """Yield what a title may be known by: as it stands, then without remarks in brackets."""
    if len(text) <= _LONGEST:
        for wording in (text, _ASIDE.sub(" ", text)):
            if name := key(wording):
                yield name
