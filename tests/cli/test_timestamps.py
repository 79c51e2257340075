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
    found = Issuer(since=now - timedelta(days=2), until=now + timedelta(days=300))
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
