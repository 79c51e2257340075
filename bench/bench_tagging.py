"""The same text tagged, archivable and accessible, beside the same text by bare ReportLab.

Both draw headings, paragraphs, tables and pictures of 30,000 words in one run, turn by turn;
the tagged file includes its structure tree, its metadata and everything an archive asks for.
"""

from __future__ import annotations

import json
import statistics
from io import BytesIO
from typing import Final

from content import large_plan, story, timed
from engines import with_bare_reportlab, with_tags

WORDS: Final = 30_000
ROUNDS: Final = 3


def main() -> None:
    """Measure and print."""
    chapters = story(*large_plan(WORDS))
    tagged, bare = [], []
    for turn in range(ROUNDS + 1):
        ours, _ = timed(lambda: with_tags(chapters, BytesIO()))
        theirs, _ = timed(lambda: with_bare_reportlab(chapters, BytesIO()))
        if turn:  # the first pair loads fonts
            tagged.append(ours)
            bare.append(theirs)
    figure, reference = statistics.median(tagged), statistics.median(bare)
    print(
        json.dumps(
            {
                "name": "30,000 words tagged",
                "figure": round(figure, 2),
                "unit": "s",
                "ratio": round(figure / reference, 2),
                "reference": f"the same by bare ReportLab: {reference:.2f} s",
                "target": "at most 1.4 times bare ReportLab",
            }
        )
    )


if __name__ == "__main__":
    main()
