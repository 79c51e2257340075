"""From a portfolio to a pack: refused, forced, drafted, sealed, never half-written."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from portfolio_app.errors import (
    CancelledError,
    NotReadyError,
    PackError,
    PortfolioError,
    SignatureError,
    VaultError,
)
from portfolio_app.model.domain.findings import Severity
from portfolio_app.model.domain.names import FieldPath, RoleId
from portfolio_app.pack.draw import DrawnPack
from tests.services.helpers import Listener, a_pdf, out_of_reach
from tests.tools import poppler

OWN = RoleId("practitioner")
OTHER_KEY = "0123456789ABCDEF" * 4
REASON = "The panel takes the report on the day."


@pytest.fixture
def incomplete(complete, finished):
    complete.evidence.remove(finished.ids["report"])
    return complete


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_preflight_judges_and_warns_without_drawing(complete, finished):
    found = complete.packs.preflight()
    assert found.verdict.ready
    assert len(found.snapshot.evidence) == 7
    letter = complete.evidence.add("supporting-document", {FieldPath("title"): "A letter"})
    complete.evidence.attach(letter.id, a_pdf(), "letter.pdf")
    assert len(complete.packs.preflight().findings) > len(found.findings)


def test_preflight_says_where_to_mend_what_it_finds(incomplete):
    letter = incomplete.evidence.add("supporting-document", {FieldPath("title"): "A letter"})
    added = incomplete.evidence.attach(letter.id, a_pdf(), "letter.pdf")
    findings = incomplete.packs.preflight().findings
    assert findings[0].severity is Severity.BLOCKS
    assert added.id in {finding.attachment for finding in findings}
    assert incomplete.packs.preflight().findings == findings


def test_a_draft_is_drawn_ready_or_not(incomplete):
    listener = Listener()
    drawn = incomplete.packs.draft(listener)
    assert isinstance(drawn, DrawnPack)
    assert listener.notes[:2] == ["Laying out the pages", "Drawing the pages"]
    assert all(0 <= done <= total for done, total, _ in listener.steps)
    assert incomplete.packs.page_image(drawn.data, 0, 0.2).startswith(b"\x89PNG")


def test_a_draft_may_be_saved_to_read(incomplete, tmp_path):
    path = tmp_path / "draft.pdf"
    assert incomplete.packs.save_draft(path) == len(poppler.text(path).split("\f")) - 1


def test_a_ready_pack_is_exported_as_a_draft(complete, tmp_path):
    path = tmp_path / "pack.pdf"
    assert complete.packs.export_draft(path) > 10
    assert path.read_bytes().startswith(b"%PDF")
    assert complete.packs.seals() == ()


@pytest.mark.parametrize("reason", ["", "   "])
def test_what_is_not_ready_is_refused_with_each_reason(incomplete, tmp_path, keys, reason):
    path = tmp_path / "pack.pdf"
    for export in (
        lambda: incomplete.packs.export_draft(path, reason),
        lambda: incomplete.packs.seal(path, keys[OWN], reason),
    ):
        with pytest.raises(NotReadyError) as refused:
            export()
        assert "1 manager's report is asked for; none is here." in refused.value.summary
        assert "give a reason" in refused.value.advice
    assert not path.exists()


def test_a_reason_to_go_on_is_printed(incomplete, tmp_path):
    path = tmp_path / "pack.pdf"
    incomplete.packs.export_draft(path, REASON)
    assert REASON in " ".join(poppler.text(path).split())


def test_a_sealed_pack_is_valid_recorded_and_remembered(
    program, complete, tmp_path, keys, clock, home
):
    path, listener = tmp_path / "pack.pdf", Listener()
    sealed = complete.packs.seal(path, keys[OWN], progress=listener)
    assert sealed.verification.valid
    assert sealed.path == path
    (seal,) = complete.packs.seals()
    assert seal.pack_code == sealed.pack_code
    assert (seal.version, seal.sealed_at) == (1, clock.now())
    assert seal.sha256 == sha256(path.read_bytes()).hexdigest()
    assert complete.verdicts.portfolio().times_sealed == 1
    assert "Sealing" in listener.notes
    journal = json.loads((home / "journal.json").read_text("utf-8"))
    assert journal["packs"] == {sealed.verification.seal: 1}
    assert program.sign_offs.verify(path).pages == sealed.pages


def test_a_sealed_pack_is_told_as_sealed_where_nobody_can_note_it(
    complete, tmp_path, keys, home, monkeypatch
):
    def refuse(*_):
        raise VaultError("The disk of the portfolio is full.")

    monkeypatch.setattr(complete.vault, "transaction", refuse)
    out_of_reach(home)
    path = tmp_path / "pack.pdf"

    sealed = complete.packs.seal(path, keys[OWN])

    assert sealed.verification.valid
    assert path.exists()
    assert sealed.remark.startswith(
        "The pack is sealed and saved. The disk of the portfolio is full. The portfolio does "
        "not list this seal; once that is mended, seal again. The file is signed and saved. "
    )


def test_every_seal_counts(complete, tmp_path, keys, clock):
    first = complete.packs.seal(tmp_path / "one.pdf", keys[OWN])
    clock.pass_time(days=1)
    second = complete.packs.seal(tmp_path / "two.pdf", keys[OWN])
    assert [seal.version for seal in complete.packs.seals()] == [1, 2]
    assert first.pack_code != second.pack_code


def test_only_the_practitioner_seals(complete, tmp_path, keys):
    before = left_in(tmp_path)
    with pytest.raises(SignatureError):
        complete.packs.seal(tmp_path / "pack.pdf", keys[RoleId("team_manager")])
    assert left_in(tmp_path) == before
    assert complete.packs.seals() == ()


def test_a_pack_that_fails_its_inspection_is_not_written(program, complete, tmp_path, keys):
    before = left_in(tmp_path)
    program.identities.confirm(OTHER_KEY, keys[OWN].name, OWN)
    with pytest.raises(PackError) as refused:
        complete.packs.seal(tmp_path / "pack.pdf", keys[OWN])
    assert "did not pass its inspection" in refused.value.summary
    assert "Priya Nair" in refused.value.summary
    assert "Helen Marsh" not in refused.value.summary, "who is still to sign is no fault"
    assert "Nothing was written" in refused.value.advice
    assert left_in(tmp_path) == before
    assert complete.packs.seals() == ()


def test_a_seal_that_cannot_be_written_is_not_recorded(complete, tmp_path, keys, home):
    (tmp_path / "file").write_bytes(b"in the way")
    before = left_in(tmp_path)
    with pytest.raises(PortfolioError, match="The pack could not be written"):
        complete.packs.seal(tmp_path / "file" / "pack.pdf", keys[OWN])
    assert left_in(tmp_path) == before
    assert complete.packs.seals() == ()
    assert not (home / "journal.json").exists()


@pytest.mark.parametrize("note", ["Laying out the pages", "Finishing the file", "Sealing"])
def test_a_cancelled_seal_leaves_nothing(complete, tmp_path, keys, note):
    before = left_in(tmp_path)
    with pytest.raises(CancelledError):
        complete.packs.seal(tmp_path / "pack.pdf", keys[OWN], progress=Listener(note))
    assert left_in(tmp_path) == before
    assert complete.packs.seals() == ()


def test_confirmed_fingerprints_go_into_the_pack(complete, tmp_path, keys):
    manager = RoleId("team_manager")
    complete.contributors.confirm(manager, keys[manager].fingerprint)
    signers = complete.packs.draft().manifest.signers
    assert {s.role: s.fingerprint for s in signers}[manager] == keys[manager].fingerprint
