"""`move`: to another pathway, or to a newer version of the same one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, say, say_json, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.model.domain.comparing import Change
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from portfolio_app.model.domain.comparing import Comparison, RequirementChange
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.verdict import RequirementVerdict
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.moving import Destination
    from portfolio_app.services.program import Program

WORDS = {
    Change.SAME: "as before",
    Change.CHANGED: "changed",
    Change.ADDED: "asked for from then on",
    Change.REMOVED: "no longer asked for",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    words = "say what would change under other rules, and go over to them"
    move = commands.add_parser("move", help=words, description=words)
    move.add_argument("vault", type=Path, metavar="VAULT")
    move.add_argument("--to", metavar="PATHWAY", default="", help="without it: what there is")
    move.add_argument("--version", metavar="VERSION", default="")
    move.add_argument("--yes", action="store_true", help="move without being asked")
    move.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(move)
    move.set_defaults(run=_move)


def _move(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        if not args.to:
            return _say_where(opened, as_json=args.json)
        to = opened.moving.find(args.to, args.version)
        found = opened.moving.compare(to)
        titles = {piece.id: piece.title for piece in opened.evidence.all()}
        if not args.json:
            _say_comparison(found, titles)
        moves = args.yes or (not args.json and _asked())
        if moves:
            opened.moving.move(to)
    finally:
        opened.close()
    if args.json:
        say_json({**_as_json(found), "moved": moves})
    elif moves:
        say(f"Moved to {_named(to)}. All evidence is kept; moving back undoes it.")
    else:
        say("Nothing was changed.")
    return DONE if moves else NO


def _asked() -> bool:
    if not sys.stdin.isatty():
        tell("With --yes the portfolio moves; nobody can be asked here.")
        return False
    tell("Move to these rules? Type yes to do so:")
    return sys.stdin.readline().strip().lower() == "yes"


def _say_where(opened: OpenPortfolio, *, as_json: bool) -> int:
    mine, newer = opened.verdicts.pathway(), opened.moving.newer()
    others = opened.moving.destinations()
    if as_json:
        say_json(
            {
                "pathway": mine.id,
                "version": mine.version,
                "newer": newer.pathway.version if newer else None,
                "destinations": [
                    {
                        "id": other.pathway.id,
                        "version": other.pathway.version,
                        "title": other.pathway.title,
                        "authority": other.pathway.authority,
                        "left": other.was_left,
                    }
                    for other in others
                ],
                "moves": [
                    {
                        "from": [move.from_pathway, move.from_version],
                        "to": [move.to_pathway, move.to_version],
                        "moved_at": move.moved_at.isoformat(),
                    }
                    for move in opened.moving.moves()
                ],
            }
        )
        return DONE
    say(f"{mine.id}: {mine.title} ({mine.authority}, version {mine.version})")
    if newer:
        say(f"  A newer version of these rules exists: {newer.pathway.version}")
    for other in others:
        left = ", left before" if other.was_left else ""
        say(f"  --to {other.pathway.id}: {_named(other)}{left}")
    return DONE


def _named(to: Destination) -> str:
    found = to.pathway
    return f"{found.title} ({found.authority}, version {found.version})"


def _say_comparison(found: Comparison, titles: Mapping[EvidenceId, str]) -> None:
    say(f"From {found.before.title} ({found.before.version}):")
    say(f"to {found.after.title}, {found.after.authority} ({found.after.version}):")
    for line in found.requirements:
        say(f"  {line.title}: {WORDS[line.change]}{_standing(line)}")
        if line.change is Change.CHANGED:
            say(*(f"    no longer: {sentence}" for sentence in line.no_longer))
        say(*(f"    from then on: {sentence}" for sentence in line.from_then))
        say(*(f"    counts: {titles[piece]}" for piece in line.counting if piece in titles))
        if line.then and not line.then.met:
            say(*(f"    missing: {reason}" for reason in line.then.reasons))
    say(*(f"  {sentence}" for sentence in found.around))
    for piece in found.without_place:
        say(f"  Kept, without a place in these rules: {titles.get(piece, piece)}")
    for piece, hidden in found.out_of_sight:
        words = count(hidden, "answer")
        say(f"  Kept out of sight in {titles.get(piece, piece)}: {words} no longer asked for")


def _standing(line: RequirementChange) -> str:
    now = f"{line.now.have} of {line.now.need} now" if line.now else ""
    then = f"{line.then.have} of {line.then.need} then" if line.then else ""
    told = ", ".join(part for part in (now, then) if part)
    return f", {told}" if told else ""


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "from": [found.before.id, found.before.version],
        "to": [found.after.id, found.after.version],
        "ready_now": found.now.ready,
        "ready_then": found.then.ready,
        "requirements": [
            {
                "id": line.id,
                "title": line.title,
                "change": line.change,
                "no_longer": list(line.no_longer),
                "from_then": list(line.from_then),
                "now": _verdict(line.now),
                "then": _verdict(line.then),
                "counting": list(line.counting),
            }
            for line in found.requirements
        ],
        "around": list(found.around),
        "without_place": list(found.without_place),
        "out_of_sight": [
            {"evidence": piece, "answers": hidden} for piece, hidden in found.out_of_sight
        ],
    }


def _verdict(line: RequirementVerdict | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "state": line.state,
        "have": line.have,
        "need": line.need,
        "reasons": list(line.reasons),
    }
