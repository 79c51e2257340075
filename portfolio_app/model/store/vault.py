"""An open vault. The one door to what lies in it is `with vault.transaction() as tx`."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import sessionmaker

from portfolio_app.errors import ReadOnlyError, VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.store import failures
from portfolio_app.model.store.access import Access, reach
from portfolio_app.model.store.engine import READ_ONLY, lent, make_engine, sweep
from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    JOURNAL,
    create_private,
    explaining_files,
    new_folder,
    require_vault,
)
from portfolio_app.model.store.gate import Gate
from portfolio_app.model.store.keys import (
    STANDARD,
    Passphrase,
    VaultKey,
    new_keys,
    unlock,
)
from portfolio_app.model.store.keys.key_file import possible_keys, write_key_file
from portfolio_app.model.store.migrations import create_schema, is_behind, upgrade
from portfolio_app.model.store.renewal import exchange_key
from portfolio_app.model.store.shelves.archive import ArchiveShelf
from portfolio_app.model.store.shelves.attachments import AttachmentShelf
from portfolio_app.model.store.shelves.bin import Bin
from portfolio_app.model.store.shelves.claims import ClaimShelf
from portfolio_app.model.store.shelves.erasure import ErasureShelf
from portfolio_app.model.store.shelves.evidence import EvidenceShelf
from portfolio_app.model.store.shelves.history import HistoryShelf
from portfolio_app.model.store.shelves.own_words import OwnWordShelf
from portfolio_app.model.store.shelves.people import PeopleShelf
from portfolio_app.model.store.shelves.portfolio import (
    ContributorShelf,
    PortfolioShelf,
    SealShelf,
    StatementShelf,
)
from portfolio_app.model.store.shelves.ratings import RatingShelf
from portfolio_app.model.store.shelves.readings import ReadingShelf
from portfolio_app.model.store.shelves.retention import RetentionShelf
from portfolio_app.model.store.shelves.rules import RuleShelf
from portfolio_app.model.store.shelves.search import SearchShelf
from portfolio_app.model.store.swap import settle_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from sqlcipher3 import dbapi2

    from portfolio_app.model.domain.holder import ReadingOnly
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.store.keys import Cost, Keyring, NewKeys, RecoveryCode, Secret

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
        self.ratings = RatingShelf(session)
        self.seals = SealShelf(session)
        self.bin = Bin(session)
        self.people = PeopleShelf(session)
        self.own_words = OwnWordShelf(session)
        self.readings = ReadingShelf(session)
        self.retention = RetentionShelf(session)
        self.search = SearchShelf(session)
        self.rules = RuleShelf(session)
        self.archive = ArchiveShelf(session)
        self.erasure = ErasureShelf(session)


class Vault:
    """An open portfolio. Sessions and rows never leave it."""

    def __init__(self, folder: Path, key: VaultKey, access: Access) -> None:
        self.folder = folder
        """Absolute: it stays right when the program changes its working folder."""
        self.key = key
        """What opens its backups as well."""
        self._gate = Gate()
        self._closed = False
        self._take(access)

    @property
    def bar(self) -> ReadingOnly | None:
        """Why nothing can be changed; None while it can."""
        return self._access.bar

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit when the block ends well, roll back when it raises.

        When the block has ended, the change is on the disk. One transaction is open at a
        time; another thread or program waits up to ten seconds for its turn.

        Raises:
            ReadOnlyError: Another program may write, and this one not.
            VaultError: The disk is full, out of reach or damaged, or another program did
                not finish. Nothing of the block was saved; everything before it still is.
        """
        self._require_open()
        self.require_writable()
        with self._gate.passing(), failures.explaining(), self._writing.begin() as session:
            yield Transaction(session)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read everything as of one moment. It never waits for a writer; to write is a defect.

        Raises:
            VaultError: The disk is out of reach or damaged.
        """
        self._require_open()
        reading = failures.explaining(reading=True)
        with self._gate.passing(), reading, self._reading.begin() as session:
            yield Transaction(session)

    @contextmanager
    def snapshot(self) -> Iterator[dbapi2.Connection]:
        """Lend a connection of the database's own that sees one moment; for copies of it all.

        Writers go on meanwhile. Its errors are the library's.

        Raises:
            VaultError: The disk is out of reach or damaged.
        """
        self._require_open()
        reading = failures.explaining(reading=True)
        with self._gate.passing(), reading, lent(self._engine) as connection:
            yield connection

    def try_to_write(self) -> bool:
        """Become the one who writes, if nobody else does by now; tell whether that is so.

        Raises:
            VaultError: It was given a new key meanwhile, or the disk is out of reach.
        """
        self._require_open()
        if self.bar is None:
            return True
        with self._gate.closed(), _reached(self.folder, self.key) as access:
            former = self._access
            self._take(access)
        former.end()
        return self.bar is None

    def renew(self, keys: NewKeys) -> None:
        """Encrypt everything anew under the key of `keys`, whose slots replace all others.

        Takes about two seconds for 100 MB. Everybody else waits meanwhile.

        Raises:
            ReadOnlyError: Another program may write, and this one not.
            VaultError: It did not succeed; everything is as it was.
        """
        self._require_open()
        self.require_writable()
        with self._gate.closed():
            self._engine.dispose()
            with explaining_files("changed"), failures.explaining():
                exchange_key(self.folder, self.key, keys)
            self.key = keys.key
            engine = make_engine(self.folder / DATABASE, self.key)
            self._take(replace(self._access, engine=engine))

    def sweep(self) -> None:
        """Write the whole database anew, so that no page holds anything that was deleted.

        Everybody else waits meanwhile. It takes as much memory as the vault takes on the disk,
        since what SQLite sets aside for this would not be encrypted.

        Raises:
            ReadOnlyError: Another program may write, and this one not.
            VaultError: The disk is full or out of reach; everything is as it was.
        """
        self._require_open()
        self.require_writable()
        with self._gate.closed(), failures.explaining():
            sweep(self._engine)

    def close(self) -> None:
        """Lock the portfolio again. No transaction may follow."""
        self._closed = True
        self._access.end()

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

    def require_writable(self) -> None:
        """Check that this program is the one that may write.

        Raises:
            ReadOnlyError: It is another.
        """
        if bar := self.bar:
            raise ReadOnlyError(f"Nothing was saved: {_inside(bar.reason)}", advice=bar.advice)
        if self._access.hold and self._access.hold.was_taken():
            raise ReadOnlyError(
                "Nothing was saved: another computer took this portfolio over while this one "
                "slept.",
                advice="Copy what you have just written, then lock the portfolio and open it "
                "again.",
            )

    def _take(self, access: Access) -> None:
        self._access = access
        self._engine = access.engine
        self._writing = sessionmaker(access.engine)
        self._reading = sessionmaker(access.engine.execution_options(**{READ_ONLY: True}))


def create_vault(
    folder: Path,
    portfolio: Portfolio,
    *,
    passphrase: str,
    keyring: Keyring | None = None,
    cost: Cost = STANDARD,
    fill: Callable[[Transaction], None] = lambda _: None,
    made_at: datetime | None = None,
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
        made_at: Aware; what its slots say of when they were made. Now by default.

    Raises:
        VaultError: The passphrase will not do, something is at `folder` already, or it
            cannot be written. Nothing is left behind.
    """
    folder = folder.absolute()
    with new_folder(folder) as building:
        keys = new_keys(Passphrase(passphrase), keyring, cost, made_at=made_at)
        create_private(building / DATABASE)
        with failures.explaining(), _opened(building, keys.key) as engine:
            create_schema(engine)
            with Vault(building, keys.key, Access(engine=engine)).transaction() as tx:
                tx.portfolio.put(portfolio)
                fill(tx)
        write_key_file(building, keys.file)
    return Vault(folder, keys.key, reach(folder, keys.key)), keys.recovery


