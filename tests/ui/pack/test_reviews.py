"""The pack of one review, chosen on the Pack screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from portfolio_app.model.domain.names import PathwayId
from portfolio_app.services.example_by_rules import fill_by_rules


@pytest.fixture
def portfolio(program, runner, hub, tmp_path):
    """Return a first year in employment, with its last piece of the six-month review gone."""
    vault = tmp_path / "year.portfolio"
    opened = fill_by_rules(program, vault, PathwayId("asye-adult"), "a long passphrase")
    late = next(e for e in opened.evidence.all() if e.text("stage") == "review-6")
    opened.evidence.remove(late.id)
    yield opened
    runner.settle()
    opened.close()


def test_what_is_left_is_said_of_the_review_that_was_chosen(read, qtbot):
    page = read()
    choice = page.scope.choice
    assert choice.accessibleName() == "Pack of"
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "The whole pathway",
        "Agreement and first plan",
        "3-month review",
        "6-month review",
    ]
    assert page.list.rows
    choice.setFocus()
    for _ in range(2):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert page._found is None
    qtbot.waitUntil(lambda: bool(page._found), timeout=20_000)
    qtbot.waitUntil(lambda: page._found.stage == "review-3", timeout=20_000)
    assert not page.list.rows
    assert page.chain.seal.isEnabled()
    assert page._found.pathway.endswith(", 3-month review")
    page.pages.stop()
    page.chain.seal_wanted.emit()
    assert page.seal_screen.place.line.text().endswith(", 3-month review, Leila Ashdown.pdf")
