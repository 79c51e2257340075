"""Reads `resources/tokens.toml`, the one place where colours, sizes and state words stand.

Gives typed, immutable records at 100 %; `ui.theme` chooses a scheme and multiplies by the text
size. The file is part of the program, so a wrong file is a defect, not a person's problem.

The records are named tuples, not data classes as elsewhere: the first window waits for them,
and a dozen data classes take 6 ms longer to define.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from portfolio_app import places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

R = TypeVar("R", bound=NamedTuple)


class Scheme(StrEnum):
    """A complete set of colours."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class ThemeChoice(StrEnum):
    """What the person chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Role(StrEnum):
    """What a colour is for; `[roles]` of the token file explains each in words."""

    PAPER = "paper"
    RAIL = "rail"
    SURFACE = "surface"
    SUNKEN = "sunken"
    HOVER = "hover"
    LINE = "line"
    LINE_STRONG = "line_strong"
    INK = "ink"
    INK_2 = "ink_2"
    INK_3 = "ink_3"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ACCENT_SOFT = "accent_soft"
    ON_ACCENT = "on_accent"
    FOCUS = "focus"
    SELECTION = "selection"
    MET = "met"
    MET_SOFT = "met_soft"
    PARTLY = "partly"
    PARTLY_SOFT = "partly_soft"
    MISSING = "missing"
    MISSING_SOFT = "missing_soft"
    WAITING = "waiting"
    WAITING_SOFT = "waiting_soft"
    PROBLEM = "problem"
    PROBLEM_SOFT = "problem_soft"
    PURPOSE = "purpose"
    PURPOSE_SOFT = "purpose_soft"
    PRACTICE = "practice"
    PRACTICE_SOFT = "practice_soft"
    IMPACT = "impact"
    IMPACT_SOFT = "impact_soft"
    FINDING = "finding"
    CHILD_PAPER = "child_paper"
    CHILD_WARM = "child_warm"
    CHILD_CHOSEN = "child_chosen"
    TRACK = "track"
    PAGE = "page"
    PAGE_INK = "page_ink"
    SHADOW = "shadow"


class Face(StrEnum):
    """A step of the type scale: size, line height and weight together."""

    CAPTION = "caption"
    SMALL = "small"
    SMALL_STRONG = "small_strong"
    BODY = "body"
    BODY_STRONG = "body_strong"
    LEAD = "lead"
    LEAD_STRONG = "lead_strong"
    SECTION = "section"
    HEADING = "heading"
    TITLE = "title"
    DISPLAY = "display"
    WRITING = "writing"
    CHILD_SMALL = "child_small"
    CHILD_BODY = "child_body"
    CHILD_WORDS = "child_words"
    CHILD_QUESTION = "child_question"


class State(StrEnum):
    """How a thing stands. Shown as icon, word and colour together, never as colour alone."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    WAITING = "waiting"
    PROBLEM = "problem"
    BY_SIGNATURE = "by_signature"


class Voice(StrEnum):
    """Who said a passage. Shown by shape, never by colour."""

    SELF = "self"
    OBSERVER = "observer"
    CHILD = "child"
    PROFESSIONAL = "professional"
    MANAGER = "manager"


class ClaimGroup(StrEnum):
    """The three groups of the Professional Capabilities Framework that tint claim marks."""

    PURPOSE = "purpose"
    PRACTICE = "practice"
    IMPACT = "impact"


class TypeStyle(NamedTuple):
    """One step of the type scale; sizes in px."""

    size: int
    line: int
    weight: int


class StateStyle(NamedTuple):
    """How a state is shown."""

    icon: str
    word: str
    colour: Role
    tint: Role


class VoiceStyle(NamedTuple):
    """How a voice is shown."""

    icon: str
    word: str


class ClaimStyle(NamedTuple):
    """How claims to one group of capabilities are shown."""

    domains: tuple[int, ...]
    """Numbers of the framework's domains that belong to the group."""

    colour: Role
    tint: Role


class ContrastPair(NamedTuple):
    """Two colours that may meet on screen, and the least WCAG 2 contrast between them."""

    text: Role
    on: Role
    least: float


