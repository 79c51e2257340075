"""`open-export` and `open-import`: a whole portfolio in open formats, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.agreement import agreed
from portfolio_app.cli.output import DONE, NO, Narrator, say, tell
from portfolio_app.cli.secrets import add_passphrase_option, new_passphrase, open_vault
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.program import Program

WARNING = (
    "Everything in this portfolio will stand in clear text in that folder: what families told "
    "you, attached files, what lies in the bin. Anyone who has the folder can read it."
)

WITHOUT_PEOPLE = (
    "The register of real names is not in it, and does not come back from it: add "
    "--with-people to take it along."
)


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    out = commands.add_parser(
        "open-export", help="write everything, unencrypted, as JSON and original files"
    )
    out.add_argument("vault", type=Path, metavar="VAULT")
    out.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    out.add_argument(
        "--yes", action="store_true", help="you know that nothing there is encrypted"
    )
    out.add_argument(
        "--with-people", action="store_true", help="the register of real names too"
    )
    add_passphrase_option(out)
    out.set_defaults(run=_export)

    back = commands.add_parser("open-import", help="make a portfolio of an open export")
    back.add_argument("folder", type=Path, metavar="DIR", help="what open-export wrote")
    back.add_argument("vault", type=Path, metavar="VAULT", help="the new portfolio")
    add_passphrase_option(back)
    back.set_defaults(run=_import)


def _export(program: Program, args: Namespace) -> int:
    tell(WARNING)
    if args.with_people:
        tell("The register of real names goes too.")
    if not (args.yes or agreed("An open export")):
        tell("Nothing was written.")
        return NO
    opened = open_vault(program, args)
    try:
        done = opened.open_format.export(
            args.folder, with_people=args.with_people, progress=Narrator()
        )
    finally:
        opened.close()
    say(
        f"{count(done.pieces, 'piece')} of evidence and {count(done.files, 'attached file')} "
        "written, not encrypted."
    )
    if not args.with_people:
        tell(WITHOUT_PEOPLE)
    return DONE


def _import(program: Program, args: Namespace) -> int:
    opened, code = program.door.take_back(
        args.folder, args.vault, passphrase=new_passphrase(args), progress=Narrator()
    )
    opened.close()
    tell("Write this recovery code down and keep it apart from the computer.")
    tell("It opens the portfolio when the passphrase is lost, and is shown only now:")
    say(code)
    return DONE
