"""One writing for several duties: where the words are whose, and what else they serve for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scripts.shots import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow

ACCOUNT = ("reflective-summary", "Downstairs")
OTHER = "Two doors"
PEER = "peer-reflection"


@cache
def _shared() -> tuple[stage.Stage, str]:
    """Return a portfolio in which an account is also a record for the regulator."""
    found = stage.fresh("several-duties")
    account = found.piece(*ACCOUNT)
    used = found.portfolio.duties.use_for(
        account.id, found.portfolio.duties.forms(account.id)[-1].id
    )
    write = found.portfolio.evidence.write
    write(used.piece.id, used.wanted, "My manager asked why I had gone upstairs first.")
    return found, used.piece.id


def editor_lent(look: Look) -> QWidget:
    """Return a record for the regulator that shows the words of an account."""
    return _opened(look, "", top=True)


def editor_lent_end(look: Look) -> QWidget:
    """Return the end of the same, with what it can be copied for."""
    return _opened(look, PEER, top=False)


def editor_offers(look: Look) -> QWidget:
    """Return the end of an account, with what it can be used for."""
    found = stage.finished()
    window = found.window(look, "evidence")
    window.open_evidence(found.piece(*ACCOUNT).id, "")
    found.settle()
    _scroll(window, top=False)
    found.settle()
    return window


def evidence_second_use(look: Look) -> QWidget:
    """Return the list with a piece selected that can be used for another duty."""
    found, _ = _shared()
    window = found.window(look, "evidence")
    row = next(r for r in window.evidence.list.rows if r.piece.title == OTHER)
    row.asked.emit(row, "toggle")
    found.settle()
    return window


def _opened(look: Look, path: str, *, top: bool) -> QWidget:
    found, record = _shared()
    window = found.window(look, "evidence")
    window.open_evidence(record, path)
    found.settle()
    _scroll(window, top=top)
    found.settle()
    return window


def _scroll(window: PortfolioWindow, *, top: bool) -> None:
    if window.editor and window.editor.sheet:
        bar = window.editor.sheet.verticalScrollBar()
        bar.setValue(bar.minimum() if top else bar.maximum())


SCREENS: Mapping[str, Callable[[Look], QWidget]] = {
    "editor-lent": editor_lent,
    "editor-lent-end": editor_lent_end,
    "evidence-second-use": evidence_second_use,
    "editor-offers": editor_offers,
}
"""By the names of their pictures."""
