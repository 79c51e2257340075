"""How what was read in a file is written down, so that no file need be read through twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from portfolio_app.pack.foreign_reading import Reading
from portfolio_app.pack.foreign_sight import Hidden, Manner, Sight
from portfolio_app.pack.scans import Scan, Turn

VERSION: Final = 1
"""Of the looking. Raise it whenever a file would be seen otherwise than before: what an older
version found is then looked for anew."""


def as_text(reading: Reading) -> str:
    """Return a reading as text."""
    return json.dumps(asdict(reading), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Reading:
    """Return the reading that `as_text` wrote down in this version."""
    told = json.loads(text)
    return Reading(
        refusal=told["refusal"],
        advice=told["advice"],
        pictured=tuple((number, why) for number, why in told["pictured"]),
        scans=tuple(Scan(**scan | {"turn": Turn(scan["turn"])}) for scan in told["scans"]),
        longest_side=told["longest_side"],
        sights=tuple(
            Sight(
                words=sight["words"],
                manner=Manner(sight["manner"]),
                hidden=Hidden(sight["hidden"]),
                problem=sight["problem"],
            )
            for sight in told["sights"]
        ),
    )
