"""What is asked about a pathway itself: its heading, who signs, its stages and its panel."""

from __future__ import annotations

from dataclasses import replace

from portfolio_app.ui.rules.questions import (
    CERTAINTY,
    ID,
    Kind,
    Question,
    Source,
    line,
)

HEADING: tuple[Question, ...] = (
    line("title", "Title", "As it stands on the cover: Social worker to senior social worker."),
    line("authority", "Authority"),
    line("department", "Department", seldom=True),
    ID,
    line("version", "Version", "Give every change of rules a new one, such as 2027.1."),
    Question(
        key="valid_from",
        label="For those who start from",
        kind=Kind.DAY,
        help="Leave it empty where nobody says.",
    ),
    Question(key="valid_to", label="For those who start by", kind=Kind.DAY),
    line("succession", "What takes its place", "A sentence.", seldom=True),
    line("source", "Your source", "The document that these rules come from."),
    Question(
        key="asks",
        label="What it asks, in one sentence",
        kind=Kind.WORDS,
        help="For whoever chooses a pathway.",
    ),
    line("months", "How long it takes", "In words: 6 to 12 months.", seldom=True),
    Question(
        key="frameworks",
        label="Frameworks",
        kind=Kind.MANY,
        source=Source.ALL_FRAMEWORKS,
        help="Whose capabilities may be claimed.",
    ),
    Question(
        key="frameworks_offered",
        label="Those that your source does not name",
        kind=Kind.MANY,
        source=Source.ALL_FRAMEWORKS,
        help="They may be claimed, and nobody misses what is not.",
        is_seldom=True,
    ),
    Question(key="level", label="Level", kind=Kind.ONE, source=Source.LEVELS),
    replace(
        CERTAINTY,
        key="level_certainty",
        label="How sure the level is",
        help=f"{CERTAINTY.help} In the pack, a level that is only a default is not shown.",
    ),
    line("decided_by", "Who decides", "Progression panel."),
    Question(
        key="days_before_panel",
        label="Days before the panel",
        kind=Kind.NUMBER,
        help="When the pack must be in.",
    ),
    Question(
        key="old_after_months",
        label="Evidence is old after months",
        kind=Kind.NUMBER,
        help="Older passages are marked so beside a capability.",
        is_seldom=True,
    ),
    Question(
        key="capability_note",
        label="What you say about a capability",
        kind=Kind.ENTRIES,
        noun="note",
        new={"capability": "", "note": ""},
        is_seldom=True,
        inside=(
            line("capability", "Capability", "Framework and number: pcf-2018/6."),
            line("note", "Note"),
        ),
    ),
    Question(
        key="offers",
        label="Forms that belong to it without being asked for",
        kind=Kind.MANY,
        source=Source.FORMS,
        is_seldom=True,
    ),
    Question(
        key="notes",
        label="What to say beside the rules",
        kind=Kind.LINES,
        help="A sentence on each line: where your source is dated or silent.",
        is_seldom=True,
    ),
)
SIGNING: tuple[Question, ...] = (
    Question(
        key="signature",
        label="Who signs, in order",
        kind=Kind.ENTRIES,
        noun="signature",
        help="The practitioner is first, and certifies the pack.",
        new={"role": "team_manager", "means": "I have read this pack."},
        inside=(
            Question(key="role", label="Role", kind=Kind.ONE, source=Source.ROLES),
            Question(
                key="means",
                label="The sentence they put their name to",
                kind=Kind.WORDS,
            ),
            CERTAINTY,
        ),
    ),
    Question(
        key="role",
        label="Roles that only you have",
        kind=Kind.ENTRIES,
        noun="role",
        new={"id": "new-role", "title": "new role", "voice": "manager"},
        inside=(
            line("title", "Title", "As it stands in mid-sentence: principal social worker."),
            ID,
            Question(key="voice", label="Speaks as", kind=Kind.ONE, source=Source.VOICES),
        ),
    ),
)
STAGES: tuple[Question, ...] = (
    Question(
        key="stage",
        label="Stages",
        kind=Kind.ENTRIES,
        noun="stage",
        new={"id": "new-stage", "title": "New stage", "months": 3},
        inside=(
            line("title", "Title"),
            ID,
            Question(
                key="after",
                label="Counted from",
                kind=Kind.ONE,
                source=Source.STAGES,
                help="From the start unless another stage is chosen.",
            ),
            Question(key="months", label="Months", kind=Kind.NUMBER),
            Question(key="weeks", label="Weeks", kind=Kind.NUMBER),
            Question(key="days", label="Days", kind=Kind.NUMBER, is_seldom=True),
            Question(key="optional", label="Only where it is chosen", kind=Kind.FLAG),
            CERTAINTY,
        ),
    ),
    Question(
        key="time",
        label="What moves them",
        kind=Kind.TABLE,
        inside=(
            Question(key="pro_rata", label="Part-time work stretches months", kind=Kind.FLAG),
            Question(key="leave", label="Long leave moves every later date", kind=Kind.FLAG),
            line("extension_for", "May be extended for", "Leave it empty where nothing does."),
        ),
    ),
    Question(
        key="panel",
        label="The panel",
        kind=Kind.TABLE,
        inside=(
            Question(
                key="meets_in",
                label="Meets every year in",
                kind=Kind.MANY,
                source=Source.MONTHS,
            ),
            Question(
                key="meets_on",
                label="Meets on",
                kind=Kind.DAYS,
                help="A day on each line, such as 2027-03-31, in order.",
                is_seldom=True,
            ),
            Question(key="quarterly", label="Meets four times a year", kind=Kind.FLAG),
            Question(
                key="members",
                label="Who sits there",
                kind=Kind.LINES,
                help="One on each line, the chair first.",
            ),
            line("decides", "By what rule", "By consensus, else by simple majority."),
            Question(
                key="outcomes",
                label="What it may decide",
                kind=Kind.LINES,
                help="One on each line.",
            ),
            Question(
                key="outcome_form",
                label="Form of the decision",
                kind=Kind.ONE,
                source=Source.FORMS,
            ),
            Question(
                key="outcome_signed_by",
                label="Who signs the decision",
                kind=Kind.MANY,
                source=Source.ROLES,
            ),
            line(
                "outcome_goes_to", "Where it goes", "Human resources and payroll.", seldom=True
            ),
            replace(CERTAINTY, key="outcome_goes_to_certainty", label="How sure that is"),
        ),
    ),
)
