"""Collecting evidence: what is stored, what is refused and in which words."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError, IntakeError
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId, FieldPath, RoleId
from tests.services.helpers import a_pdf, a_picture, paths

DRAWING = FieldPath("drawing")


@pytest.fixture
def reflection(opened):
    return opened.evidence.add("reflective-summary", paths(title="A visit"))


@pytest.fixture
def feedback(opened):
    return opened.evidence.add("child-feedback", author_name=" Child A ")


def texts(piece):
    return {path: answer.text for path, answer in piece.answers.items()}


def test_a_new_piece_is_stored_as_it_is_returned(opened, clock):
    piece = opened.evidence.add(
        "practice-observation",
        paths(
            title=" Initial   conference ", date="17/09/2026", observed="Line one\r\nTwo\u200b"
        ),
        by=RoleId("team_manager"),
        author_name=" Helen Marsh ",
    )
    assert opened.evidence.get(piece.id) == piece
    assert opened.evidence.all() == (piece,)
    assert texts(piece) == {
        "title": "Initial conference",
        "date": "2026-09-17",
        "observed": "Line one\nTwo",
    }
    assert (piece.by, piece.author_name) == ("team_manager", "Helen Marsh")
    assert piece.created_at == clock.now()


def test_words_are_their_author_s_whoever_types_them(opened):
    piece = opened.evidence.add(
        "practice-observation", paths(title="T", observed="She waited.")
    )
    answer = piece.answers[FieldPath("observed")]
    assert answer.written_by != PRACTITIONER
    assert answer.entered_by == PRACTITIONER


def test_a_piece_without_a_named_contributor_is_by_the_form_s_own(feedback, opened):
    assert feedback.by == opened.evidence.form("child-feedback").contributor
    assert feedback.author_name == "Child A"


@pytest.mark.parametrize(
    ("form", "answers", "by", "sentence"),
    [
        ("diary", {}, None, "There is no form called “diary”."),
        ("reflective-summary", {"dream": "x"}, None, "“dream” is not a field of the form"),
        ("reflective-summary", {}, "boss", "There is no role called “boss”."),
        ("reflective-summary", {"date": "soon"}, None, "must be a day, such as"),
        ("reflective-summary", {"goal": "To fly"}, None, "There is nothing to choose for"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_stored(opened, form, answers, by, sentence):
    with pytest.raises(EvidenceError) as refused:
        opened.evidence.add(form, paths(**answers), by=by and RoleId(by))
    assert sentence in refused.value.summary
    assert refused.value.advice
    assert opened.evidence.all() == ()


def test_an_answer_is_on_the_disk_when_writing_returns(program, opened, folder, reflection):
    opened.evidence.write(reflection.id, FieldPath("account.feelings"), "  Tired.\n")
    other = program.door.open_with_passphrase(folder, "four words of my own")
    assert other.evidence.get(reflection.id).text("account.feelings") == "  Tired.\n"
    other.close()


def test_an_emptied_answer_is_gone(opened, reflection):
    opened.evidence.write(reflection.id, FieldPath("title"), "   ")
    assert opened.evidence.get(reflection.id).answers == {}


def test_writing_to_nothing_is_told(opened, reflection):
    with pytest.raises(EvidenceError, match="There is no evidence with the id “lost”"):
        opened.evidence.write(EvidenceId("lost"), FieldPath("title"), "x")
    with pytest.raises(EvidenceError, match="is not a field"):
        opened.evidence.write(reflection.id, FieldPath("goals.1.goal"), "x")
    with pytest.raises(EvidenceError, match="no evidence"):
        opened.evidence.get(EvidenceId("lost"))


def test_rows_may_come_in_any_order_and_an_emptied_one_disappears(opened):
    piece = opened.evidence.add(
        "practice-development",
        paths(goals__3__goal="Third", goals__01__goal="First", goals__2__goal="Second"),
    )
    assert rows_of(opened, piece.id) == [1, 2, 3]
    assert [goal.text for goal in opened.evidence.goals()] == ["First", "Second", "Third"]
    opened.evidence.write(piece.id, FieldPath("goals.2.goal"), "")
    assert rows_of(opened, piece.id) == [1, 3]
    assert [goal.ref for goal in opened.evidence.goals()] == [f"{piece.id}/1", f"{piece.id}/3"]


def rows_of(opened, evidence_id):
    asked = opened.evidence.slots(opened.evidence.get(evidence_id))
    return [slot.row for slot in asked if slot.path.endswith(".goal")]


def test_a_goal_is_chosen_by_its_words_or_its_place(opened):
    record = opened.evidence.add(
        "practice-development", paths(goals__1__goal="Write  shorter", goals__2__goal="Court")
    )
    by_words = opened.evidence.add("reflective-summary", paths(goal="write shorter."))
    assert by_words.text("goal") == f"{record.id}/1"
    opened.evidence.write(by_words.id, FieldPath("goal"), f"{record.id}/2")
    assert opened.evidence.get(by_words.id).text("goal") == f"{record.id}/2"
    with pytest.raises(EvidenceError) as refused:
        opened.evidence.write(by_words.id, FieldPath("goal"), "Something else")
    assert refused.value.summary.endswith(
        f"must be the words of a learning goal, or {record.id}/1 or {record.id}/2."
    )


def test_who_contributed_can_be_changed(opened, feedback):
    opened.evidence.set_contributor(feedback.id, RoleId("team_manager"), " Helen Marsh ")
    piece = opened.evidence.get(feedback.id)
    assert (piece.by, piece.author_name) == ("team_manager", "Helen Marsh")
    with pytest.raises(EvidenceError, match="no role called “boss”"):
        opened.evidence.set_contributor(feedback.id, RoleId("boss"), "X")


def test_a_piece_can_be_marked_put_in_the_bin_and_brought_back(opened, reflection):
    opened.evidence.mark_core(reflection.id, True)
    opened.evidence.remove(reflection.id)
    assert opened.evidence.all() == ()
    opened.evidence.restore(reflection.id)
    assert opened.evidence.get(reflection.id).core
    with pytest.raises(EvidenceError):
        opened.evidence.remove(EvidenceId("lost"))


# Attachments


def test_an_attachment_keeps_its_bytes_and_its_description(opened, reflection):
    content = a_pdf(2)
    attached = opened.evidence.attach(reflection.id, content, "letter.pdf", description=" A ")
    assert (attached.pages, attached.media_type) == (2, "application/pdf")
    assert opened.evidence.attachment(attached.id) == content
    opened.evidence.describe_attachment(attached.id, " A letter of thanks ")
    (kept,) = opened.evidence.get(reflection.id).attachments
    assert kept.description == "A letter of thanks"
    opened.evidence.remove_attachment(attached.id)
    assert opened.evidence.get(reflection.id).attachments == ()
    opened.evidence.restore_attachment(attached.id)
    assert opened.evidence.get(reflection.id).attachments == (kept,)


def test_a_new_drawing_takes_the_place_of_the_old(opened, feedback):
    opened.evidence.attach(feedback.id, a_picture(1), "first.png", path=DRAWING)
    second = opened.evidence.attach(feedback.id, a_picture(2), "second.png", path=DRAWING)
    assert opened.evidence.get(feedback.id).attachments == (second,)


@pytest.mark.parametrize("path", ["title", "permission.show", "nothing", "questions.1.words"])
def test_a_picture_only_answers_where_one_is_asked_for(opened, feedback, path):
    with pytest.raises(EvidenceError, match="does not ask for a picture"):
        opened.evidence.attach(feedback.id, a_picture(), "a.png", path=FieldPath(path))
    assert opened.evidence.get(feedback.id).attachments == ()


def test_a_file_that_cannot_be_shown_is_refused(opened, reflection):
    with pytest.raises(IntakeError):
        opened.evidence.attach(reflection.id, b"neither", "a.pdf")
    with pytest.raises(EvidenceError, match="no evidence"):
        opened.evidence.attach(EvidenceId("lost"), a_pdf(), "a.pdf")
