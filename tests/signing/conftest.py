"""The people of the test packs, and packs signed by the first one to four of them.

Made once for the whole run: keys and signatures are real, so they take their time.
"""

from __future__ import annotations

import functools
import io
from datetime import timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.contacts import CONTACTS_NAME, ContactBook
from portfolio_app.signing.identities import new_identity, open_p12
from portfolio_app.signing.journal import JOURNAL_NAME, Journal
from portfolio_app.signing.seal import sign_document
from portfolio_app.signing.signer import add_signature
from tests.signing.helpers import (
    PEOPLE,
    SEALED_AT,
    appearance,
    manifest,
    signed_at,
    unsigned_pack,
)


@pytest.fixture(scope="session")
def identities():
    """Return the four signers' identities by role."""
    return {
        role: new_identity(name, title, RoleId(role), SEALED_AT) for role, title, name in PEOPLE
    }


@pytest.fixture(scope="session")
def stranger():
    """Return a key that carries the name and role of the head of service."""
    role, title, name = PEOPLE[3]
    return new_identity(name, title, RoleId(role), SEALED_AT)


@pytest.fixture(scope="session")
def named():
    """Return a maker of identities of any name, each made once."""

    @functools.cache
    def make(name, role, valid_from=SEALED_AT):
        titles = {known: title for known, title, _ in PEOPLE}
        return new_identity(name, titles.get(role, role), RoleId(role), valid_from)

    return make


@pytest.fixture(scope="session")
def sign_all(identities):
    """Return a signer in order and by the rules, for the first so many roles."""

    def sign(document, count=4, people=identities):
        for place, (role, _, _) in enumerate(PEOPLE[:count]):
            document = sign_document(
                document,
                role=RoleId(role),
                identity=people[role],
                appearance=appearance(),
                signed_at=signed_at(place),
            )
        return document

    return sign


@pytest.fixture(scope="session")
def packs(identities):
    """Return the pack with none to four signatures, by their number."""
    documents = [unsigned_pack(manifest())]
    for place, (role, _, _) in enumerate(PEOPLE):
        documents.append(
            sign_document(
                documents[-1],
                role=RoleId(role),
                identity=identities[role],
                appearance=appearance(),
                signed_at=signed_at(place),
            )
        )
    return tuple(documents)


@pytest.fixture(scope="session")
def protected():
    """Return a PDF that opens by a password only."""
    with pikepdf.open(io.BytesIO(unsigned_pack(manifest()))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        return out.getvalue()


@pytest.fixture
def contacts(tmp_path):
    return ContactBook(tmp_path / CONTACTS_NAME)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / JOURNAL_NAME)


@pytest.fixture(scope="session")
def sign_blindly(identities):
    """Return a signer that asks nothing: what other tools, or attackers, may do."""

    def sign(document, role, identity=None, *, field=None, certify=False, at=None):
        place = [r for r, _, _ in PEOPLE].index(role)
        return add_signature(
            document,
            identity=identity or identities[role],
            field=field or f"signature_{role}",
            reason="Blindly",
            certify=certify,
            appearance=appearance(),
            signed_at=at or signed_at(place),
        )

    return sign


@pytest.fixture(scope="session")
def brought():
    """Return an identity as an authority issues it: a serial in the name, and no role."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "FARROW Amina 4711")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(SEALED_AT)
        .not_valid_after(SEALED_AT + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    kept = pkcs12.serialize_key_and_certificates(
        b"amina", key, certificate, None, BestAvailableEncryption(b"p")
    )
    return open_p12(kept, "p")
