"""Mistakes that somebody could make in a pathway or a role profile.

Each row: the shipped file, a passage of it, what takes its place, and what is said then.
"""

from __future__ import annotations

PATHWAY = "pathways/bexley-level-3.toml"
FIRST_YEAR = "pathways/asye-adult.toml"
ANNUAL = "pathways/portsmouth-annual.toml"
LEEDS = "pathways/leeds-senior.toml"
BROMLEY = "pathways/bromley-gateway.toml"
EXPERIENCED = "pathways/portsmouth-experienced.toml"
STEPS = "profiles/bexley.toml"

WRONG = [
    # what is missing, misspelt or of another type
    (
        PATHWAY,
        'form = "manager-report"\nat_least = 1',
        'form = "manager-report"\nat_least = "one"',
        'bexley-level-3.toml: requirement "managers-report": "at_least" must be a whole number '
        'of 1 or more, not "one".',
    ),
    (
        PATHWAY,
        "at_least = 2\neach",
        "at_least = true\neach",
        'bexley-level-3.toml: requirement "reflective-summaries": "at_least" must be a whole '
        "number of 1 or more, not true.",
    ),
    (
        PATHWAY,
        "at_least = 2\neach",
        "at_leest = 2\neach",
        'bexley-level-3.toml: requirement "reflective-summaries": "at_leest" means nothing '
        'here; the nearest is "at_least".',
    ),
    (
        PATHWAY,
        'decided_by = "Career Progression Panel"',
        "",
        'bexley-level-3.toml: "decided_by" is missing; it must be a text.',
    ),
    (
        PATHWAY,
        'decided_by = "Career Progression Panel"',
        'decided_by = "  "',
        'bexley-level-3.toml: "decided_by" must be a text, not empty.',
    ),
    (
        PATHWAY,
        'id = "practice-development"\n',
        "",
        'bexley-level-3.toml: requirement 1: "id" is missing; it must be an id in small '
        "letters, figures, hyphens and underscores.",
    ),
    (
        PATHWAY,
        'form = "reflective-summary"',
        "form = 2",
        'bexley-level-3.toml: requirement "reflective-summaries": "form" must be the id of a '
        "form, not 2.",
    ),
    (
        PATHWAY,
        "must_answer = [",
        "authorised = [",
        'bexley-level-3.toml: requirement "managers-report": "authorised" means nothing here; '
        'the nearest is "authorised_by".',
    ),
    # names of things that do not exist, or exist twice
    (
        PATHWAY,
        'form = "reflective-summary"',
        'form = "reflective-sumary"',
        'bexley-level-3.toml: requirement "reflective-summaries": "form" names '
        '"reflective-sumary", which is no form; the nearest is "reflective-summary".',
    ),
    (
        PATHWAY,
        'by = "team_manager"\npages',
        'by = "boss"\npages',
        'bexley-level-3.toml: requirement "managers-report": "by" names "boss", which is no '
        'role; there are "academy_lead", "assessor", "child", "external_professional", '
        '"family_member", "head_of_service", "line_manager", "observer", "panel_chair", '
        '"person_supported", "practice_educator", "practitioner", "service_manager" and '
        '"team_manager".',
    ),
    (
        PATHWAY,
        'level = "pcf-2018/experienced"',
        'level = "pcf-2018/expert"',
        'bexley-level-3.toml: "level" must be a framework and one of its levels, such as '
        '"pcf-2018/experienced", not "pcf-2018/expert".',
    ),
    (
        PATHWAY,
        'frameworks = ["pcf-2018", "kss-child-family-2018"]',
        'frameworks = ["pcf-2018"]',
        'bexley-level-3.toml: requirement "reflective-summaries": "each_claims" names '
        '"kss-child-family-2018", which is no framework of this pathway; there is "pcf-2018".',
    ),
    (
        PATHWAY,
        'frameworks = ["pcf-2018", "kss-child-family-2018"]',
        'frameworks = ["pcf-2018", "pcf-2018"]',
        'bexley-level-3.toml: "frameworks" must name each framework once.',
    ),
    (
        PATHWAY,
        'authorised_by = ["service_manager", "head_of_service"]',
        'authorised_by = ["service_manager", "panel_chair"]',
        'bexley-level-3.toml: requirement "managers-report": "authorised_by" names '
        '"panel_chair", which is no role that signs; there are "head_of_service", '
        '"practitioner", "service_manager" and "team_manager".',
    ),
    (
        PATHWAY,
        'capability = "kss-child-family-2018/10"',
        'capability = "kss-child-family-2018/11"',
        'bexley-level-3.toml: capability_note "kss-child-family-2018/11": "capability" names '
        '"kss-child-family-2018/11", which is no capability of this pathway; the nearest is '
        '"kss-child-family-2018/1".',
    ),
    (
        PATHWAY,
        'id = "practice-observation"',
        'id = "practice-development"',
        'bexley-level-3.toml: there are two entries for requirement "practice-development"; '
        "one must go.",
    ),
    # rules between keys
    (
        PATHWAY,
        'role = "practitioner"',
        'role = "panel_chair"',
        'bexley-level-3.toml: signature "panel_chair": "role" must be "practitioner", because '
        'whoever signs first certifies the pack, not "panel_chair".',
    ),
    (
        PATHWAY,
        "at_least = 2\neach",
        "at_least = 2\npages_at_most = 3\neach",
        'bexley-level-3.toml: requirement "reflective-summaries": "pages_at_most" needs a form '
        'with layout "report"; "reflective-summary" has "account".',
    ),
    (
        PATHWAY,
        "at_least = 2\neach",
        'at_least = 2\nby = "team_manager"\neach',
        'bexley-level-3.toml: requirement "reflective-summaries": "by" asks for somebody '
        'else\'s words, but the form "reflective-summary" has no "contributor".',
    ),
    (
        PATHWAY,
        'one_of = ["yes"]',
        'one_of = ["certainly"]',
        'bexley-level-3.toml: requirement "managers-report": must_answer "requirements-met": '
        '"one_of" holds "certainly", which the field "requirements-met" does not offer; its '
        "options are yes and not-yet.",
    ),
    # counts, stages and rhythms
    (
        PATHWAY,
        "at_least = 2\neach",
        "at_least = -1\neach",
        'bexley-level-3.toml: requirement "reflective-summaries": "at_least" must be a whole '
        "number of 1 or more, not -1.",
    ),
    (
        PATHWAY,
        'version = "2018.1"',
        'valid_from = 2027-09-01\nvalid_to = 2027-08-31\nversion = "2018.1"',
        'bexley-level-3.toml: "valid_to" must be a day no earlier than "valid_from", '
        "2027-09-01, not 2027-08-31.",
    ),
    (
        FIRST_YEAR,
        'title = "3-month review"\nmonths = 3',
        'title = "3-month review"\nafter = "review-3"\nmonths = 3',
        'asye-adult.toml: stage "review-3": "after" leads in a circle: review-3 after '
        "review-3.",
    ),
    (
        FIRST_YEAR,
        'title = "3-month review"\nmonths = 3',
        'title = "3-month review"\nafter = "review-4"',
        'asye-adult.toml: stage "review-3": "after" names "review-4", which is no stage of '
        'this pathway; the nearest is "review-9".',
    ),
    (
        FIRST_YEAR,
        'title = "3-month review"\nmonths = 3',
        'title = "3-month review"\nmonths = -3',
        'asye-adult.toml: stage "review-3": "months" must be a whole number of 0 or more, not '
        "-3.",
    ),
    (
        FIRST_YEAR,
        'id = "review-6"',
        'id = "panel"',
        'asye-adult.toml: stage "panel": "id" must be another id than panel, start or submit, '
        'not "panel".',
    ),
    (
        FIRST_YEAR,
        "by_stage = { review-3 = 1, review-6 = 2, report = 3 }",
        "by_stage = { review-4 = 1 }",
        'asye-adult.toml: requirement "observations": by_stage: "review-4" is no stage '
        'of this pathway; the nearest is "review-9".',
    ),
    (
        FIRST_YEAR,
        "by_stage = { review-3 = 1, review-6 = 2, report = 3 }",
        "by_stage = { review-3 = 4 }",
        'asye-adult.toml: requirement "observations": by_stage: "review-3" must be no more '
        "than the 3 of the requirement, not 4.",
    ),
    (
        FIRST_YEAR,
        'among = [{ at_least = 2, by = "assessor"',
        'among = [{ at_least = 4, by = "assessor"',
        'asye-adult.toml: requirement "observations": among "by the assessor": "at_least" must '
        "be no more than the 3 of the requirement, not 4.",
    ),
    (
        FIRST_YEAR,
        'among = [{ at_least = 2, by = "assessor", being',
        "among = [{ at_least = 2, being",
        'asye-adult.toml: requirement "observations": among "by the assessor": either "by" or '
        '"path" must stand here.',
    ),
    (
        FIRST_YEAR,
        'values = ["start", "midway", "end"]',
        'values = ["start", "middle", "end"]',
        'asye-adult.toml: requirement "self-assessment": for_each: "values" holds "middle", '
        'which the field "stage" does not offer; its options are start, midway and end.',
    ),
    (
        FIRST_YEAR,
        'for_each = { path = "stage", values = ["start", "midway", "end"] }',
        'for_each = { path = "stage", values = ["start"] }\namong = []',
        'asye-adult.toml: requirement "self-assessment": "for_each" cannot stand beside '
        '"among": both say how to count.',
    ),
    (
        FIRST_YEAR,
        'rows = "sessions"',
        'rows = "session"',
        'asye-adult.toml: requirement "supervision": rhythm: "rows" names "session", which is '
        'no list of the form "supervision-record"; the nearest is "sessions".',
    ),
    (
        FIRST_YEAR,
        "weeks = 1\n  until_weeks = 6",
        "weeks = 1\n  months = 1",
        'asye-adult.toml: requirement "supervision": rhythm: phase 1: one of "months" and '
        '"weeks" must stand here.',
    ),
    (
        ANNUAL,
        'amount = { part = "minutes"',
        'amount = { part = "learned"',
        'portsmouth-annual.toml: requirement "hours": rhythm: amount: "part" names "learned", '
        "which must be a choice of numbers.",
    ),
    (
        ANNUAL,
        'amount = { part = "minutes"',
        'amount = { part = "method"',
        'portsmouth-annual.toml: requirement "hours": rhythm: amount: "part" names "method", '
        'whose options must be numbers; "reflection" is none.',
    ),
    (
        ANNUAL,
        "at_least = 2, at_most = 3",
        "at_least = 2, at_most = 1",
        'portsmouth-annual.toml: requirement "plan": rows "goals": "at_most" must be a whole '
        "number of 2 or more, not 1.",
    ),
    (
        ANNUAL,
        'within = "registration-year"',
        'within = "leap-year"',
        'portsmouth-annual.toml: requirement "registration": "within" must be one of '
        '"registration-year", not "leap-year".',
    ),
    (
        EXPERIENCED,
        'path = "qualified-on", more_than_months = 36',
        'path = "complex", more_than_months = 36',
        'portsmouth-experienced.toml: requirement "request": elapsed "complex": "path" must '
        'name a field of kind "date".',
    ),
    (
        EXPERIENCED,
        "more_than_months = 36",
        "more_than_months = 36, at_least_months = 36",
        'portsmouth-experienced.toml: requirement "request": elapsed "qualified-on": one of '
        '"more_than_months" and "at_least_months" must stand here.',
    ),
    (
        LEEDS,
        'covers = ["pcf-2018"]',
        'covers = ["swe-2019"]',
        'leeds-senior.toml: requirement "team-managers-report": "covers" names "swe-2019", '
        'which is no framework of this pathway; there is "pcf-2018".',
    ),
    (
        LEEDS,
        'path = "ready", one_of',
        'path = "reddy", one_of',
        'leeds-senior.toml: requirement "team-managers-report": must_answer "reddy": the form '
        '"progression-report" has no field "reddy" to answer.',
    ),
    (
        BROMLEY,
        "meets_in = [3, 9]",
        "meets_in = [3, 13]",
        'bromley-gateway.toml: panel: "meets_in" must hold whole numbers from 1 to 12; 13 is '
        "none.",
    ),
    (
        BROMLEY,
        "meets_in = [3, 9]",
        "meets_on = [2027-09-01, 2027-03-01]",
        'bromley-gateway.toml: panel: "meets_on" must be in order: 2027-03-01 stands after '
        "2027-09-01.",
    ),
    (
        BROMLEY,
        '\ncertainty = "ours"',
        '\ncertainty = "certain"',
        'bromley-gateway.toml: signature "practitioner": "certainty" must be one of "stated", '
        '"deduced", "ours" or "unverified", not "certain".',
    ),
    (
        BROMLEY,
        '"panel-outcome"]',
        '"panel-out"]',
        'bromley-gateway.toml: "offers" names "panel-out", which is no form; the nearest is '
        '"panel-outcome".',
    ),
    (
        ANNUAL,
        'form = "development-plan"\n',
        'form = "development-plan"\nalso = ["goal-review"]\n',
        'portsmouth-annual.toml: requirement "plan": "rows" cannot stand beside "also": the '
        "forms are different.",
    ),
    (
        STEPS,
        'pathways = ["bexley-level-3"]',
        'pathways = ["bexley-level-4"]',
        'bexley.toml: profile "level-3": "pathways" names "bexley-level-4", which is no '
        'pathway; the nearest is "bexley-level-3".',
    ),
]
