"""Looking after a closed portfolio: checking, repairing, and bringing a backup back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from portfolio_app.errors import WrongKeyError
from portfolio_app.model.domain.portfolio import Portfolio, Practitioner
from portfolio_app.services.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup, CheckUp, Comparison
    from portfolio_app.model.store import Keyring, Secret, VaultKey
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.opened_by import OpenedBy
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.rules import RuleService


class CareService:
    """What can be done for a portfolio that is not open, or does not open."""

    def __init__(
        self,
        rules: RuleService,
        clock: Clock,
        *,
        find_keyring: Callable[[], Keyring | None] | None = None,
    ) -> None:
        self._rules = rules
        self._clock = clock
        self._find_keyring = find_keyring

    def check(self, folder: Path, given: OpenedBy, progress: Progress | None = None) -> CheckUp:
        """Read a portfolio from beginning to end, and say what is wrong; change nothing.

        Raises:
            WrongKeyError: What was given does not open it.
            VaultError: It is open, or out of reach.
        """
        from portfolio_app.model.store.salvage import check_vault

        key = self._unlock(folder, given)
        return check_vault(folder, key, step=_stepping(progress, "Checking"))

    def repair(
        self, folder: Path, given: OpenedBy, progress: Progress | None = None
    ) -> CheckUp:
        """Check a portfolio and put right what can be.

        Raises:
            WrongKeyError: What was given does not open it.
            VaultError: It is open or out of reach, or there is no room for the repair.
        """
        from portfolio_app.model.store import unlock
        from portfolio_app.model.store.salvage import (
            bring_keys_back,
            repair_vault,
            worst_first,
        )

        secret, now = self._secret(given), self._clock.now()
        keys = bring_keys_back(folder, secret, at=now)
        check_up = repair_vault(
            folder,
            unlock(folder, secret),
            at=now,
            guide=self,
            step=_stepping(progress, "Checking and repairing"),
        )
        if keys is None:
            return check_up
        aside = check_up.kept_aside or keys.kept_aside
        return worst_first((*check_up.findings, *keys.findings), aside)

    def backups(self, folder: Path) -> tuple[Backup, ...]:
        """Return the backups that lie in a portfolio, the latest first; no key is needed.

        Raises:
            VaultError: They cannot be read.
        """
        from portfolio_app.model.store.backups import BackupShelf
        from portfolio_app.model.store.folder import BACKUPS

        return BackupShelf(folder / BACKUPS).all()

    def backup_at(self, path: Path) -> Backup:
        """Return what the file of a backup tells of itself, without any secret.

        Raises:
            VaultError: It cannot be read, or is no backup.
        """
        from portfolio_app.model.store.backups import describe

        return describe(path)

    def restore(
        self, backup: Path, folder: Path, given: OpenedBy, progress: Progress | None = None
    ) -> Comparison:
        """Put what a backup holds at `folder`; the portfolio there is backed up before.

        Raises:
            WrongKeyError: What was given does not open the backup.
            VaultError: The backup is damaged, the portfolio is open, or the place refuses it.
        """
        from portfolio_app.model.store.backups import restore

        _, comparison = restore(
            backup,
            folder,
            self._secret(given),
            at=self._clock.now(),
            step=_stepping(progress, "Bringing the backup back"),
        )
        return comparison

    # What a repair asks about the rules

    def form_of(self, paths: Collection[str]) -> str:
        """Return the form that asks for most of the answers at these paths."""
        asked = {path.partition(".")[0] for path in paths}
        return max(
            sorted(self._rules.catalogue.forms.values(), key=lambda form: form.id),
            key=lambda form: (
                len(asked & {item.id for item in form.fields}),
                -len(form.fields),
            ),
        ).id

    def media_type_of(self, content: bytes) -> str:
        """Return what a file is, told by how it begins."""
        from portfolio_app.intake.kinds import media_type

        return media_type(content) or "application/octet-stream"

    def portfolio(self) -> Portfolio:
        """Return a portfolio whose name is still to be entered, on the newest pathway."""
        pathway = max(self._rules.catalogue.pathways.values(), key=lambda found: found.version)
        return Portfolio(
            id=uuid.uuid4().hex,
            practitioner=Practitioner(name=""),
            pathway=pathway.id,
            pathway_version=pathway.version,
            started_on=self._clock.today(),
        )

    def _unlock(self, folder: Path, given: OpenedBy) -> VaultKey:
        from portfolio_app.model.store import unlock

        return unlock(folder, self._secret(given))

    def _secret(self, given: OpenedBy) -> Secret:
        from portfolio_app.model.store import Passphrase, RecoveryCode

        if given.text is not None:
            return RecoveryCode.parse(given.text) if given.is_code else Passphrase(given.text)
        keyring = self._find_keyring() if self._find_keyring else None
        if keyring is None:
            raise WrongKeyError(
                "This computer has no keyring that opens it.",
                advice="Use the passphrase or the recovery code.",
            )
        return keyring


def _stepping(progress: Progress | None, note: str) -> Callable[[int, int], None]:
    heard = progress or Silent()
    return lambda done, total: heard.step(done, total, note)