def open_vault(
    folder: Path, secret: Secret | VaultKey, *, now: datetime | None = None
) -> Vault:
    """Open the vault in `folder`, bring it up to date and empty its bin of what is old.

    While another program writes in it, what is opened is a copy that can be read (`bar`).

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
    with _reached(folder, key) as access:
        vault = Vault(folder, key, access)
        if vault.bar is None:
            _empty_bin(vault, now or datetime.now(UTC))
    return vault


@contextmanager
def _reached(folder: Path, key: VaultKey) -> Iterator[Access]:
    """Reach a vault and bring it up to date; let go of it again if the block fails."""
    if key.salt not in {keys.salt for keys in possible_keys(folder)}:
        raise WrongKeyError(
            "This portfolio has been given a new key meanwhile.",
            advice="Open it again with its new passphrase. Nothing was lost.",
        )
    access = reach(folder, key)
    try:
        if access.bar is None:
            _require_whole_journal(folder, key)
        with failures.explaining():
            if access.bar is None and is_behind(access.engine):
                _back_up_before_update(folder, key, access.engine)
            upgrade(access.engine)
        if access.bar is None:
            with explaining_files("opened"):
                settle_keys(folder, key.salt)
        yield access
    except BaseException:
        access.end()
        raise


def _require_whole_journal(folder: Path, key: VaultKey) -> None:
    """Check that opening the database would not pass over saves that a crash left unmerged.

    Raises:
        DamagedVaultError: It would, in silence and for good.
    """
    if not (folder / JOURNAL).exists():
        return
    from portfolio_app.model.store.salvage.cipher import PageCipher  # after a crash alone
    from portfolio_app.model.store.salvage.journal import JournalState, read_journal

    with explaining_files("opened"):
        journal = read_journal(folder / JOURNAL, PageCipher(key))
    if journal.state is JournalState.BROKEN:
        raise failures.damaged()


def _back_up_before_update(folder: Path, key: VaultKey, engine: Engine) -> None:
    """Keep the vault as it is, so that an update can be taken back."""
    from portfolio_app.model.store.backups import BackupShelf  # seldom needed

    vault = Vault(folder, key, Access(engine=engine))
    BackupShelf(folder / BACKUPS).add(vault, reason=BackupReason.UPDATE, at=datetime.now(UTC))


def _inside(sentence: str) -> str:
    """Return a sentence as it stands within another."""
    return sentence[:1].lower() + sentence[1:]


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
