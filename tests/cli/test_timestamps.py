"""A time authority by hand: only when asked for, and nothing changes without its answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.signing.council import Issuer
from tests.signing.local_network import clock_of, local_network
from tests.tools import verapdf


@pytest.fixture
def network():
    with local_network() as found:
        yield found


@pytest.fixture
def council(network, tmp_path):
    now = datetime.now(UTC)
    found = Issuer(
        since=now - timedelta(days=2),
        until=now + timedelta(days=300),
        crl_url=f"{network.url}/crl",
    )
    network.answers["/crl"] = found.crl(at=now - timedelta(days=1))
    key, certificate = found.time_authority()
    network.answers["/time"] = clock_of(
        key, certificate, now.replace(microsecond=0), above=[found.certificate]
    )
    (tmp_path / "council.pem").write_bytes(found.root_pem)
    return found


def test_the_time_of_a_signature_is_confirmed(
    run, sealed, identities, network, council, tmp_path
):
    assert run("contacts", "trust", tmp_path / "council.pem").code == 0

    signed = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"],
        "--timestamp", f"{network.url}/time", "--long-term",
    )  # fmt: skip

    assert signed.code == 0, signed.err
    assert "Time confirmed by Northshire Time (Northshire Council Root): " in signed.out
    found = run("verify", sealed, "--json").json
    assert found["valid"], found["reasons"]
    assert [bool(s["confirmed_at"]) for s in found["signatures"]] == [False, True]
    assert verapdf.validate([sealed]) == []  # what is kept for long leaves PDF/A and UA alone


@pytest.mark.long
def test_what_was_chosen_once_holds_for_sealing_and_signing(
    run, vault, sealed, identities, network, council, tmp_path
):
    run("contacts", "trust", tmp_path / "council.pem")
    as_it_comes = {"timestamp": None, "long_term": False, "numbering": "continuous"}
    assert run("pack-settings", "--json").json == as_it_comes

    chosen = run(
        "pack-settings", "--timestamp", f"{network.url}/time", "--long-term",
        "--numbering", "sections",
    )  # fmt: skip
    assert chosen.code == 0, chosen.err
    key = identities["practitioner"]
    pack = tmp_path / "new.pdf"
    made = run("export", vault.folder, pack, "--seal", "--identity", key)
    assert made.code == 0, made.err
    run("sign", pack, "--as", "team_manager", "--identity", identities["team_manager"])
    times = [s["confirmed_at"] for s in run("verify", pack, "--json").json["signatures"]]
    assert [bool(time) for time in times] == [True, True]

    plain = tmp_path / "plain.pdf"
    without = run(
        "export", vault.folder, plain, "--seal", "--identity", key, "--no-timestamp",
        "--numbering", "continuous",
    )  # fmt: skip
    assert without.code == 0, without.err
    assert run("verify", plain, "--json").json["signatures"][0]["confirmed_at"] is None
    run("pack-settings", "--no-timestamp", "--numbering", "continuous")
    assert run("pack-settings", "--json").json == as_it_comes


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--timestamp", "time.example"], "begins with https:// or http://"),
        (["--timestamp", "https://"], "begins with https:// or http://"),
        (["--long-term"], "needs a time authority"),
    ],
)
def test_settings_that_cannot_hold_are_refused(run, arguments, sentence):
    refused = run("pack-settings", *arguments)

    assert refused.code == 2
    assert sentence in refused.err
    assert run("pack-settings", "--json").json["timestamp"] is None


def test_a_draft_has_no_time_to_confirm(run, vault, tmp_path, network):
    refused = run(
        "export", vault.folder, tmp_path / "draft.pdf", "--timestamp", f"{network.url}/time"
    )
    assert refused.code == 2
    assert "Only a seal can have its time confirmed." in refused.err


def test_settings_that_were_damaged_are_told(run, sealed, identities, home):
    (home / "pack-settings.json").write_text("{")

    refused = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"]
    )

    assert refused.code == 2
    assert "The settings for packs cannot be read" in refused.err


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/nowhere", "The time authority refused to answer."),
        ("/nonsense", "The time authority refused to confirm the time."),
    ],
)
def test_without_its_answer_nothing_changes(run, sealed, identities, network, path, sentence):
    before = sealed.read_bytes()
    network.answers["/nonsense"] = b"Please log in"

    refused = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"],
        "--timestamp", network.url + path,
    )  # fmt: skip

    assert refused.code != 0
    assert sentence in refused.err
    assert "Nothing has been changed." in refused.err
    assert sealed.read_bytes() == before


def test_long_term_needs_a_time_authority(run, sealed, identities):
    refused = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"],
        "--long-term",
    )  # fmt: skip

    assert refused.code != 0
    assert "needs a time authority" in refused.err
