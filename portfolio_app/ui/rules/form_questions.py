"""What is asked about a form and its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio_app.ui.rules.questions import (
    ID,
    PATH,
    Kind,
    Question,
    Source,
    line,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELD: tuple[Question, ...] = (
    line("title", "Question or heading"),
    ID,
    Question(key="kind", label="Answered by", kind=Kind.ONE, source=Source.FIELD_KINDS),
    Question(key="required", label="It counts only when this is answered", kind=Kind.FLAG),
    Question(
        key="claimable",
        label="Passages may be claimed for a capability",
        kind=Kind.FLAG,
        only_for=("line", "prose", "sections"),
    ),
    Question(
        key="guidance",
        label="Guidance",
        kind=Kind.LINES,
        help="A prompt on each line. It stays beside the text while somebody writes.",
    ),
    Question(
        key="author",
        label="Whose words",
        kind=Kind.ONE,
        source=Source.ROLES,
        help="The form's author unless another is chosen.",
    ),
    Question(
        key="options",
        label="Answers to choose from",
        kind=Kind.ENTRIES,
        noun="choice",
        new={"id": "new", "title": "New"},
        only_for=("choice",),
        inside=(line("title", "Words"), ID),
    ),
    Question(
        key="models",
        label="Models of reflection",
        kind=Kind.MANY,
        source=Source.MODELS,
        only_for=("model",),
    ),
    Question(
        key="follows",
        label="Headings from",
        kind=Kind.ONE,
        source=Source.MODEL_FIELDS,
        only_for=("sections",),
    ),
    Question(
        key="words_expected",
        label="Words expected",
        kind=Kind.NUMBER,
        help="A hint, never a limit.",
        is_seldom=True,
    ),
    Question(
        key="draws_from",
        label="Answers of other forms that say this already",
        kind=Kind.LINES,
        help="Short names, one on each line: account.conclusion.",
        is_seldom=True,
    ),
    Question(
        key="beside",
        label="In the side column of a report",
        kind=Kind.FLAG,
        is_seldom=True,
    ),
)
_PART = tuple(
    Question(key="kind", label="Answered by", kind=Kind.ONE, source=Source.PART_KINDS)
    if question.key == "kind"
    else question
    for question in _FIELD
    if question.key not in {"models", "follows"}
)
FIELD: tuple[Question, ...] = (
    *_FIELD,
    Question(
        key="part",
        label="Parts",
        kind=Kind.ENTRIES,
        noun="part",
        new={"id": "part", "kind": "line", "title": "New part"},
        only_for=("group", "list"),
        inside=_PART,
    ),
)
FORM: tuple[Question, ...] = (
    line("title", "Title", "Of one: Case audit."),
    line("plural", "Of several", "Case audits."),
    ID,
    Question(key="about", label="What belongs here", kind=Kind.WORDS, help="One sentence."),
    Question(key="author", label="Who writes it", kind=Kind.ONE, source=Source.ROLES),
    Question(
        key="contributor",
        label="Whose words stand here besides",
        kind=Kind.ONE,
        source=Source.ROLES,
        help="Needed where a requirement asks for somebody else's words.",
    ),
    Question(
        key="layout",
        label="In the pack as",
        kind=Kind.ONE,
        source=Source.LAYOUTS,
        is_seldom=True,
    ),
    Question(key="minutes", label="Minutes it takes", kind=Kind.NUMBER, is_seldom=True),
    line("source", "Where it comes from", seldom=True),
    Question(
        key="anywhere",
        label="May be added under any pathway",
        kind=Kind.FLAG,
        is_seldom=True,
    ),
    Question(key="kept_out", label="Stays out of every pack", kind=Kind.FLAG, is_seldom=True),
    Question(
        key="elsewhere",
        label="Entered by hand elsewhere as well",
        kind=Kind.TABLE,
        is_seldom=True,
        inside=(
            line("at", "Whose place that is", "Social Work England."),
            Question(
                key="fields",
                label="Which fields it asks for",
                kind=Kind.LINES,
                help="Short names, one on each line, in its order.",
            ),
        ),
    ),
    Question(
        key="consent",
        label="Answers without which something is not shown",
        kind=Kind.ENTRIES,
        noun="consent",
        new={"path": "", "given_by": ["yes"], "refusal": ""},
        is_seldom=True,
        inside=(
            PATH,
            Question(key="given_by", label="Answers that mean yes", kind=Kind.LINES),
            Question(
                key="covers",
                label="Only for these fields",
                kind=Kind.MANY,
                source=Source.FIELDS,
            ),
            line("refusal", "What to say otherwise"),
        ),
    ),
)
NEW_FIELD: Mapping[str, Any] = {"id": "new", "kind": "prose", "title": "New question"}
NEW_FORM: Mapping[str, Any] = {
    "id": "new-form",
    "title": "New form",
    "plural": "New forms",
    "about": "What belongs here.",
    "author": "practitioner",
    "field": [
        {"id": "title", "kind": "line", "title": "Title", "required": True},
        {"id": "date", "kind": "date", "title": "Date", "required": True},
        {
            "id": "account",
            "kind": "prose",
            "title": "What happened",
            "required": True,
            "claimable": True,
        },
    ],
}
