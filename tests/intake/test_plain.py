from __future__ import annotations

import pytest

from portfolio_app.errors import IntakeError
from portfolio_app.intake.plain import read_plain


def paragraphs(data):
    return [block.text for block in read_plain(data).blocks]


def test_every_line_is_a_paragraph():
    assert paragraphs(b"One.\nTwo.\r\n\r\nThree.") == ["One.", "Two.", "Three."]


def test_lines_broken_at_a_width_are_joined():
    text = (
        b"We had agreed that the visit would begin in the kitchen, because\n"
        b"that was where she felt able to talk without being overheard by the\n"
        b"others in the house.\n"
        b"\n"
        b"Feelings\n"
        b"- calm\n"
        b"- tired\n"
    )
    assert paragraphs(text) == [
        "We had agreed that the visit would begin in the kitchen, because that was where she "
        "felt able to talk without being overheard by the others in the house.",
        "Feelings",
        "- calm",
        "- tired",
    ]


def test_long_lines_are_never_joined():
    text = f"{'word ' * 40}\n{'word ' * 41}"
    assert len(paragraphs(text.encode())) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_of_common_editors(encoding):
    assert paragraphs("Zoë said “yes”".encode(encoding)) == ["Zoë said “yes”"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe\x00", b"abc\x01", b"\x81\x8d"])
def test_binary_files_are_refused(data):
    with pytest.raises(IntakeError, match="not plain text"):
        read_plain(data)


def test_a_little_broken_text_stays_what_it_is():
    words = "She’s £40 short – “no more”".encode()
    assert read_plain(words + b"\xff").blocks[0].text == "She’s £40 short – “no more”\ufffd"
