"""Every mistake in a resource file is told in one sentence: file, place, what is expected."""

from __future__ import annotations

import re

import pytest

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.places import resource

PATHWAY = "pathways/bexley-level-3.toml"
SUMMARY = "forms/reflective-summary.toml"
REPORT = "forms/manager-report.toml"
FEEDBACK = "forms/child-feedback.toml"
PCF = "frameworks/pcf-2018.toml"
GIBBS = "models/gibbs-1988.toml"
ROLES = "roles.toml"
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
        GIBBS,
        'credit = "Graham',
        'zebra = "Graham',
        'gibbs-1988.toml: "zebra" means nothing here; there are "credit", "id", "stage" and '
        '"title".',
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


def spoil(folder, file, old, new):
    """Put a copy of a shipped file into `folder`, with one passage changed."""
    text = resource(*file.split("/")).read_text("utf-8")
    assert old in text, f"the passage to spoil is no longer in {file}"
    target = folder / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(text.replace(old, new, 1), "utf-8")


def complaint_about(folder):
    with pytest.raises(CatalogueError) as caught:
        read_catalogue((resource(), folder))
    return caught.value


@pytest.mark.parametrize(("file", "old", "new", "sentence"), WRONG)
def test_a_mistake_is_told_in_one_sentence(tmp_path, file, old, new, sentence):
    spoil(tmp_path, file, old, new)
    error = complaint_about(tmp_path)
    assert error.summary == sentence
    assert file.rpartition("/")[2] in error.advice


@pytest.mark.parametrize("sentence", [row[3] for row in WRONG])
def test_the_sentence_is_whole_and_single(sentence):
    assert sentence.endswith(".")
    assert not re.search(r"\. [A-Z]", sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'id = "x"\ntitle "x"\n', "x.toml, line 2: this is not TOML; expected"),
        (b'id = "x', "x.toml, at its end: this is not TOML; unterminated string"),
        (b'id = "x"\n\ntitle = "caf\xe9"', "x.toml, line 3: the file must be saved as UTF-8"),
        (b"", 'x.toml: "id" is missing; it must be an id'),
        (b'id = "x"\nid = "y"\n', "x.toml, line 2: this is not TOML; cannot overwrite"),
        (b"on = 2018-13-01\n", "x.toml, line 1: this is not TOML; "),
    ],
)
def test_a_file_that_is_no_toml_is_told_by_its_line(tmp_path, content, sentence):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "x.toml").write_bytes(content)
    assert complaint_about(tmp_path).summary.startswith(sentence)


def test_no_sentence_tells_where_the_file_lies(tmp_path):
    spoil(tmp_path, PATHWAY, 'authority = "London Borough of Bexley"', "")
    error = complaint_about(tmp_path)
    assert str(tmp_path) not in error.summary + error.advice
    assert "/" not in error.summary


def test_a_folder_that_is_not_there_is_named(tmp_path):
    error = complaint_about(tmp_path / "our-rules")
    assert error.summary == "There is no folder “our-rules” to read rules from."


def test_an_unreadable_file_is_named(tmp_path):
    (tmp_path / "models" / "x.toml").mkdir(parents=True)
    assert complaint_about(tmp_path).summary == "x.toml: the file cannot be read."


def test_two_files_of_one_folder_may_not_share_an_id(tmp_path):
    spoil(tmp_path, GIBBS, "Gibbs", "Gibbs")
    (tmp_path / "models" / "other.toml").write_text(
        resource(*GIBBS.split("/")).read_text("utf-8")
    )
    assert complaint_about(tmp_path).summary == (
        'other.toml: "id" must be its own; gibbs-1988.toml has "gibbs-1988" too.'
    )


def test_a_pathway_may_not_give_a_known_role_another_voice(tmp_path):
    role = '[[role]]\nid = "observer"\ntitle = "watcher"\nvoice = "child"\n\n[[requirement]]'
    spoil(tmp_path, PATHWAY, "[[requirement]]", role)
    assert complaint_about(tmp_path).summary == (
        'bexley-level-3.toml: role "observer": there is another role with this id.'
    )


def test_stages_that_follow_one_another_in_a_circle_are_named(tmp_path):
    text = resource(*FIRST_YEAR.split("/")).read_text("utf-8")
    text = text.replace('title = "3-month review"', 'title = "x"\nafter = "review-6"')
    text = text.replace('title = "6-month review"', 'title = "y"\nafter = "review-3"')
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text(text, "utf-8")
    assert complaint_about(tmp_path).summary == (
        'ours.toml: stage "review-3": "after" leads in a circle: review-3 after review-6 '
        "after review-3."
    )


def test_a_rhythm_needs_a_stage_to_end_with(tmp_path):
    text = resource(*FIRST_YEAR.split("/")).read_text("utf-8")
    head, _, tail = text.partition("[[stage]]")
    rest = tail[tail.index('[[requirement]]\nid = "supervision"') :]
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text(
        head + rest.replace("by_stage = { report = 1 }\n", ""), "utf-8"
    )
    assert complaint_about(tmp_path).summary == (
        'ours.toml: requirement "supervision": "rhythm" runs to the last stage, and this '
        "pathway has none."
    )
