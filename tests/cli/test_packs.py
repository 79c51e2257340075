"""`export`, `sign`, `verify` and `demo`, in words and as JSON."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from tests.cli.by_hand import PASSPHRASE, ROLES
from tests.tools import poppler

LIMIT = 60_000
"""Bytes: less than a pack, more than anything else that an export writes."""


def test_an_export_without_a_seal_is_a_draft_and_tells_each_work_once(run, vault, tmp_path):
    pack = tmp_path / "pack.pdf"
    outcome = run("export", vault.folder, pack)
    assert outcome.code == 0
    assert outcome.last.endswith("pages, not sealed.")
    told = outcome.err.splitlines()
    assert told == list(dict.fromkeys(told))
    assert "Drawing the pages" in told
    assert "Draft" in poppler.text(pack)


def test_a_seal_tells_pages_and_pack_code(run, vault, tmp_path, identities):
    pack = tmp_path / "pack.pdf"
    outcome = run(
        "export", vault.folder, pack, "--seal", "--identity", identities["practitioner"]
    )
    assert outcome.code == 0, outcome.err
    assert ": sealed, " in outcome.last
    assert "pack code " in outcome.last


@pytest.mark.parametrize("is_sealed", [False, True], ids=["draft", "seal"])
def test_what_is_worth_a_look_is_told_beside_the_answer(
    run, vault, tmp_path, identities, is_sealed
):
    written = run("statement", vault.folder, "pcf-2018/6", "--text", "A sign: \U00013000.")
    assert written.code == 0, written.err
    seal = ("--seal", "--identity", identities["practitioner"]) if is_sealed else ()
    outcome = run("export", vault.folder, tmp_path / "pack.pdf", *seal)
    assert outcome.code == 0, outcome.err
    told = [line for line in outcome.err.splitlines() if line.startswith("Worth a look: ")]
    assert told == [
        "Worth a look: The statement on PCF 6: 1 character that no typeface of the pack has "
        "will be shown as a replacement sign: egyptian hieroglyph a001."
    ]
    assert "Worth a look" not in outcome.out


@pytest.mark.parametrize("words", [["--seal"], ["--identity", "x.p12"]])
def test_a_seal_needs_an_identity_and_the_other_way_round(run, vault, tmp_path, words):
    outcome = run("export", vault.folder, tmp_path / "pack.pdf", *words)
    assert outcome.code == 2
    assert "give both --seal and --identity" in outcome.err


def test_another_role_s_identity_does_not_seal(run, vault, tmp_path, identities):
    pack = tmp_path / "pack.pdf"
    outcome = run(
        "export", vault.folder, pack, "--seal", "--identity", identities["team_manager"]
    )
    assert outcome.code == 2
    assert not pack.exists()


def test_a_full_disk_while_exporting_is_one_sentence_and_the_old_file_stays(
    vault, tmp_path, home
):
    pack = tmp_path / "out" / "pack.pdf"
    pack.parent.mkdir()
    pack.write_bytes(b"%PDF-1.7 the old one")
    outcome = subprocess.run(
        [sys.executable, "-m", "portfolio_app", "export", vault.folder, pack],
        env=os.environ | {"PORTFOLIO_PASSPHRASE": PASSPHRASE},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 2
    assert "The pack could not be written: the disk is full." in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert [path.name for path in pack.parent.iterdir()] == ["pack.pdf"]
    assert pack.read_bytes() == b"%PDF-1.7 the old one"


def test_a_signature_may_go_to_another_file(run, sealed, identities, tmp_path):
    before, out = sealed.read_bytes(), tmp_path / "signed.pdf"
    sign = ("sign", sealed, "--as", "Team Manager", "--identity", identities["team_manager"])
    outcome = run(*sign, "--out", out)
    assert outcome.code == 0, outcome.err
    assert "Helen Marsh" in outcome.out
    assert sealed.read_bytes() == before
    assert run("verify", out, "--json").json["missing"] == list(ROLES)[2:]


def test_a_verification_has_the_promised_shape(run, sealed):
    outcome = run("verify", sealed, "--json")
    assert outcome.code == 1, "three signatures are still to come"
    found = outcome.json
    assert set(found) >= {"valid", "complete", "reasons", "signatures", "missing"}
    (signature,) = found["signatures"]
    assert set(signature) >= {
        "role", "name", "signed_at", "intact", "trusted", "fingerprint", "covers_whole_file",
    }  # fmt: skip
    assert (found["valid"], found["complete"]) == (True, False)
    assert signature["role"] == "practitioner"
    assert len(signature["fingerprint"]) == 64


def test_a_verification_is_told_in_sentences(run, sealed):
    outcome = run("verify", sealed)
    assert outcome.code == 1
    assert "Priya Nair" in outcome.out
    for name in list(ROLES.values())[1:]:
        assert name in outcome.out
    assert "Valid and complete." not in outcome.out


def test_a_changed_pack_is_told(run, sealed):
    content = bytearray(sealed.read_bytes())
    content[len(content) // 2] ^= 1
    sealed.write_bytes(content)
    outcome = run("verify", sealed, "--json")
    assert outcome.code == 1
    assert not outcome.json["valid"]
    assert outcome.json["reasons"]


def test_the_demo_prints_where_everything_is(run, quick, tmp_path):
    outcome = run("demo", tmp_path / "demo")
    assert outcome.code == 0, outcome.err
    for name in ("example.portfolio", "pack.pdf", *(f"{role}.p12" for role in ROLES)):
        assert str(tmp_path / "demo" / name) in outcome.out
    assert outcome.last == "Valid and complete."
    told = outcome.err.splitlines()
    assert told[0] == "Writing the example portfolio"
    assert told[-1] == "Signing the pack"
    assert told == list(dict.fromkeys(told))
    pack = tmp_path / "demo" / "pack.pdf"
    assert {s["trusted"] for s in run("verify", pack, "--json").json["signatures"]} == {"known"}
    pages = poppler.text(pack).split("\f")[:-1]
    assert all("example" in page.casefold() for page in pages)
    again = run("demo", tmp_path / "demo")
    assert again.code == 2
    assert "The folder is not empty." in again.err
