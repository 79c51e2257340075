"""Whether rules and frameworks are in force for somebody who starts on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.pathways import Pathway


def cautions(pathway: Pathway, catalogue: Catalogue, start: date) -> tuple[str, ...]:
    """Return what to ask the academy before starting on `start`, each a sentence or two.

    A portfolio keeps the rules and frameworks it was started under, so what ends later is no
    matter; what is not in force on the first day is.
    """
    return tuple(_cautions(pathway, catalogue, start))


def _cautions(pathway: Pathway, catalogue: Catalogue, start: date) -> Iterator[str]:
    first, last = pathway.validity.first, pathway.validity.last
    if first and start < first:
        yield f"These rules are for those who start on {day(first)} or later."
    if last and start > last:
        told = f"These rules are for those who start by {day(last)}."
        yield f"{told} {pathway.succession}".rstrip()
    for framework_id in pathway.frameworks:
        framework = catalogue.frameworks[framework_id]
        begun, ended = framework.validity.first, framework.validity.last
        if begun and start < begun:
            yield f"{framework.title}: in force from {day(begun)}."
        if ended and start > ended:
            yield f"{framework.title}: in force until {day(ended)}."
