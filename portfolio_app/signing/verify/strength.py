"""Whether a hash and a key are long enough to mean anything today (ETSI TS 119 312)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asn1crypto import cms, x509

STRONG_HASHES: Final = frozenset(
    {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}
)
"""Digests that a signature may rest on (ETSI TS 119 312, 5.2); SHA-1 and MD5 are broken."""
SMALLEST_RSA: Final = 2048
"""Bits."""
SMALLEST_CURVE: Final = 256
"""Bits."""


def is_strong(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """Whether hash and key are of today (ETSI TS 119 312)."""
    algorithm = signer["signature_algorithm"]
    hashes = {signer["digest_algorithm"]["algorithm"].native, _hash_of(algorithm)}
    key = certificate.public_key
    smallest = {"rsa": SMALLEST_RSA, "rsassa_pss": SMALLEST_RSA, "ec": SMALLEST_CURVE}
    enough = key.algorithm in smallest and key.bit_size >= smallest[key.algorithm]
    return enough and hashes - {None} <= STRONG_HASHES


def _hash_of(algorithm: cms.SignedDigestAlgorithm) -> str | None:
    """Return the hash that a signature algorithm names; some leave it to the digest."""
    try:
        return str(algorithm.hash_algo)
    except ValueError:
        return None
