"""Where a file of rules stands among those that are here: may it come in, and is it used?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.rule_files import version_order
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.services.rule_folder import ListedFile
    from portfolio_app.services.rules import LookedAt

Rank = tuple[bool, tuple[tuple[int, int | str], ...]]


def rank(pathway: Pathway, today: date) -> Rank:
    """Return by what one of several versions is chosen: those in force before the others."""
    return pathway.validity.covers(today), version_order(pathway.version)


def why_unused(pathway: Pathway, chosen: Pathway | None, today: date) -> str:
    """Return why nothing is begun under rules today, in a sentence; empty where it is.

    Args:
        pathway: The rules.
        chosen: Those of that pathway that portfolios are begun under; None where there are
            none yet.
        today: The day.
    """
    if chosen is None or rank(pathway, today) >= rank(chosen, today):
        return ""
    first, last = pathway.validity.first, pathway.validity.last
    if first and today < first:
        return f"Not used yet: it is for those who start from {day(first)}."
    if last and today > last:
        return f"Not used: it was for those who started by {day(last)}."
    return f"Not used: {chosen.version} is newer."


def require_new(
    found: LookedAt, own: Library, versions: Iterable[Library], listed: Iterable[ListedFile]
) -> None:
    """See that rules take no other authority's place, and no version twice.

    Args:
        found: What is to be added.
        own: The shipped rules and the person's own.
        versions: Every set of rules that has the pathway.
        listed: The files that were added.

    Raises:
        CatalogueError: They do.
    """
    said, name = found.rules.manifest, found.path.name
    for library in versions:
        known = library.catalogue.pathways[said.pathway]
        if known.authority != said.authority:
            raise CatalogueError(
                f"{name} was not added: the pathway “{said.pathway}” is "
                f"{known.authority}'s, not {said.authority}'s.",
                advice="Nothing was added. The academy must choose another id.",
            )
    shipped = own.catalogue.pathways.get(said.pathway)
    is_other = bool(
        shipped and shipped.version == said.version and not own.says(found.rules.texts)
    ) or any(
        (row.pathway, row.version) == (said.pathway, said.version)
        and row.sha256 != found.sha256
        for row in listed
    )
    if is_other:
        raise CatalogueError(
            f"{name} was not added: other rules with the version {said.version} are here "
            "already.",
            advice="Nothing was added. Every change of rules needs a new version.",
        )
