"""A file of rules among others: in whose name it may speak, and whether it is ever used."""

from __future__ import annotations

import json

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.rule_texts import RuleText
from portfolio_app.model.domain.signatures import grouped
from portfolio_app.places import user_data
from tests.services.rules import academy

OURS = "our-gateway"


def called(pathway, version):
    """Return the academy's rules under another id."""
    rules = academy.draft(version)
    texts = [
        RuleText(path=f"pathways/{pathway}.toml", text=text.text.replace(OURS, pathway))
        if text.kind == "pathways"
        else text
        for text in rules.texts
    ]
    return academy.draft_from(texts, "x")


@pytest.fixture
def add(program, key, fingerprint, tmp_path):
    """Sign rules and add them."""

    def added(rules, by=None, compared=True):
        path = tmp_path / "some.rules"
        program.rules.sign(rules, path, by or key)
        given = grouped((by or key).fingerprint) if compared else ""
        return program.rules.add(path, fingerprint=given)

    return added


def test_two_sets_of_rules_never_share_a_file(program, add, clock):
    names = [("step-two", "1"), ("step", "two-1"), ("step", "Two-1")]
    for pathway, version in names:
        add(called(pathway, version))
    again = assemble(clock=clock).rules
    assert [(row.manifest.pathway, row.manifest.version) for row in again.added] == names
    assert again.remarks == ()


def test_an_id_longer_than_any_name_on_a_disk_is_added_all_the_same(program, add):
    add(called("x" * 79, "1" * 40))
    assert program.rules.remarks == ()


def test_a_file_added_under_its_former_name_is_read_and_takes_no_second_place(
    program, signed, fingerprint, clock
):
    program.rules.add(signed, fingerprint=fingerprint)
    folder, listing = user_data() / "rule-files", user_data() / "rule-files.json"
    (path,) = folder.iterdir()
    path.rename(folder / "our-gateway-2026.1.rules")
    listing.write_text(listing.read_text().replace(path.name, "our-gateway-2026.1.rules"))
    again = assemble(clock=clock).rules
    assert [row.manifest.version for row in again.added] == ["2026.1"]
    again.add(signed)
    assert len(json.loads(listing.read_text())["files"]) == 1
    assert [path.name for path in folder.iterdir()] == ["our-gateway-2026.1.rules"]


def test_an_older_version_is_added_and_said_not_to_be_used(program, add):
    assert add(academy.draft("2026.10")).unused == ""
    assert add(academy.draft("2026.2")).unused == "Not used: 2026.10 is newer."
    assert [row.unused for row in program.rules.added] == ["", "Not used: 2026.10 is newer."]


def test_rules_of_the_future_say_from_when_they_are_used(add):
    add(academy.draft("2026.1"))
    later = academy.draft(
        "2027.1", pathway={"valid_from = 2026-01-01": "valid_from = 2027-04-01"}
    )
    assert add(later).unused == "Not used yet: it is for those who start from 1 April 2027."


def test_a_shipped_version_with_other_words_is_refused(program, add):
    text = program.rules.library.text_of("pathways", "bexley-level-3")
    path = "pathways/bexley-level-3.toml"
    other = text.replace("at_least = 2\neach", "at_least = 5\neach")
    with pytest.raises(CatalogueError, match=r"other rules with the version 2018\.1"):
        add(academy.draft_from([RuleText(path=path, text=other)], "x"))
    assert program.rules.added == ()
    older = other.replace('"2018.1"', '"1.0"')
    added = add(academy.draft_from([RuleText(path=path, text=older)], "x"))
    assert added.unused == "Not used: 2018.1 is newer."


def test_whoever_is_known_from_packs_signs_no_rules_before_the_key_was_compared_for_them(
    program, add
):
    colleague = academy.lead("Sam Colleague")
    program.identities.confirm(colleague.fingerprint, name="Sam Colleague")
    with pytest.raises(CatalogueError, match="you know, and not as one for these rules"):
        add(academy.draft(), colleague, compared=False)
    add(academy.draft(), colleague)
    add(academy.draft("2026.2"), colleague, compared=False)


def test_another_signer_of_the_same_authority_is_compared_again(program, add, tmp_path):
    add(academy.draft("2026.1"))
    eve = academy.lead("Eve Other")
    program.identities.confirm(eve.fingerprint, name="Eve Other")
    with pytest.raises(CatalogueError, match="not as one for these rules"):
        add(academy.draft("2026.2"), eve, compared=False)
    found = program.rules.look(tmp_path / "some.rules")
    assert found.signer.because == (
        "You know this key, and it has signed no rules of Example Council here; those that "
        "are here have another signer."
    )
    add(academy.draft("2026.2"), eve)
