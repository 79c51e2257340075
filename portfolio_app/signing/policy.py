"""What a signature gets beside itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portfolio_app.errors import SignatureError


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPolicy:
    """By default nothing, and nothing goes to the network: PAdES B-B.

    A time authority learns the hash of a signature, and nothing of the pack.

    Raises:
        SignatureError: It is to keep evidence for long, without a time authority.
    """

    timestamp_url: str | None = None
    """A time authority (RFC 3161) that confirms when each signature was made: PAdES B-T."""
    long_term: bool = False
    """Whether to add the certificates on the way to each authority and their present lists of
    withdrawn certificates, so that both are at hand for as long as the pack: PAdES B-LT. Needs
    a time authority."""

    def __post_init__(self) -> None:
        if self.long_term and not self.timestamp_url:
            raise SignatureError(
                "Keeping a signature checkable for long needs a time authority.",
                advice="Nothing has been changed. Give the address of one too.",
            )


BASIC: Final = SigningPolicy()
"""A signature and nothing else."""
