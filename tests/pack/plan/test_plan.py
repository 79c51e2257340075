from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId
from portfolio_app.model.domain.roles import Voice
from portfolio_app.pack.plan import plan_pack
from portfolio_app.pack.plan.blocks import CardsBlock, ProseBlock, TableBlock
from portfolio_app.pack.plan.text import plain
from tests.pack.helpers import a_request, an_evidence, example_statements


def with_answer(evidence, path, text):
    old = evidence.answers.get(FieldPath(path))
    role = old.written_by if old else RoleId("practitioner")
    answer = Answer(text=text, written_by=role, entered_by=RoleId("practitioner"))
    return replace(evidence, answers={**evidence.answers, FieldPath(path): answer})


def changed(snapshot, form, change):
    """Return the snapshot with the first piece of a form changed."""
    first = next(e for e in snapshot.evidence if e.form == form)
    pieces = tuple(change(e) if e is first else e for e in snapshot.evidence)
    return replace(snapshot, evidence=pieces)


def titles(plan):
    return [piece.title for piece in plan.evidence]


def test_the_same_request_gives_the_same_plan(example_snapshot, catalogue):
    one = plan_pack(a_request(example_snapshot, catalogue))
    assert plan_pack(a_request(example_snapshot, catalogue)) == one


@pytest.mark.parametrize(
    "change", [{"version": 4}, {"draft": True}, {"fingerprints": {}}, {"force_reason": "x"}]
)
def test_another_request_gives_another_code_unless_nothing_shows(
    example_snapshot, example_plan, catalogue, change
):
    fields = {"statements": example_statements(), **change}
    other = plan_pack(a_request(example_snapshot, catalogue, **fields))
    # A reason is printed only where something is missing.
    shows = "force_reason" not in change
    assert (other.masthead.code != example_plan.masthead.code) is shows


def test_sealing_needs_a_time_zone(example_snapshot, catalogue):
    with pytest.raises(ValueError, match="time zone"):
        a_request(example_snapshot, catalogue, sealed_at=datetime(2027, 1, 1))  # noqa: DTZ001


def test_evidence_is_numbered_as_the_pathway_asks_and_reports_stand_apart(example_plan):
    kinds = [piece.kind for piece in example_plan.evidence]
    assert [piece.number for piece in example_plan.evidence] == list(range(1, len(kinds) + 1))
    assert kinds[0] == "Practice development record"
    assert kinds[1:3] == ["Reflective summary", "Reflective summary"]
    assert [piece.kind for piece in example_plan.reports] == ["Manager’s report"]
    assert example_plan.reports[0].number is None


def test_without_consent_a_piece_is_left_out_and_said_to_be(example_snapshot, catalogue):
    snapshot = changed(
        example_snapshot, "child-feedback", lambda e: with_answer(e, "permission.show", "no")
    )
    plan = plan_pack(a_request(snapshot, catalogue, force_reason="x"))
    assert "What Child A said" not in titles(plan)
    assert any("left out" in warning for warning in plan.warnings)


def test_a_drawing_that_may_not_be_shown_is_left_out_and_the_words_stay(
    example_snapshot, catalogue
):
    snapshot = changed(
        example_snapshot, "child-feedback", lambda e: with_answer(e, "permission.drawing", "no")
    )
    plan = plan_pack(a_request(snapshot, catalogue))
    child = next(p for p in plan.evidence if p.title == "What Child A said")
    assert child.child.drawing is None
    assert not child.attachments
    assert not child.pictures
    assert any(isinstance(block, CardsBlock) for block in child.blocks)


def test_a_manager_who_observed_speaks_as_observer(example_plan):
    observation = next(p for p in example_plan.evidence if p.kind == "Practice observation")
    assert [s.voice for s in observation.sources] == [Voice.OBSERVER, Voice.SELF]
    assert observation.sources[0].title == "team manager"


def test_the_mark_says_whose_words_they_are_and_the_note_who_claims(example_plan):
    child = next(p for p in example_plan.evidence if p.title == "What Child A said")
    assert {p.voice for p in child.passages} == {Voice.CHILD}
    assert {p.claimed_by for p in child.passages} == {"Leila Ashdown"}


def test_words_typed_by_the_practitioner_are_attributed_and_confirmed(example_plan):
    observation = next(p for p in example_plan.evidence if p.kind == "Practice observation")
    said = {block.attribution for block in observation.blocks}
    assert (
        "Marcus Delaney-Obi, team manager. Entered by the practitioner, "
        "confirmed by signature 2." in said
    )
    assert any(
        "confirmed by signature 2" in plain(line) for line in example_plan.statement.entered
    )


def test_words_entered_by_their_author_are_not_said_to_be_typed(example_snapshot, catalogue):
    def by_themselves(evidence):
        answers = {
            path: replace(answer, entered_by=answer.written_by)
            for path, answer in evidence.answers.items()
        }
        return replace(evidence, answers=answers)

    snapshot = changed(example_snapshot, "practice-observation", by_themselves)
    plan = plan_pack(a_request(snapshot, catalogue))
    observation = next(p for p in plan.evidence if p.kind == "Practice observation")
    assert "Marcus Delaney-Obi, team manager." in {b.attribution for b in observation.blocks}


def test_a_report_has_its_recommendation_on_top_and_the_reply_beside(example_plan):
    (piece,) = example_plan.reports
    assert piece.report.lead.paragraphs[0].text.startswith("I confirm")
    (judgement,) = piece.blocks
    assert isinstance(judgement, ProseBlock)
    assert [p.text for p in judgement.paragraphs if p.heading][:2] == ["How I know", "Practice"]
    assert "The practitioner’s reply" in [block.heading for block in piece.report.side]
    assert "signature 2" in plain(piece.report.byline)


