"""Puts the program together and opens portfolios: the slow steps of the reception."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.ui.documents import documents_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfolio_app.services.changes import Announce
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.door.first_start import Beginning
    from portfolio_app.ui.door.return_page import Returning


class Opening:
    """Every method that takes a `Progress` runs off the GUI thread, one at a time."""

    def __init__(self, assemble: Callable[[], Program], announce: Announce) -> None:
        self._assemble = assemble
        self._announce = announce
        self.program: Program | None = None
        """Once it is together."""

    def about_place(self, folder: Path) -> str:
        """Return what to know about a place; nothing until the program is together."""
        return self.program.door.about_place(folder) if self.program else ""

    def put_together(self, progress: Progress) -> Program:
        """Return the program; the first time takes long."""
        if self.program is None:
            self.program = self._assemble()
        return self.program

    def by_keyring(self, vault: Path, progress: Progress) -> OpenPortfolio | None:
        """Open a portfolio without a question, if this computer's keyring can."""
        door = self.put_together(progress).door
        if not door.is_portfolio(vault):
            return None  # whoever gives the passphrase is told
        return door.open_with_keyring(vault, self._announce)

    def by_secret(
        self, vault: Path, secret: str, by_code: bool, progress: Progress
    ) -> OpenPortfolio:
        """Open a portfolio by what somebody typed."""
        door = self.put_together(progress).door
        opening = door.open_with_recovery_code if by_code else door.open_with_passphrase
        return opening(vault, secret, self._announce)

    def make(self, beginning: Beginning, progress: Progress) -> tuple[OpenPortfolio, str]:
        """Make a portfolio; return it open, with its recovery code."""
        return self.put_together(progress).door.create(
            beginning.folder,
            pathway=beginning.pathway,
            practitioner=beginning.practitioner,
            passphrase=beginning.passphrase,
            started_on=beginning.started_on,
            panel_on=beginning.panel_on,
            submit_by=beginning.submit_by,
            announce=self._announce,
        )

    def take_back(self, returning: Returning, progress: Progress) -> tuple[OpenPortfolio, str]:
        """Make a portfolio of an open export; return it open, with its recovery code."""
        return self.put_together(progress).door.take_back(
            returning.source,
            returning.folder,
            passphrase=returning.passphrase,
            progress=progress,
            announce=self._announce,
        )

    def make_example(self, folder: Path, progress: Progress) -> OpenPortfolio:
        """Make the finished example and return it open."""
        from portfolio_app.services.example import fill_example  # seldom wanted

        return fill_example(self.put_together(progress).door, folder, self._announce)

    def bring_back(
        self, former: OpenPortfolio, backup: Path, progress: Progress
    ) -> OpenPortfolio:
        """Close a portfolio, let a backup take its place, and return it open."""
        door = self.put_together(progress).door
        return door.bring_back(former, backup, self._announce, progress)


def documents() -> Path:
    """Return the folder in which people keep what they write."""
    return documents_folder()


def free_place(name: str) -> Path:
    """Return a path below the person's documents at which nothing lies yet."""
    number, path = 1, documents_folder() / f"{name}.portfolio"
    while path.exists():
        number += 1
        path = path.with_name(f"{name} {number}.portfolio")
    return path
