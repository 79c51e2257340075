"""One writing for several duties: pieces as they show, with the words that others lend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.evidence import by_date
from portfolio_app.model.domain.lending import serves, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.store import Transaction


def everything_shown(tx: Transaction, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """Return every piece as it shows, in the order of the evidence list."""
    return tuple(sorted(as_shown(tx, tx.evidence.all(), catalogue), key=by_date))


def as_shown(
    tx: Transaction, pieces: Iterable[Evidence], catalogue: Catalogue
) -> tuple[Evidence, ...]:
    """Return pieces with the words that they draw from others, in the order given."""
    found = tuple(pieces)
    wanted = {piece.draws_on for piece in found if piece.draws_on}
    lenders = {piece.id: piece for piece in tx.evidence.lenders(wanted)} if wanted else {}
    return tuple(shown(piece, lenders, catalogue) for piece in found)


def require_lender(piece: Evidence, form: Form, catalogue: Catalogue) -> None:
    """Refuse to have a form show the words of a piece that has none for it.

    Raises:
        EvidenceError: It has none, or shows those of another one itself.
    """
    if piece.draws_on:
        raise EvidenceError(
            "This piece shows the words of another one itself.",
            advice="Nothing was stored. Use that other piece instead.",
        )
    if not serves(piece, form, catalogue):
        raise EvidenceError(
            f"Nothing in this piece can serve for the form “{form.title}”.",
            advice="Nothing was stored. Write in it first, or choose another form.",
        )


def hand_over(
    tx: Transaction, lenders: Collection[EvidenceId], catalogue: Catalogue, at: datetime
) -> None:
    """Make what is shown of these pieces the own words of those that show it.

    Called before they are destroyed, so that nothing is lost which another piece still says.
    """
    for piece in as_shown(tx, tx.evidence.drawing_on(lenders), catalogue):
        tx.evidence.take_over(piece.id, {path: piece.answers[path] for path in piece.lent}, at)
