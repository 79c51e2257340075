"""Where passphrases come from; they are never arguments, which other users can see."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import SUPPRESS
from pathlib import Path
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError, WrongKeyError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program


def add_passphrase_option(parser: ArgumentParser, *, again: bool = False) -> None:
    """Let a command take the vault's passphrase from a file.

    Args:
        parser: Of the command.
        again: Whether the command has the option already and this is an action of it, behind
            which the option may stand too.
    """
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        default=SUPPRESS if again else None,
        metavar="FILE",
        help="read the portfolio's passphrase from the first line of FILE",
    )


def add_p12_option(parser: ArgumentParser) -> None:
    """Let a command take an identity's passphrase from a file."""
    parser.add_argument(
        "--p12-passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the identity's passphrase from the first line of FILE",
    )


def open_vault(program: Program, args: Namespace) -> OpenPortfolio:
    """Open the vault named by `args`: file, environment, keyring, prompt; the first decides.

    Raises:
        WrongKeyError: The first secret that was given does not open it.
        VaultError: There is no portfolio, or none can be asked for.
    """
    folder: Path = args.vault
    given = _given(args.passphrase_file, "PORTFOLIO_PASSPHRASE")
    if given is not None:
        return program.door.open_with_passphrase(folder, given)
    if opened := program.door.open_with_keyring(folder):
        return opened
    return program.door.open_with_passphrase(folder, _asked("Passphrase: "))


def new_passphrase(args: Namespace) -> str:
    """Return the passphrase for a new vault, from the same places but the keyring.

    Raises:
        WrongKeyError: It was typed differently the second time.
    """
    given = _given(args.passphrase_file, "PORTFOLIO_PASSPHRASE")
    return given if given is not None else _asked_twice("Choose a passphrase: ")


def p12_passphrase(args: Namespace, *, new: bool = False) -> str:
    """Return the passphrase of a signing identity."""
    given = _given(args.p12_passphrase_file, "PORTFOLIO_P12_PASSPHRASE")
    if given is not None:
        return given
    question = "Passphrase of the signing identity: "
    return _asked_twice(question) if new else _asked(question)


def _given(file: Path | None, variable: str) -> str | None:
    if file is not None:
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise VaultError("The passphrase file cannot be read.") from error
        return lines[0] if lines else ""
    return os.environ.get(variable)


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise VaultError(
            "A passphrase is needed.",
            advice="Name a file with it, set the environment variable, or use a terminal.",
        )
    return getpass.getpass(question, stream=sys.stderr)


def _asked_twice(question: str) -> str:
    first = _asked(question)
    if _asked("Once more: ") != first:
        raise WrongKeyError("The two passphrases differ.", advice="Nothing was made.")
    return first
