"""`export --large-print`, `--reading-copy` and `--numbering`."""

from __future__ import annotations

import pytest

from tests.tools import poppler


@pytest.mark.parametrize("kind", ["large-print", "reading-copy"])
def test_an_edition_is_exported_of_a_draft_or_of_a_sealed_pack(run, vault, tmp_path, kind):
    path = tmp_path / "edition.pdf"
    outcome = run("export", vault.folder, path, f"--{kind}")
    assert outcome.code == 0, outcome.err
    assert outcome.last.endswith("of a draft, not signed.")
    assert "of the draft" in poppler.text(path)


def test_of_a_pack_that_others_are_still_to_sign_it_is_said_that_its_hash_will_change(
    run, vault, identities, tmp_path
):
    pack, path = tmp_path / "pack.pdf", tmp_path / "edition.pdf"
    run("export", vault.folder, pack, "--seal", "--identity", identities["practitioner"])
    outcome = run("export", vault.folder, path, "--reading-copy", "--of", pack)
    assert outcome.code == 0, outcome.err
    assert "3 signatures of the pack are still to come." in outcome.err
    assert "Make the edition again once everyone has signed." in outcome.err
    assert outcome.last.endswith("not signed.")


def test_pages_are_numbered_by_section_on_request(run, vault, tmp_path):
    path = tmp_path / "pack.pdf"
    outcome = run("export", vault.folder, path, "--numbering", "sections")
    assert outcome.code == 0, outcome.err
    assert "A1" in poppler.text(path).split("\f")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--of", "x.pdf"], "--large-print or --reading-copy"),
        (["--large-print", "--seal"], "Only the standard edition is sealed"),
        (["--large-print", "--of", "missing.pdf"], "The sealed pack is not there"),
    ],
)
def test_options_that_do_not_go_together_are_told(run, vault, tmp_path, words, said):
    outcome = run("export", vault.folder, tmp_path / "pack.pdf", *words)
    assert outcome.code != 0
    assert said in outcome.err
    assert not (tmp_path / "pack.pdf").exists()
