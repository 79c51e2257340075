"""The names of colours, faces, states and voices, and the records of what they look like.

The values stand in `ui.colours` and `ui.measures`, as Python that is ready when it is loaded:
the first window waits for them, and reading a file of them took 6 ms. For the same reason the
records are named tuples, not data classes as elsewhere, and their annotations are not put off
(`from __future__ import annotations`): a named tuple would compile each of them again.
"""

# ruff: noqa: I002 - see above

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


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
    """What a colour is for."""

    PAPER = "paper"  # window background
    RAIL = "rail"  # left rail, status bars, quiet strips
    SURFACE = "surface"  # the page, cards, inputs, lists that are opened
    SUNKEN = "sunken"  # wells: disabled controls, matrix head, tracks
    HOVER = "hover"  # row or quiet button under the pointer
    LINE = "line"  # hairlines and card borders (decoration, no contrast duty)
    LINE_STRONG = "line_strong"  # borders of inputs, buttons, switches (3:1)
    INK = "ink"  # main text
    INK_2 = "ink_2"  # second voice: explanations, dates
    INK_3 = "ink_3"  # third voice: captions, placeholders, disabled words
    ACCENT = "accent"  # deep teal: primary button, links, the selected place
    ACCENT_HOVER = "accent_hover"  # primary button under the pointer or pressed
    ACCENT_SOFT = "accent_soft"  # selected row, selected card, chosen segment
    ON_ACCENT = "on_accent"  # text and icons on accent
    FOCUS = "focus"  # focus ring, 2 px, drawn 2 px outside the control
    SELECTION = "selection"  # selected text in the editor
    MET = "met"  # state met
    MET_SOFT = "met_soft"  # tint behind met
    PARTLY = "partly"  # state partly
    PARTLY_SOFT = "partly_soft"  # tint behind partly
    MISSING = "missing"  # state missing
    MISSING_SOFT = "missing_soft"  # tint behind missing
    WAITING = "waiting"  # state waiting
    WAITING_SOFT = "waiting_soft"  # tint behind waiting
    PROBLEM = "problem"  # state problem, destructive button
    PROBLEM_SOFT = "problem_soft"  # tint behind problem
    PURPOSE = "purpose"  # claim mark, PCF 2 3 4 (purpose)
    PURPOSE_SOFT = "purpose_soft"  # tint of the claimed passage
    PRACTICE = "practice"  # claim mark, PCF 5 6 7 (practice)
    PRACTICE_SOFT = "practice_soft"  # tint of the claimed passage
    IMPACT = "impact"  # claim mark, PCF 1 8 9 (impact)
    IMPACT_SOFT = "impact_soft"  # tint of the claimed passage
    FINDING = "finding"  # dashed underline under a possible identifier
    CHILD_PAPER = "child_paper"  # background of the page shared with a child
    CHILD_WARM = "child_warm"  # faces, not chosen
    CHILD_CHOSEN = "child_chosen"  # face that the child chose
    TRACK = "track"  # unfilled part of a progress bar
    PAGE = "page"  # a printed page in the preview, the same in every theme
    PAGE_INK = "page_ink"  # text on a printed page
    SHADOW = "shadow"  # the one soft shadow (alpha last), for what floats


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


class Space(NamedTuple):
    """Distances in px."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741 - its name among the sizes
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
    """Everything at 100 %."""

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
