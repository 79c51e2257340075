"""How one wording differs from another, as it is shown and as it is read out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.differences import Change, differences
from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from portfolio_app.ui.theme import Theme

_AROUND: Final = 90
"""Characters of unchanged text that stay on either side of a change."""
_SPOKEN: Final = {Change.TAKEN_OUT: "Taken out: ", Change.PUT_IN: "Put in: "}


def marked(theme: Theme, before: str, after: str) -> str:
    """Return HTML: struck out what goes, underlined what comes, long unchanged text cut."""
    out, put = (theme.colour(role).name() for role in (Role.PROBLEM, Role.MET))
    styles = {
        Change.KEPT: "",
        Change.TAKEN_OUT: f"color:{out}; text-decoration:line-through",
        Change.PUT_IN: f"color:{put}; text-decoration:underline",
    }
    stretches = differences(before, after)
    last = len(stretches) - 1
    return "".join(
        f'<span style="{styles[one.change]}">{_html(_cut(one.text, number, last))}</span>'
        if one.change is Change.KEPT
        else f'<span style="{styles[one.change]}">{_html(one.text)}</span>'
        for number, one in enumerate(stretches)
    )


def spoken(before: str, after: str) -> str:
    """Return the same for those who hear it."""
    changed = (one for one in differences(before, after) if one.change is not Change.KEPT)
    return " ".join(f"{_SPOKEN[one.change]}{one.text.strip()}." for one in changed)


def _cut(text: str, number: int, last: int) -> str:
    """Return unchanged text, its middle left out where it is long."""
    head = "" if number == 0 else text[:_AROUND].rpartition(" ")[0]
    tail = "" if number == last else text[-_AROUND:].partition(" ")[2]
    if len(text) <= len(head) + len(tail) + _AROUND:
        return text
    return f"{head} … {tail}"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
