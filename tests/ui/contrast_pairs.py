"""Every pair of colours that may meet on screen, and the least contrast between them.

4.5 is asked for words, 3 for the borders of controls, the focus ring and drawn marks (WCAG 2.2,
success criteria 1.4.3 and 1.4.11). `test_theme.py` computes each in each scheme.
"""

from __future__ import annotations

from typing import NamedTuple

from portfolio_app.ui.tokens import Role


class ContrastPair(NamedTuple):
    """Two colours that may meet on screen, and the least WCAG 2 contrast between them."""

    text: Role
    on: Role
    least: float


WORDS = {
    Role.PAPER: (
        Role.INK,
        Role.INK_2,
        Role.INK_3,
        Role.ACCENT,
        Role.MET,
        Role.PARTLY,
        Role.MISSING,
        Role.WAITING,
        Role.PROBLEM,
        Role.PURPOSE,
        Role.PRACTICE,
        Role.IMPACT,
    ),
    Role.RAIL: (
        Role.INK,
        Role.INK_2,
        Role.INK_3,
        Role.ACCENT,
        Role.MET,
        Role.PARTLY,
        Role.MISSING,
        Role.WAITING,
        Role.PROBLEM,
    ),
    Role.SURFACE: (
        Role.INK,
        Role.INK_2,
        Role.INK_3,
        Role.ACCENT,
        Role.MET,
        Role.PARTLY,
        Role.MISSING,
        Role.WAITING,
        Role.PROBLEM,
        Role.PURPOSE,
        Role.PRACTICE,
        Role.IMPACT,
    ),
    Role.SUNKEN: (
        Role.INK,
        Role.INK_2,
        Role.INK_3,
        Role.ACCENT,
        Role.MET,
        Role.PARTLY,
        Role.MISSING,
        Role.WAITING,
        Role.PROBLEM,
    ),
    Role.HOVER: (
        Role.INK,
        Role.INK_2,
        Role.INK_3,
        Role.ACCENT,
    ),
    Role.ACCENT_SOFT: (
        Role.INK,
        Role.INK_2,
        Role.ACCENT,
        Role.MET,
        Role.PARTLY,
        Role.MISSING,
        Role.WAITING,
        Role.PROBLEM,
    ),
    Role.SELECTION: (
        Role.INK,
        Role.INK_2,
    ),
    Role.PURPOSE_SOFT: (
        Role.INK,
        Role.PURPOSE,
    ),
    Role.PRACTICE_SOFT: (
        Role.INK,
        Role.PRACTICE,
    ),
    Role.IMPACT_SOFT: (
        Role.INK,
        Role.IMPACT,
    ),
    Role.CHILD_PAPER: (
        Role.INK,
        Role.INK_2,
        Role.ACCENT,
    ),
    Role.CHILD_WARM: (Role.INK,),
    Role.CHILD_CHOSEN: (Role.INK,),
    Role.ACCENT: (Role.ON_ACCENT,),
    Role.ACCENT_HOVER: (Role.ON_ACCENT,),
    Role.MET_SOFT: (
        Role.MET,
        Role.INK,
        Role.INK_2,
    ),
    Role.PARTLY_SOFT: (
        Role.PARTLY,
        Role.INK,
        Role.INK_2,
        Role.ACCENT,
    ),
    Role.MISSING_SOFT: (
        Role.MISSING,
        Role.INK,
        Role.INK_2,
        Role.ACCENT,
    ),
    Role.WAITING_SOFT: (
        Role.WAITING,
        Role.INK,
        Role.INK_2,
    ),
    Role.PROBLEM_SOFT: (
        Role.PROBLEM,
        Role.INK,
        Role.INK_2,
    ),
    Role.PAGE: (Role.PAGE_INK,),
    Role.WAITING: (Role.SURFACE,),
}
"""On each ground, the colours of the words that may stand there."""

MARKS = {
    Role.PAPER: (
        Role.LINE_STRONG,
        Role.FOCUS,
        Role.FINDING,
    ),
    Role.SURFACE: (
        Role.LINE_STRONG,
        Role.FOCUS,
        Role.FINDING,
    ),
    Role.SUNKEN: (Role.LINE_STRONG,),
    Role.RAIL: (
        Role.FOCUS,
        Role.LINE_STRONG,
    ),
    Role.ACCENT_SOFT: (
        Role.FOCUS,
        Role.LINE_STRONG,
    ),
    Role.CHILD_PAPER: (
        Role.FOCUS,
        Role.LINE_STRONG,
    ),
    Role.PURPOSE_SOFT: (Role.FINDING,),
    Role.PRACTICE_SOFT: (Role.FINDING,),
    Role.IMPACT_SOFT: (Role.FINDING,),
    Role.TRACK: (Role.ACCENT,),
}
"""On each ground, the colours of the borders and marks that may lie there."""

PAIRS = tuple(
    ContrastPair(text=text, on=on, least=least)
    for table, least in ((WORDS, 4.5), (MARKS, 3))
    for on, texts in table.items()
    for text in texts
)
