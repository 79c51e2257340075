from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont, QPalette

from portfolio_app import places
from portfolio_app.ui.fonts import load_fonts
from portfolio_app.ui.measures import TOKENS
from portfolio_app.ui.theme import Theme, colour_from_hex
from portfolio_app.ui.tokens import Face, Role, Scheme, State
from tests.ui.contrast_pairs import MARKS, PAIRS, WORDS


def luminance(colour):
    """Relative luminance, WCAG 2.2 definition."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio, WCAG 2.2 definition."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_pair_that_may_meet_is_readable(scheme):
    theme = Theme(TOKENS, scheme)
    short = [
        f"{pair.text} on {pair.on}"
        for pair in PAIRS
        if contrast(theme.colour(pair.text), theme.colour(pair.on)) < pair.least
    ]
    assert not short


def test_only_borders_and_marks_may_have_less_contrast_than_words():
    lenient = {
        text for ground, texts in MARKS.items() for text in texts if ground != Role.TRACK
    }
    assert lenient == {Role.LINE_STRONG, Role.FOCUS, Role.FINDING}


@pytest.mark.parametrize("state", State)
def test_a_state_is_readable_on_its_tint_and_on_paper(state):
    style = TOKENS.states[state]
    assert style.colour in WORDS[style.tint]
    assert style.colour in WORDS[Role.PAPER]
    assert style.word
    assert places.resource("icons", f"{style.icon}.svg").is_file()


def test_states_differ_in_icon_and_word():
    styles = list(TOKENS.states.values())
    assert len({style.icon for style in styles}) == len(styles)
    assert len({style.word for style in styles}) == len(styles)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_scheme_has_a_colour_for_every_role(scheme):
    assert set(TOKENS.colours[scheme]) == set(Role)


def test_alpha_stands_last():
    assert colour_from_hex("#3C321E29").alpha() == 0x29
    assert colour_from_hex("#3C321E").alpha() == 255


def test_lengths_grow_with_the_text():
    theme = Theme(TOKENS, Scheme.LIGHT, 2.0)
    assert theme.size.button == 2 * TOKENS.size.button
    assert theme.font(Face.BODY).pixelSize() == 2 * TOKENS.faces[Face.BODY].size
    assert theme.px(0) == 0
    assert theme.px(0.1) == 1


def test_the_palette_follows_the_scheme(qapp):
    for scheme in Scheme:
        theme = Theme(TOKENS, scheme)
        window = theme.palette().color(QPalette.ColorRole.Window)
        assert window == theme.colour(Role.PAPER)


def test_the_style_sheet_has_no_unfilled_word(qapp):
    template = places.resource("theme.qss").read_text(encoding="utf-8")
    sheet = Theme(TOKENS, Scheme.DARK).style_sheet(template)
    assert "$" not in sheet
    assert not re.search(r"#[0-9a-f]{6}", template), "colours belong into ui/colours.py"


def test_the_bundled_typeface_is_found(qapp):
    assert TOKENS.family in load_fonts()
    assert Theme(TOKENS, Scheme.LIGHT).font(Face.TITLE).weight() == QFont.Weight.Bold
