"""`search`: words in everything that was written or attached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.errors import ReadOnlyError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from portfolio_app.services.program import Program
    from portfolio_app.services.search import Found


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    search = commands.add_parser(
        "search",
        help="find words in everything, attachments included",
        description="A word finds those that begin with it, whatever its capitals and accents; "
        "words in quotation marks are found as they stand.",
    )
    search.add_argument("vault", type=Path, metavar="VAULT")
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(search)
    search.set_defaults(run=_search)


def _search(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        try:
            opened.search.read_files(Narrator())
        except ReadOnlyError as error:
            tell(f"{error.summary} Files attached lately may not be found.")
        found = opened.search.find(" ".join(args.words))
    finally:
        opened.close()
    if args.json:
        say_json(as_json(found))
    else:
        _say(found)
    return DONE


def as_json(found: Sequence[Found]) -> dict[str, Any]:
    """Return what was found in the shape that tools may rely on."""
    return {
        "hits": [
            {
                "evidence": each.hit.evidence_id,
                "field": each.hit.path,
                "title": each.title,
                "snippet": each.hit.excerpt.text,
                "rank": rank,
                "found": [list(span) for span in each.hit.excerpt.found],
                "source": each.hit.source,
                "place": each.place,
                "attachment": each.hit.attachment_id,
                "page": each.hit.page,
            }
            for rank, each in enumerate(found, 1)
        ]
    }


def _say(found: Sequence[Found]) -> None:
    if not found:
        tell("Nothing has these words.")
    for each in found:
        owner = f" ({each.hit.evidence_id})" if each.hit.evidence_id else ""
        say(f"{each.title}{owner}: {each.place}", f"    {each.hit.excerpt.text}")
