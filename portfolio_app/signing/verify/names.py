"""Whether two names are the same, and whether one could be taken for the other.

What permits something asks for the same name; what warns asks for one that looks like it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_TWINS: Final = str.maketrans(
    "іιl1|0авекмнорстухјѕԁԛԝһӏαβεκνορτυχμζ",
    "iiiiioabekmhopctyxjsdqwhiabekvoptyxmz",
)
"""Small letters and digits that look like another letter, of Latin, Cyrillic and Greek script:
those of Unicode's list (UTS 39, confusables) of which English names are made."""
_CAPITALS: Final = str.maketrans("ΗΝ", "hn")
"""Capitals that look like another letter than the small ones do."""


def same_name(one: str, other: str) -> bool:
    """Whether two names read the same, whatever their case, spacing, composition, joiners."""
    return _plain(one) == _plain(other)


def looks_like(one: str, other: str) -> bool:
    """Whether a reader could take two names for the same.

    In whatever order their parts stand, with or without accents and hyphens, and with letters
    of other scripts that look alike.
    """
    return sorted(_skeletons(one)) == sorted(_skeletons(other))


def is_part_of(name: str, longer: str) -> bool:
    """Whether every part of a name stands in a longer one, such as that of a certificate."""
    return {*_skeletons(name)} <= {*_skeletons(longer)}


def _plain(name: str) -> str:
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def _skeletons(name: str) -> list[str]:
    """Return the parts of a name, each as it looks."""
    folded = unicodedata.normalize("NFKC", name).translate(_CAPITALS).casefold()
    letters = unicodedata.normalize("NFKD", folded)
    seen = "".join(
        c for c in letters.translate(_TWINS) if unicodedata.category(c) not in {"Cf", "Mn"}
    )
    parted = "".join(c if c.isalnum() else " " for c in seen)
    return parted.replace("rn", "m").split()
