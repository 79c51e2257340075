from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId, FieldPath, FormId
from portfolio_app.services.jottings import JOTTING, TEXT
from tests.services.helpers import a_picture

SUMMARY = FormId("reflective-summary")
FIRST = FieldPath("account.description")
WORDS = "She asked me twice.\nI had no answer."


def ids(pieces):
    return {piece.id for piece in pieces}


def test_a_jotting_is_kept_with_its_day_and_needs_no_title(opened, clock):
    jotting = opened.jottings.keep(WORDS)
    assert opened.jottings.all() == (jotting,)
    assert (jotting.title, jotting.text(TEXT), jotting.date) == ("", WORDS, clock.today())


def test_nothing_is_not_kept(opened):
    with pytest.raises(EvidenceError, match="nothing to keep"):
        opened.jottings.keep(" \n ")
    assert opened.jottings.all() == ()


def test_a_title_alone_is_kept(opened):
    opened.jottings.keep("", "Two doors")
    assert [piece.title for piece in opened.jottings.all()] == ["Two doors"]


def test_what_is_still_being_written_stays_one_jotting(opened):
    first = opened.jottings.keep("She", "Doors")
    opened.jottings.keep("She asked me twice.", former=first.id)
    (kept,) = opened.jottings.all()
    assert (kept.id, kept.text(TEXT), kept.title) == (first.id, "She asked me twice.", "")


def test_words_are_kept_anew_where_their_jotting_is_gone(opened):
    first = opened.jottings.keep("She")
    opened.jottings.put_away(first.id)
    again = opened.jottings.keep("She asked.", former=first.id)
    assert ids(opened.jottings.all()) == {again.id} != {first.id}
    opened.jottings.bring_back(first.id)
    assert ids(opened.jottings.all()) == {first.id, again.id}


def test_the_latest_jotting_comes_first(opened, clock):
    opened.jottings.keep("One")
    clock.pass_time(minutes=1)
    opened.jottings.keep("Two")
    assert [piece.text(TEXT) for piece in opened.jottings.all()] == ["Two", "One"]


def test_a_jotting_becomes_the_beginning_of_a_piece_and_nothing_is_lost(opened, clock):
    jotting = opened.jottings.keep("She asked me.", "Two doors")
    clock.pass_time(minutes=30)
    opened.evidence.write(jotting.id, TEXT, WORDS)
    opened.evidence.attach(jotting.id, a_picture(), "drawing.png", description="A drawing")
    before = [each.text for each in opened.history.of(jotting.id)[TEXT]]
    assert before
    done = opened.jottings.sort(jotting.id, SUMMARY)
    piece = opened.evidence.get(done.piece.id)
    assert piece.form == SUMMARY
    assert (piece.title, piece.text(FIRST), piece.date) == ("Two doors", WORDS, jotting.date)
    assert [each.description for each in piece.attachments] == ["A drawing"]
    assert opened.evidence.attachment(piece.attachments[0].id) == a_picture()
    assert [each.text for each in opened.history.of(piece.id)[FIRST]] == before
    assert opened.jottings.all() == ()
    assert [removed.piece.id for removed in opened.bin.all()] == [jotting.id]


def test_sorting_is_taken_back_and_what_was_made_waits_in_the_bin(opened):
    jotting = opened.jottings.keep(WORDS)
    done = opened.jottings.sort(jotting.id, SUMMARY)
    opened.evidence.write(done.piece.id, FieldPath("area"), "Neglect")
    opened.jottings.take_back(done)
    assert ids(opened.jottings.all()) == {jotting.id}
    (removed,) = opened.bin.all()
    assert removed.piece.text(FieldPath("area")) == "Neglect"


def test_it_becomes_any_kind_that_has_room_for_words(opened):
    pathway = opened.verdicts.pathway()
    forms = opened.jottings.forms(pathway)
    assert SUMMARY in {form.id for form in forms}
    assert JOTTING not in {form.id for form in forms}
    for form in forms:
        jotting = opened.jottings.keep(WORDS)
        done = opened.jottings.sort(jotting.id, form.id)
        place = opened.jottings.places(form.id)[0]
        assert opened.evidence.get(done.piece.id).answers[place.path] == Answer(
            text=WORDS, written_by=place.author, entered_by=PRACTITIONER
        )


def test_its_words_go_where_they_are_wanted(opened):
    jotting = opened.jottings.keep(WORDS)
    done = opened.jottings.sort(jotting.id, SUMMARY, FieldPath("supervision"))
    assert done.piece.text("supervision") == WORDS


def test_a_place_that_the_form_does_not_have_changes_nothing(opened):
    jotting = opened.jottings.keep(WORDS)
    with pytest.raises(EvidenceError, match="no place"):
        opened.jottings.sort(jotting.id, SUMMARY, FieldPath("title"))
    with pytest.raises(EvidenceError):
        opened.jottings.sort(EvidenceId("unknown"), SUMMARY)
    assert ids(opened.evidence.all()) == {jotting.id}


def test_a_jotting_changes_no_verdict_and_enters_no_pack(complete):
    verdict, findings = complete.verdicts.status(), complete.packs.preflight().findings
    jotting = complete.jottings.keep("Zofia Mbeki lives at 4 Elm Road.")
    assert complete.verdicts.status() == verdict
    assert complete.packs.preflight().findings == findings
    assert jotting.id not in str(complete.packs.draft().manifest)
