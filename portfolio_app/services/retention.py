"""When the portfolio is to be destroyed: a decision, and a reminder; never a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.retention import Retention, reminder
from portfolio_app.model.domain.wording import harmless
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock


class RetentionService:
    """Keeps the day, and says when it is near."""

    def __init__(self, vault: Vault, clock: Clock, announce: Announce) -> None:
        self._vault = vault
        self._clock = clock
        self._announce = announce

    def get(self) -> Retention | None:
        """Return what was decided, or None."""
        with self._vault.reading() as tx:
            return tx.retention.get()

    def choose(self, day: date, reason: str = "") -> Retention:
        """Decide on a day, or on another one.

        Raises:
            VaultError: The day has been, or it could not be written.
        """
        if day <= self._clock.today():
            raise VaultError(
                "The day on which the portfolio is to be destroyed must be still to come.",
                advice="Nothing was stored. To destroy it now, do so below.",
            )
        chosen = Retention(destroy_on=day, reason=harmless(reason), chosen_at=self._clock.now())
        with self._vault.transaction() as tx:
            tx.retention.put(chosen)
        self._announce(Area.PORTFOLIO)
        return chosen

    def keep(self) -> None:
        """Take the decision back: the portfolio is kept until somebody decides again.

        Raises:
            VaultError: It could not be written.
        """
        with self._vault.transaction() as tx:
            tx.retention.clear()
        self._announce(Area.PORTFOLIO)

    def reminder(self) -> str:
        """Return what to remind somebody of today, or nothing."""
        return reminder(self.get(), self._clock.today())
