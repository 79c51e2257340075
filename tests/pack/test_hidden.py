"""Nothing of an attachment goes into the pack that cannot be seen on its pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.foreign_colours import UNUSUAL
from portfolio_app.pack.foreign_sight import Hidden, Manner
from tests.pack import foreign_files as files
from tests.pack import hidden_files as hidden
from tests.pack.hidden_files import CANARY
from tests.pack.reading import squeezed, texts
from tests.pack.test_foreign import PDF, hosted

DRAWN = {
    "under a black box": hidden.lidded,
    "under a box with a label": hidden.labelled,
    "under a box that is too low": hidden.badly_lidded,
    "under a picture": hidden.under_a_picture,
    "under letters": hidden.under_letters,
    "white on white": hidden.in_white,
    "in the colour of its ground": hidden.on_its_own_colour,
    "transparent": hidden.transparent,
    "never painted": hidden.never_painted,
    "tiny": hidden.tiny,
    "squeezed": hidden.squeezed,
    "clipped away": hidden.clipped_away,
    "clipped in part": hidden.clipped_in_part,
    "beside the paper": hidden.beside_the_paper,
    "in a form": hidden.in_a_form,
}
"""What a page draws, so that its name is not seen."""

WORDS = {
    **{name: lambda draw=draw: hidden.page(draw) for name, draw in DRAWN.items()},
    "cropped": hidden.cropped,
    "turned and cropped": lambda: hidden.cropped(Rotate=90),
    "in a layer that is off": hidden.layered,
    "in a layer by membership": lambda: hidden.layered(membership=True),
    "in a layer by its usage": lambda: hidden.layered(usage=True),
    "in place of what is written": hidden.retold,
    "under a box that is not printed": lambda: hidden.boxed_out(F=0),
    "under a box that the reader draws": lambda: hidden.boxed_out(F=4, AP=None),
    "under a group with a label": hidden.labelled_in_a_group,
    "beyond the frame of a form": hidden.beyond_its_form,
    "in blank letters": hidden.in_blank_letters,
    "as the meaning of a letter": hidden.lying,
    "blacked out in a scan": lambda: hidden.scan(bar=True, name=CANARY),
    "under a box on a scan": hidden.with_a_bar_drawn_over_it,
}
NOTES = {
    "in a note that is hidden": lambda: hidden.annotated(F=4 | 2),
    "in a note that is a remark": lambda: hidden.annotated(F=4, Subtype=pikepdf.Name.Text),
    "in an earlier revision": hidden.revised,
    "in a note that is not viewed": lambda: hidden.annotated(F=4 | 32),
    "in every place that is no drawing": hidden.noted,
    "noted by a camera": hidden.photographed,
    "as a field's name and default": hidden.asked,
    "in a field that is hidden": lambda: hidden.asked(F=4 | 2, V=pikepdf.String(CANARY)),
    "in a field off the page": lambda: hidden.asked(
        V=pikepdf.String(CANARY), Rect=pikepdf.Array([-300, 300, -100, 320])
    ),
}
EVERYTHING = WORDS | NOTES


def everything_in(pack):
    """Return whatever can be got out of a pack: its streams, strings and all of its text."""
    found = [*map(squeezed, texts(pack))]
    with pikepdf.open(BytesIO(pack)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(_content(thing).decode("latin-1"))
            found.append(str(thing.unparse(), "latin-1") if hasattr(thing, "unparse") else "")
            found += _strings(thing, 0)
    return "\n".join(found)


def _content(stream):
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings(thing, depth):
    if isinstance(thing, pikepdf.String):
        return [str(thing), bytes(thing).decode("utf-16-be", "replace")]
    if depth > 6 or not isinstance(thing, pikepdf.Array | pikepdf.Dictionary):
        return []
    inner = thing if isinstance(thing, pikepdf.Array) else thing.values()
    return [text for one in inner for text in _strings(one, depth + 1)]


@pytest.mark.parametrize("make", EVERYTHING.values(), ids=EVERYTHING)
def test_a_name_that_is_not_seen_is_nowhere_in_the_pack(make):
    document = make()
    with open_attachment(document, PDF) as attachment:
        (page,) = attachment.pages
        assert "Quill" not in page.text
        assert "feather" not in page.text
    assert CANARY not in everything_in(hosted(document))


@pytest.mark.parametrize("make", WORDS.values(), ids=WORDS)
def test_hidden_words_are_noticed_and_the_rest_is_still_read(make):
    with open_attachment(make(), PDF) as attachment:
        (page,) = attachment.pages
    assert page.sight.hidden is Hidden.WORDS
    assert "Dear" in page.text or make is hidden.retold


@pytest.mark.parametrize("make", DRAWN.values(), ids=DRAWN)
def test_a_page_with_hidden_words_becomes_a_picture(make):
    with open_attachment(hidden.page(make), PDF) as attachment:
        (page,) = attachment.pages
        assert page.sight.manner is Manner.AS_PICTURE
        assert page.problems[0] == "It has words that are covered or hidden."


@pytest.mark.parametrize("make", [hidden.noted, hidden.photographed])
def test_what_is_said_beside_a_drawing_does_not_keep_it_from_being_drawn(make):
    with open_attachment(make(), PDF) as attachment:
        assert attachment.pages[0].problems == ()


PARTS = {
    "cut off by the paper": lambda: hidden.picture_beyond(at=(250, 200, 300, 200)),
    "cut off by its frame": lambda: hidden.picture_beyond(clip=(60, 210, 100, 150)),
    "under a box": lambda: hidden.picture_beyond(lid=(100, 220, 50, 12)),
    "under letters": lambda: hidden.picture_beyond(ink="██"),
    "higher than it says": hidden.twice_as_high,
    "masked": hidden.masked,
}
FINE = {
    "with a caption on it": lambda: hidden.picture_beyond(ink="Caption"),
    "with a hair's breadth beyond the paper": lambda: hidden.picture_beyond(
        at=(-3, 200, 406, 200)
    ),
    "with a box beside it": lambda: hidden.picture_beyond(lid=(100, 410, 50, 12)),
}


@pytest.mark.parametrize("make", PARTS.values(), ids=PARTS)
def test_a_picture_of_which_more_is_there_than_seen_does_not_travel(make):
    with open_attachment(make(), PDF) as attachment:
        (page,) = attachment.pages
        assert (page.sight.hidden, page.sight.manner) == (Hidden.PARTS, Manner.AS_PICTURE)
        assert "Dear panel" in page.text


def test_a_picture_that_is_broken_off_is_shown_as_far_as_it_goes():
    def break_off(pdf):
        for one in pdf.pages[0].resources.XObject.values():
            one.SMask.write(b"")

    with open_attachment(files.changed(hidden.masked(), break_off), PDF) as attachment:
        assert attachment.pages[0].sight.manner is Manner.AS_PICTURE


@pytest.mark.parametrize("make", FINE.values(), ids=FINE)
def test_a_picture_that_is_seen_is_taken_over_as_it_is(make):
    with open_attachment(make(), PDF) as attachment:
        assert attachment.pages[0].problems == ()


@pytest.mark.parametrize("lid", [True, False], ids=["under a box", "white on white"])
def test_a_drawing_that_may_be_words_in_outlines_does_not_travel_unseen(lid):
    with open_attachment(hidden.outlined(lid=lid), PDF) as attachment:
        (page,) = attachment.pages
        assert (page.sight.hidden, page.sight.manner) == (Hidden.DRAWINGS, Manner.AS_PICTURE)


def test_letters_in_a_pattern_that_nobody_looked_at_do_not_travel():
    with open_attachment(hidden.in_tiles(), PDF) as attachment:
        assert attachment.pages[0].problems == (UNUSUAL,)


def test_the_name_would_be_found_if_it_were_seen():
    pack = hosted(hidden.page(hidden.name))
    assert CANARY in everything_in(pack)
    assert CANARY in squeezed(texts(pack)[0])


def test_a_scan_keeps_what_was_recognised_and_stays_as_it_was_scanned():
    document = hidden.scan()
    with open_attachment(document, PDF) as attachment:
        (page,) = attachment.pages
        assert page.text == "Dear panel Nightingale\nwhat was recognised"
        assert page.problems == ()
        assert page.sight.manner is Manner.WITHOUT_TEXT
    pack = hosted(document)
    assert "Nightingale" not in squeezed(texts(pack)[0])
    with pikepdf.open(BytesIO(pack)) as pdf:
        (figure,) = [one for one in pdf.Root.StructTreeRoot.K[0].K if one.S == "/Figure"]
        assert "Nightingale" in str(figure.ActualText)
    with pypdfium2.PdfDocument(pack) as shown:
        images = list(shown[0].get_objects(filter=(3,), max_depth=5))
        assert [image.get_px_size() for image in images] == [(1000, 1500)]
