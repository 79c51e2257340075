"""`timetable` and `calendar`: how the time runs, and the dates that follow from it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import day
from portfolio_app.cli.output import DONE, say, say_json
from portfolio_app.cli.secrets import add_passphrase_option, open_vault
from portfolio_app.errors import VaultError
from portfolio_app.model.domain.stages import (
    FULL_TIME,
    Extension,
    Pause,
    read_share,
    share_words,
    stage_dates,
)
from portfolio_app.model.domain.wording import count, weekday
from portfolio_app.model.domain.wording import day as in_words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from fractions import Fraction

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.domain.stages import StageDate, Timetable
    from portfolio_app.services.program import Program

IDLE = " (kept from another pathway; it moves nothing in this one)"


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    command = commands.add_parser(
        "timetable", help="say how your time runs, and see the dates that follow"
    )
    command.add_argument("vault", type=Path, metavar="VAULT")
    command.add_argument(
        "--part-time", type=share, metavar="SHARE", help="of full time: 0.6, 3/5 or 22.2/37"
    )
    command.add_argument(
        "--leave", nargs=2, type=day, action="append", metavar=("FIRST", "LAST"),
        help="leave that stops the clock, both days included; once for each",
    )  # fmt: skip
    command.add_argument("--no-leave", action="store_true", help="forget all leave")
    command.add_argument("--extend", type=int, metavar="MONTHS", help="more time")
    command.add_argument("--reason", default="", metavar="TEXT", help="why there is more time")
    command.add_argument("--agreed", type=day, metavar="DATE", help="when that was agreed")
    command.add_argument("--no-extension", action="store_true", help="forget the extension")
    command.add_argument(
        "--hold", action="append", default=[], metavar="STAGE", help="hold an optional stage"
    )
    command.add_argument(
        "--no-hold", action="append", default=[], metavar="STAGE", help="hold it no longer"
    )
    command.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(command)
    command.set_defaults(run=_timetable)

    calendar = commands.add_parser(
        "calendar", help="write the dates to a calendar file, to be imported again and again"
    )
    calendar.add_argument("vault", type=Path, metavar="VAULT")
    calendar.add_argument("file", type=Path, metavar="FILE.ics")
    calendar.add_argument(
        "--rhythms", action="store_true", help="with every supervision and learning period"
    )
    add_passphrase_option(calendar)
    calendar.set_defaults(run=_calendar)


def share(text: str) -> Fraction:
    """Read a share of full time, such as 0.6, 3/5 or 22.2/37."""
    try:
        return read_share(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def _timetable(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        pathway, portfolio = opened.verdicts.pathway(), opened.verdicts.portfolio()
        wanted = _changed(portfolio.timetable, args)
        if wanted != portfolio.timetable:
            portfolio = opened.details.set_timetable(wanted, pathway)
    finally:
        opened.close()
    if args.json:
        say_json(_as_json(portfolio, pathway))
    else:
        for line in _lines(portfolio, pathway):
            say(line)
    return DONE


def _calendar(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        number = opened.timeline.write_calendar(args.file, with_rhythms=args.rhythms)
    finally:
        opened.close()
    say(f"{count(number, 'date')}: {args.file}")
    return DONE


def _changed(timetable: Timetable, args: Namespace) -> Timetable:
    """Return the timetable with what the command says; what it does not name stays."""
    if args.part_time is not None:
        timetable = replace(timetable, share=args.part_time)
    if args.no_leave:
        timetable = replace(timetable, pauses=())
    for first, last in args.leave or ():
        pauses = {*timetable.pauses, Pause(first=first, last=last)}
        timetable = replace(timetable, pauses=tuple(sorted(pauses, key=lambda p: p.first)))
    if args.no_extension:
        timetable = replace(timetable, extension=None)
    if args.extend is not None:
        if args.agreed is None:
            raise VaultError(
                "An extension needs the day it was agreed.",
                advice="Nothing was stored. Add --agreed and that day.",
            )
        extension = Extension(months=args.extend, reason=args.reason, agreed_on=args.agreed)
        timetable = replace(timetable, extension=extension)
    held = tuple(dict.fromkeys((*timetable.chosen, *args.hold)))
    if unknown := [stage for stage in args.no_hold if stage not in held]:
        raise VaultError(f"“{unknown[0]}” is not held.", advice="Nothing was stored.")
    return replace(timetable, chosen=tuple(s for s in held if s not in args.no_hold))


def _lines(portfolio: Portfolio, pathway: Pathway) -> Iterator[str]:
    timetable = portfolio.timetable
    yield f"Started: {weekday(portfolio.started_on)}"
    if timetable.share != FULL_TIME:
        idle = "" if pathway.time.pro_rata else IDLE
        yield f"Part-time: {share_words(timetable.share)} of full time{idle}"
    for pause in timetable.pauses:
        idle = "" if pathway.time.leave else IDLE
        yield f"Leave: {in_words(pause.first)} to {in_words(pause.last)}{idle}"
    if extension := timetable.extension:
        yield (
            f"More time: {count(extension.months, 'month')}, agreed on "
            f"{in_words(extension.agreed_on)}, for: {extension.reason}"
            + ("" if pathway.time.extension_for else IDLE)
        )
    for when in _dates(portfolio, pathway):
        optional = "" if timetable.holds(when.stage) else ", optional"
        yield f"{when.stage.title}{optional}: {weekday(when.due)}"


def _dates(portfolio: Portfolio, pathway: Pathway) -> tuple[StageDate, ...]:
    return stage_dates(pathway.stages, portfolio.started_on, pathway.time, portfolio.timetable)


def _as_json(portfolio: Portfolio, pathway: Pathway) -> dict[str, Any]:
    timetable, extension = portfolio.timetable, portfolio.timetable.extension
    return {
        "started_on": portfolio.started_on.isoformat(),
        "share": str(timetable.share),
        "leave": [[p.first.isoformat(), p.last.isoformat()] for p in timetable.pauses],
        "extension": extension
        and {
            "months": extension.months,
            "reason": extension.reason,
            "agreed_on": extension.agreed_on.isoformat(),
        },
        "stages": [
            {
                "id": when.stage.id,
                "title": when.stage.title,
                "due": when.due.isoformat(),
                "held": timetable.holds(when.stage),
            }
            for when in _dates(portfolio, pathway)
        ],
    }
