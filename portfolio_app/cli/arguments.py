"""Reads what stands on the command line into what the use cases take."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId

if TYPE_CHECKING:
    from datetime import date


def day(text: str) -> date:
    """Read a day, such as 2027-01-14 or 14/01/2027."""
    found = parse_day(text)
    if found is None:
        raise ArgumentTypeError(f"“{text}” is not a day such as 2027-01-14")
    return found


def role(text: str) -> RoleId:
    """Read a role, such as team_manager or "team manager"."""
    return RoleId(text.strip().lower().replace(" ", "_").replace("-", "_"))


def capability(text: str) -> CapabilityRef:
    """Read FRAMEWORK/NUMBER, such as pcf-2018/6."""
    try:
        return CapabilityRef.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not FRAMEWORK/NUMBER") from error


def answer(text: str) -> tuple[FieldPath, str]:
    """Read ID=TEXT, such as account.feelings=..."""
    path, equals, words = text.partition("=")
    if not (path.strip() and equals):
        raise ArgumentTypeError(f"“{text[:40]}” is not ID=TEXT")
    return FieldPath(path.strip()), words
