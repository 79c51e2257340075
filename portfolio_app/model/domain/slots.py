"""Unfolds a form into the answers it asks for, one by one.

The editor, the checklist, the pack and the command line all walk these slots, so that they
agree on what a form asks, in which order and under which headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import LEAF_KINDS, Field, FieldKind
from portfolio_app.model.domain.names import FieldPath, ModelId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfolio_app.model.domain.evidence import Answer
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.reflection import ReflectiveModel, ReflectiveStage

    Models = Mapping[ModelId, ReflectiveModel]
    Answers = Mapping[FieldPath, Answer]

_ROW = re.compile(r"[0-9]{1,4}")
"""A row of a list. Nobody writes ten thousand; longer numbers are slips or mischief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One answer that a form asks for."""

    path: FieldPath
    top: Field
    """The field of the form it belongs to."""
    kind: FieldKind
    """Always a leaf kind; a section is prose."""
    title: str
    prompts: tuple[str, ...]
    author: RoleId
    required: bool
    claimable: bool
    row: int | None = None
    """Which row of a list, from 1."""
    part: Field | None = None
    """The part of a group or list; None elsewhere."""

    @property
    def field(self) -> Field:
        """The definition that holds options and guidance: the part, or the field itself."""
        return self.part or self.top


def slots(form: Form, answers: Answers, models: Models) -> tuple[Slot, ...]:
    """Return every answer `form` asks for, given what has been answered so far.

    Sections follow the chosen model. Parts written under another model are kept and come
    after the model's own, so that switching loses nothing. Lists show the rows that exist,
    and one row where there is none.
    """
    return tuple(
        slot for field in form.fields for slot in _unfold(form, field, answers, models)
    )


def slot_at(form: Form, answers: Answers, models: Models, path: FieldPath) -> Slot | None:
    """Return the slot that `path` names, if the form asks for it.

    A row of a list need not exist yet; a section may belong to any model that the form offers.
    """
    head, _, rest = path.partition(".")
    field = form.field(head)
    if field is None:
        return None
    found = next((s for s in _unfold(form, field, answers, models) if s.path == path), None)
    if found or not rest:
        return found
    if field.kind is FieldKind.LIST:
        number, _, part_id = rest.partition(".")
        row = _row_number(number)
        part = next((p for p in field.parts if p.id == part_id), None)
        return _part_slot(field, part, row) if row and part else None
    if field.kind is FieldKind.SECTIONS:
        stage = next((s for s in _offered_stages(form, field, models) if s.id == rest), None)
        return _section(field, rest, stage.title, stage.prompts, False) if stage else None
    return None


def chosen_model(form: Form, field: Field, answers: Answers) -> ModelId | None:
    """Return the model that a SECTIONS field follows: the chosen one, else the form's first."""
    source = form.field(field.follows)
    if source is None:
        return None
    answer = answers.get(FieldPath(source.id))
    chosen = ModelId(answer.text) if answer else None
    return chosen if chosen in source.models else source.models[0]


def rows(field: Field, answers: Answers) -> tuple[int, ...]:
    """Return the rows of a LIST that hold anything, in order; `(1,)` when there is none."""
    found = set()
    for path, answer in answers.items():
        head, _, rest = path.partition(".")
        row = _row_number(rest.partition(".")[0])
        if head == field.id and row and answer.text.strip():
            found.add(row)
    return tuple(sorted(found)) or (1,)


def _row_number(text: str) -> int | None:
    """Return the row that a part of a path names, or None when it is no row."""
    row = int(text) if _ROW.fullmatch(text) else 0
    return row or None


def _offered_stages(form: Form, field: Field, models: Models) -> Iterator[ReflectiveStage]:
    source = form.field(field.follows)
    for model_id in source.models if source else ():
        yield from models[model_id].stages if model_id in models else ()


def _unfold(form: Form, field: Field, answers: Answers, models: Models) -> Iterator[Slot]:
    if field.kind in LEAF_KINDS:
        yield Slot(
            path=FieldPath(field.id),
            top=field,
            kind=field.kind,
            title=field.title,
            prompts=field.guidance,
            author=field.author,
            required=field.required,
            claimable=field.claimable,
        )
    elif field.kind is FieldKind.SECTIONS:
        yield from _sections(form, field, answers, models)
    elif field.kind is FieldKind.GROUP:
        for part in field.parts:
            yield _part_slot(field, part, None)
    else:
        for row in rows(field, answers):
            for part in field.parts:
                yield _part_slot(field, part, row)


def _sections(form: Form, field: Field, answers: Answers, models: Models) -> Iterator[Slot]:
    model_id = chosen_model(form, field, answers)
    model = models.get(model_id) if model_id else None
    stages = model.stages if model else ()
    for stage in stages:
        required = field.required and not stage.optional
        yield _section(field, stage.id, stage.title, stage.prompts, required)
    own = {stage.id for stage in stages}
    others = {s.id: s for m in models.values() for s in m.stages if s.id not in own}
    for stage_id, stage in others.items():
        answer = answers.get(FieldPath(f"{field.id}.{stage_id}"))
        if answer and answer.text.strip():
            yield _section(field, stage_id, stage.title, stage.prompts, False)


def _section(
    field: Field, stage_id: str, title: str, prompts: tuple[str, ...], required: bool
) -> Slot:
    return Slot(
        path=FieldPath(f"{field.id}.{stage_id}"),
        top=field,
        kind=FieldKind.PROSE,
        title=title,
        prompts=prompts,
        author=field.author,
        required=required,
        claimable=field.claimable,
    )


def _part_slot(field: Field, part: Field, row: int | None) -> Slot:
    middle = f".{row}" if row else ""
    return Slot(
        path=FieldPath(f"{field.id}{middle}.{part.id}"),
        top=field,
        kind=part.kind,
        title=part.title,
        prompts=part.guidance,
        author=part.author,
        required=part.required and (row is None or row == 1 or field.required),
        claimable=part.claimable,
        row=row,
        part=part,
    )
