"""A piece that draws on another shows its words where it has none of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.elsewhere import words_for_elsewhere
from portfolio_app.model.domain.forms import Elsewhere, FieldKind
from portfolio_app.model.domain.lending import (
    counted_twice,
    forms_served,
    lent_by,
    serves,
    shown,
    wanted_first,
)
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId, PathwayId
from portfolio_app.model.domain.pathways import Requirement
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import State, judge
from tests.model.domain.builders import (
    CHILD,
    TODAY,
    a_catalogue,
    a_complete_snapshot,
    a_feedback,
    a_field,
    a_form,
    a_pathway,
    a_reflection,
    some_evidence,
)

RECORD = a_form(
    "record",
    a_field("kind", FieldKind.CHOICE, required=True),
    a_field(
        "what", required=True, draws_from=(FieldPath("account.what"), FieldPath("account.now"))
    ),
    a_field("impact", required=True, draws_from=(FieldPath("account.now"),)),
    a_field("peer"),
    elsewhere=Elsewhere(at="The regulator", fields=("what", "peer")),
)
LOG = a_form(
    "log",
    a_field("model", FieldKind.MODEL, models=("short", "long")),
    a_field("account", FieldKind.SECTIONS, follows="model", required=True),
    a_field("next", required=True),
)
SOURCE = a_reflection(1)


def a_known_catalogue(**changes):
    known = a_catalogue(a_pathway(**changes))
    return replace(known, forms={**known.forms, RECORD.id: RECORD, LOG.id: LOG})


CATALOGUE = a_known_catalogue()


def another(form, number=9, **answers):
    bare = some_evidence(number, form, {"title": "", "date": ""} | answers)
    return replace(bare, draws_on=SOURCE.id)


def seen(piece, source=SOURCE, catalogue=CATALOGUE):
    return shown(piece, {source.id: source}, catalogue)


def test_a_field_without_words_of_its_own_shows_those_it_draws_on():
    piece = seen(another("record"))
    assert piece.text("impact") == SOURCE.text("account.now")
    assert (piece.title, piece.date) == (SOURCE.title, SOURCE.date)
    assert piece.lent == {"title", "date", "what", "impact"}


def test_several_places_are_shown_one_after_the_other_with_their_formatting():
    words = SOURCE.answers["account.now"]
    bold = replace(words, marks=(Mark(kind=MarkKind.BOLD, start=0, end=6),))
    source = replace(SOURCE, answers={**SOURCE.answers, "account.now": bold})
    what = seen(another("record"), source).answers["what"]
    before = SOURCE.text("account.what")
    assert what.text == f"{before}\n{words.text}"
    assert what.marks == (Mark(kind=MarkKind.BOLD, start=len(before) + 1, end=len(before) + 7),)


def test_words_of_its_own_stand_instead_and_taking_them_out_shows_the_others_again():
    trimmed = another("record", what="I asked her.", title="For the regulator")
    piece = seen(trimmed)
    assert (piece.text("what"), piece.title) == ("I asked her.", "For the regulator")
    assert piece.lent == {"date", "impact"}
    assert seen(another("record", what="  ")).text("what") != "  "


def test_what_the_source_says_later_is_shown_at_once():
    later = replace(
        SOURCE,
        answers={
            **SOURCE.answers,
            "account.now": replace(SOURCE.answers["account.now"], text="I wait."),
        },
    )
    assert seen(another("record"), later).text("impact") == "I wait."


def test_sections_of_the_same_model_show_through():
    piece = seen(another("log"))
    assert piece.text("account.what") == SOURCE.text("account.what")
    assert wanted_first(piece, CATALOGUE) == "next"


def test_choices_claims_and_files_are_never_shown_through():
    piece = seen(another("record"))
    assert not piece.text("kind")
    assert SOURCE.claims
    assert (piece.claims, piece.attachments) == ((), ())


def test_only_the_practitioner_s_own_words_are_shown_and_only_where_they_belong():
    child = a_feedback(5)
    words = replace(child.answers["questions.1.words"], written_by=CHILD)
    spoken = replace(child, answers={**child.answers, "questions.1.words": words})
    form = a_form("own", a_field("words", draws_from=(FieldPath("questions.1.words"),)))
    theirs = a_form("theirs", replace(form.fields[2], author=CHILD))
    question = a_form("asked", a_field("q", draws_from=(FieldPath("questions.1.question"),)))
    assert "words" not in lent_by(spoken, form, CATALOGUE)
    assert "words" not in lent_by(spoken, theirs, CATALOGUE)
    assert "words" not in lent_by(child, theirs, CATALOGUE)
    assert lent_by(spoken, question, CATALOGUE)["q"].text == "What do I do?"


def test_the_same_name_of_a_field_alone_shows_nothing():
    agreement = a_form("agreement", a_field("supervision"))
    account = a_form("account", a_field("supervision"))
    catalogue = replace(
        CATALOGUE, forms={**CATALOGUE.forms, account.id: account, agreement.id: agreement}
    )
    piece = some_evidence(4, "account", {"supervision": "I took it to supervision."})
    assert not serves(piece, agreement, catalogue)


def test_what_may_not_be_shown_is_not_shown_by_way_of_another_piece():
    child = a_feedback(5)
    question = a_form("asked", a_field("q", draws_from=(FieldPath("questions.1.question"),)))
    refused = replace(
        child,
        answers={
            **child.answers,
            "permission.show": replace(child.answers["permission.show"], text="no"),
        },
    )
    assert lent_by(refused, question, CATALOGUE) == {}


def test_a_form_that_is_kept_out_of_packs_lends_nothing():
    kept_out = replace(CATALOGUE.forms["reflection"], kept_out=True)
    catalogue = replace(CATALOGUE, forms={**CATALOGUE.forms, kept_out.id: kept_out})
    assert lent_by(SOURCE, RECORD, catalogue) == {}


def test_of_a_kind_that_the_form_knows_nothing_of_it_shows_the_first_prose():
    audit = a_form("audit", a_field("grade", FieldKind.CHOICE), a_field("found"))
    catalogue = replace(CATALOGUE, forms={**CATALOGUE.forms, audit.id: audit})
    piece = some_evidence(4, "audit", {"grade": "good", "found": "It was all there."})
    assert lent_by(piece, RECORD, catalogue)["what"].text == "It was all there."
    theirs = replace(audit, author=CHILD)
    catalogue = replace(CATALOGUE, forms={**CATALOGUE.forms, audit.id: theirs})
    assert "what" not in lent_by(piece, RECORD, catalogue)


def test_what_draws_on_nothing_or_on_what_is_gone_is_as_it_is():
    alone = another("record")
    assert shown(alone, {}, CATALOGUE) is alone
    assert seen(SOURCE) is SOURCE
    unknown = replace(alone, form=FormId("not-installed"))
    assert seen(unknown) is unknown


def test_pieces_that_draw_on_one_another_in_a_circle_show_what_each_says_itself():
    first = replace(SOURCE, draws_on=EvidenceId("e9"))
    second = another("record", what="Round and round.")
    both = {first.id: first, second.id: second}
    assert shown(second, both, CATALOGUE).text("what") == "Round and round."
    assert shown(first, both, CATALOGUE).text("account.now") == SOURCE.text("account.now")


def test_a_piece_serves_forms_of_the_pathway_and_those_entered_elsewhere():
    catalogue = a_known_catalogue(offers=(LOG.id,))
    pathway = catalogue.pathways[PathwayId("ours")]
    assert [f.id for f in forms_served(SOURCE, pathway, catalogue)] == ["log", "record"]
    assert not serves(SOURCE, catalogue.forms["reflection"], catalogue)
    assert not serves(some_evidence(2, "reflection", {}), RECORD, catalogue)
    assert not serves(another("log", next="More."), RECORD, catalogue)


def test_the_keyboard_lands_where_words_are_wanted_then_where_an_answer_is():
    assert wanted_first(seen(another("record")), CATALOGUE) == "peer"
    assert wanted_first(seen(another("record", peer="She asked.")), CATALOGUE) == "kind"
    done = another("record", peer="She asked.", kind="case")
    assert wanted_first(seen(done), CATALOGUE) == "title"


def judged(requirement, *pieces):
    pathway = a_pathway(requirements=(requirement,))
    catalogue = a_known_catalogue(requirements=(requirement,))
    snapshot = replace(
        a_complete_snapshot(),
        evidence=tuple(shown(p, {e.id: e for e in pieces}, catalogue) for p in pieces),
    )
    return judge(snapshot, pathway, catalogue, TODAY).requirements[0]


def test_the_verdict_counts_a_piece_by_the_words_it_shows():
    rule = Requirement(id="records", title="Records", form=RECORD.id)
    assert judged(rule, SOURCE, another("record", kind="case")).state is State.MET
    empty = judged(rule, SOURCE, another("record"))
    assert empty.reasons == ("“Piece 1” still lacks “Kind”.",)


@pytest.mark.parametrize("others", [("reflection",), ()])
def test_one_writing_counts_once_for_one_rule(others):
    rule = Requirement(
        id="both",
        title="Both",
        form=RECORD.id,
        also=tuple(FormId(other) for other in others),
        at_least=2,
    )
    pieces = (another("record", 8, kind="case"), another("record", 9, kind="case"))
    found = judged(rule, SOURCE, *pieces)
    assert found.have == 1
    assert "“Piece 1” is another use of a piece that counts here already." in found.reasons


def test_pieces_of_different_writings_all_count():
    assert counted_twice((SOURCE, a_reflection(2))) == ()


def test_every_place_that_a_shipped_form_draws_from_is_asked_by_some_form():
    catalogue = read_catalogue()
    for form in catalogue.forms.values():
        for path in (path for field in form.fields for path in field.draws_from):
            assert any(
                slot_at(other, {}, catalogue.models, path) for other in catalogue.forms.values()
            ), (form.id, path)


def test_an_account_serves_the_first_year_and_the_regulator():
    catalogue = read_catalogue()
    account = some_evidence(1, "reflective-summary", {"account.description": "I sat down."})
    for pathway in ("asye-child-family", "asye-adult", "bexley-asye"):
        found = forms_served(account, catalogue.pathways[PathwayId(pathway)], catalogue)
        assert {"critical-reflection-log", "cpd-record"} <= {form.id for form in found}
    level_3 = catalogue.pathways[PathwayId("bexley-level-3")]
    assert "cpd-record" in [form.id for form in forms_served(account, level_3, catalogue)]


def test_what_is_entered_elsewhere_stands_in_words_in_the_order_of_that_place():
    catalogue = read_catalogue()
    answers = {"kind": "practice", "impact": "I wait.", "what": "A visit.", "minutes": "60"}
    piece = some_evidence(1, "cpd-record", answers)
    assert words_for_elsewhere(piece, catalogue) == (
        "What kind of learning it was\nLearning from practice\n\n"
        "What it was, and why it matters to your work\nA visit.\n\n"
        "Date\n1 October 2026\n\n"
        "What it changed, or will change\nI wait."
    )
    assert words_for_elsewhere(SOURCE, CATALOGUE) == ""


def test_learning_that_is_also_recorded_counts_for_the_regulator_and_its_hours_once():
    catalogue = read_catalogue()
    rules = catalogue.pathways[PathwayId("portsmouth-annual")]
    answers = {"method": "mentoring", "minutes": "120", "learned": "Wait.", "effect": "I do."}
    learning = some_evidence(1, "learning-experience", answers)
    what = {"kind": "practice", "what": "A talk.", "minutes": "120", "recorded": "yes"}
    record = some_evidence(2, "cpd-record", {"title": "", "date": ""} | what)
    both = (learning, replace(record, draws_on=learning.id))
    known = {piece.id: piece for piece in both}
    snapshot = replace(
        a_complete_snapshot(), evidence=tuple(shown(p, known, catalogue) for p in both)
    )
    found = {line.id: line for line in judge(snapshot, rules, catalogue, TODAY).requirements}
    assert found["hours"].counted == (learning.id,)
    assert found["recorded"].counted == (record.id,)
    assert record.id in found["registration"].counted
