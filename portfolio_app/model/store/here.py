"""What people call this computer and whoever works at it."""

from __future__ import annotations

import getpass
import platform
from typing import Final

_LONGEST: Final = 64
"""Characters that are kept."""


def this_computer() -> str:
    """Return the name of this computer; empty where it has none."""
    return platform.node()[:_LONGEST]


def this_person() -> str:
    """Return the name with which somebody is signed in; empty for an account without one."""
    try:
        return getpass.getuser()[:_LONGEST]
    except (KeyError, OSError, ImportError):  # ImportError: Windows, without the variables
        return ""
