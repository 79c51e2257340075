"""Starts the program: a command when one is given, the window otherwise."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run with the arguments of this process and return its exit code.

    Without arguments, or with the folder of a portfolio alone, the window opens; nothing of
    the command line is loaded then, because a window should be there at once.
    """
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and Path(arguments[0]).is_dir()):
        from portfolio_app.app import open_window

        return open_window(Path(arguments[0]) if arguments else None)
    from portfolio_app.cli import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
