"""Words that are heard otherwise than they are seen, read back from the file."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.claims import letters_of
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.hearing import heard_as
from portfolio_app.pack.tagged.links import link
from tests.pack.engine import BODY, WORDS, drawn, heard, told
from tests.pack.reading import elements, squeezed, texts
from tests.tools.verapdf import validate


def spans(document):
    with pikepdf.open(BytesIO(document)) as pdf:
        found = elements(pdf.Root.StructTreeRoot.K[0], "Span")
        return [(str(span.ActualText), str(span.P.S)[1:]) for span in found]


def test_what_is_heard_stands_in_the_place_of_what_is_seen(tmp_path):
    said = "PCF 6, claimed of “a < b & c”, é ✓"
    markup = f"Before {heard_as('<b>PCF 6</b> · ', said)}{link('p. 9', 'https://a.example')} on"
    document = told([Para(markup, BODY)])
    assert spans(document) == [(said, "P")]
    assert [text for _, text in heard(document, tmp_path)] == [
        "Before",
        "PCF 6 ·",
        "p. 9",
        "on",
    ]
    assert squeezed("Before PCF 6 · p. 9 on") in squeezed(texts(document)[0])
    (tmp_path / "heard.pdf").write_bytes(document)
    assert validate([tmp_path / "heard.pdf"]) == []


def test_it_may_run_over_the_end_of_a_line():
    document = told([Para(WORDS + heard_as(WORDS * 2, "a lot"), BODY)])
    assert spans(document) == [("a lot", "P")]


def test_decoration_is_heard_neither_way():
    def draw(canvas):
        with canvas.artifact():
            made = Para(heard_as("seen", "heard"), BODY)
            made.wrapOn(canvas, 300, 100)
            made.drawOn(canvas, 60, 700)
            canvas.draw_text(60, 600, "seen", Face.SANS, 10)

    assert spans(drawn(draw)) == []


def test_letters_of_claims_go_on_after_z():
    class Passage:
        def __init__(self, key):
            self.key = key

    letters = letters_of([Passage(number) for number in range(53)])
    assert [letters[at] for at in (0, 25, 26, 51, 52)] == ["a", "z", "a2", "z2", "a3"]
