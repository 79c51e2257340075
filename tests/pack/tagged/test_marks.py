"""Marked passages: exact words, the right lines, page ends."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.marks import (
    Emphasis,
    Passage,
    passages_markup,
    stretches,
)
from portfolio_app.pack.tagged.structure import Step
from tests.pack.engine import BODY, WORDS, heard, told

TEXT = "Before it. Slowly I asked myself what it meant. After it."
CLAIMED = "Slowly I asked myself what it meant."


def passage(text=TEXT, claimed=CLAIMED, key="c1"):
    start = text.index(claimed)
    return Passage(key=key, start=start, end=start + len(claimed))


class Margin:
    """Collects the stretches of each page, and writes a note for each."""

    def __init__(self):
        self.pages = []
        self._carried = ()

    def __call__(self, canvas, _document):
        shown, self._carried = stretches(canvas.marks_on_page(), self._carried)
        self.pages.append(shown)
        for stretch in shown:
            with canvas.inside(stretch.note), canvas.within(Step("P", canvas.getPageNumber())):
                y = 700 if stretch.top is None else stretch.top
                canvas.draw_text(420, y, f"Note on {stretch.key}", Face.SANS, 8)


def test_the_tint_lies_behind_the_very_words():
    markup = passages_markup(TEXT, Face.SERIF, [passage()])
    assert markup == (
        'Before it. <span backColor="rgb(220,234,236)">S</span>'
        '<onDraw name="passage-start" label="c1"/>'
        '<span backColor="rgb(220,234,236)">lowly I asked myself what it meant.</span>'
        '<onDraw name="passage-end" label="c1"/> After it.'
    )


def test_emphasis_and_overlapping_passages_are_kept():
    markup = passages_markup(
        "one two three",
        Face.SERIF,
        [Passage(key="a", start=0, end=7), Passage(key="b", start=4, end=13)],
        emphases=[Emphasis(start=4, end=7, bold=True), Emphasis(start=8, end=13, italic=True)],
    )
    assert markup.count("onDraw") == 4
    assert 'name="NotoSerif-Bold">t</font>' in markup
    assert 'name="NotoSerif-Italic">three</font>' in markup


@pytest.mark.parametrize("key", ['a"b', "a<b", "a&b", "a\nb"])
def test_keys_that_would_break_the_markup_are_refused(key):
    with pytest.raises(ValueError, match="cannot be the key"):
        passages_markup("one", Face.SERIF, [Passage(key=key, start=0, end=3)])


def test_markers_change_nothing_of_what_is_heard(tmp_path):
    text = WORDS * 3
    markup = passages_markup(text, Face.SERIF, [passage(text, "Mother telephoned", "x")])
    assert heard(told([Para(markup, BODY)]), tmp_path) == [("P", text.strip())]


@pytest.mark.parametrize("shift", range(0, 60, 3))
def test_a_passage_starts_on_the_line_of_its_first_word(shift, tmp_path):
    text = "i" * shift + " word " * 6 + CLAIMED
    margin = Margin()
    document = told(
        [Para(passages_markup(text, Face.SERIF, [passage(text)]), BODY)], page_end=margin
    )
    ((stretch,),) = margin.pages
    assert stretch.top in baselines_of(document, "Slowly")
    assert stretch.bottom in baselines_of(document, "meant.")


def baselines_of(document, word):
    """Return the baselines of the lines that have `word`, rounded as ReportLab writes them."""
    import pypdfium2

    with pypdfium2.PdfDocument(document) as pdf:
        page = pdf[0]
        layer = page.get_textpage()
        found, at = [], -1
        text = layer.get_text_range()
        while (at := text.find(word, at + 1)) >= 0:
            found.append(Near(layer.get_charbox(at + 1)[1]))
        return found


class Near:
    """A baseline that equals every height within 4 points: letters reach below it."""

    def __init__(self, height):
        self.height = height

    def __eq__(self, other):
        return abs(self.height - other) < 4

    def __hash__(self):
        return 0


def test_a_note_follows_its_paragraph_and_has_an_identifier(tmp_path):
    story = [
        Para(passages_markup(TEXT, Face.SERIF, [passage()]), BODY),
        Para("The next paragraph", BODY),
    ]
    document = told(story, page_end=Margin())
    assert heard(document, tmp_path) == [
        ("P", TEXT),
        ("P", "Note on c1"),
        ("P", "The next paragraph"),
    ]
    with pikepdf.open(BytesIO(document)) as pdf:
        note = pdf.Root.StructTreeRoot.K[0].K[1]
        assert note.S == "/Note"
        assert str(note.ID) == "note-1"


def test_a_passage_over_a_page_end_is_carried_over(tmp_path):
    text = WORDS * 8
    whole = Passage(key="c1", start=len(WORDS), end=len(WORDS) * 7)
    margin = Margin()
    story = [Para(passages_markup(text, Face.SERIF, [whole]), BODY)]
    told(story, height=240, page_end=margin)
    (first,), (second,), *rest = margin.pages
    assert (first.top is None, first.bottom is None) == (False, True)
    assert (second.top is None, second.bottom is None) == (True, len(rest) > 0)
    assert first.note is second.note


def test_a_passage_over_paragraphs_opens_once_and_closes_once():
    first = Passage(key="c1", start=0, end=3, closes=False)
    last = Passage(key="c1", start=0, end=3, opens=False)
    margin = Margin()
    story = [Para(passages_markup("one", Face.SERIF, [one]), BODY) for one in (first, last)]
    told(story, page_end=margin)
    ((stretch,),) = margin.pages
    assert stretch.top - stretch.bottom == pytest.approx(BODY.leading)


def test_passages_of_one_line_are_told_in_order():
    text = "one two three four"
    both = [passage(text, "one", "a"), passage(text, "three", "b")]
    margin = Margin()
    told([Para(passages_markup(text, Face.SERIF, both), BODY)], page_end=margin)
    (shown,) = margin.pages
    assert [stretch.key for stretch in shown] == ["a", "b"]
    assert len({stretch.top for stretch in shown}) == 1
