"""How long a report is and may be, in words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.pathways import Pathway

_QUARTERS: Final = ("", "¼", "½", "¾")


def page_limit(form: Form, pathway: Pathway) -> int | None:
    """Return how many pages a report may fill; None where nobody says."""
    limits = [
        rule.pages_at_most
        for rule in pathway.requirements
        if rule.pages_at_most and form.id in rule.forms
    ]
    return min(limits, default=None)


def is_too_long(pages: float, limit: int | None) -> bool:
    """Return whether so many pages are more than are allowed. Half a page begun is a page."""
    return limit is not None and ceil(pages) > limit


def length_in_words(pages: float, limit: int | None) -> str:
    """Return `About 1¼ of 2 pages`.

    Quarters are near enough to write by, but what is within the limit or beyond it is never
    rounded to the other side.
    """
    near = max(1, round(pages * 4))
    if limit is None:
        return f"About {_pages(near)}"
    if is_too_long(pages, limit):
        allowed = f"{limit} allowed"
        if near <= limit * 4:
            return f"A little over {_pages(limit * 4)}, {allowed}"
        return f"About {_pages(near)}, {allowed}"
    if near >= limit * 4:
        return f"Just within {count(limit, 'page')}"
    return f"About {_number(near)} of {count(limit, 'page')}"


def _number(quarters: int) -> str:
    whole, rest = divmod(quarters, 4)
    return f"{whole or ''}{_QUARTERS[rest]}"


def _pages(quarters: int) -> str:
    return f"{_number(quarters)} page{'s' * (quarters > 4)}"
