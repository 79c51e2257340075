"""Contributors, identities and contacts: who is who, by fingerprint."""

from __future__ import annotations

import stat

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from portfolio_app.model.domain.signatures import grouped
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE

PRINT = "0123456789ABCDEF" * 4


def fingerprint_of(run, path):
    return run("identity", "show", path).last


# Contributors


def test_a_contributor_is_registered_and_confirmed(run, vault):
    added = run(
        "contributor", vault.folder, "add", "--role", "Team Manager", "--name", "Helen Marsh"
    )
    assert (added.code, added.last) == (0, "team_manager: Helen Marsh")
    groups = grouped(PRINT).lower().split()
    confirmed = run("contributor", vault.folder, "confirm", "team_manager", *groups)
    assert confirmed.last == f"team_manager: Helen Marsh, {grouped(PRINT)}"


def test_a_certificate_brings_its_fingerprint(run, vault, identities, tmp_path):
    kept = pkcs12.load_pkcs12(identities["team_manager"].read_bytes(), P12_PASSPHRASE.encode())
    file = tmp_path / "helen.pem"
    file.write_bytes(kept.cert.certificate.public_bytes(Encoding.PEM))
    added = run(
        "contributor", vault.folder, "add", "--role", "team_manager",
        "--name", "Helen Marsh", "--certificate", file,
    )  # fmt: skip
    known = fingerprint_of(run, identities["team_manager"])
    assert added.last == f"team_manager: Helen Marsh, {known}"


@pytest.mark.parametrize("place", [2, 6])
def test_the_passphrase_file_may_stand_before_or_behind_the_action(
    run, vault, tmp_path, monkeypatch, place
):
    monkeypatch.delenv("PORTFOLIO_PASSPHRASE")
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    words = ["contributor", vault.folder, "add", "--role", "assessor", "--name=Somebody"]
    words[place:place] = ["--passphrase-file", secret]
    assert run(*words).last == "assessor: Somebody"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "--role", "boss", "--name", "X"], "is not a contributor's role"),
        (["add", "--role", "practitioner", "--name", "X"], "is not a contributor's role"),
        (["confirm", "team_manager", "12AB"], "sixteen groups"),
        (["confirm", "assessor", PRINT], "Nobody is registered as assessor yet."),
    ],
)
def test_what_cannot_be_registered_is_told(run, vault, words, sentence):
    outcome = run("contributor", vault.folder, *words)
    assert outcome.code == 2
    assert sentence in outcome.err


# Identities


def test_an_identity_is_made_shown_and_known(run, tmp_path):
    path = tmp_path / "helen.p12"
    made = run("identity", "new", path, "--name", "Helen Marsh", "--role", "team_manager")
    assert made.code == 0
    name, until, fingerprint = made.out.splitlines()
    assert name == "Helen Marsh, team manager"
    assert until.startswith("good until ")
    assert len(fingerprint.split()) == 16
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert run("identity", "show", path).out == made.out
    assert run("contacts").out == f"Helen Marsh, team_manager: {fingerprint}\n"


def test_an_identity_is_never_overwritten(run, identities):
    before = identities["team_manager"].read_bytes()
    refused = run(
        "identity", "new", identities["team_manager"], "--name", "X", "--role", "assessor"
    )
    assert refused.code == 2
    assert "never overwritten" in refused.err
    assert identities["team_manager"].read_bytes() == before


def test_a_file_that_is_no_identity_is_told(run, tmp_path):
    (tmp_path / "a.p12").write_bytes(b"nothing of the kind")
    assert run("identity", "show", tmp_path / "a.p12").code == 2
    assert "is not there" in run("identity", "show", tmp_path / "none.p12").err


def test_an_identity_s_passphrase_may_come_from_a_file(run, identities, tmp_path, monkeypatch):
    monkeypatch.delenv("PORTFOLIO_P12_PASSPHRASE")
    secret = tmp_path / "secret"
    secret.write_text(f"{P12_PASSPHRASE}\nsecond line\n", "utf-8")
    shown = run("identity", "show", identities["practitioner"], "--p12-passphrase-file", secret)
    assert shown.code == 0
    assert run("identity", "show", identities["practitioner"]).code == 2


# Contacts


def test_nobody_is_a_contact_at_first(run):
    assert run("contacts", "--json").json == []
    assert run("contacts").out == ""


def test_a_fingerprint_is_confirmed_for_a_name(run):
    outcome = run("contacts", "confirm", *grouped(PRINT).split(), "--name", "Helen Marsh")
    assert outcome.code == 0
    assert outcome.last == f"Confirmed: Helen Marsh: {grouped(PRINT)}"
    assert run("contacts", "--json").json == [
        {"fingerprint": PRINT, "name": "Helen Marsh", "role": ""}
    ]


def test_whoever_signed_a_checked_pack_is_confirmed_by_the_fingerprint_alone(run, sealed):
    (signature,) = run("verify", sealed, "--json").json["signatures"]
    assert signature["trusted"] == "unknown"
    assert run("contacts", "confirm", signature["fingerprint"]).code == 0
    (signature,) = run("verify", sealed, "--json").json["signatures"]
    assert signature["trusted"] == "known"


@pytest.mark.parametrize("words", [["12AB"], [PRINT]])
def test_what_cannot_be_confirmed_is_told(run, words):
    outcome = run("contacts", "confirm", *words)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
