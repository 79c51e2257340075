"""Words found among 5,000 texts as they are typed, beside plain SQLite with the same index.

What is searched for is drawn from the texts and typed letter by letter, one word or two. Both
rank what they find (BM25) and cut out the words around it; plain SQLite has one table of texts
and nothing else to ask: no pieces, no bin, no encryption.
"""

from __future__ import annotations

import json
import re
import sqlite3
import statistics
import sys
import tempfile
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench_autosave import new_vault

from portfolio_app.model.domain.evidence import Answer, Evidence
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId, FieldPath, FormId
from portfolio_app.model.domain.search import Term, terms
from portfolio_app.places import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from portfolio_app.model.store import Vault

PIECES: Final = 500
TEXTS: Final = 10
"""Of one piece; so 5,000 in all."""
WORDS: Final = 400
"""Of one text, so two million in all."""
WANTED: Final = 60
"""Searches that are typed, letter by letter."""
MOST: Final = 50
"""Places that are shown."""


def main() -> None:
    """Measure and print."""
    numbers = Random(5)
    texts = list(stories(numbers))
    typed = list(as_typed(texts, numbers))
    with (
        tempfile.TemporaryDirectory() as name,
        new_vault(Path(name)) as vault,
        closing(sqlite3.connect(Path(name) / "plain.db", isolation_level=None)) as plain,
    ):
        fill(vault, texts)
        fill_plainly(plain, texts)
        ours, theirs = list[float](), list[float]()
        for words in typed:
            wanted = terms(words)
            ours.append(timed(partial(find, vault, wanted)))
            theirs.append(timed(partial(find_plainly, plain, wanted)))
    figure, reference = ninety_fifth(ours), ninety_fifth(theirs)
    print(
        json.dumps(
            {
                "name": "words found among 5,000 texts, 95th of 100",
                "figure": round(figure, 2),
                "unit": "ms",
                "ratio": round(figure / reference, 2),
                "reference": f"found by plain SQLite with FTS5: {reference:.2f} ms",
                "target": "at most 30 ms",
                "searches": len(typed),
                "median": round(statistics.median(ours), 2),
            }
        )
    )


def find(vault: Vault, wanted: Sequence[Term]) -> int:
    """Search as the window does."""
    with vault.reading() as tx:
        return len(tx.search.find(wanted, MOST))


def find_plainly(plain: sqlite3.Connection, wanted: Sequence[Term]) -> int:
    """Search for texts that have every word."""
    expression = " ".join(f'"{term.text}"*' for term in wanted)
    rows = plain.execute(
        "SELECT rowid, snippet(found, 0, '<', '>', '…', 24) FROM found WHERE found MATCH ?"
        " ORDER BY rank LIMIT ?",
        (expression, MOST),
    )
    return len(rows.fetchall())


def timed(search: Callable[[], int]) -> float:
    """Return the milliseconds that a search takes."""
    begun = perf_counter()
    search()
    return (perf_counter() - begun) * 1000


def ninety_fifth(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    return statistics.quantiles(times, n=20)[-1]


def stories(numbers: Random) -> Iterator[str]:
    """Yield texts of the words of the example, as often as they stand there."""
    known = Counter[str]()
    for path in sorted(resource().rglob("*.toml")):
        known.update(re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8")))
    words, weights = list(known), list(known.values())
    for _ in range(PIECES * TEXTS):
        yield " ".join(numbers.choices(words, weights, k=WORDS))


def as_typed(texts: Sequence[str], numbers: Random) -> Iterator[str]:
    """Yield what stands in the search after each letter, of one word and of two."""
    for turn in range(WANTED):
        drawn = numbers.sample(numbers.choice(texts).split(), 1 + turn % 2)
        whole = " ".join(drawn)
        yield from (whole[:length] for length in range(1, len(whole) + 1))


def fill(vault: Vault, texts: Sequence[str]) -> None:
    """Put every text into an answer of its own."""
    now = datetime.now(UTC)
    with vault.transaction() as tx:
        for piece in range(PIECES):
            answers = {
                FieldPath(f"account.{n}"): Answer(
                    text=texts[piece * TEXTS + n],
                    written_by=PRACTITIONER,
                    entered_by=PRACTITIONER,
                )
                for n in range(TEXTS)
            }
            tx.evidence.add(
                Evidence(
                    id=EvidenceId(f"piece-{piece}"),
                    form=FormId("bench"),
                    answers=answers,
                    created_at=now,
                    changed_at=now,
                )
            )


def fill_plainly(plain: sqlite3.Connection, texts: Sequence[str]) -> None:
    """Put every text into a table of its own, with the same index."""
    plain.execute("CREATE TABLE text (number INTEGER PRIMARY KEY, words TEXT)")
    plain.execute(
        "CREATE VIRTUAL TABLE found USING fts5(words, content = 'text', content_rowid = "
        "'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2')"
    )
    plain.execute("BEGIN")
    plain.executemany("INSERT INTO text VALUES (?, ?)", enumerate(texts))
    plain.execute("INSERT INTO found (found) VALUES ('rebuild')")
    plain.execute("COMMIT")


if __name__ == "__main__":
    main()
