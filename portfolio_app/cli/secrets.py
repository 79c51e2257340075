"""Where passphrases come from; they are never arguments, which other users can see."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import SUPPRESS
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.services.opened_by import OpenedBy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A secret as somebody gave it on purpose."""

    text: str = field(repr=False)
    is_code: bool = False
    """Whether it is the recovery code; otherwise it is the passphrase."""


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


def with_secret(args: Namespace, work: Callable[[OpenedBy], T]) -> T:
    """Do something with a portfolio that stays closed: its secret comes from the same places.

    Raises:
        WrongKeyError: The first secret that was given does not open it.
        VaultError: Nobody can be asked.
    """
    if args.recovery_code_file is not None:
        return work(OpenedBy(text=_first_line(args.recovery_code_file), is_code=True))
    given = _given(args.passphrase_file, "PORTFOLIO_PASSPHRASE")
    if given is not None:
        return work(OpenedBy(text=given))
    try:
        return work(OpenedBy())
    except WrongKeyError:  # the keyring is none of ours, or has none of its keys
        return work(OpenedBy(text=_asked("Passphrase: ")))


def given_secret(args: Namespace) -> Given:
    """Return the secret that proves who changes the ways in; the keyring proves nobody.

    Raises:
        VaultError: A file cannot be read, or nobody can be asked.
    """
    if args.recovery_code_file is not None:
        return Given(text=_first_line(args.recovery_code_file), is_code=True)
    given = _given(args.passphrase_file, "PORTFOLIO_PASSPHRASE")
    return Given(text=given if given is not None else _asked("Passphrase: "))


def open_with(program: Program, folder: Path, given: Given) -> OpenPortfolio:
    """Open a vault with a secret that was given.

    Raises:
        WrongKeyError: It does not open it.
        VaultError: There is no portfolio, or it is damaged.
    """
    door = program.door
    opening = door.open_with_recovery_code if given.is_code else door.open_with_passphrase
    return opening(folder, given.text)


def replacing_passphrase(args: Namespace) -> str:
    """Return the passphrase that is to be: file, environment, prompt; the first decides.

    Raises:
        WrongKeyError: It was typed differently the second time.
        VaultError: The file cannot be read, or nobody can be asked.
    """
    given = _given(args.new_passphrase_file, "PORTFOLIO_NEW_PASSPHRASE")
    return given if given is not None else _asked_twice("Choose the new passphrase: ")


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
    return os.environ.get(variable) if file is None else _first_line(file)


def _first_line(file: Path) -> str:
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise VaultError("The passphrase file cannot be read.") from error
    return lines[0] if lines else ""


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
