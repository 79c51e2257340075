"""The finished example: four signatures, and every page says what it is."""

from __future__ import annotations

import pytest

from portfolio_app.errors import PortfolioError
from portfolio_app.services.example import PASSPHRASE, build_example, fill_example
from tests.services.helpers import Listener
from tests.tools import poppler


def test_the_example_ends_with_a_pack_that_four_people_signed(program, tmp_path):
    listener, folder = Listener(), tmp_path / "demo"
    made = build_example(program.door, program.identities, program.sign_offs, folder, listener)
    assert made.verification.valid, made.verification.reasons
    assert made.verification.complete
    assert {s.trusted for s in made.verification.signatures} == {"known"}
    assert [path.name for path in made.identities] == [
        "practitioner.p12",
        "team_manager.p12",
        "service_manager.p12",
        "head_of_service.p12",
    ]
    assert listener.notes[0] == "Writing the example portfolio"
    assert listener.notes[-1] == "Signing the pack"
    opened = program.door.open_with_passphrase(made.vault, PASSPHRASE)
    snapshot = opened.verdicts.snapshot()
    opened.close()
    assert snapshot.portfolio.example
    assert sum(len(piece.claims) for piece in snapshot.evidence) >= 20
    assert sum(piece.core for piece in snapshot.evidence) >= 1
    pages = poppler.text(made.pack).split("\f")[:-1]
    assert len(pages) == made.verification.pages
    assert all("example" in page.casefold() for page in pages)


def test_a_folder_with_something_in_it_is_left_alone(program, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(PortfolioError):
            build_example(
                program.door, program.identities, program.sign_offs, place, Listener()
            )
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_example_s_portfolio_alone_is_open_and_ready(program, tmp_path):
    opened = fill_example(program.door, tmp_path / "example.portfolio")
    assert opened.verdicts.status().ready
    opened.close()
