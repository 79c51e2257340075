"""From one set of rules to another: what would change, going over, and going back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import Layer
from portfolio_app.model.domain.comparing import Rules, compare
from portfolio_app.model.domain.moves import Move
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.rule_files import version_order
from portfolio_app.services.kept_rules import kept_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.comparing import Comparison
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.rule_texts import RuleText
    from portfolio_app.model.store import Vault
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.rules import RuleService
    from portfolio_app.services.verdicts import VerdictService

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Rules that a portfolio can go over to."""

    pathway: Pathway
    texts: tuple[RuleText, ...]
    was_left: bool = False
    """Whether the portfolio went by these very rules before."""


class MovingService:
    """Moves keep all evidence. What was judged by former rules can be judged by them again.

    After a move, the portfolio's other use cases still go by the former rules: it has to be
    put together anew (`Door.anew`).
    """

    def __init__(
        self,
        verdicts: VerdictService,
        vault: Vault,
        library: Library,
        rules: RuleService,
        clock: Clock,
    ) -> None:
        self._verdicts = verdicts
        self._vault = vault
        self._library = library
        self._rules = rules
        self._clock = clock

    def moves(self) -> tuple[Move, ...]:
        """Return the moves made so far, in order."""
        with self._vault.reading() as tx:
            return tx.rules.moves()

    def newer(self) -> Destination | None:
        """Return a newer version of the rules in force here, or the same version put right.

        None where there is none, or the portfolio knows a newer one than this computer.
        """
        mine = self._verdicts.pathway()
        try:
            found = self._present(mine.id)
        except CatalogueError:
            return None
        is_older = version_order(found.pathway.version) < version_order(mine.version)
        return None if is_older or self._library.says(found.texts) else found

    def destinations(self) -> tuple[Destination, ...]:
        """Return every set of rules to go over to, by authority; those left before are last."""
        mine = self._verdicts.pathway()
        pathways = sorted(
            self._rules.catalogue.pathways.values(), key=lambda p: (p.authority, p.title)
        )
        present = [self._present(p.id) for p in pathways if p.id != mine.id]
        newer = self.newer()
        return (*([newer] if newer else []), *present, *self._left(newer))

    def find(self, pathway: str, version: str = "") -> Destination:
        """Return the rules of that name to go over to: the present ones, or a version of them.

        Raises:
            CatalogueError: There are none, or they are in force already.
        """
        for found in self.destinations():
            if found.pathway.id == pathway and version in {"", found.pathway.version}:
                return found
        mine = self._verdicts.pathway()
        if mine.id == pathway:
            raise CatalogueError(
                f"The portfolio goes by these rules already ({mine.version}).",
                advice="Nothing was changed.",
            )
        self._rules.library_of(PathwayId(pathway))
        raise CatalogueError(
            f"There is no version {version} of “{pathway}” here.",
            advice="Nothing was changed. Ask your academy for the file with these rules.",
        )

    def compare(self, to: Destination) -> Comparison:
        """Say what would change, requirement by requirement; nothing is changed."""
        catalogue = self._library.above(Layer(to.texts)).catalogue
        return compare(
            self._verdicts.snapshot(),
            Rules(pathway=self._verdicts.pathway(), catalogue=self._library.catalogue),
            Rules(pathway=catalogue.pathways[to.pathway.id], catalogue=catalogue),
            self._clock.today(),
        )

    def move(self, to: Destination) -> Move:
        """Go over to other rules. All evidence is kept, and the former rules are too.

        Raises:
            VaultError: It cannot be saved; nothing was changed.
        """
        with self._vault.transaction() as tx:
            portfolio = tx.portfolio.get()
            move = Move(
                number=max((m.number for m in tx.rules.moves()), default=0) + 1,
                from_pathway=portfolio.pathway,
                from_version=portfolio.pathway_version,
                to_pathway=to.pathway.id,
                to_version=to.pathway.version,
                moved_at=self._clock.now(),
            )
            tx.rules.keep(kept_with(move.number, to.texts))
            tx.rules.add_move(move)
            tx.portfolio.put(
                replace(portfolio, pathway=to.pathway.id, pathway_version=to.pathway.version)
            )
        logger.info("moved to other rules: number=%d", move.number)
        return move

    def _present(self, pathway: PathwayId) -> Destination:
        """Return the rules of a pathway as they are in force today."""
        library = self._rules.library_of(pathway)
        return Destination(
            pathway=library.catalogue.pathways[pathway], texts=library.belonging_to(pathway)
        )

    def _left(self, newer: Destination | None) -> Sequence[Destination]:
        """Return the rules that were left by a move, the latest first.

        Neither those in force nor the `newer` ones are among them, and rules that were put
        right are others than before though their version is the same: words are compared.
        """
        with self._vault.reading() as tx:
            kept, moves = tx.rules.kept(), tx.rules.moves()
        in_force = moves[-1].number if moves else 0
        found: dict[tuple[str, str], Destination] = {}
        mine = self._verdicts.pathway().id
        for move in sorted({rule.move for rule in kept} - {in_force}, reverse=True):
            texts = tuple(rule for rule in kept if rule.move == move)
            name = moves[move].from_pathway if move < len(moves) else None
            if name is None:
                continue
            library = self._library.above(Layer(texts))
            pathway = library.catalogue.pathways[name]
            is_present = name == mine and self._library.says(texts)
            is_newer = newer and newer.pathway.id == name and library.says(newer.texts)
            if is_present or is_newer:
                continue
            found.setdefault(
                (pathway.id, pathway.version),
                Destination(pathway=pathway, texts=texts, was_left=True),
            )
        return tuple(found.values())
