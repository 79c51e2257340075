"""`keys`: what opens a portfolio, and changing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import (
    Given,
    add_passphrase_option,
    given_secret,
    open_with,
    replacing_passphrase,
)
from portfolio_app.model.domain.care_wording import (
    SAVED_ELSEWHERE,
    left_of_backups,
    ways_in_of_backups,
)
from portfolio_app.model.domain.ways_in import SlotKind, WayIn
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.keys import Proof
    from portfolio_app.services.program import Program

_NAMES = {
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery code",
    SlotKind.KEYRING: "keyring",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add the command and its actions to the parser."""
    keys = commands.add_parser("keys", help="list and change what opens the portfolio")
    keys.add_argument("vault", type=Path, metavar="VAULT")
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="say what opens the portfolio")
    listing.add_argument("--json", action="store_true", help="print one JSON document")
    passphrase = actions.add_parser("passphrase", help="set another passphrase")
    recovery = actions.add_parser("recovery", help="make a new recovery code and print it")
    keyring = actions.add_parser("keyring", help="let this computer's keyring open it")
    keyring.add_argument("--remove", action="store_true", help="let it open it no more")
    revoke = actions.add_parser("revoke", help="remove one way in")
    revoke.add_argument("way", metavar="ID", help="as listed")
    renew = actions.add_parser(
        "renew", help="encrypt everything anew; nothing given out before opens it"
    )
    for action in (passphrase, renew):
        action.add_argument(
            "--new-passphrase-file",
            type=Path,
            metavar="FILE",
            help="read the passphrase to be from the first line of FILE",
        )
    add_passphrase_option(keys)
    for action in (listing, passphrase, recovery, keyring, revoke, renew):
        add_passphrase_option(action, again=True)
        action.add_argument(
            "--recovery-code-file",
            type=Path,
            metavar="FILE",
            help="prove by the recovery code in FILE instead of the passphrase",
        )
    keys.set_defaults(run=_keys)


def _keys(program: Program, args: Namespace) -> int:
    if args.action == "list":
        return _list(program, args)
    given = given_secret(args)
    opened = open_with(program, args.vault, given)
    try:
        _CHANGES[args.action](opened, _proof(opened, given), args)
    finally:
        opened.close()
    return DONE


def _list(program: Program, args: Namespace) -> int:
    ways = program.door.ways_in(args.vault)
    if args.json:
        say_json({"ways": [_as_json(way) for way in ways]})
    else:
        say(*(f"{way.id}  {_in_words(way)}" for way in ways))
    return DONE


def _as_json(way: WayIn) -> dict[str, Any]:
    return {
        "id": way.id,
        "kind": way.kind,
        "made": way.made_at.isoformat() if way.made_at else None,
        "computer": way.computer or None,
        "here": way.is_here,
    }


def _in_words(way: WayIn) -> str:
    of = f" of {way.computer}" if way.computer else ""
    here = " (this computer)" if way.is_here else ""
    made = f", since {day(way.made_at.astimezone().date())}" if way.made_at else ""
    return f"{_NAMES[way.kind]}{of}{here}{made}"


def _proof(opened: OpenPortfolio, given: Given) -> Proof:
    prove = opened.keys.prove_by_code if given.is_code else opened.keys.prove_by_passphrase
    return prove(given.text)


def _set_passphrase(opened: OpenPortfolio, proof: Proof, args: Namespace) -> None:
    opened.keys.set_passphrase(proof, replacing_passphrase(args))
    tell("The portfolio opens with the new passphrase now.")
    _bring_ways_in(opened)


def _new_code(opened: OpenPortfolio, proof: Proof, args: Namespace) -> None:
    code = opened.keys.draw_code()
    opened.keys.keep_code(proof, code)
    _say_code(code)
    _bring_ways_in(opened)


def _keyring(opened: OpenPortfolio, proof: Proof, args: Namespace) -> None:
    if args.remove:
        opened.keys.remove_keyring(proof)
        tell("The keyring of this computer opens the portfolio no more.")
        _bring_ways_in(opened)
    else:
        opened.keys.add_keyring(proof)
        opened.backups.bring_ways_in(Narrator())
        tell("The keyring of this computer opens the portfolio now.")


def _revoke(opened: OpenPortfolio, proof: Proof, args: Namespace) -> None:
    opened.keys.revoke(proof, args.way)
    tell("This way in is gone. Who has opened the portfolio with it may have kept its key.")
    _bring_ways_in(opened)


def _renew(opened: OpenPortfolio, proof: Proof, args: Namespace) -> None:
    passphrase, code = replacing_passphrase(args), opened.keys.draw_code()
    opened.keys.renew(proof, passphrase, code)
    tell("Everything is encrypted anew. Backups made before open as they did then.")
    _say_code(code)


def _bring_ways_in(opened: OpenPortfolio) -> None:
    """Let the backups open as the portfolio does, and say which do not, and what cannot."""
    told = opened.backups.bring_ways_in(Narrator())
    for line in (ways_in_of_backups(told), left_of_backups(told), SAVED_ELSEWHERE):
        if line:
            tell(line)


def _say_code(code: str) -> None:
    tell("Write this recovery code down and keep it apart from the computer.")
    tell("It takes the place of the former one, and is shown only now:")
    say(code)


_CHANGES = {
    "passphrase": _set_passphrase,
    "recovery": _new_code,
    "keyring": _keyring,
    "revoke": _revoke,
    "renew": _renew,
}
