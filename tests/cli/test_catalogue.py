"""`pathways` and `forms` show what the rule files define, and how to name each answer."""

from __future__ import annotations

from tests.cli.by_hand import PIECES


def test_pathways_have_the_promised_shape(run):
    outcome = run("pathways", "--json")
    assert outcome.code == 0
    found = next(p for p in outcome.json if p["id"] == "bexley-level-3")
    assert set(found) >= {"id", "title", "authority", "version", "valid_from", "valid_to"}
    assert found["authority"] == "London Borough of Bexley"
    assert found["valid_to"] is None or len(found["valid_to"]) == 10
    assert not outcome.err


def test_the_requirements_of_a_pathway_are_listed_with_how_sure_they_are(run):
    found = next(p for p in run("pathways", "--json").json if p["id"] == "asye-adult")
    sure = {r["id"]: r["certainty"] for r in found["requirements"]}
    assert sure["self-assessment"] == "unverified"
    assert sure["plans"] == "stated"
    assert all(
        set(r) == {"id", "title", "asks", "source", "certainty"} for r in found["requirements"]
    )


def test_pathways_are_told_in_words(run):
    outcome = run("pathways")
    assert "bexley-level-3: " in outcome.out
    assert "London Borough of Bexley" in outcome.out


def test_forms_have_the_promised_shape(run):
    forms = run("forms", "--json").json
    assert {form["id"] for form in forms} >= {
        "practice-development",
        "reflective-summary",
        "practice-observation",
        "manager-report",
        "child-feedback",
    }
    for form in forms:
        assert set(form) == {"id", "title", "fields"}
        assert [field["id"] for field in form["fields"][:2]] == ["title", "date"]
        for field in form["fields"]:
            assert set(field) >= {"id", "title", "kind", "author", "required"}


def test_every_answer_of_a_whole_portfolio_can_be_found_in_the_forms(run):
    forms = {form["id"]: form for form in run("forms", "--json").json}
    for piece in PIECES:
        fields = {field["id"]: field for field in forms[piece.form]["fields"]}
        for path in piece.fields:
            head, *rest = path.split(".")
            parts = {part["id"] for part in fields[head].get("parts", [])}
            assert (rest[-1] in parts) if rest else not parts, path


def test_options_and_models_are_listed_by_what_add_takes(run):
    forms = {form["id"]: form for form in run("forms", "--json").json}
    fields = {field["id"]: field for field in forms["reflective-summary"]["fields"]}
    assert "gibbs-1988" in fields["model"]["models"]
    stages = [p for p in fields["account"]["parts"] if p["model"] == "gibbs-1988"]
    assert "action-plan" in [stage["id"] for stage in stages]
    feedback = {field["id"]: field for field in forms["child-feedback"]["fields"]}
    permission = {part["id"]: part for part in feedback["permission"]["parts"]}
    assert "yes" in permission["show"]["options"]


def test_forms_are_told_with_the_path_of_every_answer(run):
    told = run("forms").out
    for path in ("account.feelings", "questions.1.words", "permission.show", "title"):
        assert f"    {path} (" in told
