"""Writing in Word and bringing in, by commands."""

from __future__ import annotations

import pytest

from tests.intake.templates import of_headings
from tests.services.word_files import control, edited


@pytest.fixture
def vault(finished):
    return finished


def _write_more(document):
    control(document, "account.analysis")[0].text += " And I asked again."


def test_a_portfolio_goes_out_and_what_was_written_comes_back(run, vault, tmp_path):
    path = tmp_path / "mine.docx"
    outcome = run("word-out", vault.folder, path, "--yes")
    assert outcome.code == 0
    assert "not encrypted" in outcome.err
    edited(path, _write_more)
    looked = run("bring-in", vault.folder, path, "--look", "--json")
    (change,) = looked.json["changes"]
    assert (change["field"], change["taken"]) == ("account.analysis", False)
    taken = run("bring-in", vault.folder, path, "--yes")
    assert taken.out == "1 answer taken over.\n"
    assert "And I asked again" in taken.err
    again = run("bring-in", vault.folder, path, "--yes")
    assert again.out == "0 answers taken over.\n"


def test_a_template_is_brought_in_with_its_unsorted_note(run, vault, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(of_headings())
    outcome = run("bring-in", vault.folder, path, "--yes", "--json")
    assert outcome.json["form"] == "reflective-summary"
    assert outcome.json["evidence"]
    assert outcome.json["note"]


def test_both_must_be_agreed_to(run, vault, tmp_path):
    path = tmp_path / "a.docx"
    assert run("word-out", vault.folder, path).code == 2
    assert not path.exists()
    path.write_bytes(of_headings())
    assert run("bring-in", vault.folder, path).code == 2
