"""The whole way by hand: from `new` to a pack that four people signed."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.cli.by_hand import PIECES, ROLES
from tests.intake.helpers import docx, h, p, title
from tests.tools import openssl_cms, poppler, qpdf, verapdf


def as_word(piece):
    """Return a piece as the Word document somebody filled in."""
    fields = dict(piece.fields)
    body = [title(fields["title"]), p(f"Date: {fields['date']}")]
    for path, heading in (
        ("area", "Area of practice"),
        ("account.description", "Description"),
        ("account.feelings", "Feelings"),
        ("account.evaluation", "Evaluation"),
        ("account.analysis", "Analysis"),
        ("account.conclusion", "Conclusion"),
        ("account.action-plan", "Action plan"),
    ):
        body += [h(heading), p(fields[path])]
    return docx(*body)


def collect(run, vault, tmp_path):
    """Type everything in: seven adds, the third from Word, and the claims."""
    for piece in PIECES:
        if piece.name == "reflection-2":
            file = tmp_path / "second.docx"
            file.write_bytes(as_word(piece))
            added = run(
                "add",
                vault,
                piece.form,
                "--from",
                file,
                "--field",
                f"area={piece.fields['area']}",
                "--field",
                f"supervision={piece.fields['supervision']}",
            )
        else:
            added = run("add", vault, *piece.arguments())
        assert added.code == 0, added.err
        for capability, quote in piece.claims:
            claimed = run("claim", vault, added.last, capability, "--quote", quote)
            assert claimed.code == 0, claimed.err


def seal_by_hand(run, tmp_path, identities):
    """Type a portfolio in, command by command, and return the sealed pack."""
    vault, pack = tmp_path / "mine.portfolio", tmp_path / "pack.pdf"
    made = run(
        "new", vault, "--pathway", "bexley-level-3", "--name", ROLES["practitioner"],
        "--swe", "SW000417", "--start", "2026-03-01", "--panel", "2027-01-14",
    )  # fmt: skip
    assert made.code == 0
    before = run("status", vault, "--json")
    assert before.code == 1
    assert len([r for r in before.json["requirements"] if r["state"] == "missing"]) == 5
    for role, name in list(ROLES.items())[1:]:
        assert run("contributor", vault, "add", "--role", role, "--name", name).code == 0
    collect(run, vault, tmp_path)
    after = run("status", vault, "--json")
    assert after.json["ready"], after.json
    exported = run("export", vault, pack, "--seal", "--identity", identities["practitioner"])
    assert exported.code == 0, exported.err
    return pack


def test_seven_adds_claims_a_seal_and_three_signatures_make_a_complete_pack(
    run, quick, tmp_path, identities
):
    sealed = seal_by_hand(run, tmp_path, identities)
    waiting = run("verify", sealed, "--json")
    assert waiting.code == 1
    assert waiting.json["valid"]
    assert waiting.json["missing"] == list(ROLES)[1:]
    for role in list(ROLES)[1:]:
        signed = run("sign", sealed, "--as", role, "--identity", identities[role])
        assert signed.code == 0, signed.err
    verified = run("verify", sealed, "--json")
    assert verified.code == 0, verified.json
    assert verified.json["valid"]
    assert verified.json["complete"]
    assert [s["role"] for s in verified.json["signatures"]] == list(ROLES)
    times = [datetime.fromisoformat(s["signed_at"]) for s in verified.json["signatures"]]
    assert times == sorted(times)
    assert [s["covers_whole_file"] for s in verified.json["signatures"]] == [0, 0, 0, 1]
    assert qpdf.check(sealed) == []
    assert all(s.digest_holds for s in poppler.signatures(sealed))
    assert all(s.holds for s in openssl_cms.verify(sealed))
    assert verapdf.validate([sealed]) == []


def test_signing_out_of_order_is_refused_and_changes_nothing(run, sealed, identities):
    before = sealed.read_bytes()
    refused = run(
        "sign", sealed, "--as", "head_of_service", "--identity", identities["head_of_service"]
    )
    assert refused.code == 2
    assert sealed.read_bytes() == before


@pytest.mark.long
def test_a_role_signs_once(run, sealed, identities):
    sign = ("sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"])
    assert run(*sign).code == 0
    before = sealed.read_bytes()
    assert run(*sign).code == 2
    assert sealed.read_bytes() == before


def test_nobody_signs_as_another_role(run, sealed, identities):
    refused = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["service_manager"]
    )
    assert refused.code == 2


def test_a_wrong_passphrase_of_an_identity_is_told(run, sealed, identities, monkeypatch):
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", "not this one")
    refused = run(
        "sign", sealed, "--as", "team_manager", "--identity", identities["team_manager"]
    )
    assert refused.code == 2
    assert "passphrase" in refused.err


def test_a_pdf_that_is_no_pack_is_told(run, tmp_path, vault):
    plain = tmp_path / "letter.pdf"
    plain.write_bytes(b"%PDF-1.7\n%%EOF\n")
    outcome = run("verify", plain, "--json")
    assert outcome.code == 2
    assert "error" in outcome.json


def test_an_export_that_is_not_ready_needs_a_reason_that_is_printed(run, vault, tmp_path):
    opened = vault.opened()
    opened.evidence.remove(vault.ids["feedback-4"])
    opened.close()
    pack = tmp_path / "pack.pdf"
    assert run("export", vault.folder, pack).code == 1
    reason = "The panel agreed to take the second piece of feedback on the day."
    assert run("export", vault.folder, pack, "--force-reason", reason).code == 0
    assert "second piece of feedback on the day" in poppler.text(pack)


def test_a_place_that_cannot_be_written_is_told_and_nothing_half_written(run, vault, tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way", "utf-8")
    outcome = run("export", vault.folder, file / "pack.pdf")
    assert outcome.code == 2
    assert file.read_text("utf-8") == "in the way"


def test_a_piece_can_draw_on_another(run, vault):
    source = run("add", vault.folder, "learning-experience", "--field=learned=Ask first.").last
    drawn = run("add", vault.folder, "cpd-record", "--draws-on", source)
    assert drawn.code == 0
    refused = run("add", vault.folder, "cpd-record", "--draws-on", drawn.last)
    assert refused.code == 2
    assert "shows the words of another one itself" in refused.err
    assert "Use that other piece instead." in refused.err
