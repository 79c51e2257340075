"""Starts the program: a command when one is given, the window otherwise."""

from __future__ import annotations

import sys

from portfolio_app.cli import main as run


def main() -> int:
    """Run with the arguments of this process and return its exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