class Space(NamedTuple):
    """Distances in px."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - the name in the token file
    xl: int
    xxl: int
    page_top: int
    page_side: int
    column_gap: int


class Radius(NamedTuple):
    """Corner radii in px."""

    card: int
    tag: int
    printed_page: int


class Border(NamedTuple):
    """Line widths in px."""

    hairline: int
    chosen: int
    claim_mark: int
    place_mark: int


class Focus(NamedTuple):
    """The focus ring in px; `gap` lies between the control and the ring."""

    width: int
    gap: int
    radius: int


class Shadow(NamedTuple):
    """The one shadow, in px."""

    offset_y: int
    blur: int


class Size(NamedTuple):
    """Heights of controls, widths of columns, icon sizes, in px."""

    button: int
    button_main: int
    button_child: int
    input: int
    segment: int
    row: int
    row_two_lines: int
    row_matrix: int
    column_matrix: int
    tab: int
    title_bar: int
    status_bar: int
    rail: int
    rail_place: int
    side_panel: int
    side_panel_wide: int
    prompt_column: int
    margin_column: int
    icon: int
    icon_small: int
    icon_large: int
    voice: int
    face: int
    target_least: int


class Tokens(NamedTuple):
    """The whole token file at 100 %."""

    colours: Mapping[Scheme, Mapping[Role, str]]
    """Hex values as written: `#RRGGBB`, or `#RRGGBBAA` with alpha last."""

    faces: Mapping[Face, TypeStyle]
    family: str
    fallback: tuple[str, ...]
    writing_sizes: tuple[int, ...]
    """Sizes in px that a person may choose for their own text."""

    writing_column_chars: int
    space: Space
    radius: Radius
    border: Border
    focus: Focus
    shadow: Shadow
    size: Size
    window_least: tuple[int, int]
    """Least width and height of the main window, not scaled by the text size."""

    panel_ms: int
    """How long a panel may slide."""

    states: Mapping[State, StateStyle]
    voices: Mapping[Voice, VoiceStyle]
    claims: Mapping[ClaimGroup, ClaimStyle]
    pairs: tuple[ContrastPair, ...]


def read_tokens(path: Path | None = None) -> Tokens:
    """Read the token file at `path`, or the program's own.

    Raises:
        KeyError: A role, face, size or state is missing.
        ValueError: The file names a role that the program does not know.
    """
    text = (path or places.resource("tokens.toml")).read_text(encoding="utf-8")
    table = tomllib.loads(text)
    size = dict(table["size"])
    width, height = size.pop("window_least")
    scale = table["type"]
    return Tokens(
        colours={scheme: _colours(table["colour"][scheme]) for scheme in Scheme},
        faces={face: TypeStyle(size=s, line=n, weight=w) for face, (s, n, w) in _faces(scale)},
        family=scale["family"],
        fallback=tuple(scale["fallback"]),
        writing_sizes=tuple(scale["writing_sizes"]),
        writing_column_chars=scale["writing_column_chars"],
        space=_record(Space, table["space"]),
        radius=_record(Radius, table["radius"]),
        border=_record(Border, table["border"]),
        focus=_record(Focus, table["focus"]),
        shadow=_record(Shadow, table["shadow"]),
        size=_record(Size, size),
        window_least=(width, height),
        panel_ms=table["motion"]["panel_ms"],
        states={state: _state(table["state"][state]) for state in State},
        voices={voice: _record(VoiceStyle, table["voice"][voice]) for voice in Voice},
        claims={group: _claim(table["claim"][group]) for group in ClaimGroup},
        pairs=tuple(
            ContrastPair(text=Role(pair["text"]), on=Role(pair["on"]), least=pair["least"])
            for pair in table["contrast"]["pairs"]
        ),
    )


def _record(kind: type[R], table: Mapping[str, Any]) -> R:
    return kind._make(table[name] for name in kind._fields)


def _colours(table: Mapping[str, str]) -> dict[Role, str]:
    if unknown := set(table) - set(Role):
        raise ValueError(f"unknown colour roles: {sorted(unknown)}")
    return {role: table[role] for role in Role}


def _faces(table: Mapping[str, Any]) -> list[tuple[Face, list[int]]]:
    return [(face, table[face]) for face in Face]


def _state(table: Mapping[str, str]) -> StateStyle:
    return StateStyle(
        icon=table["icon"],
        word=table["word"],
        colour=Role(table["colour"]),
        tint=Role(table["tint"]),
    )


def _claim(table: Mapping[str, Any]) -> ClaimStyle:
    return ClaimStyle(
        domains=tuple(table["domains"]),
        colour=Role(table["colour"]),
        tint=Role(table["tint"]),
    )
