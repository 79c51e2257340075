"""The same text tagged, archivable and accessible, beside the same text by bare ReportLab.

Both draw headings, paragraphs, tables and pictures of 30,000 words in one run, turn by turn;
the tagged file includes its structure tree, its metadata and everything an archive asks for.
Seconds are those of the processor, so that they hold beside other work.
"""

from __future__ import annotations

import json
import statistics
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, Final

from content import large_plan, story
from engines import with_bare_reportlab, with_tags

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS: Final = 30_000
ROUNDS: Final = 3


def busy(work: Callable[[], object]) -> float:
    """Return the seconds that the processor works on `work`."""
    begun = process_time()
    work()
    return process_time() - begun


def main() -> None:
    """Measure and print."""
    chapters = story(*large_plan(WORDS))
    tagged, bare = [], []
    for turn in range(ROUNDS + 1):
        ours = busy(lambda: with_tags(chapters, BytesIO()))
        theirs = busy(lambda: with_bare_reportlab(chapters, BytesIO()))
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
