"""What ships is whole, says what the sources say, and can be replaced by an authority."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.forms import FieldKind, Layout
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.slots import slots
from portfolio_app.places import resource

GIBBS = ("description", "feelings", "evaluation", "analysis", "conclusion", "action-plan")


def every_field(form):
    for field in form.fields:
        yield field
        yield from field.parts


def test_everything_is_there(catalogue):
    assert {name: len(f.capabilities) for name, f in catalogue.frameworks.items()} == {
        "pcf-2018": 9,
        "kss-child-family-2018": 10,
        "kss-practice-supervisor-2018": 8,
        "kss-practice-leader-2018": 6,
        "kss-adult-2015": 9,
        "kss-adult-supervisor-2018": 8,
        "swe-2019": 39,
        "portsmouth-principles-2024": 8,
        "portsmouth-elements-2024": 4,
        "derby-competencies-2022": 6,
    }
    assert set(catalogue.pathways) == {
        "bexley-level-3",
        "bexley-asye",
        "asye-child-family",
        "asye-adult",
        "leeds-senior",
        "leeds-senior-adult",
        "bromley-gateway",
        "portsmouth-experienced",
        "portsmouth-annual",
        "derby-gpc",
        "blank",
    }
    assert set(catalogue.profiles) == {"bexley"}
    assert len(catalogue.models) == 7
    assert len(catalogue.roles) == 14


def test_every_form_belongs_to_a_pathway_or_to_all(catalogue):
    belonging = {f.id for p in catalogue.pathways.values() for f in catalogue.forms_for(p)}
    assert set(catalogue.forms) == belonging


def test_the_catalogue_cannot_be_changed_by_mistake(catalogue):
    with pytest.raises(TypeError):
        catalogue.forms["reflective-summary"] = None


def test_the_pcf_has_nine_domains_in_three_groups_and_nine_levels(catalogue):
    pcf = catalogue.frameworks["pcf-2018"]
    assert [c.number for c in pcf.capabilities] == [str(n) for n in range(1, 10)]
    groups = {c.number: c.group for c in pcf.capabilities}
    assert [n for n, group in groups.items() if group == "purpose"] == ["2", "3", "4"]
    assert [n for n, group in groups.items() if group == "practice"] == ["5", "6", "7"]
    assert [n for n, group in groups.items() if group == "impact"] == ["1", "8", "9"]
    assert [level.number for level in pcf.levels] == list(range(1, 10))
    assert catalogue.code(CapabilityRef.parse("pcf-2018/6")) == "PCF 6"


def test_the_statements_are_ten_and_end_when_their_successors_begin(catalogue):
    kss = catalogue.frameworks["kss-child-family-2018"]
    assert [c.number for c in kss.capabilities] == [str(n) for n in range(1, 11)]
    assert kss.validity.covers(date(2027, 3, 31))
    assert not kss.validity.covers(date(2027, 4, 1))
    assert "1 April 2027" in kss.note


def test_every_capability_fits_the_head_of_a_column_and_has_a_gloss(catalogue):
    for framework in catalogue.frameworks.values():
        for capability in framework.capabilities:
            assert len(capability.short_title) <= 40
            assert capability.gloss.endswith(".")


def test_bexley_asks_what_its_document_asks(catalogue):
    pathway = catalogue.pathways["bexley-level-3"]
    assert [(r.form, r.at_least, r.by) for r in pathway.requirements] == [
        ("practice-development", 1, ()),
        ("reflective-summary", 2, ()),
        ("practice-observation", 1, ("team_manager",)),
        ("manager-report", 1, ("team_manager",)),
        ("child-feedback", 2, ()),
    ]
    summaries, report = pathway.requirements[1], pathway.requirements[3]
    assert summaries.each_claims == ("pcf-2018", "kss-child-family-2018")
    assert report.pages_at_most == 1
    assert [(m.path, m.one_of) for m in report.must_answer] == [("requirements-met", ("yes",))]
    assert report.authorised_by == ("service_manager", "head_of_service")
    assert [s.role for s in pathway.signatures] == [
        "practitioner",
        "team_manager",
        "service_manager",
        "head_of_service",
    ]
    assert all(s.means.startswith("I ") for s in pathway.signatures)
    assert pathway.version == "2018.1"
    assert catalogue.level(pathway).title == "Experienced social worker"
    assert [str(n.capability) for n in pathway.capability_notes] == [
        "kss-child-family-2018/9",
        "kss-child-family-2018/10",
    ]


def test_every_form_asks_its_fields(catalogue):
    """The fields of ../domain/pathways.md, after title and date."""
    asked = {
        "practice-development": "period appraisal goals activities manager-comment",
        "reflective-summary": "area goal model account supervision stage",
        "practice-observation": "observer-name observer-role setting purpose permission "
        "planned-with observed strengths development reflection",
        "manager-report": "recommendation requirements-met judgement period-known "
        "practitioner-reply",
        "child-feedback": "age-band how questions drawing permission assent-adult",
        "supporting-document": "made-by shows words",
    }
    for form_id, fields in asked.items():
        form = catalogue.forms[form_id]
        assert [f.id for f in form.fields] == ["title", "date", *fields.split()]


def test_words_belong_to_those_who_say_them(catalogue):
    author = {
        (form.id, slot.path): slot.author
        for form in catalogue.forms.values()
        for slot in slots(form, {}, catalogue.models)
    }
    assert author["practice-development", "manager-comment"] == "team_manager"
    assert author["practice-observation", "observed"] == "observer"
    assert author["practice-observation", "reflection"] == "practitioner"
    assert author["manager-report", "judgement"] == "team_manager"
    assert author["manager-report", "practitioner-reply"] == "practitioner"
    assert author["child-feedback", "questions.1.question"] == "practitioner"
    assert author["child-feedback", "questions.1.words"] == "child"
    assert author["child-feedback", "permission.show"] == "child"
    assert author["supporting-document", "words"] == "external_professional"


def test_only_the_judgement_of_a_report_is_held_to_its_page(catalogue):
    report = catalogue.forms["manager-report"]
    assert report.layout is Layout.REPORT
    assert {f.id for f in report.fields if f.beside} == {"period-known", "practitioner-reply"}


def test_every_question_has_guidance_and_no_placeholder(catalogue):
    for form in catalogue.forms.values():
        for field in every_field(form):
            assert field.guidance or field.kind is FieldKind.GROUP, (form.id, field.id)
            for prompt in field.guidance:
                assert prompt.endswith((".", "?", "”.", "?”")), (form.id, field.id, prompt)


def test_a_reflective_summary_may_follow_every_model(catalogue):
    form = catalogue.forms["reflective-summary"]
    assert set(form.field("model").models) == set(catalogue.models)
    assert form.field("model").models[0] == "gibbs-1988"
    assert [s.path for s in slots(form, {}, catalogue.models) if s.top.id == "account"] == [
        f"account.{stage}" for stage in GIBBS
    ]


def test_every_model_but_none_credits_its_author_with_a_year(catalogue):
    for model in catalogue.models.values():
        assert model.id == "none" or any(year in model.credit for year in ("19", "20"))
        assert model.stages
        assert not all(stage.optional for stage in model.stages)


def test_roles_speak_with_five_voices(catalogue):
    assert {role.voice for role in catalogue.roles.values()} == set(Voice)


def test_an_authority_replaces_a_pathway_and_adds_a_role(tmp_path, catalogue):
    text = resource("pathways", "bexley-level-3.toml").read_text("utf-8")
    text = text.replace('version = "2018.1"', 'version = "2027.1"')
    text += (
        '\n[[role]]\nid = "principal"\ntitle = "principal social worker"\nvoice = "manager"\n'
    )
    text += '\n[[signature]]\nrole = "principal"\nmeans = "I agree."\n'
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text("\ufeff" + text, "utf-8")
    ours = read_catalogue((resource(), tmp_path))
    assert set(ours.pathways) == set(catalogue.pathways)
    assert ours.pathways["bexley-level-3"].version == "2027.1"
    assert ours.roles["principal"].heading == "Principal social worker"
    assert set(ours.forms) == set(catalogue.forms)


def test_a_form_that_only_an_authority_has_can_be_asked_for(tmp_path):
    for folder in ("forms", "pathways"):
        (tmp_path / folder).mkdir()
    (tmp_path / "forms" / "case-file-audit.toml").write_text(AUDIT, "utf-8")
    (tmp_path / "pathways" / "audit-only.toml").write_text(AUDIT_ONLY, "utf-8")
    ours = read_catalogue((resource(), tmp_path))
    form = ours.forms["case-file-audit"]
    assert [str(slot.path) for slot in slots(form, {}, ours.models)] == [
        FieldPath("title"),
        FieldPath("date"),
        FieldPath("findings.1.finding"),
    ]
    assert ours.pathways["audit-only"].requirements[0].form == form.id


AUDIT = """
id = "case-file-audit"
title = "Case file audit"
plural = "Case file audits"
about = "What an auditor found in a case file."
author = "team_manager"
contributor = "team_manager"

[[field]]
id = "title"
kind = "line"
title = "Title"
required = true

[[field]]
id = "date"
kind = "date"
title = "Date"
required = true

[[field]]
id = "findings"
kind = "list"
title = "Findings"
required = true

  [[field.part]]
  id = "finding"
  kind = "prose"
  title = "Finding"
  required = true
  guidance = "One single prompt may stand without a list."
"""

AUDIT_ONLY = """
id = "audit-only"
title = "Audit only"
authority = "Example"
version = "1"
source = "Invented"
asks = "One audit."
level = "pcf-2018/experienced"
frameworks = ["pcf-2018"]
decided_by = "Nobody"

[[requirement]]
id = "audit"
title = "Audit"
form = "case-file-audit"
asks = "1 audit"

[[signature]]
role = "practitioner"
means = "I am content."
"""
