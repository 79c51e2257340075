"""Trusting an authority instead of one fingerprint after another, by hand."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.signing.certificates import read_certificate
from tests.signing.council import Issuer


@pytest.fixture(scope="module")
def council():
    return Issuer()


@pytest.fixture
def pem(council, tmp_path):
    path = tmp_path / "council.pem"
    path.write_bytes(council.root_pem)
    return path


def test_an_authority_is_trusted_listed_and_distrusted(run, council, pem):
    fingerprint = read_certificate(council.root.public_bytes(Encoding.DER)).fingerprint

    trusted = run("contacts", "trust", pem)
    assert trusted.code == 0
    assert "Trusted from now on: Northshire Council Root" in trusted.out
    assert grouped(fingerprint) in trusted.out

    assert run("contacts", "authorities").last == (
        f"Northshire Council Root: {grouped(fingerprint)}"
    )
    for arguments in (("authorities", "--json"), ("--json", "authorities")):
        (listed,) = run("contacts", *arguments).json
        assert (listed["name"], listed["fingerprint"]) == (
            "Northshire Council Root",
            fingerprint,
        )

    gone = run("contacts", "distrust", *grouped(fingerprint).split())
    assert gone.last == "No longer trusted: Northshire Council Root"
    assert run("contacts", "authorities", "--json").json == []


def test_what_is_no_authority_is_refused_in_one_sentence(run, tmp_path):
    path = tmp_path / "letter.pem"
    path.write_bytes(b"Dear council")

    refused = run("contacts", "trust", path)

    assert refused.code != 0
    assert "does not hold a certificate" in refused.err
