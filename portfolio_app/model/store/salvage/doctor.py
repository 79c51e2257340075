"""Checks a closed vault, and repairs it by writing every readable row anew.

One way of repairing serves all damage: a new database gets its own pages, indexes and order,
so nothing of the old one's trouble is left. The damaged files are kept aside as they were.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import CheckUp, Condition, Finding
from portfolio_app.model.store.access import Access, copied, may_be_written
from portfolio_app.model.store.backups.checking import is_sound
from portfolio_app.model.store.backups.counting import count
from portfolio_app.model.store.backups.making import nothing
from portfolio_app.model.store.backups.shelf import BackupShelf
from portfolio_app.model.store.engine import connect_plainly, make_engine
from portfolio_app.model.store.failures import damaged, explaining
from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    FORBIDDEN,
    explaining_files,
    require_vault,
)
from portfolio_app.model.store.keys.key_file import keys_in_force
from portfolio_app.model.store.migrations import upgrade
from portfolio_app.model.store.salvage import findings, ruin
from portfolio_app.model.store.salvage.adopt import Adoption, portfolio_from
from portfolio_app.model.store.salvage.checks import Checks, check
from portfolio_app.model.store.salvage.journal import JournalState
from portfolio_app.model.store.salvage.pages import Pages
from portfolio_app.model.store.salvage.refill import Haul, refill
from portfolio_app.model.store.salvage.shape import quoted
from portfolio_app.model.store.swap import exchange, keep_aside, new_database, sole_use
from portfolio_app.model.store.vault import Vault

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.care import Guide
    from portfolio_app.model.store.keys import VaultKey

    Step = Callable[[int, int], None]

_ORDER = (Condition.BROKEN, Condition.LOST, Condition.REPAIRED, Condition.SOUND)


def check_vault(folder: Path, key: VaultKey, *, step: Step = nothing) -> CheckUp:
    """Read a closed vault from beginning to end, and say what is not as it should be.

    Nothing is changed, but that a journal which a crash left is brought into the database.
    Where nothing can be written, a private copy is looked at.

    Raises:
        VaultError: It is in use, or out of reach.
    """
    require_vault(folder)
    with explaining_files("checked"), explaining(), _place_to_check(folder) as place:
        found, _ = _examine(folder, key, step, at=place)
    return worst_first(found)


def repair_vault(
    folder: Path, key: VaultKey, *, at: datetime, guide: Guide, step: Step = nothing
) -> CheckUp:
    """Check a closed vault, and put right what can be; say what could not be brought back.

    Until the very end the vault is untouched; its files are then kept aside. One of which
    nothing can be read stays as it is.

    Args:
        folder: The vault.
        key: What opens it.
        at: Aware: this moment.
        guide: Knows the rules, for rows that must be made anew.
        step: Hears how far the work is; what it raises stops it.

    Raises:
        VaultTooNewError: It was last saved by a newer release.
        VaultError: It is in use or out of reach, or there is no room for the repair.
    """
    require_vault(folder)
    with explaining_files("repaired"), explaining(), sole_use(folder):
        found, needs_repair = _examine(folder, key, step, at=folder)
        if not needs_repair:
            return worst_first(found)
        with new_database(folder) as fresh:
            haul = refill(folder, key, fresh, step)
            if not any(haul.rows.values()):
                return worst_first([ruin.told(folder, key)])
            made = _complete(folder, fresh, key, guide, at, haul)
            if not is_sound(fresh, key):
                raise damaged()
            told = _tell(fresh, key, haul, made, step)
            aside = keep_aside(folder, at)
            exchange(folder, fresh, keys_in_force(folder))
    repaired = [
        Finding(condition=Condition.REPAIRED, sentence=finding.sentence)
        for finding in found
        if finding.condition is Condition.BROKEN
    ]
    return worst_first([*repaired, *told], aside)


@contextmanager
def _place_to_check(folder: Path) -> Iterator[Path]:
    """Yield the vault with everybody else kept out, or a copy where nothing can be written.

    Raises:
        VaultError: It is in use.
        OSError: It cannot be reached.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(sole_use(folder))
            is_free = may_be_written(folder)
        except OSError as error:
            if error.errno not in FORBIDDEN:
                raise
            is_free = False
        if is_free:
            yield folder
            return
        copy = copied(folder)
        stack.callback(copy.cleanup)
        yield copy.path


