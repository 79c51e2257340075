"""The judges judge: each passes what is right and catches what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.tools import openssl_cms, poppler, qpdf, verapdf
from tests.tools.command import MissingToolError, run


def damage(path, old, new):
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def test_verapdf_passes_what_conforms(blank):
    assert verapdf.validate([blank], ["3a"]) == []


def test_verapdf_names_file_flavour_and_rule(blank, letter):
    failures = verapdf.validate([blank, letter])
    assert {failure.flavour for failure in failures if failure.path == letter} == {"3a", "ua1"}
    # 6.7.2.2: the catalogue says that the document is marked; 5: the PDF/UA identification
    assert ("3a", "6.7.2.2-1") in {(f.flavour, f.rule) for f in failures if f.path == letter}
    assert {(f.flavour, f.rule) for f in failures if f.path == blank} >= {("ua1", "5-1")}
    assert all(failure.example for failure in failures)


def test_verapdf_does_not_pass_what_it_cannot_read(tmp_path):
    path = tmp_path / "not.pdf"
    path.write_text("no PDF")
    assert verapdf.validate([path], ["3a"])


def test_verapdf_does_not_pass_nothing():
    with pytest.raises(ValueError, match="no file"):
        verapdf.validate([])


def test_qpdf_passes_what_is_sound(blank, letter, signed):
    assert qpdf.check(blank) == []
    assert qpdf.check(signed) == []


def test_qpdf_finds_a_broken_cross_reference(letter):
    damage(letter, b"startxref\n", b"startxref\n9")
    assert qpdf.check(letter)


def test_poppler_reads_text_fonts_and_properties(letter):
    assert poppler.text(letter).strip() == "Dear panel, Siân wrote this."
    (font,) = poppler.fonts(letter)
    assert font.name.endswith("NotoSans-Regular")
    assert font.kind == "TrueType"
    assert font.embedded
    assert font.subset
    assert font.has_unicode
    assert poppler.properties(letter)["Title"] == "Letter"


def test_poppler_reads_the_structure(blank, letter):
    assert poppler.structure(letter) == ""


def test_poppler_sees_signatures_in_order(signed):
    first, second = poppler.signatures(signed)
    assert (first.field, second.field) == ("Author", "Manager")
    assert first.signer == "Author"
    assert first.digest_holds
    assert second.digest_holds
    assert not first.whole_file
    assert second.whole_file


def test_poppler_sees_a_changed_byte(signed):
    damage(signed, b"/MediaBox", b"/MediaBax")
    assert not any(signature.digest_holds for signature in poppler.signatures(signed))


def test_openssl_agrees_to_sound_signatures(signed, author, manager):
    verdicts = openssl_cms.verify(signed, trusted=[author.pem, manager.pem])
    assert [(v.field, v.holds, v.whole_file) for v in verdicts] == [
        ("Author", True, False),
        ("Manager", True, True),
    ]
    assert openssl_cms.verify(signed) == verdicts


def test_openssl_refuses_a_stranger(signed, author):
    assert [v.holds for v in openssl_cms.verify(signed, trusted=[author.pem])] == [True, False]


def test_openssl_refuses_a_changed_byte(signed):
    damage(signed, b"/MediaBox", b"/MediaBax")
    verdicts = openssl_cms.verify(signed)
    assert [v.holds for v in verdicts] == [False, False]
    assert all(v.complaint for v in verdicts)


def test_openssl_refuses_an_expired_certificate(signed):
    later = datetime(2099, 1, 1, tzinfo=UTC)
    assert not any(verdict.holds for verdict in openssl_cms.verify(signed, at=later))


def test_openssl_sees_what_follows_the_last_signature(signed):
    signed.write_bytes(signed.read_bytes() + b"\n% more\n")
    assert not any(verdict.whole_file for verdict in openssl_cms.verify(signed))


def test_a_missing_tool_is_an_error():
    with pytest.raises(MissingToolError, match="make ready-for-tests"):
        run(["no-such-tool"])
