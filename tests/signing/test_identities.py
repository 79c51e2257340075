"""Identities are made, kept, opened and refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from portfolio_app.errors import SignatureError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.identities import (
    certificate_fingerprint,
    new_identity,
    open_p12,
    to_p12,
)
from tests.signing.helpers import SEALED_AT
from tests.tools.command import run

LATER = SEALED_AT + timedelta(days=30)


@pytest.fixture(scope="module")
def kept(identities):
    return to_p12(identities["team_manager"], "open sesame")


def authority():
    """Return an authority's certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Council authority")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(SEALED_AT)
        .not_valid_after(SEALED_AT + timedelta(days=4000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def brought(key, *extensions, name="Marsh, Helen"):
    """Return a certificate as a council's own authority issues it, and the authority's."""
    above, above_key = authority()
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(above.subject)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(SEALED_AT)
        .not_valid_after(SEALED_AT + timedelta(days=365))
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return builder.sign(above_key, hashes.SHA256()), above


def test_an_identity_says_who_holds_it_and_as_what(identities):
    identity = identities["team_manager"]

    assert identity.name == "Colette Brannigan"
    assert identity.role == "team_manager"
    assert identity.role_title == "Team manager"
    assert identity.valid_from == SEALED_AT
    assert identity.valid_until == datetime(2037, 1, 4, 16, 42, tzinfo=UTC)
    assert re.fullmatch("[0-9A-F]{64}", identity.fingerprint)


def test_two_identities_of_one_person_differ(identities, stranger):
    assert identities["head_of_service"].name == stranger.name
    assert identities["head_of_service"].fingerprint != stranger.fingerprint


def test_an_identity_never_shows_its_key(identities):
    text = repr(identities["practitioner"])

    assert "key=" not in text
    assert "RSA" not in text


def test_an_identity_is_kept_and_opened_again(kept, identities):
    opened = open_p12(kept, "open sesame")

    assert opened == identities["team_manager"]
    assert opened.key.private_numbers() == identities["team_manager"].key.private_numbers()


def test_openssl_opens_what_we_keep_and_finds_it_well_locked(kept, tmp_path):
    path = tmp_path / "helen.p12"
    path.write_bytes(kept)
    told = run(
        ["openssl", "pkcs12", "-in", path, "-passin", "pass:open sesame", "-info", "-nodes"]
    )

    assert told.returncode == 0
    assert "BEGIN PRIVATE KEY" in told.stdout
    assert told.stderr.count("AES-256-CBC, Iteration 600000, PRF hmacWithSHA256") == 2
    assert "MAC: sha256, Iteration 600000" in told.stderr


def test_a_name_with_accents_survives():
    identity = new_identity(" Siân  Ŵyn-Łukasz ", "Head of service", RoleId("x"), SEALED_AT)

    assert open_p12(to_p12(identity, "pâss"), "pâss").name == "Siân Ŵyn-Łukasz"


def test_a_name_from_right_to_left_survives():
    assert (
        new_identity("فاطمة الزهراء", "מנהלת", RoleId("x"), SEALED_AT).name == "فاطمة الزهراء"
    )


@pytest.mark.parametrize(
    ("name", "title", "message"),
    [
        ("  ", "Team manager", "An identity needs a name."),
        ("Helen", "", "An identity needs a role."),
        ("H" * 65, "Team manager", "The name is longer than 64 characters."),
        ("فاطمة Łucja", "Team manager", "A certificate with this name could not be checked"),
        ("Łucja", "Team manager ☺ أ", "A certificate with this role could not be checked"),
    ],
)
def test_a_name_that_no_certificate_can_hold_is_refused(name, title, message):
    with pytest.raises(SignatureError, match=re.escape(message)):
        new_identity(name, title, RoleId("team_manager"), SEALED_AT)


def test_an_identity_without_passphrase_is_not_kept(identities):
    with pytest.raises(SignatureError, match="needs a passphrase"):
        to_p12(identities["practitioner"], "")


@pytest.mark.parametrize("wrong", ["", "open Sesame", "x" * 1000])
def test_a_wrong_passphrase_is_told_as_that(kept, wrong):
    with pytest.raises(SignatureError, match="The passphrase does not open this identity"):
        open_p12(kept, wrong)


@pytest.mark.parametrize("size", [5, 40, 800, -1])
def test_a_truncated_identity_is_told_as_damaged(kept, size):
    with pytest.raises(SignatureError, match=r"damaged|not a signing identity"):
        open_p12(kept[:size], "open sesame")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----", b"\x30\x03"]
)
def test_what_is_no_identity_is_told_as_that(data):
    with pytest.raises(SignatureError, match="This file is not a signing identity"):
        open_p12(data, "open sesame")


def test_an_identity_without_key_is_told_as_that(identities):
    certificate = x509.load_der_x509_certificate(identities["practitioner"].certificate_der)
    data = pkcs12.serialize_key_and_certificates(
        None, None, None, [certificate], BestAvailableEncryption(b"p")
    )
    with pytest.raises(SignatureError, match="no key to sign with"):
        open_p12(data, "p")


def test_a_kind_of_key_that_pdf_readers_cannot_check_is_refused():
    key = ed25519.Ed25519PrivateKey.generate()
    certificate, _ = brought(key)
    data = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, BestAvailableEncryption(b"p")
    )
    with pytest.raises(SignatureError, match="a kind of key"):
        open_p12(data, "p")


def test_a_brought_identity_has_no_role_and_keeps_its_chain():
    key = ec.generate_private_key(ec.SECP384R1())
    certificate, above = brought(key)
    data = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, [above], BestAvailableEncryption(b"p")
    )
    identity = open_p12(data, "p")

    assert identity.name == "Marsh, Helen"
    assert identity.role is None
    assert identity.role_title == ""
    assert identity.chain == (above.public_bytes(Encoding.DER),)
    identity.check_usable(LATER)


def test_a_brought_identity_without_passphrase_opens():
    key = ec.generate_private_key(ec.SECP256R1())
    certificate, _ = brought(key)
    data = pkcs12.serialize_key_and_certificates(b"x", key, certificate, None, NoEncryption())

    assert open_p12(data, "").name == "Marsh, Helen"


@pytest.mark.parametrize(
    ("when", "message"),
    [
        (SEALED_AT - timedelta(seconds=1), "not valid before 5 January 2027"),
        (datetime(2037, 1, 4, 16, 43, tzinfo=UTC), "expired on 4 January 2037"),
    ],
)
def test_an_identity_out_of_date_may_not_sign(identities, when, message):
    with pytest.raises(SignatureError, match=message):
        identities["practitioner"].check_usable(when)


def test_an_identity_for_another_purpose_may_not_sign():
    key = ec.generate_private_key(ec.SECP256R1())
    purpose = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=True,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    certificate, _ = brought(key, purpose, server)
    data = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate, None, BestAvailableEncryption(b"p")
    )
    with pytest.raises(SignatureError, match="not made for signing documents"):
        open_p12(data, "p").check_usable(LATER)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_a_certificate_that_was_handed_over_gives_its_fingerprint(identities, encoding):
    identity = identities["service_manager"]
    certificate = x509.load_der_x509_certificate(identity.certificate_der)

    found = certificate_fingerprint(certificate.public_bytes(encoding))

    assert found == identity.fingerprint
    assert found == certificate.fingerprint(hashes.SHA256()).hex().upper()


@pytest.mark.parametrize("data", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA"])
def test_what_is_no_certificate_is_told_as_that(data):
    with pytest.raises(SignatureError, match="does not hold a certificate"):
        certificate_fingerprint(data)
