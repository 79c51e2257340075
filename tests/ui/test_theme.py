from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont, QPalette

from portfolio_app import places
from portfolio_app.ui.fonts import load_fonts
from portfolio_app.ui.theme import Theme, colour_from_hex
from portfolio_app.ui.tokens import Face, Role, Scheme, State, read_tokens

TOKENS = read_tokens()


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
        for pair in TOKENS.pairs
        if contrast(theme.colour(pair.text), theme.colour(pair.on)) < pair.least
    ]
    assert not short


def test_the_pairs_ask_what_the_guideline_asks():
    assert {pair.least for pair in TOKENS.pairs} == {3, 4.5}
    marks = {Role.LINE_STRONG, Role.FOCUS, Role.FINDING}
    lenient = {pair.text for pair in TOKENS.pairs if pair.least == 3 and pair.on != Role.TRACK}
    assert lenient == marks


@pytest.mark.parametrize("state", State)
def test_a_state_is_readable_on_its_tint_and_on_paper(state):
    style = TOKENS.states[state]
    checked = {(pair.text, pair.on) for pair in TOKENS.pairs if pair.least == 4.5}
    assert {(style.colour, style.tint), (style.colour, Role.PAPER)} <= checked
    assert style.word
    assert places.resource("icons", f"{style.icon}.svg").is_file()


def test_states_differ_in_icon_and_word():
    styles = list(TOKENS.states.values())
    assert len({style.icon for style in styles}) == len(styles)
    assert len({style.word for style in styles}) == len(styles)


def test_the_token_file_explains_exactly_the_known_roles():
    import tomllib

    table = tomllib.loads(places.resource("tokens.toml").read_text(encoding="utf-8"))
    assert set(table["roles"]) == set(Role)


def test_an_unknown_colour_is_refused(tmp_path):
    text = places.resource("tokens.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "tokens.toml"
    wrong.write_text(text.replace("[colour.dark]\n", '[colour.dark]\nmauve = "#FF00FF"\n'))
    with pytest.raises(ValueError, match="mauve"):
        read_tokens(wrong)


def test_alpha_stands_last_in_the_file():
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
    assert not re.search(r"#[0-9a-f]{6}", template), "colours belong into the token file"


def test_the_bundled_typeface_is_found(qapp):
    assert TOKENS.family in load_fonts()
    assert Theme(TOKENS, Scheme.LIGHT).font(Face.TITLE).weight() == QFont.Weight.Bold
