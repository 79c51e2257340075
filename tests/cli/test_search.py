"""`search` finds words in everything, attachments included, and `people` keeps real names."""

from __future__ import annotations

import pytest

from portfolio_app.places import resource

ATTACHED = next(iter(sorted(resource("example").rglob("*.pdf"))))


@pytest.fixture
def attached(run, vault):
    """A vault with an attachment that nothing has read yet."""
    added = run("add", vault.folder, "reflective-summary", "--attach", ATTACHED)
    assert added.code == 0
    return vault, added.last


def test_hits_are_told_with_their_place_and_words(run, vault):
    found = run("search", vault.folder, "explanations", "chose", "--json")
    hits = found.json["hits"]
    assert found.code == 0
    assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
    best = hits[0]
    assert {"evidence", "field", "title", "snippet", "rank"} <= set(best)
    words = {best["snippet"][start:end] for start, end in best["found"]}
    assert words & {"explanations", "chose", "explanation"}


def test_hits_are_told_in_words(run, vault):
    found = run("search", vault.folder, '"sat on the floor"')
    assert found.code == 0
    assert "The visit, part 1" in found.out
    assert "sat on the floor" in found.out


def test_nothing_found_is_told_and_no_failure(run, vault):
    found = run("search", vault.folder, "zebra")
    assert (found.code, found.out) == (0, "")
    assert "Nothing has these words." in found.err
    assert run("search", vault.folder, "zebra", "--json").json == {"hits": []}


def test_attachments_are_read_before_they_are_searched(run, attached):
    vault, evidence = attached
    from portfolio_app.intake.reading import page_texts

    pages = list(page_texts(ATTACHED.read_bytes(), "application/pdf"))
    word = max(pages[-1].split(), key=len).strip(".,")
    hits = run("search", vault.folder, word, "--json").json["hits"]
    pages_found = [hit for hit in hits if hit["evidence"] == evidence and hit["page"]]
    assert any(hit["place"].startswith(ATTACHED.name) for hit in pages_found)


def test_a_wrong_passphrase_finds_nothing(run, vault, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("not these four words")
    found = run("search", vault.folder, "visit", "--json", "--passphrase-file", secret)
    assert found.code == 2
    assert "error" in found.json


# The people register


def test_people_are_entered_listed_and_struck_out(run, vault):
    added = run(
        "people", vault.folder, "add", "Wren Abara", "--stand-in", "Child A",
        "--also", "Birdie", "--also", "Wrenny", "--note", "Eight years old",
    )  # fmt: skip
    assert (added.code, added.out) == (0, "Child A\n")
    assert run("people", vault.folder, "list").out.splitlines() == [
        "Child A: Wren Abara (also Birdie, Wrenny)",
        "    Eight years old",
    ]
    assert run("people", vault.folder, "list", "--json").json == {
        "people": [
            {
                "stand_in": "Child A",
                "real_name": "Wren Abara",
                "also": ["Birdie", "Wrenny"],
                "note": "Eight years old",
            }
        ]
    }
    removed = run("people", vault.folder, "remove", "child a")
    assert (removed.code, removed.out) == (0, "")
    empty = run("people", vault.folder, "list")
    assert (empty.out, empty.err) == ("", "Nobody is in the register yet.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "Wren"], "--stand-in"),
        (["add", "Wren", "--stand-in", "wren"], "something else than a name"),
        (["remove", "Child Z"], "Nobody in the register"),
        ([], "ACTION"),
    ],
)
def test_what_does_not_fit_the_register_is_refused(run, vault, words, sentence):
    refused = run("people", vault.folder, *words)
    assert (refused.code, refused.out) == (2, "")
    assert sentence in refused.err


def test_no_real_name_is_found_by_search(run, vault):
    run("people", vault.folder, "add", "Wren Kestrelname", "--stand-in", "Child A")
    assert run("search", vault.folder, "Kestrelname", "--json").json == {"hits": []}
