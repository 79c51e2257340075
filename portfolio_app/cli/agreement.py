"""Asks on a terminal whether to go on."""

from __future__ import annotations

import sys

from portfolio_app.cli.output import tell
from portfolio_app.errors import PortfolioError


def agreed(what: str) -> bool:
    """Return whether the person types “yes”.

    Args:
        what: What they agree to, to begin a sentence with: `An open export`.

    Raises:
        PortfolioError: There is no terminal to ask on.
    """
    if not sys.stdin.isatty():
        raise PortfolioError(
            f"{what} must be agreed to.", advice="Add --yes, or use a terminal."
        )
    tell("Type “yes” to go on:")
    return sys.stdin.readline().strip().casefold() == "yes"
