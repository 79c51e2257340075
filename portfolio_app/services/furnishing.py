"""What is behind the door: puts the use cases of one open vault together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from portfolio_app.model.domain.care import BackupReason
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
from portfolio_app.services.kept_rules import FormsBesides, kept_library
from portfolio_app.services.keys import KeyService
from portfolio_app.services.moving import MovingService
from portfolio_app.services.open_format.service import OpenFormatService
from portfolio_app.services.open_portfolio import OpenPortfolio
from portfolio_app.services.outcomes import OutcomeService
from portfolio_app.services.packs import PackService
from portfolio_app.services.people import PeopleService
from portfolio_app.services.ratings import RatingService
from portfolio_app.services.reader import FileReader
from portfolio_app.services.readings import VaultReadings
from portfolio_app.services.retention import RetentionService
from portfolio_app.services.search import SearchService
from portfolio_app.services.spelling import SpellingService
from portfolio_app.services.statements import StatementService
from portfolio_app.services.timeline import TimelineService
from portfolio_app.services.undoing import Undoing
from portfolio_app.services.verdicts import VerdictService
from portfolio_app.services.word import WordService

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.store import Keyring, Vault
    from portfolio_app.model.store.keys import Cost
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.rules import RuleService
    from portfolio_app.services.second_places import SecondPlaces
    from portfolio_app.services.signoffs import SignOffService


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnisher:
    """Knows what every portfolio is furnished with that is opened here."""

    rules: RuleService
    sign_offs: SignOffService
    clock: Clock
    second_places: SecondPlaces
    find_keyring: Callable[[], Keyring | None] | None
    cost: Cost | None

    def furnish(self, vault: Vault, announce: Announce) -> OpenPortfolio:
        """Return every use case of a vault that has been opened."""
        return _Room(self, vault, announce).furnished()


class _Room:
    """One portfolio while it is being furnished."""

    def __init__(self, known: Furnisher, vault: Vault, announce: Announce) -> None:
        self._known = known
        self._vault = vault
        self._clock = known.clock
        self._library: Library = kept_library(vault, known.rules)
        besides = FormsBesides(vault, self._library, announce)
        besides.keep()  # what was begun last before the power went
        self._announce = announce = besides.announce
        self._catalogue = self._library.catalogue
        self._verdicts = VerdictService(vault, self._catalogue, known.clock)
        self._reader = FileReader(kept=VaultReadings(vault))
        self._backups = BackupService(vault, known.clock, known.second_places)
        self._search = SearchService(vault, self._catalogue)
        self._parts = (vault, self._catalogue, known.clock, announce)
        self._undoing = Undoing()
        self._evidence = EvidenceService(*self._parts, self._reader)
        self._claims = ClaimService(*self._parts)

    def furnished(self) -> OpenPortfolio:
        """Return it with everything in it."""
        vault, clock, announce, verdicts = (
            self._vault,
            self._clock,
            self._announce,
            self._verdicts,
        )
        return OpenPortfolio(
            vault=vault,
            keys=self._keys(),
            evidence=self._evidence,
            claims=self._claims,
            intake=self._intake(),
            arrivals=ArrivalService(*self._parts, self._evidence, verdicts, self._reader),
            word=WordService(*self._parts, self._evidence, self._undoing),
            contributors=ContributorService(vault, self._catalogue, announce),
            details=DetailService(vault, announce),
            timeline=TimelineService(verdicts, self._catalogue, clock),
            statements=StatementService(vault, verdicts, clock, announce),
            ratings=RatingService(vault, verdicts, clock, announce, self._undoing),
            coverage=CoverageService(vault, verdicts, clock),
            verdicts=verdicts,
            moving=MovingService(verdicts, vault, self._library, self._known.rules, clock),
            packs=self._packs(),
            outcomes=OutcomeService(vault, verdicts, self._known.sign_offs, clock),
            batches=BatchService(*self._parts),
            duties=DutyService(vault, self._catalogue, self._evidence, verdicts),
            jottings=JottingService(vault, self._evidence, self._catalogue, clock, announce),
            history=HistoryService(vault, self._evidence, clock),
            bin=BinService(*self._parts),
            search=self._search,
            spelling=SpellingService(vault, clock, announce, self._undoing),
            people=PeopleService(vault, clock, announce, self._undoing),
            open_format=OpenFormatService(vault, clock),
            erasure=self._erasure(),
            backups=self._backups,
            retention=RetentionService(vault, clock, announce),
            destruction=self._destruction(),
        )

    def _keys(self) -> KeyService:
        return KeyService(
            self._vault,
            self._clock,
            find_keyring=self._known.find_keyring,
            cost=self._known.cost,
            after_renewal=partial(self._backups.make_besides, BackupReason.RENEWAL),
        )

    def _intake(self) -> IntakeService:
        return IntakeService(
            self._vault,
            self._evidence,
            self._claims,
            self._catalogue,
            self._announce,
            self._reader,
        )

    def _packs(self) -> PackService:
        packs = PackService(
            self._vault,
            self._verdicts,
            self._known.sign_offs,
            self._clock,
            self._announce,
            self._reader,
        )
        packs.before_seal = partial(self._backups.make_besides, BackupReason.SEAL)
        return packs

    def _erasure(self) -> ErasureService:
        return ErasureService(
            self._vault,
            self._clock,
            self._announce,
            backup_places=self._backups.places,
            undisturbed=self._backups.undisturbed,
            read_files=self._search.read_files,
            undoing=self._undoing,
        )

    def _destruction(self) -> DestructionService:
        return DestructionService(
            self._vault,
            self._known.sign_offs,
            self._clock,
            backups=self._backups,
            find_keyring=self._known.find_keyring,
        )
