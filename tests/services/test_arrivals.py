"""Bringing files in: offered, changed by the person, kept in one step and taken back in one."""

from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError, IntakeError
from portfolio_app.model.domain.names import FieldPath
from tests.intake.photos import HEIC, SECRET, a_photo
from tests.intake.templates import FILLED, FOREIGN, TEMPLATES
from tests.intake.test_mail import a_mail
from tests.services.helpers import a_pdf


@pytest.fixture
def file(tmp_path):
    """Return a writer of files."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_offered_as_the_form_that_it_was_made_for(opened, file, kind):
    arrived = opened.arrivals.read(file("a.docx", TEMPLATES[kind]()))
    proposal = opened.arrivals.propose(arrived)
    assert proposal.form.id == "reflective-summary"
    kept = opened.arrivals.keep(proposal)
    assert kept.evidence.text("date") == "2026-11-03"
    assert FILLED["Feelings"].partition(".")[0] in kept.evidence.text("account.feelings")
    for words in FOREIGN.values():
        assert words.partition(".")[0] in kept.note.text("text") + str(kept.evidence.answers)
    assert kept.note.form == "jotting"


def test_everything_kept_is_taken_back_in_one_step(opened, file):
    arrived = opened.arrivals.read(file("a.docx", TEMPLATES["tables"]()))
    kept = opened.arrivals.keep(opened.arrivals.propose(arrived))
    assert len(opened.evidence.all()) == 2
    opened.arrivals.put_away(kept)
    assert not opened.evidence.all()
    assert len(opened.bin.all()) == 2


def test_the_person_may_choose_the_form_and_the_place_of_every_passage(opened, file):
    arrived = opened.arrivals.read(file("a.docx", TEMPLATES["headings"]()))
    proposal = opened.arrivals.propose(arrived, "reflective-summary")
    numbers = [n for n, portion in enumerate(proposal.portions) if portion.path is None]
    assert numbers
    where = FieldPath("account.analysis")
    assert where in {one.path for one in proposal.destinations}
    for number in numbers:
        proposal = proposal.moved(number, where)
    kept = opened.arrivals.keep(proposal)
    assert kept.note is None
    assert FOREIGN["Workload this week"].split(",")[0] in kept.evidence.text(where)
    other = opened.arrivals.propose(arrived, "cpd-record")
    assert other.form.id == "cpd-record"


def test_a_place_that_cannot_hold_the_words_stores_nothing(opened, file):
    arrived = opened.arrivals.read(file("a.txt", "Feelings\nSad.\n\nSomething\n"))
    proposal = opened.arrivals.propose(arrived, "reflective-summary")
    with pytest.raises(EvidenceError, match="must be a day"):
        opened.arrivals.keep(proposal.moved(len(proposal.portions) - 1, FieldPath("date")))
    assert not opened.evidence.all()


def test_what_names_no_form_becomes_a_jotting_as_a_whole(opened, file):
    arrived = opened.arrivals.read(file("a.txt", "She laughed.\nThen we walked.\n"))
    kept = opened.arrivals.keep(opened.arrivals.propose(arrived))
    assert (kept.evidence.form, kept.note) == ("jotting", None)
    assert kept.evidence.text("text") == "She laughed.\nThen we walked."
    assert kept.evidence.text("date") == "2026-11-22"


def test_an_email_brings_its_words_and_its_files(opened, file):
    mail = a_mail()
    mail.add_attachment(HEIC, "image", "heic", filename="drawing.heic")
    mail.add_attachment(a_pdf(2), "application", "pdf", filename="letter.pdf")
    arrived = opened.arrivals.read(file("a.eml", mail.as_bytes()))
    assert dict(arrived.facts)["From"].startswith("Ann Visitor")
    kept = opened.arrivals.keep(opened.arrivals.propose(arrived), arrived.files)
    assert kept.evidence.title == "Feedback on the visit"
    assert "I saw you listen." in kept.evidence.text("text")
    assert [(a.name, a.media_type) for a in kept.evidence.attachments] == [
        ("drawing.jpg", "image/jpeg"),
        ("letter.pdf", "application/pdf"),
    ]


def test_a_photo_is_kept_without_what_it_tells_besides(opened, file):
    arrived = opened.arrivals.read(file("a.jpg", a_photo(turn=6)))
    proposal = opened.arrivals.propose(arrived, "supporting-document")
    (attached,) = opened.arrivals.keep(proposal, arrived.files).evidence.attachments
    assert SECRET.encode() not in opened.evidence.attachment(attached.id)


def test_a_photo_attached_in_any_other_way_tells_as_little(opened):
    piece = opened.evidence.add("reflective-summary")
    for name, data in (("a.jpg", a_photo()), ("b.HEIC", HEIC), ("c.png", a_photo(kind="PNG"))):
        attached = opened.evidence.attach(piece.id, data, name)
        assert SECRET.encode() not in opened.evidence.attachment(attached.id)
    assert [a.name for a in opened.evidence.get(piece.id).attachments] == [
        "a.jpg",
        "b.jpg",
        "c.png",
    ]


def test_a_pdf_brings_its_words_and_itself(opened, file):
    arrived = opened.arrivals.read(file("a.pdf", a_pdf(1)))
    assert [f.media_type for f in arrived.files] == ["application/pdf"]
    assert arrived.remarks or arrived.document.blocks


def test_many_paragraphs_without_a_place_are_asked_about_together(opened, file):
    text = "In supervision\nYes.\n\n" + "\n".join(f"Sentence {n}." for n in range(200))
    heads = "<h2>Description</h2><p>x</p><h1>Appendix</h1>" + "".join(
        f"<p>Sentence {n}.</p>" for n in range(200)
    )
    arrived = opened.arrivals.read(file("a.eml", a_mail(text, heads).as_bytes()))
    proposal = opened.arrivals.propose(arrived, "reflective-summary")
    assert len(proposal.portions) < 60
    assert all(f"Sentence {n}." in proposal.unsorted for n in range(200))


def test_what_cannot_be_read_is_refused(opened, file):
    with pytest.raises(IntakeError):
        opened.arrivals.read(file("a.bin", b"\x00\x01\x02"))
