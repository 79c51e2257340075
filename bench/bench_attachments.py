"""300 scanned pages of 100 MB bound into a pack, beside copying them into one file by pikepdf.

The pages were looked at for hidden words before, as the program does when a file is attached;
what that takes is printed beside. Memory is that of the whole process, the attachments
themselves included.
"""

from __future__ import annotations

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pikepdf
from content import looked_at, peak_megabytes, scanned_plan, timed

from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.fonts import register_fonts
from tests.pack.helpers import Silent

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES: Final = 300
MEGABYTES: Final = 100


def main() -> None:
    """Measure and print."""
    register_fonts()
    with tempfile.TemporaryDirectory() as name:
        plan, files = scanned_plan(Path(name), PAGES, MEGABYTES)
        looking, sights = timed(lambda: looked_at(plan, files))
        before = peak_megabytes()
        seconds, drawn = timed(
            lambda: draw_pack(plan, files, Silent(), sights=lambda one: sights[one.id])
        )
        megabytes = peak_megabytes()
        attached = [files(a.id) for piece in plan.evidence for a in piece.attachments]
    copied, _ = timed(lambda: copy(attached))
    size = sum(len(data) for data in attached) / 1024**2
    print(
        json.dumps(
            {
                "name": f"{PAGES} attached pages of {size:.0f} MB bound",
                "figure": round(seconds, 2),
                "unit": "s",
                "ratio": round(seconds / copied, 2),
                "reference": f"copied into one file by pikepdf: {copied:.2f} s",
                "target": "at most 3 s and less than 400 MB",
                "megabytes": round(megabytes),
                "megabytes_before": round(before),
                "pages": drawn.pages,
                "looked_at_before_seconds": round(looking, 2),
            }
        )
    )


def copy(documents: Iterable[bytes]) -> bytes:
    """Return all pages in one file, neither checked nor tagged."""
    file = BytesIO()
    with pikepdf.new() as whole:
        for document in documents:
            with pikepdf.open(BytesIO(document)) as part:
                whole.pages.extend(part.pages)
        whole.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
