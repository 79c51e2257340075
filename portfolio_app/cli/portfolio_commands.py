"""`new`, `status`, `contributor`: the portfolio as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.arguments import day, role
from portfolio_app.cli.output import DONE, NO, say, say_json, tell
from portfolio_app.cli.secrets import add_passphrase_option, new_passphrase, open_vault
from portfolio_app.model.domain.currency import cautions
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import day as in_words
from portfolio_app.model.domain.wording import in_days, joined

if TYPE_CHECKING:
    from argparse import Namespace

    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    new = commands.add_parser("new", help="make a new portfolio")
    new.add_argument("vault", type=Path, metavar="VAULT")
    new.add_argument("--pathway", required=True, metavar="ID")
    new.add_argument("--name", required=True, help="the practitioner's name")
    new.add_argument("--swe", default="", metavar="NUMBER", help="Social Work England number")
    new.add_argument("--job-title", default="", metavar="TITLE")
    new.add_argument("--team", default="", metavar="TEAM")
    new.add_argument("--start", type=day, metavar="DATE")
    new.add_argument("--panel", type=day, metavar="DATE")
    new.add_argument("--submit", type=day, metavar="DATE")
    add_passphrase_option(new)
    new.set_defaults(run=_new)

    status = commands.add_parser("status", help="say whether the portfolio is ready, and why")
    status.add_argument("vault", type=Path, metavar="VAULT")
    status.add_argument("--today", type=day, metavar="DATE", help="judge as on this day")
    status.add_argument("--json", action="store_true", help="print one JSON document")
    add_passphrase_option(status)
    status.set_defaults(run=_status)

    contributor = commands.add_parser("contributor", help="say who else writes and signs")
    contributor.add_argument("vault", type=Path, metavar="VAULT")
    actions = contributor.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="register who holds a role")
    add.add_argument("--role", type=role, required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--certificate", type=Path, metavar="FILE")
    confirm = actions.add_parser("confirm", help="record the fingerprint they read out")
    confirm.add_argument("role", type=role, metavar="ROLE")
    confirm.add_argument("fingerprint", nargs="+", metavar="FINGERPRINT")
    add_passphrase_option(contributor)
    for action in (add, confirm):
        add_passphrase_option(action, again=True)
    contributor.set_defaults(run=_contributor)


def _new(program: Program, args: Namespace) -> int:
    opened, code = program.door.create(
        args.vault,
        pathway=args.pathway,
        practitioner=Practitioner(
            name=args.name, swe_number=args.swe, job_title=args.job_title, team=args.team
        ),
        passphrase=new_passphrase(args),
        started_on=args.start,
        panel_on=args.panel,
        submit_by=args.submit,
    )
    rules, started_on = opened.verdicts.pathway(), opened.verdicts.portfolio().started_on
    catalogue = opened.verdicts.catalogue
    opened.close()
    for caution in cautions(rules, catalogue, started_on):
        tell(f"{caution} Check with your academy.")
    if place := program.door.about_place(args.vault):
        tell(place)
    tell("Write this recovery code down and keep it apart from the computer.")
    tell("It opens the portfolio when the passphrase is lost, and is shown only now:")
    say(code)
    return DONE


def _status(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        verdict = opened.verdicts.status(args.today)
        outcome = opened.outcomes.get()
    finally:
        opened.close()
    if args.json:
        decided = {"outcome": outcome.ruling if outcome else None}
        say_json(as_json(verdict) | decided)
    else:
        if outcome:
            say(outcome.sentence)
        _say_verdict(verdict)
    return DONE if verdict.ready else NO


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict in the shape that tools may rely on."""
    return {
        "pathway": verdict.pathway,
        "ready": verdict.ready,
        "today": verdict.today.isoformat(),
        "requirements": [
            {
                "id": r.id,
                "title": r.title,
                "state": r.state,
                "met": r.met,
                "have": r.have,
                "need": r.need,
                "reasons": list(r.reasons),
                "certainty": r.certainty,
            }
            for r in verdict.requirements
        ],
        "stages": [
            {
                "id": s.id,
                "title": s.title,
                "due": s.due.isoformat(),
                "state": s.state,
                "lacks": list(s.lacks),
            }
            for s in verdict.stages
        ],
        "sittings": [
            {
                "first": s.within.first.isoformat(),
                "last": s.within.last.isoformat(),
                "submit_by": s.submit_by.isoformat(),
            }
            for s in verdict.sittings
        ],
    }


def _say_verdict(verdict: Verdict) -> None:
    say("Ready." if verdict.ready else "Not ready yet.")
    for r in verdict.requirements:
        state = r.state.replace("-", " ")
        counted = "" if r.role else f", {r.have} of {r.need}"
        advice = "" if r.met else r.certainty.advice
        remarks = (*r.reasons, *([advice] if advice else []))
        say(f"  {r.title}: {state}{counted}", *(f"    {remark}" for remark in remarks))
    for s in verdict.stages:
        say(f"  {s.title}: {in_words(s.due)}, {in_days(s.due, verdict.today)}")
        if s.lacks:
            say(f"    Still wanted: {joined(s.lacks)}.")
    for sitting in verdict.sittings:
        say(f"  Panel: {sitting.within.words}; hand in by {in_words(sitting.submit_by)}")


def _contributor(program: Program, args: Namespace) -> int:
    fingerprint = None
    if args.action == "add" and args.certificate:
        fingerprint = program.identities.certificate_fingerprint(args.certificate)
    opened = open_vault(program, args)
    try:
        if args.action == "add":
            found = opened.contributors.register(args.role, args.name, fingerprint)
        else:
            found = opened.contributors.confirm(args.role, " ".join(args.fingerprint))
    finally:
        opened.close()
    known = f", {grouped(found.fingerprint)}" if found.fingerprint else ""
    say(f"{found.role}: {found.name}{known}")
    return DONE