def _examine(
    folder: Path, key: VaultKey, step: Step, *, at: Path
) -> tuple[list[Finding], bool]:
    """Return what is found, and whether a repair would mend any of it.

    Args:
        folder: The vault.
        key: What opens it.
        step: Hears how far the work is.
        at: Where its database is read.
    """
    with Pages(at, key) as pages:
        if not pages.has_any_intact():
            return [ruin.told(folder, key)], False
        bad, total, journal = pages.damaged(step), pages.count, pages.journal.state
    if bad or journal is JournalState.BROKEN:
        return list(findings.of_damage(len(bad), total, journal)), True
    found = list(findings.of_damage(0, total, journal))
    try:
        with closing(connect_plainly(str(at / DATABASE), key)) as connection:
            checks = check(connection, step)
            found += findings.of_checks(checks, findings.titles_of(connection))
            contents = count(connection)
    except dbapi2.DatabaseError:  # so disturbed that not even this can be asked
        checks = Checks(complaints=("",))
        return [*found, *findings.of_checks(checks, {})], True
    if not found:
        found.append(findings.of_contents(contents, Condition.SOUND))
    return found, checks.can_be_repaired


def _complete(
    folder: Path, fresh: Path, key: VaultKey, guide: Guide, at: datetime, haul: Haul
) -> Counter[str]:
    """Make what rows refer to and what every vault has, and bring all up to date."""
    with closing(connect_plainly(str(fresh), key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        adoption = Adoption(connection, guide, at, haul.lost)
        adoption.run()
        if not _has_portfolio(connection) and _bring_portfolio(connection, folder, key):
            adoption.made[findings.FROM_BACKUP] += 1
        has_portfolio = _has_portfolio(connection)
        connection.execute("COMMIT")
    engine = make_engine(fresh, key)
    try:
        upgrade(engine)
        with Vault(fresh.parent, key, Access(engine=engine)).transaction() as tx:
            tx.search.rebuild()
            if not has_portfolio:
                tx.portfolio.put(guide.portfolio())
                adoption.made["portfolio"] += 1
        with engine.begin() as opened:
            opened.exec_driver_sql("UPDATE attachment SET text_taken = 0")
    finally:
        engine.dispose()
    return adoption.made


def _has_portfolio(connection: dbapi2.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM portfolio").fetchone()[0])


def _bring_portfolio(connection: dbapi2.Connection, folder: Path, key: VaultKey) -> bool:
    """Take name, pathway and dates from the latest backup, and tell whether there is one."""
    try:
        backups = [backup.path for backup in BackupShelf(folder / BACKUPS).all()]
    except VaultError:
        backups = []
    if row := portfolio_from(backups, key):
        names, marks = ", ".join(map(quoted, row)), ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO portfolio ({names}) VALUES ({marks})",  # noqa: S608 - our own names
            tuple(row.values()),
        )
    return bool(row)


def _tell(
    fresh: Path, key: VaultKey, haul: Haul, made: Counter[str], step: Step
) -> list[Finding]:
    """Say what the new database holds, and what it lacks."""
    with closing(connect_plainly(str(fresh), key)) as connection:
        titles = findings.titles_of(connection)
        checks = check(connection, step)
        return [
            *findings.of_haul(haul, titles),
            *findings.of_history(connection),
            *findings.of_checks(checks, titles),
            *findings.of_adoption(made),
            findings.of_contents(count(connection), Condition.REPAIRED),
        ]


def worst_first(found: Iterable[Finding], aside: Path | None = None) -> CheckUp:
    """Return findings as a check-up.

    Args:
        found: In any order.
        aside: Where the damaged files lie.
    """
    ordered = sorted(found, key=lambda finding: _ORDER.index(finding.condition))
    return CheckUp(findings=tuple(ordered), kept_aside=aside)
