"""What is asked about a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio_app.ui.rules.questions import (
    CERTAINTY,
    ID,
    ONE_OF,
    PATH,
    Kind,
    Question,
    Source,
    line,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTING = Question(
    key="",
    label="How they are counted",
    kind=Kind.WAY,
    inside=(
        Question(
            key="among",
            label="Some of them must have something more",
            kind=Kind.ENTRIES,
            noun="condition",
            new={"at_least": 1, "by": ["assessor"], "being": "by the assessor"},
            inside=(
                Question(key="at_least", label="How many of them", kind=Kind.NUMBER),
                line("being", "Must be", "Ends the sentence: by the assessor."),
                Question(key="by", label="Contributed by", kind=Kind.MANY, source=Source.ROLES),
                PATH,
                ONE_OF,
            ),
        ),
        Question(
            key="for_each",
            label="So many for each of several answers",
            kind=Kind.TABLE,
            new={"path": "stage", "values": []},
            inside=(
                PATH,
                Question(
                    key="values",
                    label="The answers",
                    kind=Kind.LINES,
                    help="Short names, one on each line. A stage's name means by that stage.",
                ),
            ),
        ),
        Question(
            key="rhythm",
            label="Steadily, so many in every period",
            kind=Kind.TABLE,
            new={"phase": [{"months": 1}]},
            inside=(
                line("rows", "Rows of the list", "Short name of a list; empty: whole pieces."),
                Question(
                    key="amount",
                    label="Sum instead of a count",
                    kind=Kind.TABLE,
                    is_seldom=True,
                    inside=(
                        line("part", "What is summed", "Short name of a choice of numbers."),
                        Question(key="at_least", label="At least", kind=Kind.NUMBER),
                        line("unit", "Counted in", "In the plural: minutes."),
                    ),
                ),
                Question(
                    key="phase",
                    label="Periods",
                    kind=Kind.ENTRIES,
                    noun="period",
                    new={"months": 1},
                    inside=(
                        Question(key="months", label="Every so many months", kind=Kind.NUMBER),
                        Question(key="weeks", label="or weeks", kind=Kind.NUMBER),
                        Question(key="until_months", label="Until month", kind=Kind.NUMBER),
                        Question(key="until_weeks", label="or week", kind=Kind.NUMBER),
                    ),
                ),
            ),
        ),
    ),
)
REQUIREMENT: tuple[Question, ...] = (
    line("title", "Title"),
    ID,
    Question(
        key="form",
        label="Kind of evidence",
        kind=Kind.ONE,
        source=Source.FORMS,
    ),
    Question(key="at_least", label="How many", kind=Kind.NUMBER),
    _COUNTING,
    Question(
        key="asks",
        label="The rule in your own words",
        kind=Kind.WORDS,
        help="For the checklist: at least 2, each linked to the PCF.",
    ),
    Question(
        key="each_claims",
        label="Each is linked to",
        kind=Kind.MANY,
        source=Source.FRAMEWORKS,
        help="Each piece claims at least one capability of each of these.",
    ),
    Question(
        key="covers",
        label="Together they show all of",
        kind=Kind.MANY,
        source=Source.FRAMEWORKS,
        is_seldom=True,
    ),
    Question(key="by", label="With the words of", kind=Kind.MANY, source=Source.ROLES),
    Question(
        key="authorised_by",
        label="Authorised by",
        kind=Kind.MANY,
        source=Source.SIGNERS,
        help="By signing the sealed pack; only those who sign.",
    ),
    Question(
        key="also",
        label="Other kinds that count as well",
        kind=Kind.MANY,
        source=Source.FORMS,
        is_seldom=True,
    ),
    Question(
        key="within",
        label="Only what is dated within",
        kind=Kind.ONE,
        source=Source.WINDOWS,
        is_seldom=True,
    ),
    Question(
        key="by_stage",
        label="How many by a stage",
        kind=Kind.NUMBERS,
        source=Source.STAGES,
        help="Orders what to do next; never part of being ready.",
        is_seldom=True,
    ),
    Question(
        key="pages_at_most",
        label="Pages at most",
        kind=Kind.NUMBER,
        help="Of a report's main column.",
        is_seldom=True,
    ),
    Question(
        key="must_answer",
        label="Answers insisted on",
        kind=Kind.ENTRIES,
        noun="answer",
        new={"path": "", "otherwise": ""},
        is_seldom=True,
        inside=(
            PATH,
            ONE_OF,
            line("otherwise", "What to say otherwise", "It does not confirm ..."),
        ),
    ),
    Question(
        key="rows",
        label="Rows of a list",
        kind=Kind.ENTRIES,
        noun="list",
        new={"field": "", "at_least": 1, "called": ""},
        is_seldom=True,
        inside=(
            line("field", "List", "Its short name."),
            Question(key="at_least", label="At least", kind=Kind.NUMBER),
            Question(key="at_most", label="At most", kind=Kind.NUMBER),
            line("called", "What is counted", "As it stands after the number: bigger goals."),
            line("part", "Only rows whose", "Short name of a part."),
            ONE_OF,
        ),
    ),
    Question(
        key="elapsed",
        label="How long ago a day must be",
        kind=Kind.ENTRIES,
        noun="day",
        new={"path": "", "at_least_months": 12, "since": ""},
        is_seldom=True,
        inside=(
            PATH,
            Question(key="at_least_months", label="At least months", kind=Kind.NUMBER),
            Question(key="more_than_months", label="More than months", kind=Kind.NUMBER),
            line("since", "Since", "In mid-sentence: qualifying."),
        ),
    ),
    line("why", "What it is for", seldom=True),
    line("source", "Where your document says so", seldom=True),
    CERTAINTY,
)
NEW_REQUIREMENT: Mapping[str, Any] = {
    "id": "new-requirement",
    "title": "New requirement",
    "form": "reflective-summary",
    "at_least": 1,
    "asks": "At least 1",
}
