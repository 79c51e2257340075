"""Signing identities: a private key and the certificate that goes with it.

Made by the program, or brought by the person as PKCS#12 or on a card. A self-made certificate
proves nothing of itself; it becomes worth something when its fingerprint has been confirmed.
Private keys leave this package only encrypted by a passphrase, and cards never.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from asn1crypto.x509 import Name
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.wording import day, harmless
from portfolio_app.signing.cards import CardKey, read_card
from portfolio_app.signing.certificates import (
    ROLE_SCHEME,
    Certificate,
    describe,
    read_certificate,
)
from portfolio_app.signing.p12_mac import with_slow_mac

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import RoleId

KEY_BITS: Final = 3072
"""RSA, 128 bits of security: enough for ten years (NIST SP 800-57 part 1, table 2)."""
LIFETIME: Final = timedelta(days=3652)
"""Ten years, two leap days included."""
LONGEST_NAME: Final = 64
"""Characters in a common name or title (RFC 5280, ub-common-name and ub-title)."""
KDF_ROUNDS: Final = 600_000
"""PBKDF2-HMAC-SHA-256 (OWASP password storage, 2023); about a third of a second to open."""

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person's means of signing, opened."""

    certificate: Certificate
    certificate_der: bytes = field(repr=False)
    key: Key | CardKey = field(repr=False, compare=False)
    """For the signer of this package alone; of a card, where it lies."""
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    """DER certificates of the authorities above, nearest first."""

    @property
    def name(self) -> str:
        """The name in the certificate."""
        return self.certificate.name

    @property
    def role(self) -> RoleId | None:
        """The role recorded in the certificate, if it is one of ours."""
        return self.certificate.role

    @property
    def role_title(self) -> str:
        """The role in words, empty where the certificate has none."""
        return self.certificate.role_title

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, 64 upper-case hexadecimal digits."""
        return self.certificate.fingerprint

    @property
    def valid_from(self) -> datetime:
        """The first moment at which it may sign."""
        return self.certificate.valid_from

    @property
    def valid_until(self) -> datetime:
        """The last moment at which it may sign."""
        return self.certificate.valid_until

    def check_usable(self, when: datetime) -> None:
        """Refuse an identity that may not sign at `when`.

        Raises:
            SignatureError: It is expired or not yet valid, or made for another purpose.
        """
        if when < self.valid_from:
            raise SignatureError(
                f"This certificate is not valid before {day(self.valid_from.astimezone())}.",
                advice="Check the date of this computer, or use another certificate.",
            )
        if when > self.valid_until:
            raise SignatureError(
                f"This certificate expired on {day(self.valid_until.astimezone())}.",
                advice="Make a new identity, or ask its issuer for a new one.",
            )
        if not self.certificate.may_sign:
            raise SignatureError(
                "This certificate was not made for signing documents.",
                advice="Use another one, or let the program make an identity for you.",
            )


def new_identity(
    name: str, role_title: str, role: RoleId, valid_from: datetime, *, bits: int = KEY_BITS
) -> Identity:
    """Make a key and a certificate that its holder vouches for.

    Args:
        name: As it will stand in every signature.
        role_title: The role in words, `Team manager`.
        role: What the identity signs as; nothing else.
        valid_from: Aware; usually now. Kept to the second, downwards.
        bits: Length of the key.

    Raises:
        SignatureError: Name or title are empty, too long for a certificate, or not to be
            compared with those of others.
    """
    subject = _subject(harmless(name), harmless(role_title))
    start = valid_from.astimezone(UTC).replace(microsecond=0)
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    issued = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signing(), critical=True)
        .add_extension(_role_name(role), critical=False)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    return _identity(key, issued, ())


def certificate_fingerprint(data: bytes) -> str:
    """Return the fingerprint of a certificate that somebody handed over, PEM or DER.

    Raises:
        SignatureError: It is neither.
    """
    return read_certificate(data).fingerprint


def to_p12(identity: Identity, passphrase: str) -> bytes:
    """Return the identity as PKCS#12: AES-256 and HMAC-SHA-256, keys by PBKDF2 (RFC 8018).

    Raises:
        SignatureError: The passphrase is empty.
    """
    if not passphrase:
        raise SignatureError(
            "An identity needs a passphrase.", advice="Choose one that you will remember."
        )
    try:
        secret = passphrase.encode()
    except UnicodeEncodeError as error:  # from an environment in another encoding
        raise SignatureError(
            "The passphrase holds something that is not text.", advice="Choose another one."
        ) from error
    if isinstance(identity.key, CardKey):
        raise SignatureError("A key on a card stays there; it cannot be kept in a file.")
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(secret)
    )
    kept = pkcs12.serialize_key_and_certificates(
        identity.name.encode(),
        identity.key,
        x509.load_der_x509_certificate(identity.certificate_der),
        [x509.load_der_x509_certificate(der) for der in identity.chain] or None,
        encryption,
    )
    return with_slow_mac(kept, passphrase, KDF_ROUNDS)


def open_p12(data: bytes, passphrase: str) -> Identity:
    """Open a PKCS#12 file, made by the program or by anyone else.

    Expired identities open too, so that they can be looked at; `check_usable` refuses them.

    Raises:
        SignatureError: Wrong passphrase, damaged, no key inside, or a kind of key that this
            program cannot sign with.
    """
    if not _looks_like_p12(data):
        raise SignatureError(
            "This file is not a signing identity.",
            advice="Choose the .p12 or .pfx file that holds your certificate and key.",
        )
    try:
        key, issued, above = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except ValueError as error:
        if "password" in str(error).lower():
            raise SignatureError(
                "The passphrase does not open this identity.",
                advice="Nothing has been changed. Check capital letters and try again. "
                "If it is surely right, the file is damaged: use a copy.",
            ) from error
        raise _damaged() from error
    except (TypeError, UnsupportedAlgorithm, OverflowError) as error:
        raise _damaged() from error
    if key is None or issued is None:
        raise SignatureError(
            "This file holds no key to sign with.",
            advice="Export it again together with the private key.",
        )
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise SignatureError(
            "This identity has a kind of key that PDF readers cannot check.",
            advice="Use an RSA or elliptic-curve identity.",
        )
    return _identity(key, issued, tuple(c.public_bytes(Encoding.DER) for c in above))


def open_card(place: str, pin: str) -> Identity:
    """Open the identity on a card or token.

    Args:
        place: `pkcs11:token=LABEL?module-path=/path/of/module.so` (RFC 7512).
        pin: Of the card.

    Raises:
        SignatureError: The card is not there, or holds no identity that can be used.
    """
    key, der, above = read_card(place, pin)
    try:
        certificate = read_certificate(der)
    except SignatureError as error:
        raise _damaged() from error
    return Identity(certificate=certificate, certificate_der=der, key=key, chain=above)


def _identity(key: Key, issued: x509.Certificate, chain: tuple[bytes, ...]) -> Identity:
    if _public(key) != issued.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    ):
        raise _damaged()
    try:
        certificate = describe(issued)
    except ValueError as error:
        raise _damaged() from error
    der = issued.public_bytes(Encoding.DER)
    return Identity(certificate=certificate, certificate_der=der, key=key, chain=chain)


def _public(key: Key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _damaged() -> SignatureError:
    return SignatureError(
        "This identity is damaged and cannot be opened.",
        advice="Nothing has been changed. Use a copy of the file, or make a new identity.",
    )


def _subject(name: str, title: str) -> x509.Name:
    for text, what in ((name, "name"), (title, "role")):
        if not text:
            raise SignatureError(
                f"An identity needs a {what}.", advice=f"Give the {what} and try again."
            )
        if len(text) > LONGEST_NAME:
            raise SignatureError(
                f"The {what} is longer than {LONGEST_NAME} characters.",
                advice="A certificate has no room for more; shorten it.",
            )
        if not _comparable(text):
            raise SignatureError(
                f"A certificate with this {what} could not be checked by anyone.",
                advice="Write it in letters that all run the same way, all from left to right "
                "or all from right to left, without symbols.",
            )
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.TITLE, title),
        ]
    )


def _comparable(text: str) -> bool:
    """Whether a certificate's name with `text` can be compared with another.

    Whoever checks a signature compares names prepared by RFC 4518 (RFC 5280, 7.1), which
    knows no letters after Unicode 3.2; ours also refuses both directions in one text.
    """
    try:
        Name.build({"common_name": text}).hashable  # noqa: B018 - preparing it may fail
    except ValueError:
        return False
    return True


def _for_signing() -> x509.KeyUsage:
    """Digital signature and non-repudiation: what PDF readers ask of a signer."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _role_name(role: RoleId) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.UniformResourceIdentifier(f"{ROLE_SCHEME}{role}")])


def _looks_like_p12(data: bytes) -> bool:
    """Whether `data` begins as a DER or BER sequence of version 3 (RFC 7292, section 4)."""
    return data[:1] == b"\x30" and b"\x02\x01\x03" in data[:16]
