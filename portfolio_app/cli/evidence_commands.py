"""`add` and `claim`: evidence and what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import answer, capability, role
from portfolio_app.cli.output import DONE, say, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.model.domain.names import EvidenceId, FieldPath
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    add = commands.add_parser("add", help="add a piece of evidence and print its id")
    add.add_argument("vault", type=Path, metavar="VAULT")
    add.add_argument("form", metavar="FORM", help="its kind; see `portfolio forms`")
    add.add_argument("--by", type=role, metavar="ROLE", help="who contributed to it")
    add.add_argument("--author", default="", metavar="NAME", help="that person's name")
    add.add_argument(
        "--field", type=answer, action="append", default=[], metavar="ID=TEXT", dest="fields"
    )
    add.add_argument("--from", type=Path, metavar="FILE", dest="source")
    add.add_argument(
        "--attach", type=Path, action="append", default=[], metavar="FILE", dest="files"
    )
    add.add_argument(
        "--draws-on",
        type=EvidenceId,
        metavar="EVIDENCE",
        help="the piece whose words it shows wherever it has none of its own",
    )
    add_passphrase_option(add)
    add.set_defaults(run=_add)

    claim = commands.add_parser("claim", help="claim a passage for a capability")
    claim.add_argument("vault", type=Path, metavar="VAULT")
    claim.add_argument("evidence", metavar="EVIDENCE", help="the id that `add` printed")
    claim.add_argument("capability", type=capability, metavar="FRAMEWORK/NUMBER")
    claim.add_argument("--quote", required=True, metavar="TEXT")
    claim.add_argument("--field", type=FieldPath, metavar="ID")
    claim.add_argument("--occurrence", type=int, metavar="N")
    claim.add_argument("--note", default="", metavar="TEXT", help="half a sentence: how")
    claim.add_argument("--by", type=role, metavar="ROLE")
    add_passphrase_option(claim)
    claim.set_defaults(run=_claim)


def _add(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        taken = opened.intake.take_in(
            args.form,
            source=args.source,
            answers=dict(args.fields),
            by=args.by,
            author_name=args.author,
            files=args.files,
            draws_on=args.draws_on,
        )
    finally:
        opened.close()
    for remark in taken.remarks:
        tell(remark)
    if taken.unplaced:
        number = count(len(taken.unplaced), "paragraph")
        kept = f"; kept in an unsorted note, {taken.note.id}" if taken.note else ""
        tell(f"{number} of the file matched no field{kept}:")
        for paragraph in taken.unplaced:
            tell(f"    {paragraph}")
    say(taken.evidence.id)
    return DONE


def _claim(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        claim = opened.claims.claim_quotation(
            EvidenceId(args.evidence),
            args.capability,
            args.quote,
            path=args.field,
            occurrence=args.occurrence,
            note=args.note,
            by=args.by,
        )
    finally:
        opened.close()
    say(claim.id)
    return DONE
