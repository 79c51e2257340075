"""`rules`: files of rules that an academy makes and signs, and a practitioner adds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, say, say_json, tell
from portfolio_app.cli.secrets import add_p12_option, p12_passphrase
from portfolio_app.model.domain.explaining import explained
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import count, day

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.model.domain.rule_files import RuleManifest, RuleSigner
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    rules = commands.add_parser("rules", help="files of rules from an academy")
    actions = rules.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say what is in a file or folder of rules")
    check.add_argument("path", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_check)
    sign = actions.add_parser("sign", help="make a signed file of a draft or a folder")
    sign.add_argument("path", type=Path, metavar="DRAFT")
    sign.add_argument("out", type=Path, metavar="OUT.rules")
    sign.add_argument("--identity", type=Path, required=True, metavar="FILE.p12")
    add_p12_option(sign)
    sign.set_defaults(run=_sign)
    add = actions.add_parser("add", help="begin portfolios under these rules from now on")
    add.add_argument("path", type=Path, metavar="FILE.rules")
    add.add_argument(
        "--fingerprint",
        nargs="+",
        default=[],
        metavar="GROUP",
        help="of the signer's key, as the academy publishes it or reads it out",
    )
    add.set_defaults(run=_add)
    listed = actions.add_parser("list", help="the files that were added here")
    listed.add_argument("--json", action="store_true", help="print one JSON document")
    listed.set_defaults(run=_list)
    remove = actions.add_parser("remove", help="take an added file away again")
    remove.add_argument("pathway", metavar="ID")
    remove.add_argument("version", metavar="VERSION")
    remove.set_defaults(run=_remove)
    edit = actions.add_parser("edit", help="open the window in which rules are made")
    edit.add_argument("path", type=Path, nargs="?", metavar="FILE")
    edit.set_defaults(run=_edit)


def _check(program: Program, args: Namespace) -> int:
    found = program.rules.examine(args.path)
    pathway, catalogue, said = found.pathway, found.library.catalogue, found.rules.manifest
    if args.json:
        say_json(
            {
                **_described(said),
                "files": [text.path for text in found.rules.texts],
                "unused": found.unused,
                "signer": _signer_as_json(found.signer),
                "requirements": [
                    {
                        "id": rule.id,
                        "title": rule.title,
                        "asks": rule.asks,
                        "meaning": list(explained(rule, pathway, catalogue)),
                    }
                    for rule in pathway.requirements
                ],
            }
        )
    else:
        say(_heading(said))
        for rule in pathway.requirements:
            say(f"  {rule.title}: {rule.asks}")
            say(*(f"    {sentence}" for sentence in explained(rule, pathway, catalogue)))
        _say_unused(found.unused)
        _say_signer(found.signer)
    return DONE if found.signer and found.signer.is_accepted else NO


def _say_signer(signer: RuleSigner | None) -> None:
    if signer is None:
        say("A draft: nobody has signed it.")
        return
    title = f", {signer.role_title}" if signer.role_title else ""
    say(f"Signed in the name of {signer.name}{title}.", grouped(signer.fingerprint))
    say(signer.because)


def _sign(program: Program, args: Namespace) -> int:
    from portfolio_app.services.rule_drafts import read_draft

    draft = read_draft(args.path)
    identity = program.identities.open(args.identity, p12_passphrase(args))
    signed = program.rules.sign(draft, args.out, identity)
    say(
        f"Signed: {_heading(signed.manifest)}, {count(len(signed.texts), 'file')}",
        f"by {identity.name}, key {grouped(identity.fingerprint)}",
    )
    tell(
        "Publish this key's fingerprint where your practitioners know you by: they compare it."
    )
    return DONE


def _add(program: Program, args: Namespace) -> int:
    added = program.rules.add(args.path, fingerprint=" ".join(args.fingerprint))
    say(f"Added: {_heading(added.manifest)}, signed by {added.signer}")
    _say_unused(added.unused)
    return DONE


def _list(program: Program, args: Namespace) -> int:
    added = program.rules.added
    if args.json:
        say_json(
            [
                {
                    **_described(one.manifest),
                    "signer": one.signer,
                    "added_at": one.added_at.isoformat(),
                    "unused": one.unused,
                }
                for one in added
            ]
        )
    else:
        for one in added:
            when = day(one.added_at.astimezone())
            say(f"{_heading(one.manifest)}, signed by {one.signer}, added {when}")
            _say_unused(one.unused)
    for remark in program.rules.remarks:
        tell(remark)
    return DONE


def _remove(program: Program, args: Namespace) -> int:
    program.rules.remove(PathwayId(args.pathway), args.version)
    say("Removed. Portfolios that were begun under these rules keep them.")
    return DONE


def _edit(program: Program, args: Namespace) -> int:
    from portfolio_app.app import open_rule_editor

    return open_rule_editor(program, args.path)


def _say_unused(why: str) -> None:
    if why:
        say(f"  {why}")


def _heading(said: RuleManifest) -> str:
    return f"{said.pathway}: {said.title} ({said.authority}, version {said.version})"


def _described(said: RuleManifest) -> dict[str, Any]:
    first, last = said.validity.first, said.validity.last
    return {
        "id": said.pathway,
        "title": said.title,
        "authority": said.authority,
        "version": said.version,
        "valid_from": first.isoformat() if first else None,
        "valid_to": last.isoformat() if last else None,
        "signed_at": said.signed_at.isoformat() if said.signed_at else None,
    }


def _signer_as_json(signer: RuleSigner | None) -> dict[str, Any] | None:
    if signer is None:
        return None
    return {
        "name": signer.name,
        "role": signer.role_title,
        "fingerprint": signer.fingerprint,
        "accepted": signer.is_accepted,
        "because": signer.because,
    }
