"""Reads the arguments, runs one command, and turns its outcome into an exit code."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from portfolio_app.cli import (
    capability_commands,
    care_commands,
    catalogue_commands,
    erasure_commands,
    evidence_commands,
    key_commands,
    move_commands,
    open_commands,
    outcome_commands,
    pack_commands,
    people_commands,
    portfolio_commands,
    retention_commands,
    rule_commands,
    search_commands,
    signing_commands,
    statement_commands,
    time_commands,
    word_commands,
)
from portfolio_app.cli.output import DONE, NO, WRONG, explain, fall_silent, speak_unicode
from portfolio_app.errors import NotReadyError, PortfolioError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UsageError(PortfolioError):
    """The command was not understood."""


class _Parser(argparse.ArgumentParser):
    """Raises instead of exiting, so that `--json` gets its one document too."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            f"{message[:1].upper()}{message[1:]}.", advice=f"See {self.prog} --help."
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    whole = _Parser(
        prog="portfolio",
        description="From evidence of practice to a signed pack for the panel. "
        "Without a command, or with the folder of a portfolio, the window opens.",
    )
    _add_commands(whole)
    return whole


def is_command(name: str) -> bool:
    """Whether `name` is one of the commands."""
    return name in _add_commands(_Parser()).choices


def _add_commands(whole: argparse.ArgumentParser) -> Any:  # noqa: ANN401 - private to argparse
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (
        catalogue_commands,
        rule_commands,
        portfolio_commands,
        move_commands,
        evidence_commands,
        search_commands,
        people_commands,
        capability_commands,
        statement_commands,
        time_commands,
        pack_commands,
        outcome_commands,
        signing_commands,
        key_commands,
        care_commands,
        open_commands,
        erasure_commands,
        retention_commands,
        word_commands,
    ):
        module.add_to(commands)
    return commands


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    speak_unicode()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        fall_silent()
        return DONE
    return code


def _run(arguments: Sequence[str]) -> int:
    as_json = "--json" in arguments
    try:
        args = parser().parse_args(arguments)
        from portfolio_app.app import assemble, system_keyring

        return int(args.run(assemble(find_keyring=system_keyring), args))
    except NotReadyError as refusal:
        explain(refusal, as_json=as_json)
        return NO
    except PortfolioError as error:
        explain(error, as_json=as_json)
        return WRONG
