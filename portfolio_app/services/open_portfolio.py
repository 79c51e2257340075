"""What is behind the door: every use case of one open portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.holder import ReadingOnly
    from portfolio_app.model.store import Vault
    from portfolio_app.services.arrivals import ArrivalService
    from portfolio_app.services.backups import BackupService
    from portfolio_app.services.batches import BatchService
    from portfolio_app.services.bin import BinService
    from portfolio_app.services.claims import ClaimService
    from portfolio_app.services.contributors import ContributorService
    from portfolio_app.services.coverage import CoverageService
    from portfolio_app.services.destruction import DestructionService
    from portfolio_app.services.details import DetailService
    from portfolio_app.services.duties import DutyService
    from portfolio_app.services.erasure import ErasureService
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.history import HistoryService
    from portfolio_app.services.intake import IntakeService
    from portfolio_app.services.jottings import JottingService
    from portfolio_app.services.keys import KeyService
    from portfolio_app.services.moving import MovingService
    from portfolio_app.services.open_format.service import OpenFormatService
    from portfolio_app.services.outcomes import OutcomeService
    from portfolio_app.services.packs import PackService
    from portfolio_app.services.people import PeopleService
    from portfolio_app.services.ratings import RatingService
    from portfolio_app.services.retention import RetentionService
    from portfolio_app.services.search import SearchService
    from portfolio_app.services.spelling import SpellingService
    from portfolio_app.services.statements import StatementService
    from portfolio_app.services.timeline import TimelineService
    from portfolio_app.services.verdicts import VerdictService
    from portfolio_app.services.word import WordService


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPortfolio:
    """Every use case of one open vault."""

    vault: Vault
    keys: KeyService
    evidence: EvidenceService
    claims: ClaimService
    intake: IntakeService
    arrivals: ArrivalService
    word: WordService
    contributors: ContributorService
    details: DetailService
    timeline: TimelineService
    statements: StatementService
    ratings: RatingService
    coverage: CoverageService
    verdicts: VerdictService
    moving: MovingService
    packs: PackService
    outcomes: OutcomeService
    batches: BatchService
    duties: DutyService
    jottings: JottingService
    history: HistoryService
    bin: BinService
    search: SearchService
    spelling: SpellingService
    people: PeopleService
    open_format: OpenFormatService
    erasure: ErasureService
    retention: RetentionService
    backups: BackupService
    destruction: DestructionService

    @property
    def bar(self) -> ReadingOnly | None:
        """Why nothing can be changed just now; None while it can."""
        return self.vault.bar

    def try_to_write(self) -> bool:
        """Become the one who may change it, if nobody else is; tell whether that is so.

        What is read afterwards is newer, whatever the answer.

        Raises:
            VaultError: It was given a new key meanwhile, or the disk is out of reach.
        """
        return self.vault.try_to_write()

    def close(self) -> None:
        """Lock the portfolio; nothing may be asked of it afterwards."""
        self.vault.close()
