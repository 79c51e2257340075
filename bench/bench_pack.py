"""A pack of 30,000 words with claims, tables and pictures, beside its words alone.

Fonts are loaded before, as in a program that has drawn a page already. Memory is that of the
whole process, interpreter and libraries included. The ratio is one of processor time, so that
it holds on a machine that does other work as well.
"""

from __future__ import annotations

import json
from io import BytesIO
from time import process_time
from typing import Final

from content import large_plan, peak_megabytes, story, timed
from engines import with_bare_reportlab

from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.fonts import register_fonts
from tests.pack.helpers import Silent

WORDS: Final = 30_000


def main() -> None:
    """Measure and print."""
    register_fonts()
    plan, files = large_plan(WORDS)
    begun = process_time()
    seconds, drawn = timed(lambda: draw_pack(plan, files, Silent()))
    busy = process_time() - begun
    megabytes = peak_megabytes()
    chapters = story(plan, files)
    begun = process_time()
    with_bare_reportlab(chapters, BytesIO())
    bare = process_time() - begun
    words = sum(piece.words for piece in (*plan.evidence, *plan.reports))
    print(
        json.dumps(
            {
                "name": f"a pack of {words:,} words on {drawn.pages} pages drawn",
                "figure": round(seconds, 2),
                "unit": "s",
                "ratio": round(busy / bare, 2),
                "reference": f"its words, tables and pictures by bare ReportLab: {bare:.2f} s",
                "processor_seconds": round(busy, 2),
                "target": "at most 4 s and less than 150 MB",
                "megabytes": round(megabytes),
                "file_megabytes": round(len(drawn.data) / 1024**2, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
