"""The command line in this process, with what it says caught."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from portfolio_app.app import assemble
from portfolio_app.cli import main
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE, QUICK, ROLES, make_identities, type_in


@dataclass(frozen=True)
class Outcome:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def last(self):
        return self.out.strip().splitlines()[-1]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run one command with the usual passphrases and return its outcome."""
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", P12_PASSPHRASE)

    def command(*arguments):
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


@pytest.fixture
def quick(monkeypatch):
    """Let `new` make vaults whose passphrase costs next to nothing to try."""
    monkeypatch.setattr("portfolio_app.app.assemble", partial(assemble, cost=QUICK))


@pytest.fixture(scope="session")
def identities(tmp_path_factory):
    """The .p12 files of the four signers, made once."""
    return make_identities(tmp_path_factory.mktemp("identities"), ROLES)


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A complete vault with its evidence ids, to be copied, never changed."""
    return type_in(tmp_path_factory.mktemp("finished") / "mine.portfolio")


@pytest.fixture(scope="session")
def sealed_once(finished, identities, tmp_path_factory):
    """The sealed pack of the complete vault, to be copied, never changed."""
    folder = tmp_path_factory.mktemp("sealed")
    opened = finished.copied_to(folder).opened()
    own = assemble().identities.open(identities["practitioner"], P12_PASSPHRASE)
    opened.packs.seal(folder / "pack.pdf", own)
    opened.close()
    return folder / "pack.pdf"


@pytest.fixture
def sealed(sealed_once, tmp_path):
    """A sealed pack of the test's own."""
    return Path(shutil.copy(sealed_once, tmp_path / "pack.pdf"))


@pytest.fixture
def vault(finished, tmp_path):
    """A complete vault of the test's own."""
    return finished.copied_to(tmp_path)
