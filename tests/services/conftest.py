"""An empty portfolio, a complete one, and the keys of its four signers."""

from __future__ import annotations

import os
import resource
import shutil
from datetime import date
from multiprocessing import spawn
from pathlib import Path

import pytest

from portfolio_app.app import assemble
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.aside import done_aside
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE, QUICK, ROLES, type_in
from tests.services import aside_work
from tests.services.helpers import LEVEL_3, SetClock


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def program(clock):
    """The program with a clock of the test's own and vaults that open fast."""
    return assemble(clock=clock, cost=QUICK)


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory):
    """An empty portfolio, to be copied, never changed."""
    folder = tmp_path_factory.mktemp("empty") / "mine.portfolio"
    opened, _ = assemble(cost=QUICK).door.create(
        folder,
        pathway=LEVEL_3,
        practitioner=Practitioner(name=ROLES["practitioner"]),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
    )
    opened.close()
    return folder


@pytest.fixture
def folder(empty_vault, tmp_path):
    """An empty portfolio of the test's own."""
    return shutil.copytree(empty_vault, tmp_path / "mine.portfolio")


@pytest.fixture
def opened(program, folder):
    """The same, open."""
    found = program.door.open_with_passphrase(folder, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture(scope="session")
def finished_once(tmp_path_factory):
    """A complete vault with its evidence ids, to be copied, never changed."""
    return type_in(tmp_path_factory.mktemp("finished") / "mine.portfolio")


@pytest.fixture
def finished(finished_once, tmp_path):
    """A complete vault of the test's own."""
    return finished_once.copied_to(tmp_path)


@pytest.fixture
def complete(program, finished):
    """The same, open."""
    found = program.door.open_with_passphrase(finished.folder, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture(scope="session")
def key_files(tmp_path_factory):
    """The .p12 files of the four signers, made once, before the time of the tests."""
    folder = tmp_path_factory.mktemp("keys")
    program = assemble(clock=SetClock(SetClock().now().replace(month=1)))
    for role, name in ROLES.items():
        program.identities.new(folder / f"{role}.p12", name, RoleId(role), P12_PASSPHRASE)
    return folder


@pytest.fixture(scope="session")
def keys(key_files):
    """The identities of the four signers, opened."""
    identities = assemble().identities
    return {
        RoleId(role): identities.open(key_files / f"{role}.p12", P12_PASSPHRASE)
        for role in ROLES
    }


@pytest.fixture(scope="session")
def sealed_once(finished_once, keys, tmp_path_factory):
    """A pack sealed at noon, to be copied, never changed."""
    folder = tmp_path_factory.mktemp("sealed")
    program = assemble(clock=SetClock(), cost=QUICK)
    vault = program.door.open_with_passphrase(
        finished_once.copied_to(folder).folder, PASSPHRASE
    )
    vault.packs.seal(folder / "pack.pdf", keys[RoleId("practitioner")])
    vault.close()
    return folder / "pack.pdf"


@pytest.fixture
def sealed(sealed_once, tmp_path):
    """A sealed pack of the test's own."""
    return Path(shutil.copy(sealed_once, tmp_path / "pack.pdf"))


@pytest.fixture
def no_program():
    """Let every process of its own end at once; return what sets that right."""
    done_aside(aside_work.double, 1)  # the process that watches the others needs its own start
    known = spawn.get_executable()
    spawn.set_executable("/bin/false")
    yield lambda: spawn.set_executable(known)
    spawn.set_executable(known)


@pytest.fixture
def no_more_files():
    """Let this process open no more files."""
    done_aside(aside_work.double, 1)
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (least, most))
