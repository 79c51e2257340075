"""What a time authority said of a signature (RFC 3161): cryptography only, no trust."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.signing.hostile import UnreadableError
from portfolio_app.signing.verify.strength import STRONG_HASHES, is_strong

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import cms


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStamp:
    """A time authority's word, read but not believed."""

    at: datetime
    holds: bool
    """It is about this very signature, and sound in itself."""
    certificate_der: bytes = field(repr=False)
    accompanying: tuple[bytes, ...] = field(repr=False)


def read_timestamp(signer: cms.SignerInfo) -> TimeStamp | None:
    """Return the time stamp on a signature, None where there is none.

    Raises:
        UnreadableError: There are several, or other things that no signature covers.
    """
    from pyhanko.sign.validation.generic_cms import (
        extract_certs_for_validation,
        extract_tst_data_iter,
        validate_sig_integrity,
    )

    if not signer["unsigned_attrs"].native:
        return None
    if [attribute["type"].native for attribute in signer["unsigned_attrs"]] != [
        "signature_time_stamp_token"
    ]:
        raise UnreadableError("unsigned attributes")
    (token,) = extract_tst_data_iter(signer, signed=False)
    said = token["encap_content_info"]["content"]
    imprint = said.parsed["message_imprint"]
    (by,) = token["signer_infos"]
    certificates = extract_certs_for_validation(token)
    digest = hashlib.new(by["digest_algorithm"]["algorithm"].native, bytes(said)).digest()
    intact, valid = validate_sig_integrity(
        by, certificates.signer_cert, expected_content_type="tst_info", actual_digest=digest
    )
    return TimeStamp(
        at=said.parsed["gen_time"].native,
        holds=bool(intact and valid)
        and _is_about(imprint, signer["signature"].native)
        and is_strong(by, certificates.signer_cert),
        certificate_der=certificates.signer_cert.dump(),
        accompanying=tuple(c.dump() for c in certificates.other_certs),
    )


def _is_about(imprint: cms.Asn1Value, signature: bytes) -> bool:
    """Whether the hash that was confirmed is that of the signature (RFC 3161, appendix A)."""
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    if algorithm not in STRONG_HASHES:
        return False
    confirmed: bytes = imprint["hashed_message"].native
    return hashlib.new(algorithm, signature).digest() == confirmed
