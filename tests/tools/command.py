"""Runs a tool from outside, and says plainly when it is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike


class MissingToolError(Exception):
    """A tool that the tests rely on is not installed."""


def run(
    command: Sequence[str | PathLike[str]], *, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `command` and return its output, whatever its exit code.

    Args:
        command: The tool and its arguments.
        environment: Variables that differ from ours.

    Raises:
        MissingToolError: There is no such tool on this machine.
    """
    require(command[0])
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=os.environ | dict(environment or {}),
    )


def require(tool: str | PathLike[str]) -> None:
    """See that a tool is there.

    Raises:
        MissingToolError: It is not.
    """
    if shutil.which(tool) is None:
        raise MissingToolError(f"{tool} is missing; make ready-for-tests installs it")
