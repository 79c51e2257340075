"""What a kind of evidence asks: screen, sheet and pack section follow from its form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import FieldPath, FormId, ModelId, RoleId


class FieldKind(StrEnum):
    """How a field is asked and stored. Every answer is stored as text under its path."""

    LINE = "line"
    """One line of text."""
    PROSE = "prose"
    """Paragraphs, parted by line breaks."""
    DATE = "date"
    """A day, ISO 8601 (`2026-11-22`)."""
    CHOICE = "choice"
    """One of `options`, stored by its id."""
    GOAL = "choice-of"
    """One of the practitioner's own learning goals, stored as `EVIDENCE_ID/ROW`."""
    FACE = "face"
    """`1` (not at all) to `5` (always), or empty."""
    MODEL = "model"
    """The model of reflection, stored by its id."""
    SECTIONS = "sections"
    """One prose part for each stage of the chosen model: `account.feelings`."""
    GROUP = "group"
    """Fixed parts: `permission.asked`."""
    LIST = "list"
    """Rows of parts: `goals.1.goal`."""
    PICTURE = "picture"
    """An attached picture; the text under the path is its description in words."""


LEAF_KINDS = frozenset(FieldKind) - {FieldKind.SECTIONS, FieldKind.GROUP, FieldKind.LIST}
"""Kinds whose answer stands under the field's own path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form."""

    id: str
    kind: FieldKind
    title: str
    author: RoleId
    """Whose words belong here."""
    guidance: tuple[str, ...] = ()
    """Prompts that stay visible beside the answer."""
    required: bool = False
    """For lists: at least one row with every required part; for sections: every stage."""
    claimable: bool = False
    """Whether passages of it may be claimed for a capability."""
    words_expected: int | None = None
    """For the whole field; a hint, never a limit."""
    options: tuple[Option, ...] = ()
    models: tuple[ModelId, ...] = ()
    """Of a MODEL field: what may be chosen, the first being the default."""
    follows: str = ""
    """Of a SECTIONS field: the id of the MODEL field that names its stages."""
    parts: tuple[Field, ...] = ()
    """Of a GROUP or LIST: its parts, which are leaves."""
    draws_from: tuple[FieldPath, ...] = ()
    """Where its words stand in forms whose pieces it may show; all of them, in this order."""
    beside: bool = False
    """Drawn in the side column of a report, and outside its page limit."""

    def option_title(self, option_id: str) -> str:
        """Return the words for a stored choice, or the stored text itself."""
        return next((o.title for o in self.options if o.id == option_id), option_id)


class Layout(StrEnum):
    """How the pack draws a kind of evidence."""

    ACCOUNT = "account"
    """Text column with claims in the margin: the default."""
    REPORT = "report"
    """Two columns, the first of which is measured against a page limit."""
    CHILD = "child"
    """A child's own words, faces and drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An answer without which something may not be shown to anyone."""

    path: FieldPath
    given_by: tuple[str, ...]
    """The stored answers that mean yes."""
    covers: tuple[str, ...] = ()
    """The ids of the fields it is about; empty: the whole piece of evidence."""
    refusal: str
    """The sentence when it was not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another place in which the same answers are entered by hand, such as a regulator's."""

    at: str
    """Whose place it is: `Social Work England`."""
    fields: tuple[str, ...]
    """The ids of the fields that are asked there, in the order of that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The definition of a kind of evidence."""

    id: FormId
    title: str
    plural: str
    about: str
    """One sentence: what belongs here."""
    author: RoleId
    """Who writes what no field says otherwise about."""
    contributor: RoleId | None = None
    """The role, besides the practitioner, in which somebody else's words stand here.

    `Evidence.by` says whose role that was in fact: an observer may be the team manager.
    """
    layout: Layout = Layout.ACCOUNT
    fields: tuple[Field, ...]
    """In the order asked; the first two are always `title` and `date`."""
    consents: tuple[Consent, ...] = ()
    elsewhere: Elsewhere | None = None
    kept_out: bool = False
    """Whether it stays out of every pack: only that it is complete is told."""
    anywhere: bool = False
    """Whether it may be added under any pathway, asked for or not."""
    minutes: int = 20
    """About how long a person needs to fill it, for the choice of a next task."""
    source: str = ""

    def field(self, field_id: str) -> Field | None:
        """Return the top-level field with `field_id`, if there is one."""
        return next((f for f in self.fields if f.id == field_id), None)
