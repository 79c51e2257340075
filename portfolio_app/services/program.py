"""The program as its windows and commands see it: what works without an open portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.services.care import CareService
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import Door
    from portfolio_app.services.identities import IdentityService
    from portfolio_app.services.pack_settings import PackSettingsFile
    from portfolio_app.services.rules import RuleService
    from portfolio_app.services.signoffs import SignOffService


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The use cases that need no open portfolio, and the door to one."""

    rules: RuleService
    clock: Clock
    door: Door
    sign_offs: SignOffService
    identities: IdentityService
    care: CareService
    pack_settings: PackSettingsFile

    @property
    def catalogue(self) -> Catalogue:
        """What portfolios can be made by today; an open one has a catalogue of its own."""
        return self.rules.catalogue
