"""A whole piece from a file: all of it, or nothing."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError, IntakeError, PortfolioError
from portfolio_app.model.domain.names import FieldPath, RoleId
from tests.intake.helpers import docx, h, p, title
from tests.services.helpers import a_pdf, a_picture, paths

KEYED = """
form = "child-feedback"
by = "child"
author = "Child A"
[fields]
title = "What Child A said"
date = 2026-11-03
questions = [{ question = "What do I do?", words = "You sit on the floor." }]
[[claims]]
quote = "sit on the floor"
capability = "pcf-2018/6"
note = "at their height"
[[attachments]]
file = "drawing.png"
description = "Two houses"
path = "drawing"
"""


@pytest.fixture
def file(tmp_path):
    """Return a writer of files that lie side by side."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_a_keyed_file_is_stored_with_its_claims_and_attachments(opened, file):
    file("drawing.png", a_picture())
    taken = opened.intake.take_in("child-feedback", source=file("feedback.toml", KEYED))
    piece = opened.evidence.get(taken.evidence.id)
    assert piece == taken.evidence
    assert piece.text("questions.1.words") == "You sit on the floor."
    assert (piece.by, piece.author_name) == ("child", "Child A")
    (claim,) = piece.claims
    assert (claim.anchor.exact, claim.note, claim.by) == (
        "sit on the floor",
        "at their height",
        "child",
    )
    drawing = piece.attachment("drawing")
    assert drawing is not None
    assert opened.evidence.attachment(drawing.id) == a_picture()


def test_answers_and_names_that_are_given_besides_win(opened, file):
    file("drawing.png", a_picture())
    taken = opened.intake.take_in(
        "child-feedback",
        source=file("feedback.toml", KEYED),
        answers=paths(title="Another title"),
        by=RoleId("observer"),
        author_name="Somebody",
        files=[file("letter.pdf", a_pdf(2))],
    )
    piece = taken.evidence
    assert (piece.title, piece.by, piece.author_name) == (
        "Another title",
        "observer",
        "Somebody",
    )
    assert [a.name for a in piece.attachments] == ["drawing.png", "letter.pdf"]


def test_a_word_document_tells_what_it_could_not_place(opened, file):
    body = docx(title("A visit"), h("Feelings"), p("Tired."), h("Appendix"), p("Aside"))
    taken = opened.intake.take_in("reflective-summary", source=file("a.docx", body))
    assert taken.evidence.text("account.feelings") == "Tired."
    assert taken.unplaced == ("Appendix", "Aside")


def test_without_a_file_answers_and_attachments_suffice(opened, file):
    taken = opened.intake.take_in(
        "supporting-document", answers=paths(title="A letter"), files=[file("a.pdf", a_pdf())]
    )
    assert opened.evidence.get(taken.evidence.id).attachments[0].pages == 1


BAD = {
    "a missing file": (
        lambda file: {"source": file("x", "").with_name("none.toml")},
        "not there",
    ),
    "a folder": (lambda file: {"source": file("x", "").parent}, "cannot be read"),
    "an attachment that is missing": (
        lambda file: {"files": [file("x", "").with_name("none.pdf")]},
        "A file to attach is not there.",
    ),
    "an attachment beside the file that is missing": (
        lambda file: {"source": file("a.toml", KEYED)},
        "A file to attach is not there.",
    ),
    "an attachment that is none": (
        lambda file: {"files": [file("a.pdf", "%PDF-1.7 nothing")]},
        "",
    ),
    "a claim on words that are not there": (
        lambda file: {
            "source": file("a.toml", KEYED.replace("sit on the", "stand on the")),
            "answers": paths(questions__1__words="You run."),
            "files": [file("drawing.png", a_picture())],
        },
        "do not stand",
    ),
    "a drawing where none is asked for": (
        lambda file: {
            "source": file("a.toml", KEYED.replace('path = "drawing"', 'path = "title"')),
            "files": [file("drawing.png", a_picture())],
        },
        "“title” does not ask for a picture.",
    ),
    "two drawings": (
        lambda file: {
            "source": file("a.toml", KEYED + KEYED[KEYED.index("[[attachments]]") :]),
            "files": [file("drawing.png", a_picture())],
        },
        "two attachments answer one picture",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_taken_in_leaves_nothing(opened, file, name):
    given, sentence = BAD[name]
    with pytest.raises(PortfolioError) as refused:
        opened.intake.take_in("child-feedback", **given(file))
    assert sentence in refused.value.summary
    assert isinstance(refused.value, IntakeError | EvidenceError) or refused.value.advice
    assert opened.evidence.all() == ()


def test_an_unknown_form_is_told_before_the_file_is_read(opened, file):
    with pytest.raises(EvidenceError, match="There is no form called “diary”"):
        opened.intake.take_in("diary", source=file("x", "").with_name("none.toml"))


def test_a_goal_may_be_given_in_words(opened, file):
    opened.evidence.add("practice-development", paths(goals__1__goal="Write shorter"))
    text = '[fields]\ntitle = "A visit"\ngoal = "Write shorter"\n'
    taken = opened.intake.take_in("reflective-summary", source=file("a.toml", text))
    assert taken.evidence.text(FieldPath("goal")).endswith("/1")


@pytest.mark.parametrize("target", ["../outside.png", "drawing.png"])
def test_a_link_out_of_the_folder_is_not_followed(opened, tmp_path, target):
    (tmp_path / "outside.png").write_bytes(a_picture())
    folder = tmp_path / "from a stranger"
    folder.mkdir()
    (folder / "drawing.png").symlink_to(target)
    (folder / "feedback.toml").write_text(KEYED)

    with pytest.raises(IntakeError, match="a link that leads out of its folder"):
        opened.intake.take_in("child-feedback", source=folder / "feedback.toml")
    assert opened.evidence.all() == ()
