"""Puts the parts together; nothing else does.

Everything is imported where it is put together, so that a window can be shown first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from portfolio_app.model.store import Keyring
    from portfolio_app.model.store.keys import Cost
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.program import Program


def assemble(
    *,
    clock: Clock | None = None,
    rule_folders: Sequence[Path] = (),
    find_keyring: Callable[[], Keyring | None] | None = None,
    cost: Cost | None = None,
) -> Program:
    """Return the program, ready for a window or a command.

    Args:
        clock: The time; the computer's own by default.
        rule_folders: Folders with further forms, pathways and frameworks; a council's own
            lie in `rules` below the person's folder and are always read.
        find_keyring: Finds the keyring of this computer, once one is wanted.
        cost: Of one guess at a new vault's passphrase; only tests choose it.

    Raises:
        CatalogueError: A file of rules is wrong.
    """
    from portfolio_app import places
    from portfolio_app.services.clock import SystemClock

    own = places.user_data() / "rules"
    folders = [places.resource(), *([own] if own.is_dir() else []), *rule_folders]
    return _put_together(folders, clock or SystemClock(), find_keyring, cost)


def _put_together(
    rule_folders: Sequence[Path],
    clock: Clock,
    find_keyring: Callable[[], Keyring | None] | None,
    cost: Cost | None,
) -> Program:
    """Return the services, around the files that belong to the person and to no portfolio."""
    from portfolio_app import places
    from portfolio_app.services.care import CareService
    from portfolio_app.services.door import Door
    from portfolio_app.services.identities import IdentityService
    from portfolio_app.services.pack_settings import PACK_SETTINGS_NAME, PackSettingsFile
    from portfolio_app.services.program import Program
    from portfolio_app.services.rules import RuleService
    from portfolio_app.services.second_places import SecondPlaces
    from portfolio_app.services.signoffs import SignOffService
    from portfolio_app.signing.contacts import ContactBook
    from portfolio_app.signing.journal import Journal

    contacts = ContactBook(places.user_data() / "contacts.json")
    settings = PackSettingsFile(places.user_data() / PACK_SETTINGS_NAME)
    journal = Journal(places.user_data() / "journal.json")
    sign_offs = SignOffService(contacts, journal, clock, settings)
    rules = RuleService(rule_folders, places.user_data(), contacts, clock)
    rules.read()
    seconds = SecondPlaces(places.user_data() / "second-places.json")
    return Program(
        rules=rules,
        clock=clock,
        door=Door(rules, sign_offs, clock, seconds, find_keyring=find_keyring, cost=cost),
        sign_offs=sign_offs,
        identities=IdentityService(rules, contacts, clock),
        pack_settings=settings,
        care=CareService(rules, clock, find_keyring=find_keyring),
    )


def system_keyring() -> Keyring | None:
    """Return the keyring of this computer, or None where none may be trusted."""
    from portfolio_app.model.store import find_keyring

    return find_keyring()


def open_window(vault: Path | None = None) -> int:
    """Open the window, on `vault` when one is given, and return the exit code."""
    from portfolio_app.ui.plain_imports import import_plainly

    import_plainly()
    from portfolio_app.ui.start import run

    return run(lambda: assemble(find_keyring=system_keyring), vault)


def open_rule_editor(program: Program, rules: Path | None = None) -> int:
    """Open the window in which rules are made, on a file when one is given.

    Returns the exit code.
    """
    from portfolio_app.ui.rules.start import run_editor

    return run_editor(program, rules)
