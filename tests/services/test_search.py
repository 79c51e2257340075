"""What was written or attached is found, and told as a person calls it."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.services.progress import Silent
from tests.services.helpers import Listener, a_picture, paths

REF = CapabilityRef.parse("pcf-2018/6")


def letter(*pages):
    file = BytesIO()
    canvas = Canvas(file)
    for words in pages:
        canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def piece(opened):
    found = opened.evidence.add(
        "reflective-summary",
        paths(
            title="The visit",
            model="gibbs-1988",
            account__feelings="I noticed how tired I was of hoping.",
        ),
    )
    opened.claims.claim_quotation(found.id, REF, "I noticed", note="sees herself")
    opened.statements.write(REF, "I reflect with others.")
    opened.ratings.rate(REF, opened.ratings.scale(REF).steps[0], note="A swan taught me.")
    opened.ratings.write_note(REF, "An ibis, lately.")
    opened.evidence.attach(
        found.id, letter("Dear all", "about the otter"), "Letter.pdf", description="A thank-you"
    )
    opened.search.read_files(Silent())
    return found


PLACES = {
    "visit": ("The visit", "Title"),
    "tired hoping": ("The visit", "Feelings"),
    "herself": ("The visit", "Note on a claim in Feelings"),
    "thank": ("The visit", "File"),
    "otter": ("The visit", "Letter.pdf, page 2"),
    "reflect others": ("PCF 6 Critical reflection and analysis", "Account of the whole"),
    "swan": ("PCF 6 Critical reflection and analysis", "How you see yourself"),
    "ibis lately": ("PCF 6 Critical reflection and analysis", "How you see yourself"),
}


def test_a_place_is_told_as_a_person_calls_it(opened, piece):
    for typed, (title, place) in PLACES.items():
        (found,) = opened.search.find(typed)
        assert (found.title, found.place) == (title, place)
        assert (found.piece is None) == title.startswith("PCF")


def test_a_note_on_a_rating_is_found_as_long_as_it_is_there(opened, piece):
    opened.ratings.write_note(REF, "An ibis and a heron.")
    (found,) = opened.search.find("ibis")
    assert found.hit.excerpt.text == "An ibis and a heron."
    taken = opened.ratings.take_back(REF)
    assert opened.search.find("swan") == ()
    assert len(opened.search.find("ibis")) == 1
    opened.ratings.put_back(taken)
    assert len(opened.search.find("swan")) == 1
    heron = opened.people.add("Heron", "Young person A")
    opened.erasure.erase(heron.id)
    assert opened.search.find("heron") == ()
    assert len(opened.search.find("ibis")) == 1


def test_a_piece_without_a_title_is_called_by_its_form(opened):
    opened.evidence.add("reflective-summary", paths(account__feelings="otter"))
    assert opened.search.find("otter")[0].title == "Untitled reflective summary"


def test_an_answer_that_was_brought_back_is_found_again(opened, piece, clock):
    clock.pass_time(minutes=5)
    opened.evidence.write(piece.id, FieldPath("account.feelings"), "Nothing")
    assert opened.search.find("hoping") == ()
    opened.history.restore(opened.history.of(piece.id)[FieldPath("account.feelings")][0])
    assert len(opened.search.find("hoping")) == 1


def test_files_are_read_once_and_a_few_pages_at_a_time(opened, piece):
    opened.evidence.attach(
        piece.id, letter(*(f"page {n} heron" for n in range(12))), "Long.pdf"
    )
    opened.evidence.attach(piece.id, a_picture(), "drawing.png")
    reader = opened.search.reader()
    assert (reader.total, reader.done) == (2, 0)
    steps = 0
    while reader.step():
        steps += 1
    assert steps == 6
    assert reader.done == 2
    assert len(opened.search.find("heron")) == 12
    assert opened.search.reader().total == 0


def test_reading_tells_how_far_it_is(opened, piece):
    opened.evidence.attach(piece.id, letter("heron"), "Short.pdf")
    listener = Listener()
    opened.search.read_files(listener)
    assert listener.steps[-1] == (1, 1, "Reading attached files")


def test_a_file_that_is_destroyed_while_it_is_read_is_left(opened, piece):
    kept = opened.evidence.attach(piece.id, letter("heron"), "Kept.pdf")
    gone = opened.evidence.attach(piece.id, letter("badger"), "Gone.pdf")
    reader = opened.search.reader()
    opened.evidence.remove_attachment(gone.id)
    opened.bin.destroy(opened.bin.all()[0])
    while reader.step():
        pass
    assert opened.search.find("heron")[0].hit.attachment_id == kept.id
    assert opened.search.find("badger") == ()
