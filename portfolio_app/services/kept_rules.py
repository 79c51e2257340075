"""The rules that a portfolio was begun under, kept in its vault and read from there.

A newer release of the program, or of an academy's rules, therefore changes nothing by itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError, IntakeError, VaultError
from portfolio_app.model.catalogue import Layer
from portfolio_app.model.domain.moves import KeptRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.names import PathwayId
    from portfolio_app.model.domain.rule_texts import RuleText
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.rules import RuleService

logger = logging.getLogger(__name__)


def keep_from_start(tx: Transaction, library: Library, pathway: PathwayId) -> None:
    """Keep the rules that a portfolio is begun under."""
    tx.rules.keep(kept_with(0, library.belonging_to(pathway)))


def kept_with(move: int, texts: Iterable[RuleText]) -> tuple[KeptRule, ...]:
    """Return files as they are kept, in force since a move."""
    return tuple(KeptRule(move=move, path=text.path, text=text.text) for text in texts)


def kept_library(vault: Vault, rules: RuleService) -> Library:
    """Return the rules that an open vault goes by.

    One that keeps none yet, because it was made before they were kept, goes by those that are
    in force today, and keeps them from now on.

    Raises:
        CatalogueError: What it keeps cannot be read by this release.
    """
    with vault.reading() as tx:
        kept, portfolio = tx.rules.kept(), tx.portfolio.get()
    if kept:
        return laid_upon(rules.library, kept)
    try:
        library = rules.library_of(portfolio.pathway)
    except CatalogueError:
        return rules.library  # what is missing is said wherever it is asked for
    if vault.bar is None:
        _keep_now(vault, library, portfolio.pathway)
    return library


def laid_upon(library: Library, kept: Sequence[KeptRule]) -> Library:
    """Return kept rules upon those of this installation, the latest on top.

    What lies below serves forms that the portfolio's pathway does not ask for.
    """
    if all(rule.move == 0 for rule in kept) and library.says(kept):
        return library
    layers = [Layer(rules) for _, rules in groupby(kept, lambda rule: rule.move)]
    return library.above(*layers)


def require_readable(rules: RuleService, kept: Sequence[KeptRule]) -> None:
    """Check kept rules that come from outside.

    Raises:
        IntakeError: They cannot be read.
    """
    try:
        laid_upon(rules.library, kept).catalogue  # noqa: B018 - reading them may fail
    except CatalogueError as error:
        raise IntakeError(
            f"The open export cannot be read: in its rules, {error.summary}",
            advice="Nothing was made. Use the folder as the program wrote it.",
        ) from error


def _keep_now(vault: Vault, library: Library, pathway: PathwayId) -> None:
    try:
        with vault.transaction() as tx:
            keep_from_start(tx, library, pathway)
            portfolio = tx.portfolio.get()
            version = library.catalogue.pathways[pathway].version
            if portfolio.pathway_version != version:
                tx.portfolio.put(replace(portfolio, pathway_version=version))
    except VaultError:
        # A full disk must not keep anyone from reading; the next opening tries again.
        logger.info("the rules could not be kept")
