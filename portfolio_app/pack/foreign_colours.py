"""Checks the colours of foreign pages (ISO 19005-3, 6.2.4), sRGB being the output intent."""

from __future__ import annotations

from typing import Final

import pikepdf

COLOURS: Final = "It uses colours made for the printing press."
UNUSUAL: Final = "It is drawn in a way that archives do not allow."

_PLAIN_NAMES: Final = frozenset(("/DeviceGray", "/DeviceRGB", "/G", "/RGB", "/Pattern"))
_PLAIN_FAMILIES: Final = frozenset(
    ("/DeviceGray", "/DeviceRGB", "/G", "/RGB", "/CalGray", "/CalRGB", "/Lab")
)
_PRESS_FAMILIES: Final = frozenset(("/DeviceCMYK", "/CMYK", "/DeviceN"))
_NEWEST_PROFILE: Final = 4
_PROFILE_KINDS: Final = frozenset((b"prtr", b"mntr", b"scnr", b"spac"))
_PROFILE_SPACES: Final = {1: b"GRAY", 3: b"RGB "}
"""By the number of components; CMYK is judged before."""


def colour_problems(space: pikepdf.Object) -> set[str]:
    """Return what is wrong with a colour space, in words."""
    if isinstance(space, pikepdf.Name):
        if str(space) in _PRESS_FAMILIES:
            return {COLOURS}
        return set() if str(space) in _PLAIN_NAMES else {UNUSUAL}
    family = str(space[0])
    if family in _PLAIN_FAMILIES:
        return set()
    if family in {"/Indexed", "/I", "/Pattern"}:
        return colour_problems(space[1]) if len(space) > 1 else set()
    if family == "/Separation":
        return colour_problems(space[2])
    if family == "/ICCBased":
        return _profile_problems(space[1])
    return {COLOURS} if family in _PRESS_FAMILIES else {UNUSUAL}


def _profile_problems(profile: pikepdf.Object) -> set[str]:
    """Check an ICC profile by its header: ISO 19005-3, 6.2.4.2."""
    data = profile.read_bytes()
    version, kind, space = data[8], data[12:16], data[16:20]
    if space == b"CMYK":
        return {COLOURS}
    is_sound = (
        version <= _NEWEST_PROFILE
        and kind in _PROFILE_KINDS
        and space == _PROFILE_SPACES.get(int(profile.N))
    )
    return set() if is_sound else {UNUSUAL}
