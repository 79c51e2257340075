"""A review has its own signed pack, and later packs build on it."""

from __future__ import annotations

import pytest

from portfolio_app.errors import NotReadyError, PackError
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, PathwayId
from portfolio_app.services.editions import EditionKind
from portfolio_app.services.example_by_rules import fill_by_rules
from tests.pack.reading import squeezed, texts

PASSPHRASE = "an open example"
THEN = squeezed("What was assessed then, and what has moved since")


@pytest.fixture
def first_year(program, tmp_path):
    """An open portfolio of a first year in employment, complete."""
    vault = tmp_path / "year.portfolio"
    opened = fill_by_rules(program, vault, PathwayId("asye-adult"), PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def sealed(program, first_year, tmp_path):
    """Return a function that seals a pack and returns what it says, and the file."""
    identity = program.identities.new(
        tmp_path / "me.p12", "Leila Ashdown", PRACTITIONER, PASSPHRASE
    )

    def seal(name, stage=""):
        path = tmp_path / name
        made = first_year.packs.seal(path, identity, stage=stage)
        assert made.verification.valid
        return squeezed(" ".join(texts(path.read_bytes()))), path

    return seal


def test_later_packs_build_on_the_pack_of_a_review(first_year, sealed, program, tmp_path):
    said, first = sealed("review.pdf", "review-3")
    assert squeezed("3-month review") in said
    assert THEN not in said
    assert squeezed("Agreement for the first year") in said
    assert squeezed("Assessment at the end of the year") not in said
    whole, _ = sealed("whole.pdf")
    code = first_year.packs.seals()[0].pack_code
    assert THEN in whole
    assert squeezed("Since then") in whole
    assert squeezed(f"with the code {code}") in whole
    counted = [(seal.stage, seal.version) for seal in first_year.packs.seals()]
    assert counted == [("review-3", 1), ("", 1)], "a version counts packs of the same kind"
    edition = tmp_path / "large.pdf"
    first_year.packs.export_edition(edition, EditionKind.LARGE_PRINT, first)
    assert squeezed("3-month review") in squeezed(" ".join(texts(edition.read_bytes())))


def test_only_what_a_review_showed_counts_as_seen_then(first_year, sealed):
    sealed("review.pdf", "review-3")
    ref = CapabilityRef.parse("pcf-2018/9")
    piece = first_year.evidence.add(
        "practice-observation",
        {
            "title": "Entered late",
            "date": "2026-01-10",
            "observed": "She led the meeting.",
            "permission.given": "yes",
        },
    )
    first_year.claims.claim_quotation(piece.id, ref, "She led the meeting.")
    seal = first_year.packs.seals()[0]
    then = [p for p in seal.shown if p.capability == ref]
    whole, _ = sealed("whole.pdf")
    told = next(part for part in whole.split(THEN)[1:] if "Sheledthemeeting" in part)
    before, since = told.split(squeezed("Since then"))[:2]
    assert squeezed(f"{len(then)} passage" if then else "No passage") in before
    assert "Sheledthemeeting" not in before
    assert "Sheledthemeeting" in since


def test_a_review_that_lacks_something_is_not_sealed_and_another_one_is_not_asked(
    first_year, sealed
):
    late = [e for e in first_year.evidence.all() if e.text("stage") == "review-6"]
    first_year.evidence.remove(late[0].id)
    assert first_year.packs.preflight(stage="review-3").verdict.ready
    assert not first_year.packs.preflight(stage="review-6").verdict.ready
    with pytest.raises(NotReadyError):
        sealed("review.pdf", "review-6")


def test_a_review_that_the_pathway_does_not_have_is_refused(first_year, sealed):
    with pytest.raises(PackError) as refusal:
        sealed("review.pdf", "review-7")
    assert refusal.value.advice.endswith("The reviews are beginning, review-3 and review-6.")
    with pytest.raises(PackError):
        sealed("review.pdf", "report")
