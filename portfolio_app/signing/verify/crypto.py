"""The cryptographic half: does each signature hold, and does pyHanko find the updates harmless?

Nothing here goes to the network, and nothing asks whom to trust: certificates are judged by
their fingerprints, in `trust`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography import x509

from portfolio_app.errors import SignatureError
from portfolio_app.signing.certificates import Certificate, proves_itself, read_certificate
from portfolio_app.signing.hostile import UnreadableError, reading
from portfolio_app.signing.verify.plain import is_plain
from portfolio_app.signing.verify.strength import is_strong
from portfolio_app.signing.verify.timestamps import TimeStamp, read_timestamp

if TYPE_CHECKING:
    from datetime import datetime

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What cryptography says of one signature."""

    certificate: Certificate
    holds: bool
    """The bytes are those that were signed, by the holder of this certificate's key."""
    strong: bool
    """Hash and key are long enough to mean anything."""
    harmless: bool
    """pyHanko finds nothing in any later update but what the seal permits; asked for the first
    signature only, which all updates follow."""
    claimed_at: datetime | None
    """The time in the CMS, where there is one."""
    certificate_der: bytes = field(repr=False)
    accompanying: tuple[bytes, ...] = field(repr=False)
    """DER of the certificates that came with it, perhaps of the authorities above; no signature
    covers them."""
    timestamp: TimeStamp | None = None
    """What a time authority said of it."""


def read_proofs(document: bytes, *, second_opinion: bool) -> dict[str, Proof]:
    """Return the proof of each signature by the name of its field.

    Args:
        document: The file, as far as it can be read.
        second_opinion: Whether pyHanko is asked to judge the updates too.

    Raises:
        UnreadableError: The document cannot be read by pyHanko. A single signature that cannot
            is left out.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    with reading(PdfError):
        reader = PdfFileReader(io.BytesIO(document), strict=True)
        signatures = list(reader.embedded_signatures)
    proofs: dict[str, Proof] = {}
    for number, signature in enumerate(signatures):
        try:
            proofs[signature.field_name] = _proof(
                signature, judges_updates=second_opinion and number == 0
            )
        except UnreadableError:
            continue
    return proofs


def _proof(signature: EmbeddedPdfSignature, *, judges_updates: bool) -> Proof:
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

    with reading(PdfError, SignatureError, UnsupportedAlgorithm):
        signer = signature.signer_cert
        # Judging the updates takes far longer than all the rest, and once is enough.
        signature.compute_integrity_info(skip_diff=not judges_updates)  # type: ignore[no-untyped-call]
        return Proof(
            certificate=read_certificate(signer.dump()),
            holds=_is_plain(signature) and _is_bound(signature) and _holds(signature),
            strong=is_strong(signature.signer_info, signer),
            harmless=not judges_updates
            or bool(signature.summarise_integrity_info()["docmdp_ok"]),
            claimed_at=extract_self_reported_ts(signature.signer_info),
            certificate_der=signer.dump(),
            accompanying=tuple(c.dump() for c in signature.other_embedded_certs),
            timestamp=read_timestamp(signature.signer_info),
        )


def _is_plain(signature: EmbeddedPdfSignature) -> bool:
    """Whether the CMS signs the file and nothing else, and fills its room."""
    return is_plain(signature.signed_data) and _fills_its_room(signature.pkcs7_content)


def _is_bound(signature: EmbeddedPdfSignature) -> bool:
    """Whether the certificate beside the signature is the one that its key signed with.

    Certificates lie outside what is signed. PAdES therefore signs their hash (ETSI EN 319
    142-1, 6.3), and the older form may; a self-made one shows by its own signature at least
    that nobody else put a name to the key.
    """
    from pyhanko.sign.validation.generic_cms import get_signing_cert_attr

    if signature.sig_object.get("/SubFilter") == "/ETSI.CAdES.detached":
        named = get_signing_cert_attr(signature.signer_info["signed_attrs"])
        if named is None:
            return False  # what it names is compared by `_holds`
    return proves_itself(x509.load_der_x509_certificate(signature.signer_cert.dump()))


def _fills_its_room(content: bytes) -> bool:
    """Whether the reserved room holds one CMS of two parts, then nothing but zeros."""
    from asn1crypto import parser

    length = parser.peek(content)
    inside = parser.parse(content[:length])[4]
    kind = parser.peek(inside)
    wrapped = parser.parse(inside[kind:])[4]
    parts = kind + parser.peek(inside[kind:])
    whole = parts == len(inside) and parser.peek(wrapped) == len(wrapped)
    return whole and not content[length:].strip(b"\0")


def _holds(signature: EmbeddedPdfSignature) -> bool:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    return bool(intact and valid)
