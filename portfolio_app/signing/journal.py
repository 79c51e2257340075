"""How many signatures this computer has seen on each pack.

A file cut back to an earlier signature is, byte for byte, the file as it was then; nothing in
it can tell. Only somebody who saw more can, so this is what we remember: a hash and a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.signing.files import read_json, unusable, write_json

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.signatures import Verification

JOURNAL_NAME: Final = "journal.json"
JOURNAL_FORMAT: Final = "progression-portfolio-journal/1"
_WHAT: Final = "The journal of packs seen"


class Journal:
    """The packs that this computer has seen, in one file of the person's own folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seen(self, seal: str) -> int:
        """Return the most signatures seen on a pack, 0 for one never seen.

        Args:
            seal: `Verification.seal`, the hash of everything the practitioner certified.

        Raises:
            SignatureError: The journal is damaged.
        """
        return self._read().get(seal, 0)

    def remember(self, verification: Verification) -> None:
        """Note a pack that was found valid; the number never goes down.

        Raises:
            SignatureError: The journal is damaged or cannot be written.
        """
        if not (verification.valid and verification.seal):
            return
        packs = self._read()
        count = len(verification.signatures)
        if count > packs.get(verification.seal, 0):
            packs[verification.seal] = count
            write_json(self._path, JOURNAL_FORMAT, {"packs": packs}, _WHAT)

    def _read(self) -> dict[str, int]:
        packs = read_json(self._path, JOURNAL_FORMAT, _WHAT).get("packs", {})
        sound = isinstance(packs, dict) and all(type(n) is int for n in packs.values())
        if not sound:
            raise unusable(_WHAT, self._path)
        return dict(packs)
