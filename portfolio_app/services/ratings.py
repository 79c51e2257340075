"""How the practitioner sees themselves: rate, look back, take the last look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.ratings import SelfRating, scale
from portfolio_app.model.domain.stages import stage_dates
from portfolio_app.model.domain.wording import joined
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.ratings import Scale
    from portfolio_app.model.domain.stages import Stage
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.undoing import Undoing
    from portfolio_app.services.verdicts import VerdictService


class RatingService:
    """Keeps every rating with the stage it was made for. None is ever printed."""

    def __init__(
        self,
        vault: Vault,
        verdicts: VerdictService,
        clock: Clock,
        announce: Announce,
        undoing: Undoing,
    ) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._clock = clock
        self._announce = announce
        self._undoing = undoing

    def all(self) -> tuple[SelfRating, ...]:
        """Return every rating, in the order in which they were made."""
        with self._vault.reading() as tx:
            return tuple(rating for rating in tx.ratings.all() if not rating.is_draft)

    def notes(self) -> Mapping[CapabilityRef, str]:
        """Return the notes that are being written, for which no step was kept yet."""
        with self._vault.reading() as tx:
            kept = tx.ratings.all()
        return {draft.capability: draft.note for draft in kept if draft.is_draft}

    def scale(self, capability: CapabilityRef) -> Scale:
        """Return the steps for a capability.

        Raises:
            EvidenceError: There is no such capability.
        """
        catalogue = self._verdicts.catalogue
        if catalogue.capability(capability) is None:
            raise EvidenceError(
                f"There is no capability “{capability}”.", advice="Nothing was stored."
            )
        framework = catalogue.frameworks[capability.framework]
        return scale(framework, self._verdicts.pathway(), catalogue)

    def stages(self) -> tuple[tuple[Stage, ...], str]:
        """Return the stages that are held, earliest first, and the id of the next one."""
        portfolio, pathway = self._verdicts.portfolio(), self._verdicts.pathway()
        timetable = portfolio.timetable
        dated = stage_dates(pathway.stages, portfolio.started_on, pathway.time, timetable)
        held = [one for one in dated if timetable.holds(one.stage)]
        coming = (one.stage.id for one in held if one.due >= self._clock.today())
        return tuple(one.stage for one in held), next(coming, "")

    def rate(
        self, capability: CapabilityRef, level: str, *, stage: str = "", note: str = ""
    ) -> SelfRating:
        """Keep how the practitioner sees themselves today.

        Raises:
            EvidenceError: The capability, the step or the stage is unknown.
        """
        steps = self.scale(capability).steps
        if level not in steps:
            raise EvidenceError(
                f"“{level}” is no step for this capability.",
                advice=f"Nothing was stored. The steps are {joined(steps)}.",
            )
        known = {found.id for found in self._verdicts.pathway().stages}
        if stage and stage not in known:
            raise EvidenceError(
                f"“{stage}” is no stage of this pathway.", advice="Nothing was stored."
            )
        made = SelfRating(
            capability=capability,
            stage=stage,
            level=level,
            note=note.strip(),
            rated_at=self._clock.now(),
        )
        with self._vault.transaction() as tx:
            tx.ratings.drop_draft(capability)  # its words are in the rating now
            tx.ratings.add(made)
        self._announce(Area.PORTFOLIO)
        return made

    def write_note(self, capability: CapabilityRef, note: str) -> None:
        """Keep the note for the next rating of a capability; an empty one is taken away."""
        with self._vault.transaction() as tx:
            if note.strip():
                now = self._clock.now()
                draft = SelfRating(
                    capability=capability, stage="", level="", note=note, rated_at=now
                )
                tx.ratings.put_draft(draft)
            else:
                tx.ratings.drop_draft(capability)
        self._announce(Area.PORTFOLIO)

    def take_back(self, capability: CapabilityRef) -> SelfRating:
        """Take the latest rating of a capability back, and return it.

        Raises:
            EvidenceError: There is none.
        """
        with self._vault.transaction() as tx:
            taken = tx.ratings.take_back(capability)
            self._undoing.offer(taken)
        self._announce(Area.PORTFOLIO)
        return taken

    def put_back(self, rating: SelfRating) -> None:
        """Keep a rating again that was taken back.

        Raises:
            EvidenceError: Somebody was erased since, whom its note may name.
        """
        with self._vault.transaction() as tx:
            self._undoing.require(rating)
            tx.ratings.add(rating)
        self._announce(Area.PORTFOLIO)
