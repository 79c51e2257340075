"""The same text by our engine, by WeasyPrint (tagged as well) and by fpdf2 (without tags)."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Final

from content import large_plan, story, timed
from engines import with_fpdf, with_tags, with_weasyprint

WORDS: Final = 30_000


def main() -> None:
    """Measure and print."""
    chapters = story(*large_plan(WORDS))
    for engine in (with_tags, with_weasyprint, with_fpdf):
        engine(chapters[:1], BytesIO())  # loads fonts and libraries
    ours, _ = timed(lambda: with_tags(chapters, BytesIO()))
    weasyprint, _ = timed(lambda: with_weasyprint(chapters, BytesIO()))
    fpdf, _ = timed(lambda: with_fpdf(chapters, BytesIO()))
    print(
        json.dumps(
            {
                "name": "30,000 words by our engine",
                "figure": round(ours, 2),
                "unit": "s",
                "ratio": round(ours / weasyprint, 2),
                "reference": f"WeasyPrint, PDF/UA-1: {weasyprint:.2f} s",
                "target": "faster than WeasyPrint",
                "fpdf2_seconds": round(fpdf, 2),
                "fpdf2_ratio": round(ours / fpdf, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
