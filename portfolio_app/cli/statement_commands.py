"""`statement`: what the practitioner says of each capability as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import capability
from portfolio_app.cli.output import DONE, say, say_json
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.errors import EvidenceError
from portfolio_app.services.files import read_file

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.program import Program
    from portfolio_app.services.statements import StatementService


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    words = "write what you say of a capability as a whole, or list what is written"
    statement = commands.add_parser("statement", help=words, description=words)
    statement.add_argument("vault", type=Path, metavar="VAULT")
    statement.add_argument("capability", type=capability, nargs="?", metavar="FRAMEWORK/NUMBER")
    source = statement.add_mutually_exclusive_group()
    source.add_argument("--text", metavar="TEXT", help="empty takes the statement away")
    source.add_argument("--from", type=Path, dest="source", metavar="FILE.txt")
    statement.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(statement)
    statement.set_defaults(run=_statement)


def _statement(program: Program, args: Namespace) -> int:
    text = _text(args)
    opened = open_vault(program, args)
    try:
        if text is not None:
            opened.statements.write(args.capability, text)
        _say(opened.statements, args)
    finally:
        opened.close()
    return DONE


def _text(args: Namespace) -> str | None:
    """Return what is to be written; None where nothing is.

    Raises:
        EvidenceError: Nobody said for which capability, or the file holds no text.
    """
    if args.source is None and args.text is None:
        return None
    if args.capability is None:
        raise EvidenceError(
            "A statement belongs to a capability.", advice="Name it, such as pcf-2018/6."
        )
    if args.source is None:
        return str(args.text)
    try:
        return read_file(args.source, "The file").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            "The file holds no plain text.", advice="Save it as text, in UTF-8."
        ) from error


def _say(statements: StatementService, args: Namespace) -> None:
    """Say what is written now: of the one capability, or of all."""
    written = statements.all()
    others = [c for c in statements.others() if c.ref in written or c.ref == args.capability]
    known = (*statements.capabilities(), *others)
    wanted = [c for c in known if args.capability in (None, c.ref)]
    if args.json:
        say_json(
            [
                {"capability": str(c.ref), "title": c.title, "text": written.get(c.ref)}
                for c in wanted
            ]
        )
        return
    if args.capability and not wanted:
        say(f"{args.capability}: no statement")
    for one in wanted:
        say(f"{one.ref} {one.title}: {written.get(one.ref) or 'no statement yet'}")
