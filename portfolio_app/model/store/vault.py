"""An open vault. The one door to what lies in it is `with vault.transaction() as tx`."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import sessionmaker

from portfolio_app.errors import VaultError
from portfolio_app.model.store import failures
from portfolio_app.model.store.engine import READ_ONLY, lent, make_engine
from portfolio_app.model.store.folder import (
    DATABASE,
    create_private,
    explaining_files,
    new_folder,
    require_vault,
)
from portfolio_app.model.store.keys import (
    STANDARD,
    Passphrase,
    VaultKey,
    new_keys,
    unlock,
)
from portfolio_app.model.store.keys.key_file import write_key_file
from portfolio_app.model.store.migrations import create_schema, upgrade
from portfolio_app.model.store.shelves.archive import ArchiveShelf
from portfolio_app.model.store.shelves.attachments import AttachmentShelf
from portfolio_app.model.store.shelves.bin import Bin
from portfolio_app.model.store.shelves.claims import ClaimShelf
from portfolio_app.model.store.shelves.evidence import EvidenceShelf
from portfolio_app.model.store.shelves.history import HistoryShelf
from portfolio_app.model.store.shelves.people import PeopleShelf
from portfolio_app.model.store.shelves.portfolio import (
    ContributorShelf,
    PortfolioShelf,
    SealShelf,
    StatementShelf,
)
from portfolio_app.model.store.shelves.retention import RetentionShelf
from portfolio_app.model.store.shelves.search import SearchShelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from sqlcipher3 import dbapi2

    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.store.keys import Cost, Keyring, RecoveryCode, Secret

logger = logging.getLogger(__name__)


class Transaction:
    """Everything that may be read or changed in one atomic step."""

    def __init__(self, session: Session) -> None:
        self.portfolio = PortfolioShelf(session)
        self.history = HistoryShelf(session)
        self.evidence = EvidenceShelf(session, self.history)
        self.claims = ClaimShelf(session)
        self.attachments = AttachmentShelf(session)
        self.contributors = ContributorShelf(session)
        self.statements = StatementShelf(session, self.history)
        self.seals = SealShelf(session)
        self.bin = Bin(session)
        self.archive = ArchiveShelf(session)
        self.people = PeopleShelf(session)
        self.retention = RetentionShelf(session)
        self.search = SearchShelf(session)


class Vault:
    """An open portfolio. Sessions and rows never leave it."""

    def __init__(self, folder: Path, engine: Engine, key: VaultKey) -> None:
        self.folder = folder
        """Absolute: it stays right when the program changes its working folder."""
        self.key = key
        """What opens its backups as well."""
        self._engine = engine
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(**{READ_ONLY: True}))
        self._closed = False

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit when the block ends well, roll back when it raises.

        When the block has ended, the change is on the disk. One transaction is open at a
        time; another thread or program waits up to ten seconds for its turn.

        Raises:
            VaultError: The disk is full, out of reach or damaged, or another program did
                not finish. Nothing of the block was saved; everything before it still is.
        """
        self._require_open()
        with failures.explaining(), self._writing.begin() as session:
            yield Transaction(session)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read everything as of one moment. It never waits for a writer; to write is a defect.

        Raises:
            VaultError: The disk is out of reach or damaged.
        """
        self._require_open()
        with failures.explaining(reading=True), self._reading.begin() as session:
            yield Transaction(session)

    @contextmanager
    def snapshot(self) -> Iterator[dbapi2.Connection]:
        """Lend a connection of the database's own that sees one moment; for copies of it all.

        Writers go on meanwhile. Its errors are the library's.

        Raises:
            VaultError: The disk is out of reach or damaged.
        """
        self._require_open()
        with failures.explaining(reading=True), lent(self._engine) as connection:
            yield connection

    def close(self) -> None:
        """Lock the portfolio again. No transaction may follow."""
        self._closed = True
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _require_open(self) -> None:
        if self._closed:
            raise RuntimeError("the vault is closed")


def create_vault(
    folder: Path,
    portfolio: Portfolio,
    *,
    passphrase: str,
    keyring: Keyring | None = None,
    cost: Cost = STANDARD,
    fill: Callable[[Transaction], None] = lambda _: None,
) -> tuple[Vault, RecoveryCode]:
    """Make the vault of `portfolio` at `folder` and return it open.

    It opens by the passphrase, by the recovery code that is returned (shown once, kept
    nowhere) and, if one is given, by this computer's keyring.

    Args:
        folder: Does not exist, or is empty.
        portfolio: What it is for.
        passphrase: At least twelve characters.
        keyring: Where another key is put, so that this person need not type. When it takes
            none, the vault is made without; `slot_kinds` tells.
        cost: Of one guess at the passphrase; only tests choose it.
        fill: Puts in what is to be there from the first moment; when it raises, so does this.

    Raises:
        VaultError: The passphrase will not do, something is at `folder` already, or it
            cannot be written. Nothing is left behind.
    """
    folder = folder.absolute()
    with new_folder(folder) as building:
        keys = new_keys(Passphrase(passphrase), keyring, cost)
        create_private(building / DATABASE)
        with failures.explaining(), _opened(building, keys.key) as engine:
            create_schema(engine)
            with Vault(building, engine, keys.key).transaction() as tx:
                tx.portfolio.put(portfolio)
                fill(tx)
        write_key_file(building, keys.file)
    return Vault(folder, make_engine(folder / DATABASE, keys.key), keys.key), keys.recovery


def open_vault(
    folder: Path, secret: Secret | VaultKey, *, now: datetime | None = None
) -> Vault:
    """Open the vault in `folder`, bring it up to date and empty its bin of what is old.

    Args:
        folder: The vault.
        secret: What opens it, or the key that `unlock` has returned for it.
        now: Aware; for the bin. Tests choose it.

    Raises:
        WrongKeyError: `secret` does not open this vault.
        VaultTooNewError: It was last saved by a newer release.
        VaultError: There is no vault, it is damaged, out of reach or in use.
    """
    folder = folder.absolute()
    require_vault(folder)
    key = secret if isinstance(secret, VaultKey) else unlock(folder, secret)
    with explaining_files("opened"):
        if not (folder / DATABASE).stat().st_size:
            raise failures.damaged()  # SQLite would take an empty file for a new database
    engine = make_engine(folder / DATABASE, key)
    try:
        with failures.explaining():
            upgrade(engine)
        vault = Vault(folder, engine, key)
        _empty_bin(vault, now or datetime.now(UTC))
    except BaseException:
        engine.dispose()
        raise
    return vault


def _empty_bin(vault: Vault, now: datetime) -> None:
    with vault.reading() as tx:
        due = tx.bin.is_due(now)
    if not due:
        return
    try:
        with vault.transaction() as tx:
            tx.bin.empty(now)
    except VaultError:
        # A full disk must not keep anyone from reading; the next opening tries again.
        logger.info("the bin could not be emptied")


@contextmanager
def _opened(folder: Path, key: VaultKey) -> Iterator[Engine]:
    engine = make_engine(folder / DATABASE, key)
    try:
        yield engine
    finally:
        engine.dispose()
