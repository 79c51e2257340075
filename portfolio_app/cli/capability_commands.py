"""`capabilities`: what is claimed of each capability, and who said it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import day
from portfolio_app.cli.output import DONE, say, say_json
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.model.domain.coverage import flag_in_words
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import count
from portfolio_app.model.domain.wording import day as in_words

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.model.domain.coverage import Coverage, Covered
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    words = "list what is claimed of each capability, and who said it; a hint, never a grade"
    listing = commands.add_parser("capabilities", help=words, description=words)
    listing.add_argument("vault", type=Path, metavar="VAULT")
    listing.add_argument("--today", type=day, metavar="DATE", help="as it would stand on DATE")
    listing.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(listing)
    listing.set_defaults(run=_capabilities)


def _capabilities(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        found = opened.coverage.all(args.today)
    finally:
        opened.close()
    if args.json:
        say_json({"frameworks": [_document(one) for one in found]})
        return DONE
    for one in found:
        say(f"{one.framework.title}. {one.summary}")
        for row in one.rows:
            say(_line(row, one))
    return DONE


def _document(found: Coverage) -> dict[str, object]:
    return {
        "framework": found.framework.id,
        "old_after_months": found.old_after,
        "capabilities": [
            {
                "capability": str(row.capability.ref),
                "title": row.capability.title,
                "passages": {str(voice): row.passages(voice) for voice in Voice},
                "latest": row.latest.isoformat() if row.latest else None,
                "flags": [str(flag) for flag in row.flags],
            }
            for row in found.rows
        ],
    }


def _line(row: Covered, found: Coverage) -> str:
    said = [f"{voice} {row.passages(voice)}" for voice in row.voices]
    latest = [f"latest {in_words(row.latest)}"] if row.latest else []
    number = [count(len(row.quotations), "passage")] if row.quotations else []
    flags = [flag_in_words(flag, found.old_after) for flag in row.flags]
    facts = ", ".join([*number, *said, *latest, *flags])
    return f"  {row.capability.ref} {row.capability.title}: {facts}"
