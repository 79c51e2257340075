"""Hostile and unusual attachments: bound as they should be, or refused in one sentence.

Each goes the whole way that a person's file goes, in a process that is killed after ten seconds
of work or above its memory.
"""

from __future__ import annotations

import json
import sys

import pytest

from tests.pack import foreign_files as files
from tests.pack import hostile_files as hostile
from tests.tools.command import run

MOST_MEGABYTES = 1024
TRY = "import sys; from tests.pack.hostile_run import main; main(sys.argv[1:])"
"""Not by -m: every process that such a program starts reads its module first, tests and all."""

BOUND = {
    "rotated.pdf": (lambda: files.boxed(Rotate=90), [600, 400]),
    "negative-origin.pdf": (lambda: files.boxed(MediaBox=[-200, -300, 200, 300]), [400, 600]),
    "user-unit.pdf": (lambda: files.boxed(UserUnit=2), [800, 1200]),
    "loops-in-forms.pdf": (hostile.loops_in_forms, [400, 600]),
    "nested.pdf": (hostile.nested, [400, 600]),
    "cmyk.jpg": (lambda: files.photograph("CMYK"), [144, 96]),
    "sixteen-bits.png": (hostile.sixteen_bits, [144, 96]),
    "animated.png": (lambda: hostile.animated("PNG"), [29, 19]),
    "wide.png": (lambda: hostile.wide_picture((20_000, 3_900)), [9600, 1872]),
    "picture-bomb.pdf": (hostile.picture_bomb, [400, 600]),
}
"""How to make it, and the size of its page in points."""

REFUSED = {
    "truncated.pdf": (lambda: files.letter(pages=3)[:-400], "damaged or incomplete"),
    "locked.pdf": (hostile.locked, "password"),
    "pageless.pdf": (hostile.pageless, "without pages"),
    "10000-pages.pdf": (hostile.many_pages, "more than 500 pages"),
    "cyclic.pdf": (hostile.cyclic, "damaged or incomplete"),
    "huge-box.pdf": (lambda: files.boxed(MediaBox=[0, 0, 10**7, 10**7]), "damaged"),
    "bomb.pdf": (hostile.bomb, "far too large once it is unpacked"),
    "bomb-in-bomb.pdf": (lambda: hostile.bomb(layers=2), "far too large once it is unpacked"),
    "object-stream-bomb.pdf": (hostile.object_stream_bomb, "damaged or incomplete"),
    "square.png": (lambda: hostile.wide_picture((20_000, 20_000), "1"), "80 million pixels"),
    "animated.gif": (lambda: hostile.animated("GIF"), "of a kind that cannot be attached"),
    "moving.webp": (lambda: hostile.animated("WEBP"), "of a kind that cannot be attached"),
    "drawing.svg": (lambda: hostile.SVG, "of a kind that cannot be attached"),
    "photo.heic": (lambda: hostile.HEIC, "HEIC photo"),
}
"""How to make it, and what the refusal says."""
EXHAUSTING = {
    "forms-in-forms.pdf": hostile.forms_in_forms,
    "many-things.pdf": lambda: hostile.many_things(40_000),
}
"""Bound or refused as it may come, but soon."""
LONG_EXHAUSTING = {
    "endless-instructions.pdf": hostile.endless_instructions,
    "many-more-things.pdf": lambda: hostile.many_things(3_000_000),
    "slow-pages.pdf": hostile.slow_pages,
    "deep-forms.pdf": lambda: hostile.forms_in_forms(depth=200, breadth=2),
    "nested-deeply.pdf": lambda: hostile.nested(3_000_000),
}


def what_became_of(makers, folder):
    """Return what became of each file, by its name."""
    for name, make in makers.items():
        (folder / name).write_bytes(make())
    paths = [folder / name for name in makers]
    result = run([sys.executable, "-c", TRY, *paths])
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(told) == len(paths), result.stderr
    return {one.pop("file"): one for one in told}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    makers = {name: make for name, (make, _) in (BOUND | REFUSED).items()}
    return what_became_of(makers | EXHAUSTING, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize(("name", "size"), [(name, size) for name, (_, size) in BOUND.items()])
def test_what_can_be_shown_is_bound_at_its_size(outcomes, name, size):
    outcome = outcomes[name]
    assert outcome.get("pages") == 1, outcome
    assert outcome["sizes"] == [size]
    assert outcome["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("name", "says"), [(name, says) for name, (_, says) in REFUSED.items()]
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(outcomes, name, says):
    outcome = outcomes[name]
    assert "refused" in outcome, outcome
    assert outcome["refused"].endswith(".")
    assert ". " not in outcome["refused"]
    assert says in outcome["refused"]
    assert outcome["advice"]


@pytest.mark.parametrize("name", EXHAUSTING)
def test_what_would_take_for_ever_ends(outcomes, name):
    check_ended(outcomes[name])


@pytest.mark.long
@pytest.mark.parametrize("name", LONG_EXHAUSTING)
def test_what_would_take_much_longer_ends_too(tmp_path, name):
    check_ended(what_became_of({name: LONG_EXHAUSTING[name]}, tmp_path)[name])


def check_ended(outcome):
    if "refused" in outcome:
        assert outcome["refused"].endswith(".")
        assert outcome["advice"]
    else:
        assert outcome.get("pages"), outcome
        assert outcome["megabytes"] < MOST_MEGABYTES
