"""Mistakes that somebody could make in a form, a framework, a model or the roles.

Each row: the shipped file, a passage of it, what takes its place, and what is said then.
"""

from __future__ import annotations

SUMMARY = "forms/reflective-summary.toml"
REPORT = "forms/manager-report.toml"
FEEDBACK = "forms/child-feedback.toml"
PCF = "frameworks/pcf-2018.toml"
GIBBS = "models/gibbs-1988.toml"
ROLES = "roles.toml"

WRONG = [
    (
        GIBBS,
        'credit = "Graham',
        'zebra = "Graham',
        'gibbs-1988.toml: "zebra" means nothing here; there are "credit", "id", "stage" and '
        '"title".',
    ),
    (
        SUMMARY,
        'id = "reflective-summary"',
        'id = "Reflective Summary"',
        'reflective-summary.toml: "id" must be an id in small letters, figures, hyphens and '
        'underscores, not "Reflective Summary".',
    ),
    (
        SUMMARY,
        "words_expected = 1000",
        "words_expected = -1",
        'reflective-summary.toml: field "account": "words_expected" must be a whole number of '
        "1 or more, not -1.",
    ),
    (
        SUMMARY,
        "claimable = true\nwords_expected = 1000",
        'claimable = "yes"\nwords_expected = 1000',
        'reflective-summary.toml: field "account": "claimable" must be true or false, not '
        '"yes".',
    ),
    (
        GIBBS,
        'id = "analysis"\ntitle = "Analysis"\nprompts = [',
        'id = "analysis"\ntitle = "Analysis"\nprompts = [ 7,',
        'gibbs-1988.toml: stage "analysis": "prompts" must be a list of texts, not a list.',
    ),
    (
        SUMMARY,
        'kind = "choice-of"',
        'kind = "goal"',
        'reflective-summary.toml: field "goal": "kind" must be one of "line", "prose", "date", '
        '"choice", "choice-of", "face", "model", "sections", "group", "list" or "picture", not '
        '"goal".',
    ),
    (
        ROLES,
        'voice = "self"',
        'voice = "own"',
        'roles.toml: role "practitioner": "voice" must be one of "self", "observer", "child", '
        '"professional" or "manager", not "own".',
    ),
    (
        REPORT,
        """options = [
  { id = "yes", title = "Yes" },
  { id = "not-yet", title = "Not yet" },
]""",
        'options = [{ id = "yes", title = "Yes" }]',
        'manager-report.toml: field "requirements-met": "options" must have at least 2 '
        "entries.",
    ),
    (
        FEEDBACK,
        'options = [{ id = "yes", title = "Yes" }, { id = "no", title = "No" }]',
        'options = { yes = "Yes", no = "No" }',
        'child-feedback.toml: field "permission": part "show": "options" must be a list of '
        "tables, not a table.",
    ),
    (
        SUMMARY,
        'id = "model"\nkind = "model"',
        'id = "model"\nkind = "line"',
        'reflective-summary.toml: field "model": "models" means nothing here; there are '
        '"author", "beside", "claimable", "draws_from", "guidance", '
        '"id", "kind", "required", "title" and '
        '"words_expected".',
    ),
    (
        REPORT,
        'kind = "prose"\ntitle = "Recommendation"',
        'kind = "sections"\nfollows = "model"\ntitle = "Recommendation"',
        'manager-report.toml: field "recommendation": "follows" names "model", which is no '
        "model field; there is none yet.",
    ),
    # days
    (
        PCF,
        "valid_from = 2018-06-01",
        'valid_from = "1 June 2018"',
        'pcf-2018.toml: "valid_from" must be a day without quotation marks, such as '
        '2027-03-31, not "1 June 2018".',
    ),
    (
        PCF,
        "valid_from = 2018-06-01",
        "valid_from = 2018-06-01\nvalid_to = 2018-05-31",
        'pcf-2018.toml: "valid_to" must be a day no earlier than "valid_from", 2018-06-01, not '
        "2018-05-31.",
    ),
    (
        FEEDBACK,
        'id = "under-5"',
        'id = "5-7"',
        'child-feedback.toml: field "age-band": there are two entries for option "5-7"; one '
        "must go.",
    ),
    (
        SUMMARY,
        '"schon-1983"',
        '"shön-1983"',
        'reflective-summary.toml: field "model": "models" names "shön-1983", which is no '
        'model; the nearest is "schon-1983".',
    ),
    (
        SUMMARY,
        'follows = "model"',
        'follows = "goal"',
        'reflective-summary.toml: field "account": "follows" names "goal", which is no model '
        'field; there is "model".',
    ),
    (
        FEEDBACK,
        'path = "permission.show"',
        'path = "permission.shown"',
        'child-feedback.toml: consent "permission.shown": the form "child-feedback" has no '
        'field "permission.shown" to answer.',
    ),
    (
        SUMMARY,
        'id = "date"',
        'id = "day"',
        'reflective-summary.toml: the second [[field]] must have id "date", kind "date" and '
        '"required = true".',
    ),
    (
        REPORT,
        'kind = "choice"\ntitle = "Requirements',
        'kind = "line"\ntitle = "Requirements',
        'manager-report.toml: field "requirements-met": "options" means nothing here; there '
        'are "author", "beside", "claimable", "draws_from", "guidance", '
        '"id", "kind", "required", "title" '
        'and "words_expected".',
    ),
    (
        FEEDBACK,
        'kind = "face"',
        'kind = "face"\n  claimable = true',
        'child-feedback.toml: field "questions": part "face": "claimable" must be false in a '
        'field of kind "face".',
    ),
    (
        FEEDBACK,
        'kind = "face"',
        'kind = "line"\n  draws_from = ["learned"]',
        'child-feedback.toml: field "questions": part "face": "draws_from" has no place in a '
        "part of a group or list.",
    ),
    (
        SUMMARY,
        'id = "date"\nkind = "date"',
        'id = "date"\nkind = "date"\ndraws_from = ["day"]',
        'reflective-summary.toml: field "date": "draws_from" has no place in a field of kind '
        '"date".',
    ),
    (
        SUMMARY,
        'id = "area"\nkind = "line"',
        'id = "area"\nkind = "line"\ndraws_from = ["What it was"]',
        'reflective-summary.toml: field "area": "draws_from" must name fields, such as '
        '"account.feelings", not "What it was".',
    ),
    (
        "forms/cpd-record.toml",
        'fields = ["kind", "what"',
        'fields = ["kind", "whatever"',
        'cpd-record.toml: elsewhere: "fields" names "whatever", which is no field; the nearest '
        'is "what".',
    ),
    (
        FEEDBACK,
        'kind = "face"',
        'kind = "list"',
        'child-feedback.toml: field "questions": part "face": a part must hold one answer; '
        '"list" does not.',
    ),
    (
        PCF,
        'short_title = "Rights, justice and economic wellbeing"',
        'short_title = "Rights, justice and the economic wellbeing of all"',
        'pcf-2018.toml: capability "4": "short_title" must be a text of at most 40 characters, '
        'not "Rights, justice and the economic wellbei…".',
    ),
    (
        PCF,
        'number = "9"',
        'number = "nine of nine"',
        'pcf-2018.toml: capability "nine of nine": "number" must be a number in quotation '
        'marks, such as "6" or "3.12", not "nine of nine".',
    ),
]
