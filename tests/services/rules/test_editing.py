"""Making rules: whatever a file says survives, every step can be taken back."""

from __future__ import annotations

import tomllib

import pytest

from portfolio_app.model.catalogue import read_library
from portfolio_app.model.catalogue.writing import to_toml
from portfolio_app.model.domain.rule_texts import KINDS
from portfolio_app.places import resource
from portfolio_app.services.rule_editing import RuleDraft
from tests.services.rules import academy

LIBRARY = read_library()
FILES = [path for kind in KINDS for path in sorted(resource(kind).glob("*.toml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_file_survives_being_written_again(path):
    table = tomllib.loads(path.read_text())
    written = to_toml(table)
    assert tomllib.loads(written) == table
    assert to_toml(tomllib.loads(written)) == written


def test_odd_texts_survive_too():
    table = {
        "a": 'quo"te \\ and\nlines\t\x7f \U0001f600',
        "key with space": [True, 1, "x" * 100],
        "empty": {},
        "deep": {"list": [{"x": 1}, {"y": [{"z": 2}]}]},
    }
    assert tomllib.loads(to_toml(table)) == table


@pytest.fixture
def draft():
    return RuleDraft.copied(LIBRARY, "bexley-level-3", "2027.1")


def test_a_copy_is_right_from_the_beginning_and_has_an_id_of_its_own(draft):
    checked = draft.check()
    assert checked.problem == ""
    assert checked.pathway.id == "our-bexley-level-3"
    shipped = LIBRARY.catalogue.pathways["bexley-level-3"]
    assert checked.pathway.requirements == shipped.requirements


def test_typing_is_one_step_and_each_step_can_be_taken_back(draft):
    place = (draft.pathway_path, "title")
    before = draft.at(place)
    for text in ("N", "Ne", "New"):
        draft.put(place, text)
    draft.put((draft.pathway_path, "requirement", 1, "at_least"), 5)
    draft.undo()
    assert draft.at(place) == "New"
    draft.undo()
    assert draft.at(place) == before
    assert not draft.can_undo
    draft.redo()
    draft.redo()
    assert draft.at((draft.pathway_path, "requirement", 1, "at_least")) == 5
    assert not draft.can_redo


def test_what_is_wrong_is_told_with_its_place(draft):
    draft.put((draft.pathway_path, "requirement", 1, "at_least"), -1)
    checked = draft.check()
    assert checked.problem == (
        'our-bexley-level-3.toml: requirement "reflective-summaries": "at_least" must be a '
        "whole number of 1 or more, not -1."
    )
    assert checked.file == draft.pathway_path


def test_a_form_is_made_its_own_and_let_go_again(draft):
    path = draft.change_form("reflective-summary")
    draft.put((path, "title"), "Our summary")
    assert draft.check().catalogue.forms["reflective-summary"].title == "Our summary"
    draft.put((path, "field"), None)
    assert draft.check().file == path
    draft.remove_file(path)
    assert draft.check().catalogue.forms["reflective-summary"].title == "Reflective summary"


def test_entries_are_added_moved_and_removed(draft):
    place = (draft.pathway_path, "stage")
    draft.add(place, {"id": "one", "title": "One", "months": 3})
    draft.add(place, {"id": "two", "title": "Two", "months": 6})
    draft.shift(place, 1, -1)
    assert [stage.id for stage in draft.check().pathway.stages] == ["two", "one"]
    draft.shift(place, 0, -1)
    draft.remove(place, 0)
    draft.remove(place, 0)
    assert draft.check().pathway.stages == ()
    assert draft.at(place) is None


def test_a_signed_file_opens_with_only_what_is_its_own(program, signed):
    found = program.rules.look(signed)
    draft = RuleDraft.of(program.rules.library, found.rules)
    assert draft.pathway_path == "pathways/our-gateway.toml"
    assert draft.form_paths == ("forms/case-audit.toml",)
    assert draft.check().pathway == found.pathway
    assert academy.draft().manifest == draft.rules().manifest