def test_lists_are_tables_unless_words_in_them_are_claimed(example_snapshot, catalogue):
    plan = plan_pack(a_request(example_snapshot, catalogue))
    tables = [b for b in plan.evidence[0].blocks if isinstance(b, TableBlock)]
    assert [table.heading for table in tables] == ["Learning goals", "Learning activities"]
    assert tables[0].rows[0][0] == "Analyse neglect over time, not visit by visit"
    learning = "activities.1.learning"
    record = an_evidence(
        1,
        "practice-development",
        {"title": "T", "activities.1.what": "A course", learning: "I learned it."},
        claims=((learning, "learned", "pcf-2018/5"),),
    )
    snapshot = replace(example_snapshot, evidence=(record,))
    (piece,) = plan_pack(a_request(snapshot, catalogue)).evidence
    assert not [b for b in piece.blocks if isinstance(b, TableBlock)]
    assert [m for b in piece.blocks if isinstance(b, ProseBlock) for m in b.paragraphs[0].marks]


def test_claims_whose_words_are_gone_are_left_out_with_a_warning(example_snapshot, catalogue):
    snapshot = changed(
        example_snapshot,
        "supporting-document",
        lambda e: with_answer(e, "shows", "Other words."),
    )
    plan = plan_pack(a_request(snapshot, catalogue))
    assert any("no longer in the text" in warning for warning in plan.warnings)


def test_characters_that_no_typeface_has_are_warned_of(example_snapshot, catalogue):
    snapshot = changed(
        example_snapshot,
        "reflective-summary",
        lambda e: with_answer(e, "stage", "Zwei \U0001f996"),
    )
    plan = plan_pack(a_request(snapshot, catalogue))
    assert any("typeface" in warning for warning in plan.warnings)


def test_the_file_names_of_attachments_appear_nowhere(example_snapshot, example_plan):
    names = {a.name for e in example_snapshot.evidence for a in e.attachments}
    assert names
    assert not any(name in repr(example_plan) for name in names)


def test_a_forced_pack_prints_its_reason_and_what_is_missing(example_snapshot, catalogue):
    reports = tuple(e for e in example_snapshot.evidence if e.form != "manager-report")
    snapshot = replace(example_snapshot, evidence=reports)
    plan = plan_pack(a_request(snapshot, catalogue, force_reason="The panel asked for it."))
    assert plan.requirements.forced == "The panel asked for it."
    assert "not complete" in plain(plan.requirements.lead)
    assert any(row.reasons for row in plan.requirements.rows)
    assert not plan.reports


def test_requirements_that_are_met_by_signature_are_never_called_met(example_plan):
    rows = [row for row in example_plan.requirements.rows if row.state == "by-signature"]
    assert [plain(row.state_text) for row in rows] == ["By signature", "By signature"]


def test_the_statement_claims_no_check_that_was_not_made(example_plan):
    said = dict(example_plan.statement.asides)
    assert "did not search" in plain(said["How names were checked"])


def test_a_holistic_statement_is_shown_where_there_is_one(example_snapshot, catalogue):
    ref = CapabilityRef.parse("pcf-2018/6")
    plan = plan_pack(a_request(example_snapshot, catalogue, statements={ref: "One.\n\nTwo."}))
    shown = {domain.number: domain.statement for domain in plan.domains}
    assert shown["6"] == ("One.", "Two.")
    assert shown["1"] == ()


def test_quotations_are_the_passages_cut_only_with_an_ellipsis(example_plan):
    passages = {
        p.key: p for e in (*example_plan.evidence, *example_plan.reports) for p in e.passages
    }
    quoted = [q for domain in example_plan.domains for q in domain.quotations]
    assert quoted
    for quotation in quoted:
        words = " ".join(passages[quotation.passage].words.split())
        assert words.startswith(quotation.words.removesuffix(" …"))


def test_the_matrix_has_one_row_for_each_source_and_counts_kinds(example_plan):
    rows = example_plan.matrix.rows
    assert [row.number for row in rows if not row.further] == [
        *(str(n) for n in range(1, 9)), "",
    ]  # fmt: skip
    assert any(row.further for row in rows)
    columns = [c for group in example_plan.matrix.groups for c in group.columns]
    for column in columns:
        voices = {row.voice for row in rows if row.cell(column.ref)}
        assert column.kinds == len(voices)


def test_what_is_thin_is_told_in_words(example_plan):
    thin = " ".join(plain(line) for line in example_plan.matrix.thin)
    assert "own word only" in thin
    assert "one person here: Marcus Delaney-Obi" in thin


def test_apostrophes_of_data_files_are_set_and_those_of_people_are_left(
    example_plan, example_snapshot
):
    assert example_plan.reports[0].kind == "Manager’s report"
    said = [a.text for e in example_snapshot.evidence for a in e.answers.values()]
    word = next(w for text in said for w in text.split() if "'" in w[1:-1])
    assert word in repr(example_plan)


def test_tags_that_are_claimed_are_explained_and_only_those(example_snapshot, catalogue):
    def tag(piece):
        first = replace(piece.claims[0], capability=CapabilityRef.parse("swe-2019/1.1"))
        return replace(piece, claims=(*piece.claims, replace(first, id="tagged")))

    tagged = changed(example_snapshot, "reflective-summary", tag)
    plans = [plan_pack(a_request(s, catalogue)) for s in (example_snapshot, tagged)]
    before, after = (plan.words.frameworks for plan in plans)
    assert len(after) == len(before) + 1
    assert [number for number, *_ in after[-1].capabilities] == ["1.1"]
