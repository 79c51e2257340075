"""Sizes, the type scale and the words of states: the only place where they stand, at 100 %.

`ui.theme` multiplies lengths by the text size. Lengths are px. Two faces are bundled in two
weights each: there is no medium and no semibold.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portfolio_app.ui.colours import COLOURS
from portfolio_app.ui.tokens import (
    Border,
    ClaimGroup,
    ClaimStyle,
    Face,
    Focus,
    Radius,
    Role,
    Shadow,
    Size,
    Space,
    State,
    StateStyle,
    Tokens,
    TypeStyle,
    Voice,
    VoiceStyle,
)

_FACES: Final = MappingProxyType(
    {
        Face.CAPTION: TypeStyle(12, 16, 400),  # smallest size anywhere
        Face.SMALL: TypeStyle(13, 18, 400),  # second lines, dates, side panels
        Face.SMALL_STRONG: TypeStyle(13, 18, 700),  # state words, rows of side panels
        Face.BODY: TypeStyle(14, 20, 400),  # interface
        Face.BODY_STRONG: TypeStyle(14, 20, 700),  # row titles, buttons, links
        Face.LEAD: TypeStyle(15, 22, 400),  # sentences that carry a result
        Face.LEAD_STRONG: TypeStyle(15, 22, 700),  # the main button, titles of cards
        Face.SECTION: TypeStyle(16, 22, 700),  # side headings
        Face.HEADING: TypeStyle(18, 24, 700),  # section of a screen, title bar of the editor
        Face.TITLE: TypeStyle(22, 30, 700),  # the one task, a result
        Face.DISPLAY: TypeStyle(28, 38, 700),  # name of the screen, once
        Face.WRITING: TypeStyle(16, 26, 400),  # the person's own text
        Face.CHILD_SMALL: TypeStyle(16, 22, 400),
        Face.CHILD_BODY: TypeStyle(20, 28, 400),
        Face.CHILD_WORDS: TypeStyle(22, 34, 400),  # what the child said
        Face.CHILD_QUESTION: TypeStyle(36, 48, 700),
    }
)
"""Size, height of a line, weight. Line heights are the natural ones of the typeface, but for
writing, which has a fixed one."""

_STATES: Final = MappingProxyType(
    {
        State.MET: StateStyle("state-met", "Met", Role.MET, Role.MET_SOFT),
        State.PARTLY: StateStyle("state-partly", "Partly", Role.PARTLY, Role.PARTLY_SOFT),
        State.MISSING: StateStyle("state-missing", "Missing", Role.MISSING, Role.MISSING_SOFT),
        State.WAITING: StateStyle("state-waiting", "Waiting", Role.WAITING, Role.WAITING_SOFT),
        State.PROBLEM: StateStyle("state-problem", "Problem", Role.PROBLEM, Role.PROBLEM_SOFT),
        State.BY_SIGNATURE: StateStyle("signature", "By signature", Role.INK_2, Role.SUNKEN),
    }
)
"""Always icon, word and colour together."""

_VOICES: Final = MappingProxyType(
    {
        Voice.SELF: VoiceStyle("voice-self", "You"),  # hollow: nobody else has said it yet
        Voice.OBSERVER: VoiceStyle("voice-observer", "Observer"),
        Voice.CHILD: VoiceStyle("voice-child", "Child or family"),
        Voice.PROFESSIONAL: VoiceStyle("voice-professional", "Professional"),
        Voice.MANAGER: VoiceStyle("voice-manager", "Manager"),
    }
)
"""Shape carries the meaning; the colour is always that of the text."""

_CLAIMS: Final = MappingProxyType(
    {
        ClaimGroup.PURPOSE: ClaimStyle((2, 3, 4), Role.PURPOSE, Role.PURPOSE_SOFT),
        ClaimGroup.PRACTICE: ClaimStyle((5, 6, 7), Role.PRACTICE, Role.PRACTICE_SOFT),
        ClaimGroup.IMPACT: ClaimStyle((1, 8, 9), Role.IMPACT, Role.IMPACT_SOFT),
    }
)
"""The three groups of the PCF, so that a colour means something; a label says the number."""

TOKENS: Final = Tokens(
    colours=COLOURS,
    faces=_FACES,
    family="Noto Sans",
    fallback=("DejaVu Sans",),
    writing_sizes=(14, 16, 18, 20, 24),
    writing_column_chars=68,
    space=Space(
        xs=4,
        s=8,
        m=12,
        l=16,
        xl=24,
        xxl=32,
        page_top=24,
        page_side=40,  # 24 below 1100 px
        column_gap=48,  # 24 below 1100 px
    ),
    radius=Radius(
        card=8,  # cards, buttons, inputs, floating bar
        tag=4,  # number tags, chips
        printed_page=2,
    ),
    border=Border(
        hairline=1,
        chosen=2,  # chosen card, chosen face
        claim_mark=4,
        place_mark=3,  # left edge of the selected row, underline of the selected tab
    ),
    focus=Focus(
        width=2,
        gap=2,  # between the control and the ring; layouts leave 4 px free
        radius=10,
    ),
    shadow=Shadow(
        offset_y=4,
        blur=16,
    ),
    size=Size(
        button=36,
        button_main=44,  # one per screen: the next step
        button_child=64,
        input=36,
        segment=36,
        row=44,  # requirement, file, disclosure
        row_two_lines=62,
        row_matrix=52,
        column_matrix=60,
        tab=48,
        title_bar=64,
        status_bar=40,
        rail=88,
        rail_place=56,
        side_panel=296,  # editor
        side_panel_wide=404,  # capabilities
        prompt_column=196,
        margin_column=120,  # claim marks and their labels
        icon=20,
        icon_small=16,
        icon_large=28,
        voice=12,
        face=104,
        target_least=24,  # nothing that can be pressed is smaller
    ),
    window_least=(1024, 640),
    panel_ms=120,
    states=_STATES,
    voices=_VOICES,
    claims=_CLAIMS,
)
