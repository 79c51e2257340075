from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from portfolio_app.pack.appearance import (
    SIZE,
    fingerprint_groups,
    signature_appearance,
    spoken_time,
    waiting_appearance,
)
from tests.pack.engine import MOMENT, picture

FINGERPRINT = "670C840D3C48615A9E526135DD07528E372C938FAB75780BF3B808B603A28696"


def words(appearance):
    with pypdfium2.PdfDocument(appearance) as pdf:
        return pdf[0].get_textpage().get_text_range().split()


def a_signature(**changes):
    values = {
        "name": "Amina Farrow",
        "signed_at": MOMENT,
        "fingerprint": FINGERPRINT,
        "covers": "Certifies all 48 pages",
    }
    return signature_appearance(**values | changes)


def test_a_signature_shows_when_who_as_what_and_the_key():
    said = "".join(words(a_signature(role_title="Practitioner")))
    for part in (
        "Signed5January2027,16:42",
        "Certifiesall48pages",
        "KeyofAminaFarrow,Practitioner",
        FINGERPRINT,
    ):
        assert part in said


def test_a_long_name_is_cut_before_the_role_is():
    said = "".join(words(a_signature(name="Featherstonehaugh " * 5, role_title="Team manager")))
    assert "KeyofFeatherstonehaugh" in said
    assert "\N{HORIZONTAL ELLIPSIS},Teammanager" in said


def test_a_role_that_would_leave_no_room_for_the_name_is_cut():
    role = "Independent reviewing officer and chair of the panel"
    said = "".join(words(a_signature(role_title=role)))
    assert "KeyofAminaFarrow,Independent" in said
    assert "\N{HORIZONTAL ELLIPSIS}" in said


def test_a_field_that_waits_says_after_whom_and_for_which_key():
    said = "".join(words(waiting_appearance(3, FINGERPRINT, "Will cover all 48 pages")))
    for part in ("Waiting.Signsaftersignature2", "Willcoverall48pages", FINGERPRINT):
        assert part in said


def test_the_first_to_sign_waits_for_nobody():
    said = words(waiting_appearance(1, None, "Will certify all 48 pages"))
    assert said[:3] == ["Waiting.", "Signs", "first"]


def test_it_is_as_large_as_its_field_and_tinted_to_the_edge():
    image = picture(a_signature(), scale=2)
    assert image.size == pytest.approx([side * 2 for side in SIZE], abs=1)
    assert image.getpixel((1, 1)) == image.getpixel((468, 170)) == (0xE4, 0xEF, 0xF0)


def test_a_long_name_stays_inside_the_box():
    image = picture(
        a_signature(name="Featherstonehaugh " * 5, role_title="Team manager"), scale=2
    )
    margin = image.crop((455, 0, 470, 172))
    assert margin.getcolors() == [(15 * 172, (0xE4, 0xEF, 0xF0))]


def test_the_same_signature_looks_the_same_byte_for_byte():
    assert a_signature() == a_signature()


def test_only_embedded_fonts_are_used():
    with pikepdf.open(BytesIO(a_signature(name="Łukasz ✓"))) as pdf:
        for font in pdf.pages[0].resources.Font.values():
            assert "/FontFile2" in font.FontDescriptor


def test_a_fingerprint_is_read_with_or_without_separators():
    pairs = ":".join(FINGERPRINT[at : at + 2] for at in range(0, 64, 2)).lower()
    assert fingerprint_groups(pairs) == fingerprint_groups(FINGERPRINT)
    assert len(fingerprint_groups(FINGERPRINT)) == 16


@pytest.mark.parametrize("wrong", ["", "670C", FINGERPRINT[:-1] + "X"])
def test_what_is_no_fingerprint_is_refused(wrong):
    with pytest.raises(ValueError, match="64 hexadecimal"):
        fingerprint_groups(wrong)


def test_time_is_spoken_in_english_whatever_the_locale():
    assert spoken_time(datetime(2027, 3, 9, 9, 5, tzinfo=UTC)) == "9 March 2027, 09:05"
