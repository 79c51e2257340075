"""Older vaults are brought up to date as a whole or not at all; newer ones are refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portfolio_app.errors import VaultError, VaultTooNewError
from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.model.store.migrations import NEWEST, STEPS, upgrade, version
from portfolio_app.model.store.rows import Base
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    NOON,
    PASSPHRASE,
    PIECE,
    PORTFOLIO,
    TEXT,
    evidence,
)

REBUILD = """
    def upgrade():
        with op.batch_alter_table("evidence", recreate="always") as table:
            table.add_column(sa.Column("mood", sa.String, server_default="calm"))
"""
FORGET = """
    def upgrade():
        op.execute("DELETE FROM answer")
        op.drop_table("seal")
"""
BREAK = """
    def upgrade():
        op.execute("UPDATE evidence SET author_name = 'half done'")
        raise RuntimeError("this step is broken")
"""
ORPHAN = """
    def upgrade():
        op.execute("DELETE FROM evidence")
"""


@pytest.fixture
def engine(vault, folder):
    """On a closed vault."""
    vault.close()
    key = unlock(folder, Passphrase(PASSPHRASE))
    engine = make_engine(folder / DATABASE, key)
    yield engine
    engine.dispose()


@pytest.fixture
def steps(tmp_path):
    """Return a function that makes a folder of our steps and further ones."""

    def make(*further):
        folder = tmp_path / "50% steps"
        shutil.copytree(STEPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for number, body in enumerate(further, int(NEWEST) + 1):
            head = (
                "from alembic import op\nimport sqlalchemy as sa\n"
                f"revision, down_revision = '{number:04}', '{number - 1:04}'\n"
            )
            (folder / f"versions/{number:04}_test.py").write_text(head + dedent(body))
        return {"steps": folder, "newest": f"{int(NEWEST) + len(further):04}"}

    return make


def content(engine):
    """Return the schema and every row."""
    with engine.connect() as connection:
        schema = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
        return schema, {
            table: connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            for table in (*Base.metadata.tables, "alembic_version")
        }


def is_no_index_of_words(name, kind, parents):
    """Leave out what FTS5 keeps: it is no table of ours."""
    return not (kind == "table" and name.startswith("search_index"))


def test_the_steps_build_the_schema_that_the_rows_expect(engine):
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_no_index_of_words}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_are_named_as_the_rows_name_them(engine):
    named = {
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in (*table.constraints, *table.indexes)
    }
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql > ''")
        schema = "\n".join(found.scalars())
    assert not [name for name in named if name not in schema]


def test_the_newest_step_is_the_last_one():
    assert ScriptDirectory(str(STEPS)).get_heads() == [NEWEST]


def test_steps_are_numbered_without_a_gap():
    numbers = sorted(path.name[:4] for path in (STEPS / "versions").glob("*.py"))
    assert numbers == [f"{number:04}" for number in range(1, int(NEWEST) + 1)]


def test_an_older_vault_is_brought_up_to_date(engine, steps):
    before = content(engine)[1]
    further = steps(REBUILD)
    upgrade(engine, **further)
    after = content(engine)[1]
    assert version(engine) == further["newest"]
    assert [row.mood for row in after["evidence"]] == ["calm"]
    for table in ("answer", "claim", "portfolio"):
        assert after[table] == before[table], "rebuilding a table must not cascade"


def test_references_are_checked_again_after_an_upgrade(engine, steps):
    upgrade(engine, **steps(REBUILD))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.parametrize(
    "broken", [BREAK, ORPHAN, "nonsense("], ids=["raises", "orphans", "syntax"]
)
def test_a_step_that_fails_leaves_the_vault_as_it_was(engine, steps, folder, broken):
    before, bytes_before = content(engine), (folder / DATABASE).read_bytes()
    further = steps(REBUILD, FORGET, broken)
    with pytest.raises((RuntimeError, SyntaxError)):
        upgrade(engine, **further)
    assert content(engine) == before
    engine.dispose()
    assert (folder / DATABASE).read_bytes() == bytes_before
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault, vault.reading() as tx:
        assert tx.evidence.all() == (evidence(),)


@pytest.mark.parametrize("number", [f"{int(NEWEST) + 1:04}", "0999"])
def test_a_newer_vault_is_refused_and_left_alone(engine, folder, number):
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{number}'")
    engine.dispose()
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(VaultTooNewError) as caught:
        open_vault(folder, Passphrase(PASSPHRASE))
    assert "newer version of the program" in caught.value.summary
    assert (folder / DATABASE).read_bytes() == before


def test_a_vault_without_a_number_is_damaged(engine, folder):
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    engine.dispose()
    with pytest.raises(VaultError, match="damaged"):
        open_vault(folder, Passphrase(PASSPHRASE))


def test_opening_an_up_to_date_vault_does_not_load_the_migration_library(engine, folder):
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from portfolio_app.model.store import Passphrase, open_vault\n"
        "open_vault(Path(sys.argv[1]), Passphrase(sys.argv[2])).close()\n"
        "print('alembic' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, folder, PASSPHRASE],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "False"


# --- vaults that earlier releases wrote ---------------------------------------------------

VAULTS = Path(__file__).with_name("vaults")
WRITTEN = sorted(path.name for path in VAULTS.iterdir())


def test_a_real_vault_of_every_schema_is_kept():
    assert [f"{number:04}" for number in range(1, int(NEWEST) + 1)] == WRITTEN


def copy_of(number, tmp_path):
    """Return a copy of a vault that a release wrote when its last step was `number`."""
    return shutil.copytree(VAULTS / number, tmp_path / f"{number}.portfolio")


@pytest.mark.parametrize("number", WRITTEN)
def test_a_vault_of_every_schema_was_written_at_that_schema(number, tmp_path):
    folder = copy_of(number, tmp_path)
    engine = make_engine(folder / DATABASE, unlock(folder, Passphrase(PASSPHRASE)))
    assert version(engine) == number
    engine.dispose()


@pytest.mark.parametrize("number", WRITTEN)
def test_a_vault_of_every_schema_opens_with_everything_in_it(number, tmp_path):
    folder = copy_of(number, tmp_path)
    secret = Passphrase(PASSPHRASE)
    with open_vault(folder, secret, now=LATER) as vault, vault.reading() as tx:
        first, second = tx.evidence.all()
        assert (first.id, second.id) == ("piece-1", "piece-2")
        assert first.claims == evidence().claims
        assert [tx.attachments.read(a.id) for a in first.attachments] == [
            b"%PDF-1.7 of no worth"
        ]
        assert tx.portfolio.get() == PORTFOLIO
        assert [c.name for c in tx.contributors.all()] == ["Ada Lindqvist"]
        assert [s.pack_code for s in tx.seals.all()] == ["AAAA BBBB CCCC"]
        said = [s.text for s in tx.statements.all()]
        assert said == (["I am trusted."] if number >= "0002" else [])
        if number >= "0002":
            assert [piece.id for piece in tx.evidence.removed()] == ["piece-3"]
        if number >= "0003":
            assert [person.names for person in tx.people.all()] == [("Wren Abara", "Birdie")]
            assert tx.retention.get() == Retention(
                destroy_on=date(2028, 1, 14), reason="12 months after panel", chosen_at=NOON
            )
            place = TextPlace(evidence_id=PIECE, path=ACCOUNT)
            assert [each.text for each in tx.history.of(place)] == [TEXT, "We sat."]
        if number >= "0005":
            assert [word.word for word in tx.own_words.all()] == ["genogram"]
            assert [rating.level for rating in tx.ratings.all()] == ["2"]
            assert [seal.stage for seal in tx.seals.all()] == ["month-3"]
            assert first.answers[ACCOUNT].marks == (Mark(kind=MarkKind.BOLD, start=0, end=2),)


@pytest.mark.parametrize("number", WRITTEN)
def test_the_words_of_a_vault_of_every_schema_can_be_found(number, tmp_path):
    key = unlock(folder := copy_of(number, tmp_path), Passphrase(PASSPHRASE))
    open_vault(folder, key, now=LATER).close()
    engine = make_engine(folder / DATABASE, key)
    wanted = (
        "SELECT source FROM searchable JOIN search_index ON search_index.rowid = number"
        " WHERE search_index MATCH"
        " 'listened OR lindqvist OR shows OR drawing OR trusted OR growing'"
    )
    with engine.connect() as connection:
        found = set(connection.exec_driver_sql(wanted).scalars())
    engine.dispose()
    expected = {"answer", "author", "note", "attachment"}
    if number >= "0002":
        expected.add("statement")
    if number >= "0005":
        expected.add("rating")
    assert found == expected


def test_every_text_is_followed_by_the_index_of_words_after_every_step(engine):
    """A step that rebuilds a table drops its triggers and must make them again."""
    followed = (
        *("answer", "attachment", "claim", "evidence", "searchable", "self_rating"),
        "statement",
    )
    events = ("added", "changed", "removed")
    triggers = {name for kind, name, _ in schema(engine) if kind == "trigger"}
    following = {f"{table}_{event}" for table in followed for event in events}
    assert triggers == following | {"attachment_forgotten"}


@pytest.mark.parametrize("number", WRITTEN)
def test_a_vault_of_every_schema_has_the_same_schema_once_opened(number, tmp_path, engine):
    folder = copy_of(number, tmp_path)
    key = unlock(folder, Passphrase(PASSPHRASE))
    open_vault(folder, key, now=LATER).close()
    other = make_engine(folder / DATABASE, key)
    assert schema(other) == schema(engine)
    other.dispose()


def schema(engine):
    """Return what is defined, triggers and the index of words included."""
    with engine.connect() as connection:
        return set(connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master"))


def test_a_vault_of_the_first_release_takes_statements_once_opened(tmp_path):
    ref = CapabilityRef.parse("pcf-2018/1")
    with open_vault(copy_of("0001", tmp_path), Passphrase(PASSPHRASE)) as vault:
        with vault.transaction() as tx:
            tx.statements.put(ref, "I am trusted.", NOON)
        with vault.reading() as tx:
            assert [s.text for s in tx.statements.all()] == ["I am trusted."]
