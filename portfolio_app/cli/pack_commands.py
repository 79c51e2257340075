"""`export`, `pack-settings` and `demo`: the pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import (
    add_p12_option,
    add_passphrase_option,
    open_vault,
    p12_passphrase,
)
from portfolio_app.cli.signing_commands import (
    add_policy_options,
    say_verification,
    signing_policy,
)
from portfolio_app.errors import PackError
from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.model.domain.findings import Check
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.wording import count
from portfolio_app.services.pack_settings import PackSettings

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from portfolio_app.services.door import OpenPortfolio
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
    export.add_argument(
        "--stage",
        default="",
        metavar="ID",
        help="the pack of one review, such as review-3, in the place of the whole",
    )
    add_edition_options(export)
    add_policy_options(export)
    add_passphrase_option(export)
    add_p12_option(export)
    export.set_defaults(run=_export)

    _add_settings(commands)
    demo = commands.add_parser("demo", help="make a finished example with its signed pack")
    demo.add_argument("folder", type=Path, nargs="?", default=Path("demo-portfolio"))
    demo.add_argument(
        "--pathway",
        type=PathwayId,
        metavar="ID",
        help="the pathway that it meets; its texts then follow from the rules",
    )
    demo.set_defaults(run=_demo)


def add_edition_options(export: ArgumentParser) -> None:
    """Add the options that choose how the pack looks."""
    edition = export.add_mutually_exclusive_group()
    for kind, about in (
        (EditionKind.LARGE_PRINT, "the whole text in 18 point, reflowed; not to be signed"),
        (EditionKind.READING_COPY, "the pages without attached documents; not to be signed"),
    ):
        edition.add_argument(
            f"--{kind}", dest="edition", action="store_const", const=kind, help=about
        )
    export.add_argument(
        "--of", type=Path, metavar="SEALED.pdf", help="the sealed pack that the edition is of"
    )
    export.add_argument(
        "--numbering",
        choices=[str(one) for one in Numbering],
        help="1 to the last page, or A1, A2 ... D7 by section",
    )


def _add_settings(commands: Any) -> None:  # noqa: ANN401
    settings = commands.add_parser(
        "pack-settings", help="how packs are sealed and signed here, unless said otherwise"
    )
    add_policy_options(settings)
    settings.add_argument("--numbering", choices=[str(one) for one in Numbering])
    settings.add_argument("--json", action="store_true", help="print one JSON document")
    settings.set_defaults(run=_pack_settings)


def _export(program: Program, args: Namespace) -> int:
    _check_export(args)
    policy = signing_policy(program, args)
    identity = (
        program.identities.open(args.identity, p12_passphrase(args)) if args.identity else None
    )
    opened = open_vault(program, args)
    numbering = Numbering(args.numbering or program.pack_settings.read().numbering)
    try:
        if args.edition:
            _export_edition(opened, args, numbering)
            return DONE
        if identity is None:
            drawn = opened.packs.export_draft(
                args.pack, args.force_reason, Narrator(), numbering, args.stage
            )
            say(f"{args.pack}: draft, {count(drawn, 'page')}, not sealed.")
        else:
            sealed = opened.packs.seal(
                args.pack,
                identity,
                args.force_reason,
                Narrator(),
                numbering,
                policy,
                args.stage,
            )
            pages = count(sealed.pages, "page")
            say(f"{args.pack}: sealed, {pages}, pack code {sealed.pack_code}.")
            if sealed.remark:
                tell(sealed.remark)
        _tell_findings(opened, args.force_reason, args.stage)
    finally:
        opened.close()
    return DONE


def _check_export(args: Namespace) -> None:
    """Refuse options that contradict one another, before anything is asked for.

    Raises:
        PackError: They do.
    """
    if args.seal and args.edition:
        raise PackError("Only the standard edition is sealed.", advice="Seal it first.")
    if args.of and not args.edition:
        raise PackError("Give --large-print or --reading-copy with --of.")
    if args.seal != bool(args.identity):
        raise PackError("To seal a pack, give both --seal and --identity.")
    if not args.seal and (args.timestamp is not None or args.long_term is not None):
        raise PackError("Only a seal can have its time confirmed.", advice="Give --seal too.")


def _export_edition(opened: OpenPortfolio, args: Namespace, numbering: Numbering) -> None:
    made = opened.packs.export_edition(
        args.pack, args.edition, args.of, args.force_reason, Narrator(), numbering, args.stage
    )
    of = f"of {args.of}" if args.of else "of a draft"
    say(f"{args.pack}: {args.edition}, {count(made.pages, 'page')}, {of}, not signed.")
    if made.remark:
        tell(made.remark)


def _tell_findings(opened: OpenPortfolio, force_reason: str, stage: str) -> None:
    """Say what the pack does not show as it might; what is missing, the reason answers for."""
    for finding in opened.packs.preflight(force_reason, stage).findings:
        if finding.check is not Check.REQUIREMENT:
            tell(f"Worth a look: {finding.sentence}")


def _pack_settings(program: Program, args: Namespace) -> int:
    kept = program.pack_settings.read()
    policy = signing_policy(program, args)
    chosen = PackSettings(
        timestamp_url=policy.timestamp_url or "",
        long_term=policy.long_term,
        numbering=Numbering(args.numbering or kept.numbering),
    )
    if chosen != kept:
        program.pack_settings.keep(chosen)
    if args.json:
        say_json(
            {
                "timestamp": chosen.timestamp_url or None,
                "long_term": chosen.long_term,
                "numbering": chosen.numbering,
            }
        )
        return DONE
    say(
        f"Time authority   {chosen.timestamp_url or 'none; nothing goes to the network'}",
        f"Kept for long    {'yes' if chosen.long_term else 'no'}",
        f"Numbering        {chosen.numbering}",
    )
    return DONE


def _demo(program: Program, args: Namespace) -> int:
    from portfolio_app.services.example import build_example

    example = build_example(program, args.folder, Narrator(), args.pathway)
    say(
        f"Portfolio   {example.vault}",
        f"Passphrase  {example.passphrase}",
        *(f"Identity    {path}" for path in example.identities),
        f"Pack        {example.pack}",
        "",
    )
    say_verification(example.verification)
    return DONE
