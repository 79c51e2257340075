"""Makes guessing at a PKCS#12 file as slow by its checksum as by its keys.

The keys are derived by 600,000 rounds, but the checksum over the whole file (RFC 7292, 4) by
2,048 only, as the library that writes it offers nothing else; and a guess can be tried on
either. So the checksum is computed again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Final

_BLOCK: Final = 64
"""Bytes that SHA-256 takes at a time, `v` in RFC 7292."""
_FOR_MAC: Final = 3
"""The purpose of the derived key: integrity (RFC 7292, B.3)."""
_SALT: Final = 32


def with_slow_mac(data: bytes, passphrase: str, rounds: int) -> bytes:
    """Return the same PKCS#12 file with its checksum derived by `rounds` rounds of SHA-256."""
    from asn1crypto import pkcs12

    file = pkcs12.Pfx.load(data)
    salt = os.urandom(_SALT)
    key = derive_mac_key(passphrase, salt, rounds)
    mac = file["mac_data"]
    mac["mac_salt"] = salt
    mac["iterations"] = rounds
    mac["mac"]["digest"] = hmac.digest(key, file["auth_safe"]["content"].native, "sha256")
    return bytes(file.dump(force=True))


def derive_mac_key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    """Return the key of the checksum, by RFC 7292, B.2.

    One pass suffices: the key is as long as one SHA-256 digest.
    """
    secret = passphrase.encode("utf-16-be") + b"\0\0"
    derived = bytes([_FOR_MAC]) * _BLOCK + _filled(salt) + _filled(secret)
    for _ in range(rounds):
        derived = hashlib.sha256(derived).digest()
    return derived


def _filled(text: bytes) -> bytes:
    """Repeat `text` to a whole number of blocks."""
    size = -(-len(text) // _BLOCK) * _BLOCK
    return (text * (size // len(text) + 1))[:size]
