"""An authority that issues certificates, as a council's: a root, one below it, and people."""

from __future__ import annotations

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from portfolio_app.signing.identities import open_p12
from tests.signing.helpers import SEALED_AT

SINCE = SEALED_AT - timedelta(days=100)
UNTIL = SEALED_AT + timedelta(days=2000)


class Issuer:
    """An authority that issues to people, below a root of its own."""

    def __init__(
        self,
        name="Northshire Council",
        *,
        since=SINCE,
        until=UNTIL,
        crl_url="",
        limit=None,
        path_length=None,
    ):
        self.name = name
        self._crl_url = crl_url
        self._since, self._until = since, until
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        root_name, own_name = _named(f"{name} Root"), _named(f"{name} Issuing")
        self.root = self._build(
            root_name, root_name, self._root_key, self._root_key, ca=True, length=path_length
        )
        self.certificate = self._build(
            own_name, root_name, self._key, self._root_key, ca=True, limit=limit
        )

    @property
    def root_pem(self):
        return self.root.public_bytes(Encoding.PEM)

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(self, name, *, purposes=None, chain=True, until=None):
        """Return the identity of a person, as brought in a .p12 file."""
        key = ec.generate_private_key(ec.SECP256R1())
        issued = self._build(
            _named(name),
            self.certificate.subject,
            key,
            self._key,
            ca=False,
            purposes=purposes,
            until=until,
        )
        above = [self.certificate, self.root] if chain else None
        kept = pkcs12.serialize_key_and_certificates(
            b"brought", key, issued, above, BestAvailableEncryption(b"p")
        )
        return open_p12(kept, "p")

    def time_authority(self, name="Northshire Time", purpose=ExtendedKeyUsageOID.TIME_STAMPING):
        """Return key and certificate of an authority that confirms times."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        issued = self._build(
            _named(name),
            self.certificate.subject,
            key,
            self._key,
            ca=False,
            purposes=purpose if isinstance(purpose, list) else [purpose],
        )
        return key, issued

    def crl(self, *withdrawn, at):
        """Return the list of withdrawn certificates, of identities or certificates withdrawn
        `at`."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at)
            .next_update(at + timedelta(days=30))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
        )
        for one in withdrawn:
            issued = (
                one
                if isinstance(one, x509.Certificate)
                else x509.load_der_x509_certificate(one.certificate_der)
            )
            serial = issued.serial_number
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(at)
                .build()
            )
        return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def _build(
        self,
        subject,
        issuer,
        key,
        by,
        *,
        ca,
        purposes=None,
        until=None,
        limit=None,
        length=None,
    ):
        usage = dict.fromkeys(
            [
                "digital_signature",
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ],
            False,
        )
        usage |= (
            {"key_cert_sign": True, "crl_sign": True}
            if ca
            else {"digital_signature": True, "content_commitment": True}
        )
        builder = (
            x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._since)
            .not_valid_after(until or self._until)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=length), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False
            )
        )
        if self._crl_url and not ca:
            place = x509.DistributionPoint(
                [x509.UniformResourceIdentifier(self._crl_url)], None, None, None
            )
            builder = builder.add_extension(x509.CRLDistributionPoints([place]), False)
        if limit:
            builder = builder.add_extension(limit, critical=True)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
        return builder.sign(by, hashes.SHA256())


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
