"""Whether a CMS is as plain as a signature beside something needs to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn1crypto import cms


def is_plain(signed: cms.SignedData) -> bool:
    """Whether the CMS signs one thing beside it and nothing else, and carries no stowaways.

    The parts of a CMS that no signature covers must be as RFC 5652, 5.1 and 5.3 prescribes,
    so that not even they can be altered unseen.
    """
    message, signer = signed["encap_content_info"], signed["signer_infos"][0]
    detached = message["content_type"].native == "data" and message["content"].native is None
    by_serial = signer["sid"].name == "issuer_and_serial_number"
    digests = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    return (
        detached
        and bool(signer["signed_attrs"].native)
        and not signed["crls"].native
        and signer["version"].native == ("v1" if by_serial else "v3")
        and signed["version"].native == signer["version"].native
        and digests == [signer["digest_algorithm"].dump()]
    )
