"""The act of signing, by pyHanko. Imported only when something is signed: it takes a second."""

from __future__ import annotations

import asyncio
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from portfolio_app.errors import SignatureError
from portfolio_app.signing.cards import CardKey, card_session
from portfolio_app.signing.hostile import UnreadableError, reading
from portfolio_app.signing.long_term import current_crls, store
from portfolio_app.signing.policy import BASIC
from portfolio_app.signing.stamps import stamp
from portfolio_app.signing.time_authority import TimeAuthority

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pyhanko.pdf_utils.extensions import DeveloperExtension
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.stamp import StaticStampStyle

    from portfolio_app.signing.identities import Identity
    from portfolio_app.signing.policy import SigningPolicy


class _TimedSigner(PdfSigner):
    """Signs at a moment that is given rather than looked up, so that tests can set it."""

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        signer: Signer,
        stamp_style: StaticStampStyle,
        signed_at: datetime,
        timestamper: TimeStamper | None,
    ) -> None:
        super().__init__(metadata, signer, stamp_style=stamp_style, timestamper=timestamper)
        self._signed_at = signed_at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._signed_at
        return session


class _Update(IncrementalPdfFileWriter):
    """An update with nothing in it but what was asked for.

    pyHanko would note the time of this computer and its own name in the document's metadata.
    Those are part of what was sealed, and the time of signing stands in the signature.
    """

    def _update_meta(self) -> None:
        return

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version alone, which would be raised for elliptic keys."""

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Note no dialect for elliptic keys: every reader knows them."""


def add_signature(
    document: bytes,
    *,
    identity: Identity,
    field: str,
    reason: str,
    certify: bool,
    appearance: bytes,
    signed_at: datetime,
    policy: SigningPolicy = BASIC,
) -> bytes:
    """Return `document` with the empty `field` signed, as an incremental update.

    PAdES keeps the time in the PDF, not in the CMS (ETSI EN 319 142-1, 6.3); both lie under
    the signature.

    Raises:
        SignatureError: The document does not let itself be signed, or what the policy asks of
            the network cannot be had.
    """
    authority = TimeAuthority(policy.timestamp_url) if policy.timestamp_url else None
    metadata = _metadata(identity, field, reason, certify)
    at = signed_at.replace(microsecond=0)  # a PDF date holds no more
    out = io.BytesIO()
    try:
        with reading(PdfError, SigningError), signer_of(identity) as hand:
            signer = _TimedSigner(metadata, hand, stamp(appearance), at, timestamper=authority)
            writer = _Update(io.BytesIO(document), strict=True)
            if policy.long_term and authority is not None:
                _store_for_long(writer, identity, authority)
            signer.sign_pdf(writer, existing_fields_only=True, output=out)
    except UnreadableError as error:
        raise SignatureError(
            "The pack could not be signed.",
            advice="The file has not been changed. Ask for the pack again.",
        ) from error
    return out.getvalue()


def _metadata(
    identity: Identity, field: str, reason: str, certify: bool
) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        name=identity.name,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _store_for_long(writer: _Update, identity: Identity, authority: TimeAuthority) -> None:
    asyncio.run(authority.async_dummy_response("sha256"))  # brings its certificates
    ways = [identity.certificate_der, *identity.chain, *authority.certificates()]
    store(writer, ways, current_crls(ways))


@contextmanager
def signer_of(identity: Identity) -> Iterator[Signer]:
    """Yield pyHanko's signer for a key, in memory or on its card."""
    key = identity.key
    if not isinstance(key, CardKey):
        yield KeyInMemory(identity)
        return
    with card_session(key) as session:
        from pyhanko.sign.pkcs11 import PKCS11Signer

        certificate = Certificate.load(identity.certificate_der)
        yield PKCS11Signer(
            session,
            signing_cert=certificate,
            ca_chain=[Certificate.load(der) for der in identity.chain],
            key_id=key.key_id,
            embed_roots=False,
            # Most cards sign a hash by an elliptic key, and do not hash themselves.
            use_raw_mechanism=certificate.public_key.algorithm == "ec",
        )


class KeyInMemory(Signer):
    """Signs by a key as it was opened.

    pyHanko's own takes the key unencrypted, and reads and proves it again for every signature
    and for every measure of one. That takes a hundred times as long as to sign.
    """

    def __init__(self, identity: Identity) -> None:
        above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        above.register_multiple(Certificate.load(der) for der in identity.chain)
        super().__init__(
            signing_cert=Certificate.load(identity.certificate_der),
            cert_registry=above,
            embed_roots=False,
        )
        self._key = identity.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the bare signature of `data`."""
        by = get_pyca_cryptography_hash(digest_algorithm)
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), by)
        if isinstance(self._key, EllipticCurvePrivateKey):
            return self._key.sign(data, ECDSA(by))
        raise TypeError("key on a card")
