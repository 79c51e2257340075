"""What is entered by hand in another place as well, such as a regulator's site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.slots import slots
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.slots import Slot


def words_for_elsewhere(piece: Evidence, catalogue: Catalogue) -> str:
    """Return the answers that the other place asks for, in its order, each under its question.

    Args:
        piece: As it shows.
        catalogue: Its form, which says what is asked elsewhere.

    Returns:
        Nothing for a form that is entered nowhere else, or while nothing is written.
    """
    form = catalogue.forms[piece.form]
    if form.elsewhere is None:
        return ""
    asked = slots(form, piece.answers, catalogue.models)
    return "\n\n".join(
        f"{slot.title}\n{answer}"
        for field in form.elsewhere.fields
        for slot in asked
        if slot.top.id == field and (answer := _in_words(slot, piece.text(slot.path).strip()))
    )


def _in_words(slot: Slot, stored: str) -> str:
    if slot.kind is FieldKind.DATE and (when := parse_day(stored)):
        return day(when)
    return slot.field.option_title(stored) if slot.field.options else stored
