"""Who is let in where: first start, unlocking, the open portfolio, and locking again.

Owns the two windows of the program and the one thread of work. A portfolio is open exactly
as long as its window is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from portfolio_app.model.domain.wording import sentence
from portfolio_app.ui.door.doorstep import Doorstep
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.problems import catch_defects, explain
from portfolio_app.ui.settings import save_settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.door.first_start import Beginning
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from portfolio_app.ui.settings import Settings


class Reception(QObject):
    """Opens, makes and locks portfolios, each step off the GUI thread."""

    def __init__(self, look: Look, settings: Settings, assemble: Callable[[], Program]) -> None:
        super().__init__()
        self._look = look
        self.settings = settings
        self._assemble = assemble
        self._program: Program | None = None
        self._vault = Path()
        self.runner = TaskRunner(self)
        self.hub = Hub(self)
        self.doorstep = Doorstep(look, self._usual_place())
        self.window: PortfolioWindow | None = None
        self._waiting: OpenPortfolio | None = None
        self._connect()

    def open(self, vault: Path | None) -> None:
        """Show the first window: unlocking `vault`, or the first start without one."""
        catch_defects(self.doorstep)
        if vault is None:
            self.doorstep.show_first_start()
        else:
            self._vault = vault
            self.doorstep.show_unlock(vault)
        self.doorstep.resize(*self.settings.window)
        self.doorstep.show()

    @Slot()
    def close(self) -> None:
        """Close whatever window is there."""
        (self.window or self.doorstep).close()

    def shut_down(self) -> None:
        """End the work and lock what is open; call once, when the windows are gone."""
        self.runner.shut_down()
        if self.window is not None:
            self.window.portfolio.close()

    def _connect(self) -> None:
        self.runner.failed.connect(self._on_failed)
        door = self.doorstep
        door.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        door.passphrase_given.connect(self._on_passphrase)
        door.recovery_code_given.connect(self._on_code)
        door.begun.connect(self._on_begun)
        door.code_kept.connect(self._on_code_kept)
        door.example_wanted.connect(self._on_example_wanted)
        door.other_wanted.connect(self._on_open_wanted)
        door.check_wanted.connect(self._on_check_wanted)

    @staticmethod
    def _usual_place() -> Path:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder, number = Path(documents), 1
        while (place := folder / _numbered("My portfolio", number)).exists():
            number += 1
        return place

    # Off the GUI thread

    def _put_together(self, progress: Progress) -> Program:
        if self._program is None:
            self._program = self._assemble()
        return self._program

    def _try_keyring(self, progress: Progress) -> OpenPortfolio | None:
        program = self._put_together(progress)
        if not program.door.is_portfolio(self._vault):
            return None
        return program.door.open_with_keyring(self._vault, self.hub.announce)

    def _unlock(self, secret: str, by_code: bool, progress: Progress) -> OpenPortfolio:
        door = self._put_together(progress).door
        opening = door.open_with_recovery_code if by_code else door.open_with_passphrase
        return opening(self._vault, secret, self.hub.announce)

    def _begin(self, beginning: Beginning, progress: Progress) -> tuple[OpenPortfolio, str]:
        return self._put_together(progress).door.create(
            beginning.folder,
            pathway=beginning.pathway,
            practitioner=beginning.practitioner,
            passphrase=beginning.passphrase,
            started_on=beginning.started_on,
            panel_on=beginning.panel_on,
            submit_by=beginning.submit_by,
            announce=self.hub.announce,
        )

    def _make_example(self, folder: Path, progress: Progress) -> OpenPortfolio:
        from portfolio_app.services.example import fill_example  # seldom wanted

        door = self._put_together(progress).door
        return fill_example(door, folder, self.hub.announce)

    # Answering

    @Slot()
    def _on_painted(self) -> None:
        """The first window is there: once it has answered, do what takes time."""
        QTimer.singleShot(0, self, self._prepare)

    @Slot()
    def _prepare(self) -> None:
        if not self.doorstep.isVisible():
            return
        self.runner.run(self._put_together, done=self._on_assembled)
        if self._vault.name:
            self.runner.run(self._try_keyring, done=self._on_keyring)

    @Slot(object)
    def _on_assembled(self, program: Program) -> None:
        pathways = sorted(program.catalogue.pathways.values(), key=lambda p: p.authority)
        self.doorstep.show_pathways(pathways)

    @Slot(object)
    def _on_keyring(self, opened: OpenPortfolio | None) -> None:
        if opened is not None and self.window is None:
            self._enter(opened)
        elif opened is not None:
            opened.close()

    @Slot(Path, str)
    def _on_passphrase(self, vault: Path, passphrase: str) -> None:
        self._try(vault, passphrase, by_code=False)

    @Slot(Path, str)
    def _on_code(self, vault: Path, code: str) -> None:
        self._try(vault, code, by_code=True)

    def _try(self, vault: Path, secret: str, *, by_code: bool) -> None:
        self._vault = vault
        self.doorstep.unlock.set_busy(True)
        self.runner.run(
            partial(self._unlock, secret, by_code),
            done=self._enter,
            failed=self.doorstep.unlock.show_problem,
        )

    @Slot(object)
    def _on_begun(self, beginning: Beginning) -> None:
        self._vault = beginning.folder
        self.runner.run(
            partial(self._begin, beginning),
            done=self._on_made,
            failed=self.doorstep.first_start.show_problem,
        )

    @Slot(object)
    def _on_made(self, made: tuple[OpenPortfolio, str]) -> None:
        opened, code = made
        self._waiting = opened
        self.doorstep.show_recovery(code)

    @Slot()
    def _on_code_kept(self) -> None:
        self.doorstep.first_start.recovery.forget()
        if self._waiting is not None:
            self._enter(self._waiting)

    @Slot()
    def _on_example_wanted(self) -> None:
        folder = self._usual_place().parent
        number = 1
        while (place := folder / _numbered("Finished example", number)).exists():
            number += 1
        self._vault = place
        self.runner.run(partial(self._make_example, place), done=self._enter)

    @Slot()
    def _on_open_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self.doorstep, "Open a portfolio", str(self._usual_place().parent)
        )
        if chosen:
            self._vault = Path(chosen)
            self.doorstep.show_unlock(self._vault)

    @Slot()
    def _on_check_wanted(self) -> None:
        if self._program is not None:
            self.doorstep.show_signing(self._program, self.runner)

    @Slot(object)
    def _enter(self, opened: OpenPortfolio) -> None:
        """Show the open portfolio in its window."""
        from portfolio_app.ui.portfolio_window import PortfolioWindow

        if self._program is None:
            raise RuntimeError("a portfolio cannot be open before the program is together")
        self.settings = self.settings.opened(self._vault)
        self.window = PortfolioWindow(
            self._look, self.settings, self._program, opened, self.runner, self.hub
        )
        self.window.locked.connect(self._on_locked)
        self.window.left.connect(self._on_left)
        catch_defects(self.window)
        self.window.show()
        self.doorstep.hide()
        self._remember()

    @Slot()
    def _on_locked(self) -> None:
        """Close the portfolio and ask for its secret again."""
        window = self._let_go()
        self.doorstep.show_unlock(self._vault)
        self.doorstep.resize(window.size())
        self.doorstep.show()
        window.hide()
        window.deleteLater()

    @Slot()
    def _on_left(self) -> None:
        """The window was closed: lock, and end with it."""
        self._let_go().deleteLater()
        self.doorstep.close()

    def _let_go(self) -> PortfolioWindow:
        window, self.window = self.window, None
        if window is None:
            raise RuntimeError("no portfolio is open")
        self.settings = window.remembered(window.settings)
        self._remember()
        self.runner.settle()
        window.portfolio.close()
        return window

    def _remember(self) -> None:
        try:
            save_settings(replace(self.settings))
        except OSError:
            return  # looks and places are not worth a message; the next start is as the first

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        explain(error, self.window or self.doorstep)


def _numbered(name: str, number: int) -> str:
    return f"{sentence(name)}{'' if number == 1 else f' {number}'}.portfolio"
