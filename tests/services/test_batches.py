from __future__ import annotations

import pytest

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import CapabilityRef, EvidenceId
from tests.services.helpers import a_picture, paths


@pytest.fixture
def piece(opened):
    piece = opened.evidence.add(
        "reflective-summary",
        paths(
            title="Two doors", date="2026-11-02", account__description="I stood and listened."
        ),
    )
    opened.evidence.attach(piece.id, a_picture(), "drawing.png", description="A drawing")
    opened.claims.claim_quotation(
        piece.id, CapabilityRef.parse("pcf-2018/6"), "listened", note="patience"
    )
    return opened.evidence.get(piece.id)


def test_a_copy_has_everything_under_names_of_its_own(opened, piece):
    (copy,) = opened.batches.duplicate([piece.id])
    found = opened.evidence.get(copy.id)
    assert found.title == "Copy of Two doors"
    assert found.text("account.description") == piece.text("account.description")
    assert found.date == piece.date
    (claim,), (before,) = found.claims, piece.claims
    assert claim.id != before.id
    assert (claim.capability, claim.note, claim.anchor) == (
        before.capability, before.note, before.anchor,
    )  # fmt: skip
    assert found.place(claim) == piece.place(before)
    (file,), (held,) = found.attachments, piece.attachments
    assert file.id != held.id
    assert file.sha256 == held.sha256
    assert opened.evidence.attachment(file.id) == opened.evidence.attachment(held.id)
    assert opened.evidence.get(piece.id) == piece


def test_the_copy_lives_when_the_original_is_destroyed(opened, piece):
    (copy,) = opened.batches.duplicate([piece.id])
    opened.batches.remove([piece.id])
    opened.bin.destroy(opened.bin.all()[0])
    found = opened.evidence.get(copy.id)
    assert opened.evidence.attachment(found.attachments[0].id) == a_picture()


def test_a_piece_without_a_title_stays_without(opened):
    bare = opened.evidence.add("reflective-summary")
    (copy,) = opened.batches.duplicate([bare.id])
    assert opened.evidence.get(copy.id).title == ""


def test_several_go_into_the_bin_and_come_back_together(opened, piece):
    other = opened.evidence.add("reflective-summary")
    opened.batches.remove([piece.id, other.id])
    assert opened.evidence.all() == ()
    opened.batches.restore([piece.id, other.id])
    assert {found.id for found in opened.evidence.all()} == {piece.id, other.id}


def test_one_that_is_gone_stops_all_of_it(opened, piece):
    with pytest.raises(EvidenceError):
        opened.batches.remove([piece.id, EvidenceId("unknown")])
    with pytest.raises(EvidenceError):
        opened.batches.duplicate([piece.id, EvidenceId("unknown")])
    assert opened.evidence.all() == (piece,)
