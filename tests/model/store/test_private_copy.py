"""What a reader's program leaves behind when it is killed is removed, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile

import pytest

from portfolio_app.model.store import Passphrase, open_vault
from portfolio_app.model.store.private_copy import sweep_copies
from tests.model.store.builders import PASSPHRASE

READER = f"""
import os, signal, sys
from pathlib import Path
from portfolio_app.model.store import Passphrase, open_vault

vault = open_vault(Path(sys.argv[1]), Passphrase({PASSPHRASE!r}))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where private copies are made: a folder of the test's own."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def left(vault, folder, place):
    """The copy of a reader that was killed."""
    subprocess.run([sys.executable, "-c", READER, folder], check=False)
    (found,) = place.iterdir()
    assert (found / "vault.db").stat().st_size
    return found


def test_the_copy_of_a_killed_reader_goes_when_a_portfolio_is_opened(left, folder, place):
    with open_vault(folder, Passphrase(PASSPHRASE)) as reader:
        assert reader.bar
        assert not left.exists()
        assert len(list(place.iterdir())) == 1
    assert not list(place.iterdir())


def test_the_copy_of_a_reader_at_work_stays(vault, folder, place):
    with open_vault(folder, Passphrase(PASSPHRASE)):
        before = sorted(place.rglob("*"))
        sweep_copies()
        assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("name", ["portfolio-mine", "portfolio-reading-abcdefgh"])
def test_a_portfolio_in_the_same_place_stays(vault, folder, place, name):
    vault.close()
    kept = shutil.copytree(folder, place / name)
    before = sorted(kept.rglob("*"))
    sweep_copies()
    assert sorted(kept.rglob("*")) == before
