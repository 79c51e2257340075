"""`outcome`: what the panel decided, and the document in which that is signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import (
    add_p12_option,
    add_passphrase_option,
    open_vault,
    p12_passphrase,
)
from portfolio_app.cli.signing_commands import add_policy_options, signing_policy
from portfolio_app.errors import PackError
from portfolio_app.model.domain.wording import count, joined
from portfolio_app.model.domain.wording import day as in_words

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.panels import PanelRule
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add this command to the parser."""
    outcome = commands.add_parser(
        "outcome", help="say what the panel decided, and make the document to be signed"
    )
    outcome.add_argument("vault", type=Path, metavar="VAULT")
    outcome.add_argument("document", type=Path, nargs="?", metavar="DECISION.pdf")
    outcome.add_argument("--identity", type=Path, metavar="FILE.p12")
    outcome.add_argument("--json", action="store_true", help="print one JSON document")
    add_policy_options(outcome)
    add_passphrase_option(outcome)
    add_p12_option(outcome)
    outcome.set_defaults(run=_outcome)


def _outcome(program: Program, args: Namespace) -> int:
    if bool(args.document) != bool(args.identity):
        raise PackError("To make the document, give its name and --identity.")
    identity = (
        program.identities.open(args.identity, p12_passphrase(args)) if args.identity else None
    )
    policy = signing_policy(program, args)
    opened = open_vault(program, args)
    try:
        if identity:
            sealed = opened.outcomes.seal(args.document, identity, Narrator(), policy)
            pages = count(sealed.pages, "page")
            tell(f"{args.document}: certified, {pages}, pack code {sealed.pack_code}.")
            others = opened.outcomes.signatures()[1:]
            roles = [opened.verdicts.catalogue.roles[rule.role].title for rule in others]
            if roles:
                tell(f"Next to sign: {joined(roles)}.")
            panel = opened.verdicts.pathway().panel
            if panel and panel.outcome_goes_to:
                tell(_goes_to(panel))
            if sealed.remark:
                tell(sealed.remark)
        return _tell(opened, args)
    finally:
        opened.close()


def _goes_to(panel: PanelRule) -> str:
    """Return where the signed decision goes, and how sure that is if nobody stated it."""
    advice = panel.outcome_goes_to_certainty.advice.rstrip(".")
    sure = f" ({advice})" if advice else ""
    return f"Once signed, it goes to {panel.outcome_goes_to}{sure}."


def _tell(opened: OpenPortfolio, args: Namespace) -> int:
    """Say what was decided; the answer is no while nothing is recorded."""
    outcome = opened.outcomes.get()
    if args.json:
        say_json(_as_json(outcome))
    elif outcome is None:
        say("No decision of the panel is recorded yet.")
    else:
        say(*_lines(outcome))
    return DONE if outcome else NO


def _lines(outcome: PanelOutcome) -> Iterator[str]:
    yield outcome.sentence
    for step in outcome.open_steps:
        by = f", by {in_words(step.by)}" if step.by else ""
        who = f", with: {step.who}" if step.who else ""
        yield f"  {step.what}{by}{who}"


def _as_json(outcome: PanelOutcome | None) -> dict[str, Any]:
    if outcome is None:
        return {"outcome": None}
    return {
        "outcome": outcome.ruling,
        "decided_on": outcome.decided_on.isoformat(),
        "effective": outcome.effective.isoformat() if outcome.effective else None,
        "evidence": outcome.evidence,
        "steps": [
            {
                "what": step.what,
                "by": step.by.isoformat() if step.by else None,
                "who": step.who,
                "done": step.is_done,
            }
            for step in outcome.steps
        ],
    }
