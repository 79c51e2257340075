"""`backup`, `backups`, `restore`, `doctor`: looking after a portfolio."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio_app.cli.output import DONE, NO, Narrator, say, say_json, tell
from portfolio_app.cli.secrets import (
    Given,
    add_passphrase_option,
    open_vault,
    open_with,
    with_secret,
)
from portfolio_app.errors import PortfolioError, VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason, CheckUp, Comparison, Condition
from portfolio_app.model.domain.care_wording import compared, described, in_megabytes

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from portfolio_app.model.domain.care import Backup, Contents
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.opened_by import OpenedBy
    from portfolio_app.services.program import Program

_WORDS = {
    Condition.SOUND: "In order",
    Condition.REPAIRED: "Repaired",
    Condition.LOST: "Lost",
    Condition.BROKEN: "Damaged",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type private
    """Add these commands to the parser."""
    backup = commands.add_parser(
        "backup", help="write one encrypted file that holds everything"
    )
    backup.add_argument("vault", type=Path, metavar="VAULT")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    backups = _add_backups(commands)

    restore = commands.add_parser("restore", help="bring a backup back")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("vault", type=Path, metavar="VAULT")
    restore.add_argument(
        "--yes", action="store_true", help="replace the portfolio there without being asked"
    )
    restore.set_defaults(run=_restore)

    doctor = commands.add_parser("doctor", help="check a portfolio, and repair what can be")
    doctor.add_argument("vault", type=Path, metavar="VAULT")
    doctor.add_argument("--check", action="store_true", help="only check; change nothing")
    doctor.set_defaults(run=_doctor)

    for command in (backup, backups, restore, doctor):
        command.add_argument("--json", action="store_true", help="print one JSON document")
        add_passphrase_option(command)
    for command in (restore, doctor):
        command.add_argument(
            "--recovery-code-file",
            type=Path,
            metavar="FILE",
            help="open it by the recovery code in FILE instead of the passphrase",
        )


def _add_backups(commands: Any) -> ArgumentParser:  # noqa: ANN401 - argparse keeps the type private
    backups: ArgumentParser = commands.add_parser(
        "backups", help="list, make and copy automatic backups"
    )
    backups.add_argument("vault", type=Path, metavar="VAULT")
    backups.add_argument("--now", action="store_true", help="make one now, and copy it")
    place = backups.add_mutually_exclusive_group()
    place.add_argument(
        "--second-place", type=Path, metavar="FOLDER", help="copy every backup there as well"
    )
    place.add_argument(
        "--no-second-place", action="store_true", help="copy backups nowhere any more"
    )
    backups.set_defaults(run=_backups)
    return backups


def _backup(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        made = opened.backups.write(args.file, Narrator())
    finally:
        opened.close()
    if args.json:
        say_json(_backup_json(made))
    else:
        say(f"Backed up and checked: {made.path}, {in_megabytes(made.size)}")
    return DONE


def _backups(program: Program, args: Namespace) -> int:
    opened = open_vault(program, args)
    try:
        if args.second_place or args.no_second_place:
            opened.backups.choose_second_place(args.second_place)
        if args.now:
            opened.backups.bring_ways_in(Narrator())
            opened.backups.make(BackupReason.BY_HAND, Narrator())
        if args.now or args.second_place:
            opened.backups.copy_latest(Narrator())
        found, second = opened.backups.all(), opened.backups.second_place()
    finally:
        opened.close()
    if args.json:
        place = {"folder": str(second.folder), "trouble": second.trouble} if second else None
        say_json({"backups": [_backup_json(b) for b in found], "second_place": place})
        return DONE
    for backup in found:
        say(f"{described(backup)}: {backup.path}")
    if not found:
        say("There is no backup yet.")
    if second:
        say(f"Second place: {second.folder}", *([second.trouble] if second.trouble else []))
    return DONE


def _restore(program: Program, args: Namespace) -> int:
    asks = not args.yes and program.door.is_portfolio(args.vault)

    def work(opening: OpenedBy) -> Comparison | None:
        if asks and not _is_wanted(program, args, opening):
            return None
        return program.care.restore(args.file, args.vault, opening, Narrator())

    comparison = with_secret(args, work)
    if comparison is None:
        tell("Nothing was changed.")
        return NO
    if args.json:
        say_json(
            {
                "backup": _contents_json(comparison.backup),
                "present": _contents_json(comparison.present) if comparison.present else None,
                "gained": list(comparison.gained),
                "lost": list(comparison.lost),
                "changed": list(comparison.changed),
                "kept_aside": str(comparison.kept_aside) if comparison.kept_aside else None,
            }
        )
    else:
        say(f"Brought back to {args.vault}.", *compared(comparison))
        if comparison.kept_aside:
            tell(
                "The portfolio as it was could not be read whole, so it is not compared. "
                f"Its files are kept as they were in {comparison.kept_aside}"
            )
    return DONE


def _is_wanted(program: Program, args: Namespace, opening: OpenedBy) -> bool:
    """Say how the backup differs from the portfolio that is there, and ask.

    Raises:
        WrongKeyError: The keyring of this computer does not open the portfolio.
        PortfolioError: Nobody can be asked.
    """
    tell(f"There is a portfolio at {args.vault} already.")
    try:
        opened = _opened(program, args.vault, opening)
        try:
            comparison = opened.backups.look(program.care.backup_at(args.file))
            for line in compared(comparison, is_done=False):
                tell(line)
        finally:
            opened.close()
    except VaultError as error:
        if opening.text is None and isinstance(error, WrongKeyError):
            raise
        tell(f"The two cannot be compared. {error.summary}")
    if not sys.stdin.isatty():
        raise PortfolioError(
            "Replacing a portfolio must be agreed to.",
            advice="Nothing was changed. Add --yes, or use a terminal.",
        )
    tell("What is there will be kept as a backup. Type “restore” to replace it:")
    return sys.stdin.readline().strip().casefold() == "restore"


def _opened(program: Program, folder: Path, opening: OpenedBy) -> OpenPortfolio:
    if opening.text is not None:
        return open_with(program, folder, Given(text=opening.text, is_code=opening.is_code))
    if opened := program.door.open_with_keyring(folder):
        return opened
    raise WrongKeyError("The keyring of this computer does not open it.")


def _doctor(program: Program, args: Namespace) -> int:
    def work(opening: OpenedBy) -> CheckUp:
        examine = program.care.check if args.check else program.care.repair
        return examine(args.vault, opening, Narrator())

    check_up = with_secret(args, work)
    if args.json:
        say_json(
            {
                "condition": check_up.condition,
                "findings": [
                    {"condition": f.condition, "sentence": f.sentence}
                    for f in check_up.findings
                ],
                "kept_aside": str(check_up.kept_aside) if check_up.kept_aside else None,
            }
        )
    else:
        say(*(f"{_WORDS[f.condition]}: {f.sentence}" for f in check_up.findings))
        if check_up.kept_aside:
            tell(f"The damaged files are kept as they were in {check_up.kept_aside}")
    return DONE if check_up.condition in {Condition.SOUND, Condition.REPAIRED} else NO


def _backup_json(backup: Backup) -> dict[str, Any]:
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "reason": backup.reason,
        "size": backup.size,
    }


def _contents_json(contents: Contents) -> dict[str, Any]:
    changed = contents.changed_at
    return {
        "pieces": contents.pieces,
        "words": contents.words,
        "claims": contents.claims,
        "files": contents.files,
        "changed_at": changed.isoformat() if changed else None,
    }
