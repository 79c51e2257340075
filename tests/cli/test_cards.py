"""Sealing and signing by card, each command in a process of its own."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from portfolio_app.signing.identities import open_p12
from tests.cli.by_hand import P12_PASSPHRASE
from tests.tools import softhsm
from tests.tools.command import run as run_command


@pytest.fixture(scope="module")
def cards(tmp_path_factory, identities):
    """A card each for the practitioner and the team manager, with the keys of their files."""
    folder = tmp_path_factory.mktemp("cards")
    with pytest.MonkeyPatch.context() as patch:
        softhsm.configure(folder, patch)
        files = {
            role: identities[role].read_bytes() for role in ("practitioner", "team_manager")
        }
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as another:
            another.submit(make_cards, folder, files).result()
        yield {role: softhsm.place(role) for role in files}


def make_cards(folder, files):
    """Put the identities of some files on cards of their own."""
    opened = {role: open_p12(data, P12_PASSPHRASE) for role, data in files.items()}
    softhsm.make_cards(folder, {role: {"own": identity} for role, identity in opened.items()})


def by_card(*arguments):
    return run_command([sys.executable, "-m", "portfolio_app", *map(str, arguments)])


@pytest.fixture
def pin(monkeypatch):
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", softhsm.PIN)


def test_a_pack_is_sealed_and_signed_by_card(run, vault, cards, pin, tmp_path):
    pack = tmp_path / "pack.pdf"
    shown = by_card("identity", "show", cards["practitioner"])
    assert shown.stdout.splitlines()[0] == "Priya Nair, practitioner", shown.stderr

    passphrase = tmp_path / "passphrase"
    passphrase.write_text("four words of my own")
    made = by_card(
        "export", vault.folder, pack, "--seal", "--identity", cards["practitioner"],
        "--passphrase-file", passphrase,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    signed = by_card("sign", pack, "--as", "team_manager", "--identity", cards["team_manager"])
    assert signed.returncode == 0, signed.stderr

    found = run("verify", pack, "--json").json
    assert found["valid"], found["reasons"]
    assert [s["name"] for s in found["signatures"]] == ["Priya Nair", "Helen Marsh"]


def test_a_wrong_pin_is_one_sentence(sealed, cards, monkeypatch):
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", "11111")
    before = sealed.read_bytes()

    refused = by_card(
        "sign", sealed, "--as", "team_manager", "--identity", cards["team_manager"]
    )

    assert refused.returncode == 2
    assert refused.stderr == (
        "The PIN does not open this card. A card locks itself after a few wrong ones. "
        "Nothing has been changed.\n"
    )
    assert sealed.read_bytes() == before
