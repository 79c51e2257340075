"""`people`: the register of real names. They are printed for whoever opened the portfolio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, say, say_json, tell
from portfolio_app.cli.secrets import add_passphrase_option, open_vault

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from portfolio_app.model.domain.people import Person
    from portfolio_app.services.people import PeopleService
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    people = commands.add_parser("people", help="keep the register of real names")
    people.add_argument("vault", type=Path, metavar="VAULT")
    actions = people.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="enter somebody")
    add.add_argument("real_name", metavar="REAL_NAME")
    add.add_argument("--stand-in", required=True, metavar="WORDS", help="such as “Child A”")
    add.add_argument(
        "--also", action="append", default=[], metavar="NAME", help="a further name or nickname"
    )
    add.add_argument("--note", default="", metavar="TEXT", help="who this is, for you alone")
    show = actions.add_parser("list", help="show everybody")
    show.add_argument("--json", action="store_true", help="print one JSON document")
    remove = actions.add_parser("remove", help="strike somebody out")
    remove.add_argument("stand_in", metavar="STAND_IN")
    add_passphrase_option(people)
    for action in (add, show, remove):
        add_passphrase_option(action, again=True)
    add.set_defaults(run=_people, act=_add)
    show.set_defaults(run=_people, act=_list)
    remove.set_defaults(run=_people, act=_remove)


def _people(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        args.act(opened.people, args)
    finally:
        opened.close()
    return DONE


def _add(people: PeopleService, args: Namespace) -> None:
    person = people.add(args.real_name, args.stand_in, also=args.also, note=args.note)
    say(person.stand_in)


def _list(people: PeopleService, args: Namespace) -> None:
    everybody = people.all()
    if args.json:
        say_json(as_json(everybody))
        return
    if not everybody:
        tell("Nobody is in the register yet.")
    for person in everybody:
        also = f" (also {', '.join(person.also)})" if person.also else ""
        say(f"{person.stand_in}: {person.real_name}{also}")
        if person.note:
            say(f"    {person.note}")


def _remove(people: PeopleService, args: Namespace) -> None:
    person = people.called(args.stand_in)
    people.remove(person.id)
    tell(f"{person.stand_in} is struck out of the register.")


def as_json(everybody: Sequence[Person]) -> dict[str, Any]:
    """Return the register in the shape that tools may rely on."""
    return {
        "people": [
            {
                "stand_in": person.stand_in,
                "real_name": person.real_name,
                "also": list(person.also),
                "note": person.note,
            }
            for person in everybody
        ]
    }
