from __future__ import annotations

import pytest

from portfolio_app.ui.palette.entries import Entry, Finder, Kind

ENTRIES = (
    Entry(kind=Kind.PLACE, title="Evidence", act=int),
    Entry(kind=Kind.EVIDENCE, title="Two doors", detail="Reflective summary", act=int),
    Entry(kind=Kind.EVIDENCE, title="Home visit with Zoë", detail="Observation", act=int),
    Entry(kind=Kind.CAPABILITY, title="PCF 1 Professionalism", detail="identity", act=int),
    Entry(kind=Kind.CAPABILITY, title="KSS 10 Organisational context", act=int),
)


def found(typed):
    return [entry.title for entry in Finder(ENTRIES).found(typed)]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("two", ["Two doors"]),
        ("DOORS tw", ["Two doors"]),
        ("zoe", ["Home visit with Zoë"]),
        ("Zoë", ["Home visit with Zoë"]),
        ("zoe\u0308", ["Home visit with Zoë"]),
        ("refl", ["Two doors"]),
        ("oors", []),
        ("1", ["PCF 1 Professionalism"]),
        ("pcf 1", ["PCF 1 Professionalism"]),
        ("two visit", []),
        ("  ", [entry.title for entry in ENTRIES]),
    ],
)
def test_every_word_begins_a_word_whatever_its_case_and_accents(typed, titles):
    assert found(typed) == titles


def test_the_group_with_the_best_comes_first_and_in_it_the_best():
    assert found("evidence") == ["Evidence", "Two doors", "Home visit with Zoë"]
    assert found("o") == [
        "KSS 10 Organisational context",
        "Home visit with Zoë",
    ]


def test_an_entry_is_said_with_its_kind_and_its_keys():
    entry = Entry(kind=Kind.PLACE, title="Evidence", keys="Ctrl+2", act=int)
    assert entry.spoken == "Evidence, Places, Ctrl+2"
