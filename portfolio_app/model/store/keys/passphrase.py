"""Passphrases, and turning one into a key with Argon2id (RFC 9106)."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from portfolio_app.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME: Final = "argon2id"
_SALT_BYTES: Final = 16
_MOST_MEMORY_KIB: Final = 2 * 1024 * 1024
_MOST_WORK_KIB: Final = 16 * 1024 * 1024
"""Of one guess, over all its passes: twenty times our standard, ten seconds of two cores.

Whoever can write to the folder could otherwise make opening it take all memory, or hours."""

SHORTEST: Final = 12
"""Characters that a new passphrase needs.

NIST SP 800-63B asks for 15 where a password is the only factor and may be tried over a
network at speed. Here each guess costs 256 MiB and half a second, and length is the one
rule that does not drive people to notes under the keyboard; 12 is what three words give.
"""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Words that only the practitioner knows."""

    text: str = field(repr=False)

    @property
    def shortage(self) -> str:
        """Why this will not do for a new vault, in a sentence; empty when it will."""
        if len(self._normalised) < SHORTEST:
            return f"The passphrase needs at least {SHORTEST} characters."
        if len(set(self._normalised.casefold())) <= 3:
            return "The passphrase repeats too few different characters."
        return ""

    @property
    def encoded(self) -> bytes:
        """The bytes that are hashed: the same however a keyboard composes its accents."""
        return self._normalised.encode("utf-8", "surrogatepass")

    @property
    def _normalised(self) -> str:
        return unicodedata.normalize("NFKC", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at a passphrase costs."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def is_sane(self) -> bool:
        """Whether a computer may be asked to do this: a foreign file could ask for anything."""
        return (
            1 <= self.passes <= 64
            and 1 <= self.lanes <= 64
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and self.passes * self.memory_kib <= _MOST_WORK_KIB
        )


STANDARD: Final = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
"""256 MiB, three passes, four lanes: 0.4 s on two office-grade cores.

RFC 9106 section 4 gives 64 MiB and three passes as the least it recommends; more memory is
what makes guessing on graphics cards dear.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretching:
    """How one slot turns its passphrase into a key; stored in the slot, so it may be raised."""

    salt: bytes
    cost: Cost

    @classmethod
    def new(cls, cost: Cost) -> Stretching:
        """Draw a salt."""
        return cls(salt=secrets.token_bytes(_SALT_BYTES), cost=cost)

    def to_json(self) -> dict[str, Any]:
        """Return this as it is written in a slot."""
        return {"kdf": _NAME, "salt": self.salt.hex(), **asdict(self.cost)}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Stretching:
        """Read what `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError, OverflowError: It is something else, or asks for
                the absurd.
        """
        cost = Cost(**{name: int(content[name]) for name in ("memory_kib", "passes", "lanes")})
        salt = bytes.fromhex(content["salt"])
        if content["kdf"] != _NAME or not cost.is_sane or len(salt) != _SALT_BYTES:
            raise ValueError(content["kdf"])
        return cls(salt=salt, cost=cost)

    def key(self, passphrase: Passphrase) -> bytes:
        """Return the 32-byte key that `passphrase` stands for.

        Raises:
            VaultError: The computer has too little memory left.
        """
        try:
            return hash_secret_raw(
                passphrase.encoded,
                self.salt,
                time_cost=self.cost.passes,
                memory_cost=self.cost.memory_kib,
                parallelism=self.cost.lanes,
                hash_len=32,
                type=Type.ID,
            )
        except HashingError as error:
            raise VaultError(
                "The passphrase could not be checked: the computer is short of memory.",
                advice="Close some programs, then try again.",
            ) from error
