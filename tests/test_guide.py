"""The guide, its template, its pictures and the way that makes them belong together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.guide import LARGEST, STEPS, TEMPLATE, parts, written

ROOT = Path(__file__).parent.parent
WORDS = TEMPLATE.read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "guide"


def test_every_step_of_the_guide_is_gone_and_has_its_picture():
    assert list(parts(WORDS)) == list(STEPS)
    assert len(re.findall(r"^\{picture ", WORDS, re.MULTILINE)) == len(STEPS)
    assert {picture.stem for picture in PICTURES.iterdir()} == set(STEPS)


def test_every_step_says_what_to_press_by_mouse_and_by_keyboard():
    for step, words in parts(WORDS).items():
        assert "* Mouse: " in words, step
        assert "* Keyboard: " in words, step


def test_the_guide_is_the_template_with_its_pictures():
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    assert guide == written(WORDS)
    linked = re.findall(r"!\[[^\]]+\]\((guide/[^)]+)\)", guide)
    assert [(ROOT / "docs" / path).is_file() for path in linked] == [True] * len(STEPS)


def test_no_picture_is_too_large_for_a_slow_line():
    assert all(picture.stat().st_size <= LARGEST for picture in PICTURES.iterdir())


@pytest.mark.long
def test_every_step_still_works(tmp_path):
    gone = subprocess.run(
        [sys.executable, ROOT / "scripts" / "guide.py", "--out", tmp_path],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert gone.returncode == 0, gone.stdout + gone.stderr
    assert {path.stem for path in (tmp_path / "guide").iterdir()} == set(STEPS)
