"""`identity`, `sign`, `verify`, `contacts`: signatures and what they are worth."""

from __future__ import annotations

from argparse import SUPPRESS, BooleanOptionalAction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import role
from portfolio_app.cli.output import DONE, NO, say, say_json, tell
from portfolio_app.cli.secrets import add_p12_option, p12_passphrase
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import day
from portfolio_app.signing.policy import SigningPolicy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from portfolio_app.model.domain.signatures import Contact, Verification
    from portfolio_app.services.program import Program
    from portfolio_app.signing.identities import Identity


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    _add_identity(commands)
    _add_packs(commands)
    _add_contacts(commands)


def _add_identity(commands: Any) -> None:  # noqa: ANN401
    identity = commands.add_parser("identity", help="make or look at a signing identity")
    actions = identity.add_subparsers(dest="action", required=True, metavar="ACTION")
    new = actions.add_parser("new", help="make one, good for ten years")
    new.add_argument("file", type=Path, metavar="FILE.p12")
    new.add_argument("--name", required=True)
    new.add_argument("--role", type=role, required=True)
    add_p12_option(new)
    new.set_defaults(run=_new_identity)
    show = actions.add_parser("show", help="say whose it is, with its fingerprint")
    show.add_argument("file", type=Path, metavar="FILE.p12")
    add_p12_option(show)
    show.set_defaults(run=_show_identity)


def _add_packs(commands: Any) -> None:  # noqa: ANN401
    sign = commands.add_parser("sign", help="add a signature to a sealed pack, in order")
    sign.add_argument("pack", type=Path, metavar="PACK.pdf")
    sign.add_argument("--as", type=role, required=True, dest="role", metavar="ROLE")
    sign.add_argument(
        "--identity",
        type=Path,
        required=True,
        metavar="FILE.p12",
        help="a file, or a card: pkcs11:token=LABEL?module-path=MODULE",
    )
    sign.add_argument("--out", type=Path, metavar="FILE")
    add_policy_options(sign)
    add_p12_option(sign)
    sign.set_defaults(run=_sign)

    verify = commands.add_parser("verify", help="say what the signatures on a pack are worth")
    verify.add_argument("pack", type=Path, metavar="PACK.pdf")
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(run=_verify)


def _add_contacts(commands: Any) -> None:  # noqa: ANN401
    contacts = commands.add_parser("contacts", help="the signers you have confirmed")
    contacts.add_argument("--json", action="store_true", help="print one JSON document")
    contacts.set_defaults(run=_contacts)
    actions = contacts.add_subparsers(dest="action", metavar="ACTION")
    confirm = actions.add_parser("confirm", help="remember a fingerprint that was read out")
    confirm.add_argument("fingerprint", nargs="+", metavar="FINGERPRINT")
    confirm.add_argument("--name", default="")
    confirm.add_argument("--role", type=role)
    confirm.set_defaults(run=_confirm)
    trust = actions.add_parser(
        "trust", help="take an authority's word for whose keys are whose"
    )
    trust.add_argument("certificate", type=Path, metavar="CA.pem")
    trust.set_defaults(run=_trust)
    distrust = actions.add_parser("distrust", help="take an authority's word no longer")
    distrust.add_argument("fingerprint", nargs="+", metavar="FINGERPRINT")
    distrust.set_defaults(run=_distrust)
    authorities = actions.add_parser("authorities", help="the authorities you trust")
    # The option of `contacts` itself is parsed first; without a default this one adds to it.
    authorities.add_argument(
        "--json", action="store_true", default=SUPPRESS, help="print one JSON document"
    )
    authorities.set_defaults(run=_authorities)


def add_policy_options(command: ArgumentParser) -> None:
    """Let a command choose what its signature gets beside itself; else the settings hold."""
    timestamp = command.add_mutually_exclusive_group()
    timestamp.add_argument(
        "--timestamp",
        metavar="URL",
        help="have a time authority confirm the time; only then the network is used",
    )
    timestamp.add_argument(
        "--no-timestamp",
        action="store_const",
        const="",
        dest="timestamp",
        help="ask none, whatever `portfolio pack-settings` says",
    )
    command.add_argument(
        "--long-term",
        action=BooleanOptionalAction,
        help="keep in the pack what is needed to check it in years; needs a time authority",
    )


