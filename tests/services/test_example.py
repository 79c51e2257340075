"""The example: ready, full, and never in the way of anything. `portfolio demo` seals it."""

from __future__ import annotations

import pytest

from portfolio_app.errors import PortfolioError
from portfolio_app.services.example import build_example, fill_example
from tests.services.helpers import Listener


def test_a_folder_with_something_in_it_is_left_alone(program, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(PortfolioError):
            build_example(program, place, Listener())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_example_s_portfolio_alone_is_open_and_ready(program, tmp_path):
    opened = fill_example(program.door, tmp_path / "example.portfolio")
    snapshot = opened.verdicts.snapshot()
    assert opened.verdicts.status(snapshot=snapshot).ready
    assert len(opened.statements.all()) == 7
    opened.close()
    assert snapshot.portfolio.example
    assert sum(len(piece.claims) for piece in snapshot.evidence) >= 20
    assert any(piece.core for piece in snapshot.evidence)
