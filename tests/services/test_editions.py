"""Editions that nobody signs, made of a sealed pack or of a draft."""

from __future__ import annotations

from hashlib import sha256

import pytest

from portfolio_app.errors import EvidenceError, NotAPackError, PackError
from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.model.domain.names import CapabilityRef, RoleId
from tests.tools import poppler

FIRST = CapabilityRef.parse("pcf-2018/1")
OWN = RoleId("practitioner")


@pytest.fixture
def sealed(complete, keys, clock, tmp_path):
    """A sealed pack with pages numbered by section."""
    path = tmp_path / "sealed.pdf"
    complete.packs.seal(path, keys[OWN], numbering=Numbering.SECTIONS)
    clock.pass_time(days=3)
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EditionKind.LARGE_PRINT, "Large print edition, not signed"),
        (EditionKind.READING_COPY, "Reading copy, not signed"),
    ],
)
def test_an_edition_names_the_sealed_file_and_its_pages(complete, sealed, tmp_path, kind, said):
    path = tmp_path / "edition.pdf"
    made = complete.packs.export_edition(path, kind, sealed)
    pages = poppler.text(path).split("\f")[:-1]
    assert made.pages == len(pages)
    assert made.remark.startswith("3 signatures of the pack are still to come.")
    assert all(said in page for page in pages)
    assert all("of the sealed pack" in page for page in pages)
    assert "Page A1 of the sealed pack" in pages[0]
    known = sha256(sealed.read_bytes()).hexdigest()
    assert known in "".join(pages[0].split()).lower()


def test_an_edition_of_a_portfolio_that_has_changed_is_refused(complete, sealed, tmp_path):
    complete.contributors.register(RoleId("team_manager"), "Somebody Else")
    path = tmp_path / "edition.pdf"
    with pytest.raises(PackError, match="has changed since"):
        complete.packs.export_edition(path, EditionKind.LARGE_PRINT, sealed)
    assert not path.exists()


def test_an_edition_of_a_pack_that_was_tampered_with_is_refused(complete, sealed, tmp_path):
    sealed.write_bytes(sealed.read_bytes() + b"\n% and more")
    with pytest.raises(PackError, match="not sound"):
        complete.packs.export_edition(tmp_path / "e.pdf", EditionKind.READING_COPY, sealed)


def test_an_edition_is_no_pack_itself(complete, tmp_path):
    path = tmp_path / "copy.pdf"
    assert not complete.packs.export_edition(path, EditionKind.READING_COPY).remark
    assert "of a draft" in poppler.text(path)
    with pytest.raises(NotAPackError):
        complete.packs.export_edition(tmp_path / "e.pdf", EditionKind.LARGE_PRINT, path)


# --- statements --------------------------------------------------------------------------


def test_a_statement_is_printed_in_the_pack(complete, tmp_path):
    complete.statements.write(FIRST, " I am trusted with more.\nAnd I ask. ")
    assert complete.statements.all() == {FIRST: "I am trusted with more.\nAnd I ask."}
    path = tmp_path / "draft.pdf"
    complete.packs.save_draft(path)
    assert "I am trusted with more." in poppler.text(path)


def test_statements_are_expected_on_the_level_and_may_be_written_on_all_that_is_named(complete):
    kss = CapabilityRef.parse("kss-child-family-2018/1")
    assert [c.number for c in complete.statements.capabilities()] == list("123456789")
    assert {c.ref.framework for c in complete.statements.others()} == {kss.framework}
    complete.statements.write(kss, "Words.")
    with pytest.raises(EvidenceError, match="not a capability"):
        complete.statements.write(CapabilityRef.parse("derby-competencies-2022/1"), "Words.")
    assert complete.statements.all() == {kss: "Words."}
