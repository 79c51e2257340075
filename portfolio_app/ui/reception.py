"""Who is let in where: first start, unlocking, the open portfolio, and locking again.

Owns the two windows of the program and the one thread of work. A portfolio is open exactly
as long as its window is.
"""

from __future__ import annotations

import logging
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from portfolio_app.errors import DamagedVaultError, DestroyedError
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.ui.clipboard import forget_copies
from portfolio_app.ui.door.doorstep import Doorstep
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.making import EXAMPLE, Making
from portfolio_app.ui.opening import Opening, documents, free_place
from portfolio_app.ui.problems import catch_defects, explain
from portfolio_app.ui.rules.opening import RuleDesk
from portfolio_app.ui.settings import save_settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from portfolio_app.model.domain.care import Backup
    from portfolio_app.services.certificates import Destruction
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.absence import Absence
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from portfolio_app.ui.settings import Settings
    from portfolio_app.ui.whereabouts import Whereabouts

logger = logging.getLogger(__name__)

PORTFOLIO = "My portfolio"


class Reception(QObject):
    """Opens, makes and locks portfolios, each step off the GUI thread."""

    def __init__(
        self,
        look: Look,
        settings: Settings,
        assemble: Callable[[], Program],
        *,
        today: Callable[[], date],
    ) -> None:
        """Make the first window, not yet shown.

        Args:
            look: The theme in use.
            settings: What was remembered.
            assemble: Puts the program together; called off the GUI thread.
            today: Tells the day before the program is together.
        """
        super().__init__()
        self._look = look
        self.settings = settings
        self._vault: Path | None = None
        self._tried = OpenedBy()
        """What the portfolio at the door was to be opened with last."""
        self._locked: dict[Path, Whereabouts] = {}
        self.runner = TaskRunner(self)
        self.aside = TaskRunner(self)
        """For backups: nothing that saves waits behind one."""
        self.hub = Hub(self)
        self._opening = Opening(assemble, self.hub.announce)
        self.doorstep = Doorstep(
            look, partial(free_place, PORTFOLIO), today, self._opening.about_place
        )
        self._making = Making(self.doorstep, self._opening, self.runner, self._enter)
        self.window: PortfolioWindow | None = None
        self.rules = RuleDesk(look, self._opening, self.aside)
        self._connect()

    def open(self, vault: Path | None) -> None:
        """Show the first window: unlocking `vault`, or the first start without one."""
        catch_defects(self.doorstep)
        self.doorstep.resize(*self.settings.window)
        if vault is None:
            self.doorstep.show_first_start()
        else:
            self._ask_for(vault)
        self.doorstep.show()

    @property
    def program(self) -> Program | None:
        """What works without an open portfolio, once it is together."""
        return self._opening.program

    @cached_property
    def absence(self) -> Absence:
        """Tells when to lock; nothing is listened for before something is open."""
        from portfolio_app.ui.absence import Absence

        absence = Absence(self.runner)
        absence.noticed.connect(self._on_away)
        return absence

    @Slot()
    def close(self) -> None:
        """Close whatever window is there."""
        (self.window or self.doorstep).close()

    def shut_down(self) -> None:
        """End the work and lock what is open; call once, when the windows are gone."""
        self.aside.settle()
        self.runner.shut_down()
        self.aside.shut_down()
        if opened := self.window.portfolio if self.window else self._making.waiting:
            opened.close()

    def _connect(self) -> None:
        self.runner.failed.connect(self._on_failed)
        door = self.doorstep
        door.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        door.passphrase_given.connect(self._on_passphrase)
        door.recovery_code_given.connect(self._on_code)
        door.vault_wanted.connect(self._on_vault_wanted)
        door.other_wanted.connect(self._on_other_wanted)
        door.check_wanted.connect(self._on_check_wanted)
        door.editor_wanted.connect(self.rules.open)

    # Getting ready

    @Slot()
    def _on_painted(self) -> None:
        """The first window is there: once it has answered, do what takes time."""
        QTimer.singleShot(0, self, self._prepare)

    @Slot()
    def _prepare(self) -> None:
        if self.doorstep.isVisible():
            self._look.complete()
            self.runner.run(self._opening.put_together, done=self._on_assembled)
            if self._vault is not None:
                self._run_keyring(self._vault)

    @Slot(object)
    def _on_assembled(self, program: Program) -> None:
        pathways = sorted(program.catalogue.pathways.values(), key=lambda p: p.authority)
        self.doorstep.show_pathways(pathways)
        self.doorstep.offer_rules(program.rules, self.runner)

    # Unlocking

    def _ask_for(self, vault: Path) -> None:
        self._vault = vault.absolute()
        recent = map(Path, self.settings.recent)
        others = [path for path in recent if path != self._vault and path.is_dir()]
        self.doorstep.show_unlock(self._vault, others)
        if vault.stem.startswith(EXAMPLE):
            from portfolio_app.services.example import PASSPHRASE

            self.doorstep.unlock.explain(f"The example opens with these words: {PASSPHRASE}")

    def _run_keyring(self, vault: Path) -> None:
        """Let the keyring open a portfolio, but none that somebody locked a while ago."""
        if vault.absolute() in self._locked:
            return
        self.runner.run(
            partial(self._opening.by_keyring, vault),
            done=self._on_keyring,
            failed=self._on_not_opened_by_keyring,
        )

    @Slot(object)
    def _on_keyring(self, opened: OpenPortfolio | None) -> None:
        if opened is not None:
            self._enter(opened)

    @Slot(Path, str)
    def _on_passphrase(self, vault: Path, passphrase: str) -> None:
        self._try(vault, passphrase, by_code=False)

    @Slot(Path, str)
    def _on_code(self, vault: Path, code: str) -> None:
        self._try(vault, code, by_code=True)

    @Slot(object)
    def _on_not_opened_by_keyring(self, error: Exception) -> None:
        self._tried = OpenedBy()
        self._on_not_opened(error)

    @Slot(object)
    def _on_not_opened(self, error: Exception) -> None:
        """Say why; a portfolio that is damaged is offered what can be done for it."""
        if isinstance(error, DestroyedError) and self._vault:
            self._forget(self._vault)
            self.doorstep.show_first_start()
            explain(error, self.doorstep)
            return
        self.doorstep.unlock.show_problem(error)
        if isinstance(error, DamagedVaultError) and self.program and self._vault:
            panel = self.doorstep.show_care(self.runner)
            panel.healed.connect(self._on_healed)
            panel.offer(self.program.care, self._vault, self._tried)

    @Slot()
    def _on_healed(self) -> None:
        if self._vault is not None and self._tried.text is not None:
            self._try(self._vault, self._tried.text, by_code=self._tried.is_code)
        elif self._vault is not None:
            self._run_keyring(self._vault)

    def _try(self, vault: Path, secret: str, *, by_code: bool) -> None:
        self.doorstep.unlock.set_busy(True)
        self._tried = OpenedBy(text=secret, is_code=by_code)
        self.runner.run(
            partial(self._opening.by_secret, vault, secret, by_code),
            done=self._enter,
            failed=self._on_not_opened,
        )

    @Slot(Path)
    def _on_vault_wanted(self, vault: Path) -> None:
        self._ask_for(vault)
        self._run_keyring(vault)

    @Slot()
    def _on_other_wanted(self) -> None:
        start = self._vault.parent if self._vault else documents()
        if chosen := self.doorstep.ask_for_portfolio(start):
            self._on_vault_wanted(chosen)

    # Signing without a portfolio

    @Slot()
    def _on_check_wanted(self) -> None:
        self.runner.run(self._opening.put_together, done=self._show_signing)

    @Slot(object)
    def _show_signing(self, program: Program) -> None:
        self.doorstep.show_signing(program, self.runner)

    # The open portfolio

    @Slot(object)
    def _enter(self, opened: OpenPortfolio) -> None:
        """Show the open portfolio in its window, and forget what was typed at the door."""
        if self._opening.program is None:
            raise RuntimeError("a portfolio cannot be open before the program is together")
        if self.window is not None:  # keyring and passphrase may both have opened it
            opened.close()
            return
        from portfolio_app.ui.portfolio_window import PortfolioWindow

        self._vault = opened.vault.folder.absolute()
        self.settings = self.settings.opened(self._vault)
        self.window = PortfolioWindow(
            self._look,
            self.settings,
            self._opening.program,
            opened,
            self.runner,
            self.hub,
            self.aside,
        )
        self.window.keeper.start()
        self.window.restore_wanted.connect(self._on_restore_wanted)
        self.window.locked.connect(self._on_locked)
        self.window.left.connect(self._on_left)
        self.window.lock_minutes_changed.connect(self.absence.watch)
        self.window.now_writable.connect(self._on_now_writable)
        self.window.moved.connect(self._on_moved)
        self.window.editor_wanted.connect(self.rules.open)
        self.window.ended.connect(self._on_ended)
        catch_defects(self.window)
        if back := self._locked.pop(self._vault, None):
            self.window.setGeometry(self.doorstep.geometry())
            self.window.come_back(back)
        self.window.show()
        self.absence.watch(self.settings.lock_minutes)
        self.doorstep.hide()
        self.doorstep.forget()
        self._tried = OpenedBy()
        self._remember()

    @Slot()
    def _on_locked(self) -> None:
        """Close the portfolio and ask for its secret again."""
        window = self._let_go()
        forget_copies()
        catch_defects(self.doorstep)
        if self._vault is not None:
            self._locked[self._vault] = window.whereabouts
            self._ask_for(self._vault)
        self.doorstep.setGeometry(window.geometry())
        if window.isMinimized():
            self.doorstep.showMinimized()
        else:
            self.doorstep.show()
            self.doorstep.activateWindow()
        window.hide()
        window.deleteLater()

    @Slot()
    def _on_away(self) -> None:
        if self.window is not None:
            self.window.lock()

    @Slot()
    def _on_now_writable(self) -> None:
        """Build the window of the open portfolio anew, for everything in it may be changed."""
        if self.window is not None:
            self._enter_anew(self.window.portfolio)

    @Slot(object)
    def _on_moved(self, opened: OpenPortfolio) -> None:
        """Build the window anew, for the portfolio goes by other rules."""
        self._enter_anew(opened)

    def _enter_anew(self, opened: OpenPortfolio) -> None:
        window, self.window = self.window, None
        if window is None:
            raise RuntimeError("no portfolio is open")
        self.settings = window.remembered(window.settings)
        self.aside.settle()
        self.runner.settle()
        self._locked[window.portfolio.vault.folder.absolute()] = window.whereabouts
        self.doorstep.setGeometry(window.geometry())
        self._enter(opened)
        window.hide()
        window.deleteLater()

    @Slot(object)
    def _on_restore_wanted(self, backup: Backup) -> None:
        """Close the portfolio, put a backup in its place, and go in again."""
        if self.window is None:
            raise RuntimeError("no portfolio is open")
        former = self.window.portfolio
        self._on_locked()
        self._locked.clear()
        self.doorstep.unlock.set_busy(True)
        self.runner.run(
            partial(self._opening.bring_back, former, backup.path),
            done=self._enter,
            failed=self.doorstep.unlock.show_problem,
        )

    @Slot()
    def _on_left(self) -> None:
        """The window was closed: lock, and end with it."""
        self._let_go().deleteLater()
        catch_defects(self.doorstep)
        self.doorstep.close()

    @Slot(object)
    def _on_ended(self, done: Destruction) -> None:
        """The portfolio is no more: say so at the door, where another can be begun."""
        window = self._let_go()
        self._forget(window.portfolio.vault.folder)
        catch_defects(self.doorstep)
        self.doorstep.setGeometry(window.geometry())
        self.doorstep.show_first_start()
        self.doorstep.show()
        self.doorstep.activateWindow()
        window.hide()
        window.deleteLater()
        from portfolio_app.ui.farewell import tell_of_end

        tell_of_end(done, self.doorstep)

    def _let_go(self) -> PortfolioWindow:
        window, self.window = self.window, None
        if window is None:
            raise RuntimeError("no portfolio is open")
        self.absence.rest()
        self.settings = window.remembered(window.settings)
        self._remember()
        self.aside.settle()
        self.runner.settle()
        window.portfolio.close()
        return window

    def _forget(self, vault: Path) -> None:
        self._vault, self.settings = None, self.settings.forgot(vault)
        self._remember()

    def _remember(self) -> None:
        """Store the settings; a failure is not worth a message, but is noted."""
        try:
            save_settings(self.settings)
        except OSError as error:
            logger.info("settings not saved: %s", type(error).__name__)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        explain(error, self.window or self.doorstep)
