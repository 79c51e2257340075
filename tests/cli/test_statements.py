"""What the practitioner says of each capability as a whole, by hand."""

from __future__ import annotations

import pytest


def test_a_statement_is_written_listed_and_taken_away(run, vault, tmp_path):
    page = tmp_path / "values.txt"
    page.write_text("I asked what mattered to her.\n\nAnd waited.\n", "utf-8")

    assert (
        run("statement", vault.folder, "pcf-2018/1", "--text", "I am a social worker.").code
        == 0
    )
    assert run("statement", vault.folder, "pcf-2018/2", "--from", page).code == 0

    listed = {
        row["capability"]: row["text"] for row in run("statement", vault.folder, "--json").json
    }
    assert listed["pcf-2018/1"] == "I am a social worker."
    assert listed["pcf-2018/2"] == "I asked what mattered to her.\n\nAnd waited."
    assert listed["pcf-2018/3"] is None
    assert len(listed) == 9
    assert "no statement yet" in run("statement", vault.folder, "pcf-2018/3").out

    run("statement", vault.folder, "pcf-2018/1", "--text", "")
    assert "no statement yet" in run("statement", vault.folder, "pcf-2018/1").last


@pytest.mark.parametrize("stays", ["pcf-2018/1", "kss-child-family-2018/3"])
def test_after_a_move_every_statement_is_listed_changed_and_taken_away(
    run, quick, tmp_path, stays
):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "bexley-level-3", "--name", "Priya")
    run("statement", vault, stays, "--text", "I ask first.")
    assert run("move", vault, "--to", "bromley-gateway", "--yes").code == 0

    (listed,) = run("statement", vault, "--json").json
    assert (listed["capability"], listed["text"]) == (stays, "I ask first.")
    assert run("statement", vault, stays, "--text", "I wait.").last.endswith(": I wait.")
    assert run("statement", vault, stays, "--text", "").code == 0
    assert run("statement", vault, "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--text", "Something"], "A statement belongs to a capability."),
        (["derby-competencies-2022/1", "--text", "So"], "is not a capability that the rules"),
        (["pcf-2018/1", "--from", "nowhere.txt"], "The file is not there."),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(run, vault, arguments, sentence):
    refused = run("statement", vault.folder, *arguments)

    assert refused.code == 2
    assert sentence in refused.err


def test_a_file_that_is_no_text_is_refused(run, vault, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    refused = run("statement", vault.folder, "pcf-2018/1", "--from", picture)

    assert refused.code == 2
    assert "no plain text" in refused.err
