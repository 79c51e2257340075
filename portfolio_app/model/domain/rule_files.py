"""An academy's rules in one file, and what is known of who signed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.frameworks import Validity
    from portfolio_app.model.domain.names import PathwayId
    from portfolio_app.model.domain.rule_texts import RuleText

_PARTS = re.compile(r"\d+|[^\d]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleManifest:
    """What a file of rules says of itself."""

    pathway: PathwayId
    title: str
    authority: str
    version: str
    validity: Validity
    signed_at: datetime | None = None
    """By the signer's clock; None for a draft."""
    signed_by: str = ""
    """The fingerprint of the signer's certificate; empty for a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A pathway with everything that it brings along."""

    manifest: RuleManifest
    texts: tuple[RuleText, ...]

    @property
    def is_draft(self) -> bool:
        """Whether nobody has signed it yet."""
        return not self.manifest.signed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSigner:
    """Who signed a file of rules, and whether this user may take them for that person."""

    name: str
    role_title: str
    fingerprint: str
    is_accepted: bool
    """Whether the user has confirmed the key, or trusts the authority that issued it."""
    is_contradicted: bool
    """Whether something speaks against it: another key is confirmed for this name, or the key
    was withdrawn. Such a key is not to be accepted by a click."""
    because: str
    """A sentence."""
    is_known: bool = False
    """Whether the user knows the key, even where it is not accepted for these rules: whoever
    signs packs does not for that sign an authority's rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRules:
    """A file of rules that was added on this computer."""

    manifest: RuleManifest
    signer: str
    """The name in the certificate."""
    added_at: datetime
    unused: str = ""
    """Why nothing is begun under them today, in a sentence; empty where it is."""


def version_order(version: str) -> tuple[tuple[int, int | str], ...]:
    """Return what versions are compared by: numbers as numbers, so 2026.10 follows 2026.9."""
    return tuple(
        (1, int(part)) if part.isdecimal() else (0, part) for part in _PARTS.findall(version)
    )
