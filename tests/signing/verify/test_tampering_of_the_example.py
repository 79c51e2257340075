"""What is refused of a small pack is refused of the program's own, signed by all four."""

from __future__ import annotations

from datetime import UTC

import pytest

from portfolio_app.app import assemble
from portfolio_app.services.example import build_example
from portfolio_app.services.progress import Silent
from portfolio_app.signing.verify import verify
from tests.cli.by_hand import QUICK
from tests.signing import tampering
from tests.signing.verify.test_tampering import (
    ALTERED,
    AT_END,
    ATTACHMENTS,
    NEEDLESS,
    PAGES,
    PAGES_SHOW,
    SIGNATURES,
    UNREADABLE,
)

QUICKLY = [
    (tampering.flip_a_byte_of_a_page, ALTERED),
    (tampering.add_page_content, PAGES_SHOW),
    (tampering.append_junk, AT_END),
]
AT_LENGTH = [
    (tampering.overwrite_page_content, PAGES_SHOW),
    (tampering.remove_a_page, PAGES),
    (tampering.exchange_the_page_tree, PAGES),
    (tampering.add_a_note, "had signed, a note or drawing was laid on a page."),
    (tampering.add_a_covering_field, "The file has a form field or signature that the pack"),
    (tampering.take_away_a_field, "A place for a signature is missing from the file."),
    (tampering.exchange_a_signed_appearance, SIGNATURES),
    (tampering.overwrite_a_signature, SIGNATURES),
    (tampering.take_away_the_certification, SIGNATURES),
    (tampering.change_the_language, NEEDLESS),
    (tampering.retitle, NEEDLESS),
    (tampering.spoil_the_metadata, NEEDLESS),
    (tampering.delete_an_object, PAGES_SHOW),
    (tampering.add_a_script, "The file contains a program (JavaScript), which packs never do."),
    (tampering.detach_the_manifest, ATTACHMENTS),
    (tampering.protect_by_a_password, UNREADABLE),
    (tampering.save_again, ALTERED),
    (tampering.append_an_empty_update, AT_END),
    (tampering.cut_off_the_end, AT_END),
]


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """Return the pack that `portfolio demo` makes."""
    program, folder = assemble(cost=QUICK), tmp_path_factory.mktemp("demo") / "example"
    made = build_example(program, folder, Silent())
    return made.pack.read_bytes()


def assert_refused(example, tamper, sentence):
    tampered = tamper(example)
    assert tampered != example

    verification = verify(tampered, zone=UTC)

    assert not verification.valid
    assert any(sentence in reason for reason in verification.reasons), verification.reasons
    assert not any(report.intact for report in verification.signatures)
    assert not any("Nothing has changed" in r.sentence for r in verification.signatures)


@pytest.mark.long
def test_it_holds_as_it_was_signed_and_no_longer_once_it_was_tampered_with(example):
    """One test for all that are made each time: the pack takes longer than they do."""
    verification = verify(example, zone=UTC)
    assert verification.valid
    assert verification.complete

    for tamper, sentence in QUICKLY:
        assert_refused(example, tamper, sentence)


@pytest.mark.long
@pytest.mark.parametrize(
    ("tamper", "sentence"), AT_LENGTH, ids=[case[0].__name__ for case in AT_LENGTH]
)
def test_what_was_tampered_with_is_refused(example, tamper, sentence):
    assert_refused(example, tamper, sentence)
