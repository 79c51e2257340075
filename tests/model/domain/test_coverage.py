"""What is claimed of each capability: whose words, since when, and what is worth knowing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.anchors import anchor
from portfolio_app.model.domain.coverage import Flag, coverage, flag_in_words
from portfolio_app.model.domain.evidence import Answer, Claim, Evidence
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef
from portfolio_app.model.domain.roles import Voice

CATALOGUE = read_catalogue()
PATHWAY = CATALOGUE.pathways["bexley-level-3"]
TODAY = date(2026, 11, 24)
FIRST, SECOND, SIXTH = (CapabilityRef.parse(f"pcf-2018/{n}") for n in (1, 2, 6))
KSS_7 = CapabilityRef.parse("kss-child-family-2018/7")
SWE = CapabilityRef.parse("swe-2019/1.1")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def claim(number, text, words, capability, path, by=PRACTITIONER, note=""):
    start = text.index(words)
    made = anchor(text, start, start + len(words))
    return Claim(
        id=f"c{number}", path=path, anchor=made, capability=capability, by=by, note=note
    )


def piece(name, form, path, text, claimed, *, dated="2026-10-06", author=PRACTITIONER, by=None):
    answers = {"title": Answer(text=name, written_by=PRACTITIONER, entered_by=PRACTITIONER)}
    if dated:
        answers["date"] = replace(answers["title"], text=dated)
    answers[path] = Answer(text=text, written_by=author, entered_by=PRACTITIONER)
    return Evidence(
        id=name,
        form=form,
        by=by,
        answers=answers,
        claims=tuple(
            claim(f"{name}-{n}", text, words, ref, path)
            for n, (words, ref) in enumerate(claimed)
        ),
        created_at=NOON,
        changed_at=NOON,
    )


def summary(name, text, claimed, **changes):
    return piece(name, "reflective-summary", "account.analysis", text, claimed, **changes)


def rows(*pieces, pathway=PATHWAY):
    found = coverage(pieces, pathway, CATALOGUE, TODAY)
    return {row.capability.ref: row for one in found for row in one.rows}


def test_an_empty_portfolio_has_every_capability_with_nothing_yet():
    pcf, kss = coverage((), PATHWAY, CATALOGUE, TODAY)
    assert len(pcf.rows) == 9
    assert len(kss.rows) == 10
    assert {row.flags for row in (*pcf.rows, *kss.rows)} == {(Flag.NOTHING_YET,)}
    assert pcf.summary == "No passage is claimed for any domain yet."


def test_a_passage_that_serves_two_frameworks_counts_in_both():
    found = rows(
        summary("Two doors", "I waited.", [("I waited.", SIXTH), ("I waited.", KSS_7)])
    )
    for ref in (SIXTH, KSS_7):
        assert found[ref].passages(Voice.SELF) == 1
        assert found[ref].latest == date(2026, 10, 6)
        assert found[ref].flags == (Flag.ONLY_SELF,)


def test_the_voice_is_that_of_whose_words_they_are_not_of_who_claims_them():
    observed = piece(
        "Observed",
        "practice-observation",
        "observed",
        "She asked twice.",
        [("She asked twice.", SECOND)],
        author="observer",
        by="team_manager",
    )
    child = piece(
        "Child A",
        "child-feedback",
        "questions.1.answer",
        "She listened.",
        [("She listened.", SECOND)],
        author="child",
        by="child",
    )
    found = rows(observed, child)[SECOND]
    assert found.voices == (Voice.OBSERVER, Voice.CHILD)
    assert found.flags == ()
    assert [q.role for q in found.quotations] == ["team_manager", "child"]
    assert {q.claimed_by for q in found.quotations} == {PRACTITIONER}


def test_loosened_claims_count_for_nothing():
    made = summary("Gone", "I waited.", [("I waited.", SIXTH)])
    gone = replace(made.answers["account.analysis"], text="I left.")
    emptied = replace(made, answers={**made.answers, "account.analysis": gone})
    assert rows(emptied)[SIXTH].flags == (Flag.NOTHING_YET,)


@pytest.mark.parametrize(
    ("dated", "months", "old"),
    [
        ("2026-05-24", 0, False),
        ("2026-05-23", 0, True),
        ("2026-05-23", 12, False),
        ("2025-11-23", 12, True),
        ("", 0, False),
    ],
)
def test_what_is_recent_is_said_by_the_pathway_or_else_by_us(dated, months, old):
    pathway = replace(PATHWAY, old_after_months=months)
    made = summary("Long ago", "I waited.", [("I waited.", SIXTH)], dated=dated)
    found = rows(made, pathway=pathway)[SIXTH]
    assert (Flag.OLD in found.flags) is old
    assert found.old == int(old)


def test_one_recent_passage_is_enough_not_to_be_old():
    old = summary("Long ago", "I waited.", [("I waited.", SIXTH)], dated="2026-01-02")
    new = summary("Lately", "I asked.", [("I asked.", SIXTH)])
    found = rows(new, old)[SIXTH]
    assert Flag.OLD not in found.flags
    assert (found.old, found.latest) == (1, date(2026, 10, 6))
    assert [q.title for q in found.quotations] == ["Long ago", "Lately"]


def test_tags_stand_behind_the_pathway_s_own_and_only_those_in_use():
    made = summary("Two doors", "I waited.", [("I waited.", SWE)])
    *_, tags = coverage((made,), PATHWAY, CATALOGUE, TODAY)
    assert tags.framework.id == "swe-2019"
    assert [row.capability.ref for row in tags.rows] == [SWE]


def test_what_never_goes_into_a_pack_counts_for_nothing():
    kept = piece(
        "Start", "self-assessment", "title", "Start", [("Start", FIRST)], dated="2026-10-06"
    )
    assert rows(kept)[FIRST].flags == (Flag.NOTHING_YET,)


def test_the_summary_says_how_far_voices_go():
    one = summary("Two doors", "I waited. I left.", [("I waited.", SIXTH), ("I left.", FIRST)])
    two = piece(
        "Observed",
        "practice-observation",
        "observed",
        "She asked.",
        [("She asked.", SIXTH)],
        author="observer",
        by="team_manager",
    )
    pcf, kss = coverage((one, two), PATHWAY, CATALOGUE, TODAY)
    assert kss.summary == "No passage is claimed for any statement yet."
    assert pcf.summary == (
        "One of nine domains has more than one voice. One has only yours. "
        "Seven have nothing yet."
    )


def test_of_ten_and_more_the_summary_speaks_in_figures():
    made = summary("Two doors", "I waited.", [("I waited.", KSS_7)])
    _, kss = coverage((made,), PATHWAY, CATALOGUE, TODAY)
    assert kss.summary == (
        "None of 10 statements has more than one voice. 1 has only yours. 9 have nothing yet."
    )


def test_flags_in_words():
    assert [flag_in_words(flag, 6) for flag in Flag] == [
        "nothing yet",
        "only self-reported",
        "older than six months",
    ]
    assert flag_in_words(Flag.OLD, 1) == "older than a month"
    assert flag_in_words(Flag.OLD, 12) == "older than 12 months"