def signing_policy(program: Program, args: Namespace) -> SigningPolicy:
    """Return what a signature gets beside itself: as asked for, else as in the settings.

    Raises:
        SignatureError: Evidence is to be kept for long without a time authority.
    """
    kept = program.pack_settings.read()
    url = kept.timestamp_url if args.timestamp is None else args.timestamp
    long_term = kept.long_term and bool(url) if args.long_term is None else args.long_term
    return SigningPolicy(timestamp_url=url or None, long_term=long_term)


def say_verification(verification: Verification) -> None:
    """Say a verification in sentences, the weakest part included."""
    for signature in verification.signatures:
        say(signature.sentence)
    for reason in verification.reasons:
        say(reason)
    if verification.valid and verification.complete:
        say("Valid and complete.")


def as_json(verification: Verification) -> dict[str, Any]:
    """Return a verification in the shape that tools may rely on."""
    return {
        "valid": verification.valid,
        "complete": verification.complete,
        "reasons": list(verification.reasons),
        "signatures": [
            {
                "role": s.role,
                "name": s.name,
                "signed_at": s.signed_at.isoformat() if s.signed_at else None,
                "confirmed_at": s.confirmed_at.isoformat() if s.confirmed_at else None,
                "intact": s.intact,
                "trusted": s.trusted,
                "fingerprint": s.fingerprint,
                "covers_whole_file": s.covers_whole_file,
                "sentence": s.sentence,
            }
            for s in verification.signatures
        ],
        "missing": [signer.role for signer in verification.missing],
    }


def _say_identity(identity: Identity) -> None:
    title = f", {identity.role_title}" if identity.role_title else ""
    say(
        f"{identity.name}{title}",
        f"good until {day(identity.valid_until.astimezone())}",
        grouped(identity.fingerprint),
    )


def _new_identity(program: Program, args: Namespace) -> int:
    passphrase = p12_passphrase(args, new=True)
    _say_identity(program.identities.new(args.file, args.name, args.role, passphrase))
    return DONE


def _show_identity(program: Program, args: Namespace) -> int:
    _say_identity(program.identities.open(args.file, p12_passphrase(args)))
    return DONE


def _sign(program: Program, args: Namespace) -> int:
    policy = signing_policy(program, args)
    identity = program.identities.open(args.identity, p12_passphrase(args))
    signed = program.sign_offs.sign(args.pack, args.role, identity, args.out, policy=policy)
    say_verification(signed.verification)
    if signed.remark:
        tell(signed.remark)
    return DONE


def _verify(program: Program, args: Namespace) -> int:
    verification = program.sign_offs.verify(args.pack)
    if args.json:
        say_json(as_json(verification))
    else:
        say_verification(verification)
    return DONE if verification.valid and verification.complete else NO


def _contacts(program: Program, args: Namespace) -> int:
    found = program.identities.contacts()
    if args.json:
        say_json(
            [{"fingerprint": c.fingerprint, "name": c.name, "role": c.role} for c in found]
        )
    else:
        say(*(f"{_who(c)}: {grouped(c.fingerprint)}" for c in found))
    return DONE


def _confirm(program: Program, args: Namespace) -> int:
    found = program.identities.confirm(" ".join(args.fingerprint), args.name, args.role)
    say(f"Confirmed: {_who(found)}: {grouped(found.fingerprint)}")
    return DONE


def _trust(program: Program, args: Namespace) -> int:
    found = program.identities.trust(args.certificate)
    say(
        f"Trusted from now on: {found.name}",
        grouped(found.fingerprint),
        "Compare this fingerprint with the one that the authority publishes. "
        "If they differ, take it back: portfolio contacts distrust FINGERPRINT",
    )
    return DONE


def _distrust(program: Program, args: Namespace) -> int:
    found = program.identities.distrust(" ".join(args.fingerprint))
    say(f"No longer trusted: {found.name}")
    return DONE


def _authorities(program: Program, args: Namespace) -> int:
    found = program.identities.authorities()
    if args.json:
        say_json(
            [
                {
                    "fingerprint": a.fingerprint,
                    "name": a.name,
                    "valid_until": a.valid_until.isoformat(),
                }
                for a in found
            ]
        )
    else:
        say(*(f"{a.name}: {grouped(a.fingerprint)}" for a in found))
    return DONE


def _who(contact: Contact) -> str:
    return f"{contact.name}, {contact.role}" if contact.role else contact.name
