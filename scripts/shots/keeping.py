"""What was written before, what was searched for, what was removed, and real names."""

from __future__ import annotations

from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.services.example import PASSPHRASE
from portfolio_app.services.progress import Silent
from scripts.shots.stage import NOW, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from scripts.shots.stage import Stage

SUMMARY, TITLE = "reflective-summary", "Downstairs"
FEELINGS = FieldPath("account.feelings")


@cache
def kept() -> Stage:
    """Return the example after a day of second thoughts, removals and real names."""
    stage = fresh("kept")
    evidence, now = stage.portfolio.evidence, stage.clock.moment
    piece = stage.piece(SUMMARY, TITLE)
    text = piece.text(FEELINGS)
    first, _, rest = text.partition(". ")
    for ago, words in (
        (timedelta(days=2), f"{first}."),
        (timedelta(hours=3), f"{first}. I did not say so to anybody. {rest}"),
        (timedelta(minutes=40), text.replace("I ", "I really ", 1)),
        (timedelta(minutes=2), text),
    ):
        stage.clock.moment = now - ago
        evidence.write(piece.id, FEELINGS, words)
    _remove(stage)
    _enter(stage)
    stage.clock.moment = now
    stage.portfolio.search.read_files(Silent())
    return stage


def _remove(stage: Stage) -> None:
    """Put a piece into the bin, and some days before that a file."""
    evidence = stage.portfolio.evidence
    held = next(piece for piece in evidence.all() if piece.attachments)
    begun = evidence.add(SUMMARY, {FieldPath("title"): "First words about the conference"})
    for ago, remove in (
        (timedelta(days=12), partial(evidence.remove_attachment, held.attachments[0].id)),
        (timedelta(days=1), partial(evidence.remove, begun.id)),
    ):
        stage.clock.moment = NOW - ago
        remove()


def _enter(stage: Stage) -> None:
    """Enter people whose names are as invented as everything else."""
    register = stage.portfolio.people
    register.add("Tobias Quill", "Child A", also=("Toby", "TQ"), note="Eight, draws houses")
    register.add("Ivy Quill", "Child B", note="His sister, five")
    register.add("Marianne Quill", "Mother", also=("Mari",))


def editor_history(look: Look) -> QWidget:
    """Return an account beside what it said before."""
    stage = kept()
    window = stage.window(look, "evidence")
    window.open_evidence(stage.piece(SUMMARY, TITLE).id, FEELINGS)
    stage.settle()
    page = window.editor
    if page is None or page.panel is None:
        raise AssertionError(SUMMARY)
    if page.bar.claims.isVisible():
        page.bar.claims.click()  # the panel is a drawer
    page.panel.tabs.setCurrentIndex(2)
    stage.settle()
    page.panel.history.earlier.click()
    stage.settle()
    return window


def evidence_search(look: Look) -> QWidget:
    """Return what was found for two words, in what was written and in a file."""
    stage = kept()
    window = stage.window(look, "evidence")
    window.evidence.search()
    window.evidence.list.search.setText("child plan")
    stage.settle()
    return window


def evidence_bin(look: Look) -> QWidget:
    """Return a piece and a file that were removed."""
    stage = kept()
    window = stage.window(look, "evidence")
    window.evidence.show_bin()
    stage.settle()
    return window


def people_shut(look: Look) -> QWidget:
    """Return the question for the passphrase that stands before real names."""
    return kept().window(look, "people")


def people(look: Look) -> PortfolioWindow:
    """Return the register of real names, opened."""
    stage = kept()
    window = stage.window(look, "people")
    window.people.gate.passphrase_given.emit(PASSPHRASE)
    stage.settle()
    return window


def people_add(look: Look) -> QWidget:
    """Return the register with somebody being entered."""
    window = people(look)
    window.people.register.add.click()
    kept().settle()
    return window


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "editor-history": editor_history,
    "evidence-search": evidence_search,
    "evidence-bin": evidence_bin,
    "people-shut": people_shut,
    "people": people,
    "people-add": people_add,
}
"""By the names of their pictures."""
