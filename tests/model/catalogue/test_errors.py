"""Every mistake in a resource file is told in one sentence: file, place, what is expected."""

from __future__ import annotations

import re

import pytest

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.places import resource
from tests.model.catalogue import mistakes_in_forms, mistakes_in_pathways

PATHWAY = "pathways/bexley-level-3.toml"
GIBBS = "models/gibbs-1988.toml"
FIRST_YEAR = "pathways/asye-adult.toml"
WRONG = [*mistakes_in_forms.WRONG, *mistakes_in_pathways.WRONG]


def spoil(folder, file, old, new):
    """Put a copy of a shipped file into `folder`, with one passage changed."""
    text = resource(*file.split("/")).read_text("utf-8")
    assert old in text, f"the passage to spoil is no longer in {file}"
    target = folder / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(text.replace(old, new, 1), "utf-8")


def complaint_about(folder):
    with pytest.raises(CatalogueError) as caught:
        read_catalogue((resource(), folder))
    return caught.value


@pytest.mark.parametrize(("file", "old", "new", "sentence"), WRONG)
def test_a_mistake_is_told_in_one_sentence(tmp_path, file, old, new, sentence):
    spoil(tmp_path, file, old, new)
    error = complaint_about(tmp_path)
    assert error.summary == sentence
    assert file.rpartition("/")[2] in error.advice


@pytest.mark.parametrize("sentence", [row[3] for row in WRONG])
def test_the_sentence_is_whole_and_single(sentence):
    assert sentence.endswith(".")
    assert not re.search(r"\. [A-Z]", sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'id = "x"\ntitle "x"\n', "x.toml, line 2: this is not TOML; expected"),
        (b'id = "x', "x.toml, at its end: this is not TOML; unterminated string"),
        (b'id = "x"\n\ntitle = "caf\xe9"', "x.toml, line 3: the file must be saved as UTF-8"),
        (b"", 'x.toml: "id" is missing; it must be an id'),
        (b'id = "x"\nid = "y"\n', "x.toml, line 2: this is not TOML; cannot overwrite"),
        (b"on = 2018-13-01\n", "x.toml, line 1: this is not TOML; "),
    ],
)
def test_a_file_that_is_no_toml_is_told_by_its_line(tmp_path, content, sentence):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "x.toml").write_bytes(content)
    assert complaint_about(tmp_path).summary.startswith(sentence)


def test_no_sentence_tells_where_the_file_lies(tmp_path):
    spoil(tmp_path, PATHWAY, 'authority = "London Borough of Bexley"', "")
    error = complaint_about(tmp_path)
    assert str(tmp_path) not in error.summary + error.advice
    assert "/" not in error.summary


def test_a_folder_that_is_not_there_is_named(tmp_path):
    error = complaint_about(tmp_path / "our-rules")
    assert error.summary == "There is no folder “our-rules” to read rules from."


def test_an_unreadable_file_is_named(tmp_path):
    (tmp_path / "models" / "x.toml").mkdir(parents=True)
    assert complaint_about(tmp_path).summary == "x.toml: the file cannot be read."


def test_two_files_of_one_folder_may_not_share_an_id(tmp_path):
    spoil(tmp_path, GIBBS, "Gibbs", "Gibbs")
    (tmp_path / "models" / "other.toml").write_text(
        resource(*GIBBS.split("/")).read_text("utf-8")
    )
    assert complaint_about(tmp_path).summary == (
        'other.toml: "id" must be its own; gibbs-1988.toml has "gibbs-1988" too.'
    )


def test_a_pathway_may_not_give_a_known_role_another_voice(tmp_path):
    role = '[[role]]\nid = "observer"\ntitle = "watcher"\nvoice = "child"\n\n[[requirement]]'
    spoil(tmp_path, PATHWAY, "[[requirement]]", role)
    assert complaint_about(tmp_path).summary == (
        'bexley-level-3.toml: role "observer": there is another role with this id.'
    )


def test_stages_that_follow_one_another_in_a_circle_are_named(tmp_path):
    text = resource(*FIRST_YEAR.split("/")).read_text("utf-8")
    text = text.replace('title = "3-month review"', 'title = "x"\nafter = "review-6"')
    text = text.replace('title = "6-month review"', 'title = "y"\nafter = "review-3"')
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text(text, "utf-8")
    assert complaint_about(tmp_path).summary == (
        'ours.toml: stage "review-3": "after" leads in a circle: review-3 after review-6 '
        "after review-3."
    )


def test_a_rhythm_needs_a_stage_to_end_with(tmp_path):
    text = resource(*FIRST_YEAR.split("/")).read_text("utf-8")
    head, _, tail = text.partition("[[stage]]")
    rest = tail[tail.index('[[requirement]]\nid = "supervision"') :]
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text(
        head + rest.replace("by_stage = { report = 1 }\n", ""), "utf-8"
    )
    assert complaint_about(tmp_path).summary == (
        'ours.toml: requirement "supervision": "rhythm" runs to the last stage, and this '
        "pathway has none."
    )
