"""`export` and `demo`: the pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, Narrator, say
from portfolio_app.cli.secrets import (
    add_p12_option,
    add_passphrase_option,
    open_vault,
    p12_passphrase,
)
from portfolio_app.cli.signing_commands import say_verification
from portfolio_app.errors import PackError
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    export = commands.add_parser("export", help="make the pack, and seal it")
    export.add_argument("vault", type=Path, metavar="VAULT")
    export.add_argument("pack", type=Path, metavar="PACK.pdf")
    export.add_argument("--seal", action="store_true", help="certify it as the practitioner")
    export.add_argument("--identity", type=Path, metavar="FILE.p12")
    export.add_argument(
        "--force-reason",
        default="",
        metavar="TEXT",
        help="export although it is not ready; the reason is printed in the pack",
    )
    add_passphrase_option(export)
    add_p12_option(export)
    export.set_defaults(run=_export)

    demo = commands.add_parser("demo", help="make a finished example with its signed pack")
    demo.add_argument("folder", type=Path, nargs="?", default=Path("demo-portfolio"))
    demo.set_defaults(run=_demo)


def _export(program: Program, args: Namespace) -> int:
    if args.seal != bool(args.identity):
        raise PackError("To seal a pack, give both --seal and --identity.")
    identity = (
        program.identities.open(args.identity, p12_passphrase(args)) if args.identity else None
    )
    opened = open_vault(program, args)
    try:
        if identity is None:
            pages = opened.packs.export_draft(args.pack, args.force_reason, Narrator())
            say(f"{args.pack}: draft, {count(pages, 'page')}, not sealed.")
            return DONE
        sealed = opened.packs.seal(args.pack, identity, args.force_reason, Narrator())
    finally:
        opened.close()
    say(f"{args.pack}: sealed, {count(sealed.pages, 'page')}, pack code {sealed.pack_code}.")
    return DONE


def _demo(program: Program, args: Namespace) -> int:
    from portfolio_app.services.example import build_example

    example = build_example(
        program.door, program.identities, program.sign_offs, args.folder, Narrator()
    )
    say(
        f"Portfolio   {example.vault}",
        f"Passphrase  {example.passphrase}",
        *(f"Identity    {path}" for path in example.identities),
        f"Pack        {example.pack}",
        "",
    )
    say_verification(example.verification)
    return DONE
