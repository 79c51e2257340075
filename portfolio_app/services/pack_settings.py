"""How this person seals and signs unless they say otherwise.

Kept in a file of theirs, not in a portfolio: the time authority is the council's, or the
person's own, and serves every pack that is sealed or signed on this computer, whoever's it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.editions import Numbering
from portfolio_app.signing.files import read_json, unusable, write_json
from portfolio_app.signing.policy import SigningPolicy

if TYPE_CHECKING:
    from pathlib import Path

PACK_SETTINGS_NAME: Final = "pack-settings.json"
PACK_SETTINGS_FORMAT: Final = "progression-portfolio-pack-settings/1"
_WHAT: Final = "The settings for packs"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSettings:
    """What holds where nothing else is asked for. As it comes, nothing goes to the network."""

    timestamp_url: str = ""
    """The time authority that confirms every signature; empty: none is asked."""
    long_term: bool = False
    """Whether packs also keep what is needed to check their signatures in years."""
    numbering: Numbering = Numbering.CONTINUOUS

    @property
    def policy(self) -> SigningPolicy:
        """What a signature gets beside itself.

        Raises:
            SignatureError: Evidence is to be kept for long without a time authority.
        """
        return SigningPolicy(timestamp_url=self.timestamp_url or None, long_term=self.long_term)


class PackSettingsFile:
    """The settings in one file, read afresh each time: window and command line share it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> PackSettings:
        """Return what was chosen, or what holds as it comes.

        Raises:
            SignatureError: The file is damaged: without it, nobody knows what was chosen.
        """
        found = read_json(self._path, PACK_SETTINGS_FORMAT, _WHAT)
        url, long_term = found.get("timestamp_url", ""), found.get("long_term", False)
        if not (isinstance(url, str) and isinstance(long_term, bool)):
            raise unusable(_WHAT, self._path)
        try:
            numbering = Numbering(found.get("numbering", Numbering.CONTINUOUS))
        except ValueError as error:
            raise unusable(_WHAT, self._path) from error
        return PackSettings(timestamp_url=url, long_term=long_term, numbering=numbering)

    def keep(self, settings: PackSettings) -> None:
        """Keep what was chosen.

        Raises:
            SignatureError: The time authority has no address that can be asked, or evidence
                is to be kept for long without one, or the file cannot be written.
        """
        url = settings.timestamp_url
        if url and not is_address(url):
            raise SignatureError(
                "The address of a time authority begins with https:// or http://.",
                advice="Nothing was changed. Whoever runs it can tell you its address.",
            )
        content = {
            "timestamp_url": url,
            "long_term": settings.policy.long_term,
            "numbering": str(settings.numbering),
        }
        write_json(self._path, PACK_SETTINGS_FORMAT, content, _WHAT)


def is_address(text: str) -> bool:
    """Whether a time authority could have this address."""
    _, _, host = text.partition("://")
    return (
        text.lower().startswith(("http://", "https://"))
        and bool(host.strip("/"))
        and text.isprintable()
        and " " not in text
    )
