"""Starts the program: a command when one is given, the window otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

from portfolio_app.memory import leave_no_core_dump


def main() -> int:
    """Run with the arguments of this process and return its exit code.

    Without arguments, or with the folder of a portfolio alone, the window opens; nothing of
    the command line is loaded then, because a window should be there at once.
    """
    leave_no_core_dump()
    if getattr(sys, "frozen", False):  # then this file also starts what works aside
        from multiprocessing import freeze_support

        freeze_support()
    arguments = sys.argv[1:]
    if not arguments or _is_folder(arguments):
        from portfolio_app.app import open_window

        return open_window(Path(arguments[0]) if arguments else None)
    from portfolio_app.cli import main as run

    return run(arguments)


def _is_folder(arguments: list[str]) -> bool:
    """Whether a folder alone is named; one called like a command needs `./` before it."""
    if len(arguments) > 1 or not Path(arguments[0]).is_dir():
        return False
    if not arguments[0].isalpha():
        return True
    from portfolio_app.cli.main import is_command

    return not is_command(arguments[0])


if __name__ == "__main__":
    sys.exit(main())
