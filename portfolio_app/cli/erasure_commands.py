"""`erase`: one person out of everything, for good."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, Narrator, say, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.erasing import ERASED
from portfolio_app.services.erasing_words import (
    preview_in_words,
    report_in_words,
    titles_of,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    erase = commands.add_parser(
        "erase", help="erase a person from register, texts, history, bin and backups"
    )
    erase.add_argument("vault", type=Path, metavar="VAULT")
    erase.add_argument("person", metavar="PERSON", help="the stand-in, as the register has it")
    erase.add_argument(
        "--instead",
        default=ERASED,
        metavar="TEXT",
        help="what takes the place of the names; the stand-in itself leaves it alone",
    )
    erase.add_argument(
        "--remove-files", action="store_true", help="remove attached files that name the person"
    )
    erase.add_argument("--preview", action="store_true", help="only say what would go")
    erase.add_argument("--yes", action="store_true", help="go on without being asked")
    add_passphrase_option(erase)
    erase.set_defaults(run=_erase)


def _erase(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        person = opened.erasure.find(args.person)
        found = opened.erasure.preview(person.id, args.instead)
        say(*preview_in_words(found, titles_of(opened.evidence)))
        if args.preview:
            return DONE
        if not (args.yes or _agreed()):
            tell("Nothing was changed.")
            return NO
        files = [file.attachment for file in found.files] if args.remove_files else []
        report = opened.erasure.erase(person.id, args.instead, files, Narrator())
        say(*report_in_words(report))
    finally:
        opened.close()
    return DONE


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise PortfolioError(
            "Erasing somebody must be agreed to.",
            advice="Nothing was changed. Add --yes, or use a terminal.",
        )
    tell("This cannot be undone. Type “erase” to go on:")
    return sys.stdin.readline().strip().casefold() == "erase"
