"""Decrypts the pages of a database as SQLCipher 4 encrypts them, each by itself.

A page of 4,096 bytes ends in 16 bytes of initialisation vector and 64 of authentication code.
The code (HMAC-SHA512) covers what is encrypted, the vector and the page's number, so a page
that passes is, byte for byte, one that SQLCipher wrote for this place. The first page begins
with the salt, which is kept in `keys.json` too, so that damage to it costs nothing.

Source: SQLCipher's "Security Design" (https://www.zetetic.net/sqlcipher/design/) and
`sqlcipher_page_hmac`, `sqlcipher_page_cipher` in its `sqlcipher.c`.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

if TYPE_CHECKING:
    from portfolio_app.model.store.keys import VaultKey

PAGE: Final = 4096
"""Bytes of a page."""
USABLE: Final = PAGE - 80
"""Bytes of a page that hold content; the rest are vector and code."""

_VECTOR: Final = 16
_CODE: Final = 64
_SALT_MASK: Final = 0x3A
_ROUNDS: Final = 2
_MAGIC: Final = b"SQLite format 3\0"


class PageCipher:
    """Reads the pages of one vault; knows its key."""

    def __init__(self, key: VaultKey) -> None:
        self._salt_length = len(key.salt)
        self._algorithm = AES(key.data_key)
        masked = bytes(byte ^ _SALT_MASK for byte in key.salt)
        self._code_key = hashlib.pbkdf2_hmac("sha512", key.data_key, masked, _ROUNDS)[:32]

    def is_intact(self, number: int, page: bytes) -> bool:
        """Tell whether an encrypted page is what was written at this place, from 1."""
        if len(page) != PAGE:
            return False
        begin = self._begin(number)
        covered = page[begin:-_CODE] + number.to_bytes(4, "little")
        return hmac.compare_digest(
            hmac.digest(self._code_key, covered, "sha512"), page[-_CODE:]
        )

    def decrypted(self, number: int, page: bytes) -> bytes | None:
        """Return the content of an encrypted page; None when it is damaged."""
        if not self.is_intact(number, page):
            return None
        begin = self._begin(number)
        decryptor = Cipher(self._algorithm, CBC(page[USABLE : USABLE + _VECTOR])).decryptor()
        content = decryptor.update(page[begin:USABLE]) + decryptor.finalize()
        return _MAGIC[:begin] + content

    def _begin(self, number: int) -> int:
        return self._salt_length if number == 1 else 0
