"""`destroy`: the end of a portfolio, with a certificate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, Narrator, say, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.wording import count
from portfolio_app.services.certificates import certificate_in_words

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.certificates import Ended
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    destroy = commands.add_parser(
        "destroy", help="destroy keys, portfolio and backups, with a certificate"
    )
    destroy.add_argument("vault", type=Path, metavar="VAULT")
    destroy.add_argument("--certificate", type=Path, required=True, metavar="FILE")
    destroy.add_argument(
        "--keep", type=Path, metavar="PACK.pdf", help="the signed pack that outlives it"
    )
    destroy.add_argument(
        "--confirm", metavar="NAME", help="the folder's name, instead of typing it when asked"
    )
    add_passphrase_option(destroy)
    destroy.set_defaults(run=_destroy)


def _destroy(program: Program, args: Namespace) -> int:
    finished = program.door.finish_destruction(args.vault, Narrator())
    if finished:
        tell("The destruction of this portfolio had been cut short. It is finished now.")
        return _told(args.vault, finished)
    opened = open_vault(program, args)
    try:
        folder = opened.vault.folder
        tell("Everything in this portfolio, its keys and its backups will be destroyed.")
        tell("Nobody can bring it back, with no passphrase and no recovery code.")
        typed = args.confirm if args.confirm is not None else _typed(folder.name)
        if typed not in {folder.name, folder.stem}:
            tell("That is not its name. Nothing was destroyed.")
            return NO
        done = opened.destruction.destroy(args.certificate, args.keep, Narrator())
    finally:
        opened.close()
    return _told(folder, done)


def _told(folder: Path, done: Ended) -> int:
    """Say what became of it, and have the window forget where it was."""
    from portfolio_app.ui.settings import forget_portfolio

    forget_portfolio(folder)
    say(f"Destroyed: {count(done.files, 'file')}.", certificate_in_words(done))
    for path in done.left:
        say(f"Not removed, please see to it yourself: {path}")
    return DONE


def _typed(name: str) -> str:
    if not sys.stdin.isatty():
        raise PortfolioError(
            "Destroying a portfolio must be confirmed by typing its name.",
            advice="Nothing was destroyed. Use a terminal, or --confirm with the name.",
        )
    tell(f"Type “{name}” to destroy it:")
    return sys.stdin.readline().strip()
