"""How a piece of evidence stands in a Word document, so that it is known when it comes back.

Who writes the document and who reads it again both follow this: the headings, the tag on each
answer, and the line that names the piece where a program has dropped the tags.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.forms import LEAF_KINDS, FieldKind
from portfolio_app.model.domain.names import EvidenceId, FieldPath
from portfolio_app.model.domain.slots import rows, slot_at, slots
from portfolio_app.model.domain.wording import count, day, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.names import ModelId
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.model.domain.slots import Slot

    Models = Mapping[ModelId, ReflectiveModel]

HINT: Final = "Write here."
"""What an empty answer shows in Word until somebody types."""

HINT_STYLE: Final = "PlaceholderText"
"""The id of the character style of that hint, Word's own."""

HINT_STYLE_NAME: Final = "Placeholder Text"
"""Its name."""

GUIDANCE_STYLE: Final = "Portfolio Guidance"
"""The style of what is for the eye only: prompts, and the line that names the piece."""

ABOUT_THE_FILE: Final = (
    "Write below the headings and leave the headings as they are; then bring the file back "
    "into the portfolio, which takes over what has changed. This file is not encrypted: keep "
    "it where your employer allows, and delete it when it is back."
)
"""The first line of every document."""

PIECE_LEVEL: Final = 1
DEEPEST_LEVEL: Final = 3
"""Of headings that name questions; headings within an answer lie below."""

_TAG: Final = re.compile(r"pp:(?P<piece>[\w-]+):(?P<path>[\w.-]+):(?P<digest>[0-9a-f]{8})")
_REFERENCE: Final = re.compile(r"Portfolio reference ([\w-]+)\b.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What is written on an answer in a Word document, within Word's 64 characters."""

    piece: EvidenceId
    path: FieldPath
    digest: str
    """Of the words as they went out."""

    def __str__(self) -> str:
        return f"pp:{self.piece}:{self.path}:{self.digest}"

    @classmethod
    def parse(cls, text: str) -> Tag | None:
        """Read a tag; None for one that is not ours."""
        found = _TAG.fullmatch(text)
        if found is None:
            return None
        return cls(
            piece=EvidenceId(found["piece"]),
            path=FieldPath(found["path"]),
            digest=found["digest"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading with no answer of its own, above the parts of a field."""

    title: str
    level: int
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A heading with the answer below it."""

    slot: Slot
    title: str
    level: int
    prompts: tuple[str, ...]


def outline(piece: Evidence, form: Form, models: Models) -> tuple[Head | Place, ...]:
    """Return the headings of a piece in order.

    Lists have one row more than are filled, for a row that is written elsewhere.
    """
    found: list[Head | Place] = []
    asked = slots(form, piece.answers, models)
    for field in form.fields:
        if field.kind in LEAF_KINDS:
            found += [_place(s, s.title, 2, models) for s in asked if s.path == field.id]
            continue
        found.append(Head(title=field.title, level=2, prompts=field.guidance))
        inner = [s for s in asked if s.top.id == field.id]
        if field.kind is FieldKind.LIST:
            spare = rows(field, piece.answers)[-1] + 1
            is_empty = not any(piece.text(s.path).strip() for s in inner)
            further = () if is_empty else _row(form, piece, models, field.id, spare)
            found += [_place(s, f"{s.title} {s.row}", 3, models) for s in (*inner, *further)]
        else:
            found += [_place(s, s.title, 3, models) for s in inner]
    return tuple(found)


def _row(
    form: Form, piece: Evidence, models: Models, field_id: str, row: int
) -> Iterator[Slot]:
    field = form.field(field_id)
    for part in field.parts if field else ():
        path = FieldPath(f"{field_id}.{row}.{part.id}")
        if slot := slot_at(form, piece.answers, models, path):
            yield slot


def _place(slot: Slot, title: str, level: int, models: Models) -> Place:
    prompts = slot.prompts
    if slot.kind is FieldKind.CHOICE:
        options = joined([option.title for option in slot.field.options], "or")
        prompts += (f"One of these: {options}.",)
    elif slot.kind is FieldKind.MODEL:
        known = [models[m].title for m in slot.field.models if m in models]
        prompts += (f"One of these: {joined(known, 'or')}.",)
    elif slot.kind is FieldKind.PICTURE:
        prompts += ("What is to be seen, in words. The picture itself stays where it is.",)
    elif slot.kind is FieldKind.FACE:
        prompts += ("A number from 1 (not at all) to 5 (always).",)
    return Place(slot=slot, title=title, level=level, prompts=prompts)


def heading(piece: Evidence, form: Form) -> str:
    """Return the heading of a whole piece."""
    return " ".join(piece.title.split()) or form.title


def introduction(piece: Evidence, form: Form) -> tuple[str, ...]:
    """Return the lines below that heading which are for the eye only."""
    held = len(piece.attachments)
    stay = "stays" if held == 1 else "stay"
    files = (f"{count(held, 'attached file')} {stay} in the portfolio.",) if held else ()
    return (f"{form.title}. {form.about}", *files, reference(piece.id))


def reference(piece: EvidenceId) -> str:
    """Return the line that names a piece in a Word document."""
    return (
        f"Portfolio reference {piece}. Please leave this line as it is: by it the words find "
        "their way back."
    )


def referred_to(line: str) -> EvidenceId | None:
    """Return the piece that a line names, if it is such a line."""
    found = _REFERENCE.fullmatch(line.strip())
    return EvidenceId(found[1]) if found else None


def in_words(slot: Slot, text: str, models: Models, goals: Sequence[Goal]) -> str:
    """Return an answer as a person reads it: days, choices, models and goals in words."""
    match slot.kind:
        case FieldKind.DATE:
            try:
                return day(date.fromisoformat(text))
            except ValueError:
                return text
        case FieldKind.CHOICE:
            return slot.field.option_title(text)
        case FieldKind.MODEL:
            return next((m.title for m in models.values() if m.id == text), text)
        case FieldKind.GOAL:
            return next((goal.text for goal in goals if goal.ref == text), text)
        case _:
            return text


def essence(text: str) -> str:
    """Return what two wordings share that differ in white space alone.

    Word processors part paragraphs, double spaces and empty lines each in their own way.
    """
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(line for line in lines if line)


def digest(text: str) -> str:
    """Return eight figures that tell two wordings apart."""
    return sha256(essence(text).encode()).hexdigest()[:8]


def woven(before: str, after: str) -> str:
    """Return `after`, its unchanged lines as they stood in `before`, empty lines among them.

    What only passed through a word processor is then what it was, to the last space.
    """
    from difflib import SequenceMatcher

    old = before.split("\n")
    new = [line for line in after.split("\n") if essence(line)]
    filled = [number for number, line in enumerate(old) if essence(line)]
    matcher = SequenceMatcher(
        None, [essence(old[n]) for n in filled], [essence(line) for line in new], False
    )
    found: list[str] = []
    last = 0
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            for number in filled[i1:i2]:
                found += [*_gap(old, number), old[number]]
                last = number + 1
        else:
            found += new[j1:j2]
    found += [line for line in old[last:] if not essence(line)] if last == len(old) else []
    return "\n".join(found).strip("\n")


def _gap(lines: list[str], number: int) -> list[str]:
    """Return the empty lines right above a line."""
    start = number
    while start and not essence(lines[start - 1]):
        start -= 1
    return lines[start:number]
