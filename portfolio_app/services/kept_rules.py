"""The rules that a portfolio was begun under, kept in its vault and read from there.

A newer release of the program, or of an academy's rules, therefore changes nothing by itself.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError, IntakeError, VaultError
from portfolio_app.model.catalogue import Layer, read_library
from portfolio_app.model.domain.moves import KeptRule
from portfolio_app.model.domain.rule_texts import RuleText, path_of
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.names import FormId, PathwayId
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.changes import Announce
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


class FormsBesides:
    """Keeps the forms of pieces that the portfolio's pathway does not ask for.

    A piece is begun, taken in or brought back in many places, each of which announces it: the
    form is kept as it is then, so that a later change of the program's or of the person's own
    rules changes nothing that was written.
    """

    def __init__(self, vault: Vault, library: Library, announce: Announce) -> None:
        """Announce as before, after keeping.

        Args:
            vault: What is open.
            library: The rules that it goes by.
            announce: Whom to tell then.
        """
        self._vault = vault
        self._library = library
        self._announce = announce
        self._seen: set[FormId] = set()
        """Forms that are kept, or cannot be."""

    def announce(self, area: Area) -> None:
        """Keep what is new and tell of the change."""
        if Area.EVIDENCE in area:
            self.keep()
        self._announce(area)

    def keep(self) -> None:
        """Keep the forms in use that are not kept yet, each with its models of reflection."""
        if self._vault.bar is not None:
            return
        try:
            with self._vault.reading() as tx:
                used = tx.evidence.forms() - self._seen
                kept = tx.rules.kept() if used else ()
            if kept and self._besides(used, kept):
                with self._vault.transaction() as tx:
                    moves = tx.rules.moves()
                    now = moves[-1].number if moves else 0
                    tx.rules.keep(kept_with(now, self._besides(used, tx.rules.kept())))
            self._seen |= used
        except VaultError:
            # What was just written is safe; the next change, or opening, tries again.
            logger.info("forms could not be kept")

    def _besides(self, used: Iterable[FormId], kept: Sequence[KeptRule]) -> list[RuleText]:
        paths = {rule.path for rule in kept}
        found: list[RuleText] = []
        for form_id in sorted(used):
            form = self._library.catalogue.forms.get(form_id)
            if form is None or path_of("forms", form_id) in paths:
                continue
            models = sorted({model for field in form.fields for model in field.models})
            named = [("forms", str(form_id)), *(("models", str(model)) for model in models)]
            texts = [
                RuleText(path=path_of(kind, name), text=text)
                for kind, name in named
                if path_of(kind, name) not in paths
                and (text := self._library.text_of(kind, name)) is not None
            ]
            if _stands_alone([*kept, *found, *texts]):
                found += texts
                paths |= {text.path for text in texts}
        return found


def _stands_alone(texts: Iterable[RuleText]) -> bool:
    """Whether texts can be read on a computer that has nothing but this program.

    A form of the person's own folder may speak of roles that only that folder knows: kept
    without them, it would keep the portfolio from opening where the folder is not.
    """
    latest = {text.path: text for text in texts}
    try:
        read_library().above(Layer(latest.values())).catalogue  # noqa: B018 - it may fail
    except CatalogueError:
        return False
    return True


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
