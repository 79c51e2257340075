"""The way into a portfolio: make one, open one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError, VaultError, WrongKeyError
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
from portfolio_app.services.changes import nobody
from portfolio_app.services.details import check_dates, tidied
from portfolio_app.services.furnishing import Furnisher
from portfolio_app.services.kept_rules import keep_from_start, require_readable
from portfolio_app.services.progress import Silent
from portfolio_app.services.unfinished import (
    finish_destruction,
    forget_note,
    require_standing,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from portfolio_app.model.catalogue import Library
    from portfolio_app.model.domain.ways_in import WayIn
    from portfolio_app.model.store import (
        Keyring,
        RecoveryCode,
        Secret,
        Transaction,
        Vault,
        VaultKey,
    )
    from portfolio_app.model.store.keys import Cost
    from portfolio_app.services.certificates import Ended
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.open_portfolio import OpenPortfolio as OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.rules import RuleService
    from portfolio_app.services.second_places import SecondPlaces
    from portfolio_app.services.signoffs import SignOffService


class Door:
    """Makes and opens portfolios."""

    def __init__(
        self,
        rules: RuleService,
        sign_offs: SignOffService,
        clock: Clock,
        second_places: SecondPlaces,
        *,
        find_keyring: Callable[[], Keyring | None] | None = None,
        cost: Cost | None = None,
    ) -> None:
        self._known = rules
        self._clock = clock
        self._second_places = second_places
        self._find_keyring = find_keyring
        self._cost = cost
        self._furnisher = Furnisher(
            rules=rules,
            sign_offs=sign_offs,
            clock=clock,
            second_places=second_places,
            find_keyring=find_keyring,
            cost=cost,
        )

    def create(
        self,
        folder: Path,
        *,
        pathway: str,
        practitioner: Practitioner,
        passphrase: str,
        started_on: date | None = None,
        panel_on: date | None = None,
        submit_by: date | None = None,
        example: bool = False,
        announce: Announce = nobody,
    ) -> tuple[OpenPortfolio, str]:
        """Make a new portfolio and return it open, with its recovery code to print.

        Without `submit_by` the pack is due as many days before the panel as the pathway says.

        Raises:
            VaultError: Something is at `folder` already, it cannot be written, the pathway is
                unknown, a date contradicts another, or the passphrase is too weak.
        """
        library = self._rules(pathway)
        rules = library.catalogue.pathways[PathwayId(pathway)]
        is_start_said, started_on = started_on is not None, started_on or self._clock.today()
        check_dates(panel_on, submit_by, started_on, is_start_said=is_start_said)
        if panel_on and rules.days_before_panel:
            submit_by = submit_by or panel_on - timedelta(days=rules.days_before_panel)
        portfolio = Portfolio(
            id=uuid.uuid4().hex,
            practitioner=tidied(practitioner),
            pathway=rules.id,
            pathway_version=rules.version,
            started_on=started_on,
            panel_on=panel_on,
            submit_by=submit_by,
            example=example,
        )
        keep = partial(keep_from_start, library=library, pathway=rules.id)
        vault, code = self._new_vault(folder, portfolio, passphrase, keep)
        return self._furnisher.furnish(vault, announce), code.text

    def take_back(
        self,
        source: Path,
        folder: Path,
        *,
        passphrase: str,
        progress: Progress | None = None,
        announce: Announce = nobody,
    ) -> tuple[OpenPortfolio, str]:
        """Make a portfolio at `folder` of an open export, and return it as `create` does.

        Raises:
            IntakeError: `source` is no open export, or not a sound one.
            VaultError: As `create`. Whatever is wrong, nothing is left behind.
        """
        from portfolio_app.services.open_format.reading import read_export
        from portfolio_app.services.open_format.service import put_archive

        found = read_export(source, progress or Silent())
        require_readable(self._known, found.archive.rules)
        vault, code = self._new_vault(
            folder, found.archive.portfolio, passphrase, lambda tx: put_archive(tx, found)
        )
        return self._furnisher.furnish(vault, announce), code.text

    def ways_in(self, folder: Path) -> tuple[WayIn, ...]:
        """Return what opens the portfolio at `folder`; it need not be open for that.

        Raises:
            VaultError: There is no portfolio, or its key file is missing or damaged.
        """
        from portfolio_app.model.store.keys.changes import ways_in

        return ways_in(folder)

    def about_place(self, folder: Path) -> str:
        """Return what to know about the place of a portfolio; empty where it is like any other.

        That of one yet to be made can be asked about too.
        """
        from portfolio_app.model.store.synchronised import synchroniser_of

        program = synchroniser_of(folder)
        if program is None:
            return ""
        return (
            f"This place is synchronised by {program}. Your work is safe there as long as the "
            "portfolio is open on one computer at a time: lock it here, and wait until "
            f"{program} has finished, before you open it somewhere else."
        )

    def is_portfolio(self, folder: Path) -> bool:
        """Return whether a portfolio lies at `folder`."""
        from portfolio_app.model.store import is_vault

        return is_vault(folder)

    def open_with_passphrase(
        self, folder: Path, passphrase: str, announce: Announce = nobody
    ) -> OpenPortfolio:
        """Open a portfolio by its passphrase.

        Raises:
            WrongKeyError: The passphrase is another.
            VaultError: There is no portfolio, or it is damaged.
        """
        from portfolio_app.model.store import Passphrase

        return self._open(folder, Passphrase(passphrase), announce)

    def open_with_recovery_code(
        self, folder: Path, code: str, announce: Announce = nobody
    ) -> OpenPortfolio:
        """Open a portfolio by the code on its recovery sheet.

        Raises:
            WrongKeyError: The code has a typing error, or is another portfolio's.
            VaultError: There is no portfolio, or it is damaged.
        """
        from portfolio_app.model.store import RecoveryCode

        return self._open(folder, RecoveryCode.parse(code), announce)

    def open_with_key(
        self, folder: Path, key: VaultKey, announce: Announce = nobody
    ) -> OpenPortfolio:
        """Open a portfolio by a key that was unlocked before.

        Raises:
            VaultError: There is no portfolio, or it is damaged.
        """
        return self._open(folder, key, announce)

    def open_with_keyring(
        self, folder: Path, announce: Announce = nobody
    ) -> OpenPortfolio | None:
        """Open a portfolio by this computer's keyring; None when the keyring cannot.

        Raises:
            VaultError: There is no portfolio, or it is damaged.
        """
        require_standing(folder, self._second_places, self._clock)
        keyring = self._keyring()
        if keyring is None:
            return None
        try:
            return self._open(folder, keyring, announce)
        except WrongKeyError:
            return None

    def anew(self, opened: OpenPortfolio, announce: Announce = nobody) -> OpenPortfolio:
        """Return an open portfolio as it is after it moved to other rules.

        Nothing may be asked of the former one any more; the vault stays open.
        """
        return self._furnisher.furnish(opened.vault, announce)

    def bring_back(
        self,
        opened: OpenPortfolio,
        backup: Path,
        announce: Announce = nobody,
        progress: Progress | None = None,
    ) -> OpenPortfolio:
        """Close a portfolio, put a backup in its place and open it again.

        What was there is backed up before. When this raises, the portfolio is closed and as
        it was.

        Raises:
            VaultError: The backup is damaged, or there is no room.
        """
        from portfolio_app.model.store.backups import restore

        folder, key = opened.vault.folder, opened.vault.key
        heard = progress or Silent()
        opened.close()
        restore(
            backup,
            folder,
            key,
            at=self._clock.now(),
            step=lambda done, total: heard.step(done, total, "Bringing the backup back"),
        )
        return self.open_with_key(folder, key, announce)

    def _keyring(self) -> Keyring | None:
        """Look for the keyring when one is wanted: its libraries are slow to load."""
        return self._find_keyring() if self._find_keyring else None

    def _rules(self, pathway: str) -> Library:
        """Return the rules that a portfolio on `pathway` is begun under today."""
        try:
            return self._known.library_of(PathwayId(pathway))
        except CatalogueError as error:
            raise VaultError(error.summary, advice=error.advice) from error

    def _new_vault(
        self,
        folder: Path,
        portfolio: Portfolio,
        passphrase: str,
        fill: Callable[[Transaction], None] = lambda _: None,
    ) -> tuple[Vault, RecoveryCode]:
        from portfolio_app.model.store import create_vault  # the database: when needed
        from portfolio_app.model.store.keys import STANDARD

        return create_vault(
            folder,
            portfolio,
            passphrase=passphrase,
            keyring=self._keyring(),
            cost=self._cost or STANDARD,
            fill=fill,
            made_at=self._clock.now(),
        )

    def finish_destruction(
        self, folder: Path, progress: Progress | None = None
    ) -> Ended | None:
        """Finish the destruction of a portfolio that was cut short; None where none was."""
        return finish_destruction(folder, self._second_places, self._clock, progress)

    def _open(
        self, folder: Path, secret: Secret | VaultKey, announce: Announce
    ) -> OpenPortfolio:
        from portfolio_app.model.store import open_vault

        require_standing(folder, self._second_places, self._clock)
        vault = open_vault(folder, secret)
        if vault.bar is None:
            forget_note(vault.folder)
        opened = self._furnisher.furnish(vault, announce)
        opened.bin.empty()
        return opened
