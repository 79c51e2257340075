"""Older vaults are brought up to date as a whole or not at all; newer ones are refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portfolio_app.errors import VaultError, VaultTooNewError
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE
from portfolio_app.model.store.migrations import NEWEST, STEPS, upgrade, version
from portfolio_app.model.store.rows import Base
from tests.model.store.builders import NOON, PASSPHRASE, PORTFOLIO, evidence

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


def test_the_steps_build_the_schema_that_the_rows_expect(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
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


@pytest.fixture
def first_vault(tmp_path):
    """Return a copy of a vault that the first release wrote, at step 0001."""
    folder = tmp_path / "first.portfolio"
    shutil.copytree(Path(__file__).with_name("vaults") / "0001", folder)
    return folder


def test_a_vault_of_the_first_release_opens_with_everything_in_it(first_vault):
    with open_vault(first_vault, Passphrase(PASSPHRASE)) as vault, vault.reading() as tx:
        first, second = tx.evidence.all()
        assert (first.id, second.id) == ("piece-1", "piece-2")
        assert first.claims == evidence().claims
        assert [tx.attachments.read(a.id) for a in first.attachments] == [
            b"%PDF-1.7 of no worth"
        ]
        assert tx.portfolio.get() == PORTFOLIO
        assert [c.name for c in tx.contributors.all()] == ["Ada Lindqvist"]
        assert [s.pack_code for s in tx.seals.all()] == ["AAAA BBBB CCCC"]
        assert tx.statements.all() == ()


def test_a_vault_of_the_first_release_takes_statements_once_opened(first_vault):
    ref = CapabilityRef.parse("pcf-2018/1")
    with open_vault(first_vault, Passphrase(PASSPHRASE)) as vault:
        with vault.transaction() as tx:
            tx.statements.put(ref, "I am trusted.", NOON)
        with vault.reading() as tx:
            assert [s.text for s in tx.statements.all()] == ["I am trusted."]
