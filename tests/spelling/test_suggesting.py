"""Suggestions come from another process, which gets words and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from portfolio_app.spelling import Suggesting

ORPHANING = dedent(
    """
    import multiprocessing, os, signal
    from portfolio_app.spelling import Suggesting

    if __name__ == "__main__":
        suggesting = Suggesting()
        suggesting.suggestions("recieve")
        print(multiprocessing.active_children()[0].pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
)


@pytest.fixture
def suggesting():
    suggesting = Suggesting()
    yield suggesting
    suggesting.close()
    assert ours() == []


def ours():
    return [p for p in multiprocessing.active_children() if p.name == "suggesting"]


def test_one_process_answers_every_word_and_another_one_after_it_died(suggesting):
    assert ours() == []
    assert suggesting.suggestions("recieve")[0] == "receive"
    (process,) = ours()
    assert suggesting.suggestions("xqzzvwkj") == ()
    assert [p.pid for p in ours()] == [process.pid]
    assert b"recieve" not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
    process.kill()
    process.join()
    assert "organisation" in suggesting.suggestions("organization"), "it is looked for here"
    assert ours() == []
    assert "separate" in suggesting.suggestions("seperate")
    (process,) = ours()
    suggesting.stop()
    assert suggesting.suggestions("recieve") == (), "nobody waits any more"
    assert ours() == []


@pytest.mark.long
def test_the_process_ends_with_a_program_that_is_killed(tmp_path):
    program = tmp_path / "orphaning.py"
    program.write_text(ORPHANING)
    ended = subprocess.run([sys.executable, program], capture_output=True, check=False)
    process = Path(f"/proc/{int(ended.stdout)}")
    for _ in range(100):
        if not process.exists() or "State:\tZ" in (process / "status").read_text():
            return
        time.sleep(0.1)
    pytest.fail("it is still there")
