"""A manager signs with a program of another make, and its own idea of what a field shows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cli.by_hand import P12_PASSPHRASE
from tests.tools import openssl_cms, pdfbox, poppler, qpdf, verapdf

FIELD = "signature_02_team_manager"


@pytest.fixture
def signed_elsewhere(sealed, identities):
    """The sealed pack with the team manager's signature by PDFBox."""
    signed = pdfbox.sign(
        sealed.read_bytes(),
        field=FIELD,
        p12=identities["team_manager"].read_bytes(),
        passphrase=P12_PASSPHRASE,
        at=datetime.now(UTC),
    )
    sealed.write_bytes(signed)
    return sealed


@pytest.mark.long
def test_another_program_s_signature_holds_and_the_next_follows_it(
    run, signed_elsewhere, identities, record_property
):
    pack = signed_elsewhere
    found = run("verify", pack, "--json").json
    assert found["valid"], found["reasons"]
    assert [(s["name"], s["intact"]) for s in found["signatures"]] == [
        ("Priya Nair", True),
        ("Helen Marsh", True),
    ]

    signed = run(
        "sign", pack, "--as", "service_manager", "--identity", identities["service_manager"]
    )
    assert signed.code == 0, signed.err

    after = run("verify", pack, "--json").json
    assert after["valid"], after["reasons"]
    assert [s["intact"] for s in after["signatures"]] == [True, True, True]
    assert after["missing"] == ["head_of_service"]
    assert qpdf.check(pack) == []
    assert [v.complaint for v in openssl_cms.verify(pack)] == ["", "", ""]
    assert all(s.digest_holds for s in poppler.signatures(pack) if s.signer)
    # What others draw into their field is theirs: told here, and promised nowhere.
    broken = [(failure.flavour, failure.rule) for failure in verapdf.validate([pack])]
    record_property("rules of PDF/A-3a and PDF/UA-1 broken after PDFBox signed", broken)


def test_its_signer_is_known_once_confirmed(run, signed_elsewhere):
    before = run("verify", signed_elsewhere, "--json").json["signatures"][1]
    assert before["trusted"] == "unknown"

    assert run("contacts", "confirm", before["fingerprint"]).code == 0

    after = run("verify", signed_elsewhere, "--json").json["signatures"][1]
    assert after["trusted"] == "known"
    assert after["sentence"].startswith("Helen Marsh signed as team manager on ")
