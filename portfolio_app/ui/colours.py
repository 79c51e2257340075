"""The colours of the three schemes: the only place where a colour of the window stands.

`Role` says what each is for. Which of them may meet on screen, and with how much contrast, is
written down and checked in `tests/ui/contrast_pairs.py`. Hex values are `#RRGGBB`, or
`#RRGGBBAA` with alpha last. A printed pack has a palette of its own, in `pack/`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from portfolio_app.ui.tokens import Role, Scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIGHT: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PAPER: "#F7F4ED",
        Role.RAIL: "#EFEBE1",
        Role.SURFACE: "#FFFEFB",
        Role.SUNKEN: "#F1EDE4",
        Role.HOVER: "#F1ECE1",
        Role.LINE: "#E1DBCE",
        Role.LINE_STRONG: "#8C8576",
        Role.INK: "#211F1B",
        Role.INK_2: "#565148",
        Role.INK_3: "#68625A",
        Role.ACCENT: "#0B5C58",
        Role.ACCENT_HOVER: "#084845",
        Role.ACCENT_SOFT: "#DFECE8",
        Role.ON_ACCENT: "#FFFFFF",
        Role.FOCUS: "#0B5C58",
        Role.SELECTION: "#BBDCD5",
        Role.MET: "#2A6438",
        Role.MET_SOFT: "#E3EFE1",
        Role.PARTLY: "#80520A",
        Role.PARTLY_SOFT: "#F8ECD0",
        Role.MISSING: "#5F594F",
        Role.MISSING_SOFT: "#ECE7DB",
        Role.WAITING: "#3B5678",
        Role.WAITING_SOFT: "#E3EAF2",
        Role.PROBLEM: "#9E2A1F",
        Role.PROBLEM_SOFT: "#F9E5E0",
        Role.PURPOSE: "#84386A",
        Role.PURPOSE_SOFT: "#F6E8F0",
        Role.PRACTICE: "#0B5C58",
        Role.PRACTICE_SOFT: "#E6F1EC",
        Role.IMPACT: "#41509C",
        Role.IMPACT_SOFT: "#E7EAF7",
        Role.FINDING: "#B3590B",
        Role.CHILD_PAPER: "#FDF3DF",
        Role.CHILD_WARM: "#FFE6AE",
        Role.CHILD_CHOSEN: "#FFC95C",
        Role.TRACK: "#E1DBCE",
        Role.PAGE: "#FFFFFF",
        Role.PAGE_INK: "#211F1B",
        Role.SHADOW: "#3C321E29",
    }
)
_DARK: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PAPER: "#1A1917",
        Role.RAIL: "#151412",
        Role.SURFACE: "#24221F",
        Role.SUNKEN: "#1F1D1B",
        Role.HOVER: "#2C2A26",
        Role.LINE: "#3B3833",
        Role.LINE_STRONG: "#8A8478",
        Role.INK: "#F1ECE2",
        Role.INK_2: "#C4BDB0",
        Role.INK_3: "#A9A295",
        Role.ACCENT: "#7ACBC1",
        Role.ACCENT_HOVER: "#9ADBD2",
        Role.ACCENT_SOFT: "#1F3B38",
        Role.ON_ACCENT: "#0B2321",
        Role.FOCUS: "#7ACBC1",
        Role.SELECTION: "#274D49",
        Role.MET: "#8CCB97",
        Role.MET_SOFT: "#223527",
        Role.PARTLY: "#E6B75E",
        Role.PARTLY_SOFT: "#3A2F1A",
        Role.MISSING: "#BDB5A7",
        Role.MISSING_SOFT: "#33302B",
        Role.WAITING: "#9DBBE0",
        Role.WAITING_SOFT: "#232F3D",
        Role.PROBLEM: "#F2958A",
        Role.PROBLEM_SOFT: "#422420",
        Role.PURPOSE: "#E3A2CB",
        Role.PURPOSE_SOFT: "#38252F",
        Role.PRACTICE: "#7ACBC1",
        Role.PRACTICE_SOFT: "#1C3431",
        Role.IMPACT: "#AAB6F2",
        Role.IMPACT_SOFT: "#282C44",
        Role.FINDING: "#F0A35A",
        Role.CHILD_PAPER: "#2A241A",
        Role.CHILD_WARM: "#4A3D22",
        Role.CHILD_CHOSEN: "#6A4F12",
        Role.TRACK: "#3B3833",
        Role.PAGE: "#FFFFFF",
        Role.PAGE_INK: "#211F1B",
        Role.SHADOW: "#00000066",
    }
)
# A set of its own, for whoever needs the most contrast there is.
_HIGH_CONTRAST: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PAPER: "#000000",
        Role.RAIL: "#000000",
        Role.SURFACE: "#000000",
        Role.SUNKEN: "#000000",
        Role.HOVER: "#1F1F1F",
        Role.LINE: "#FFFFFF",
        Role.LINE_STRONG: "#FFFFFF",
        Role.INK: "#FFFFFF",
        Role.INK_2: "#FFFFFF",
        Role.INK_3: "#E6E6E6",
        Role.ACCENT: "#6FF2E3",
        Role.ACCENT_HOVER: "#FFFFFF",
        Role.ACCENT_SOFT: "#003B36",
        Role.ON_ACCENT: "#000000",
        Role.FOCUS: "#FFE600",
        Role.SELECTION: "#00564F",
        Role.MET: "#8CFFA5",
        Role.MET_SOFT: "#000000",
        Role.PARTLY: "#FFD84A",
        Role.PARTLY_SOFT: "#000000",
        Role.MISSING: "#FFFFFF",
        Role.MISSING_SOFT: "#000000",
        Role.WAITING: "#A9D1FF",
        Role.WAITING_SOFT: "#000000",
        Role.PROBLEM: "#FFA79C",
        Role.PROBLEM_SOFT: "#000000",
        Role.PURPOSE: "#FFADE3",
        Role.PURPOSE_SOFT: "#2B0020",
        Role.PRACTICE: "#6FF2E3",
        Role.PRACTICE_SOFT: "#002B27",
        Role.IMPACT: "#BAC4FF",
        Role.IMPACT_SOFT: "#0D1440",
        Role.FINDING: "#FFB866",
        Role.CHILD_PAPER: "#000000",
        Role.CHILD_WARM: "#000000",
        Role.CHILD_CHOSEN: "#5A4700",
        Role.TRACK: "#4D4D4D",
        Role.PAGE: "#FFFFFF",
        Role.PAGE_INK: "#000000",
        Role.SHADOW: "#00000000",
    }
)

COLOURS: Final[Mapping[Scheme, Mapping[Role, str]]] = MappingProxyType(
    {Scheme.LIGHT: _LIGHT, Scheme.DARK: _DARK, Scheme.HIGH_CONTRAST: _HIGH_CONTRAST}
)
