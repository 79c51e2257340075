"""The people of the test packs, and packs signed by the first one to four of them.

Made once for the whole run: keys and signatures are real, so they take their time.
"""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.names import RoleId
from portfolio_app.signing.contacts import CONTACTS_NAME, ContactBook
from portfolio_app.signing.identities import new_identity
from portfolio_app.signing.journal import JOURNAL_NAME, Journal
from portfolio_app.signing.seal import sign_document
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


@pytest.fixture
def contacts(tmp_path):
    return ContactBook(tmp_path / CONTACTS_NAME)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / JOURNAL_NAME)
