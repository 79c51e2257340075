"""What surrounds the program: preparation, pinned packages, fonts, the runner of benches."""

from __future__ import annotations

import ensurepip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from reportlab.pdfbase.ttfonts import TTFontFile

REPOSITORY = Path(__file__).parents[1]
SCRIPTS = REPOSITORY / "scripts"


def run(*command, cwd=REPOSITORY, **environment):
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | environment,
    )


@pytest.fixture
def poor_path(tmp_path):
    """A search path with the barest of tools: none of ours, no package manager, no sudo."""
    folder = tmp_path / "poor-path"
    folder.mkdir()
    for name in (
        "bash",
        "cat",
        "dirname",
        "env",
        "grep",
        "id",
        "mkdir",
        "rm",
        "touch",
        "uname",
    ):
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.fixture
def elsewhere(tmp_path):
    """A folder with the scripts alone, where nothing has been made yet."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(SCRIPTS, folder / "scripts")
    return folder


def script(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


# Preparation


def test_preparing_what_is_prepared_says_nothing():
    result = run(SCRIPTS / "install-system-packages", "tests")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_missing_packages_that_cannot_be_installed_are_named_in_one_sentence(poor_path):
    result = run(SCRIPTS / "install-system-packages", "tests", PATH=str(poor_path))
    assert result.returncode == 2
    (sentence,) = result.stderr.splitlines()
    assert {"default-jdk-headless", "qpdf", "poppler-utils"} <= set(sentence.split())
    assert "libgl1" not in sentence  # that library is here


def test_a_python_that_does_not_work_is_told_in_one_sentence(elsewhere):
    result = run(elsewhere / "scripts/make-environment", cwd=elsewhere, PYTHON="/bin/false")
    assert result.returncode == 2
    assert result.stderr == "PYTHON=/bin/false is not a working Python 3.11 or later.\n"


def test_a_python_that_is_there_but_fails_is_passed_over(elsewhere, poor_path):
    script(poor_path, "python3.13", "echo not active >&2; exit 127")
    script(poor_path, "python3.12", f'exec {sys.executable} "$@"')
    # No index: the environment is made, and the first package stops it.
    run(
        elsewhere / "scripts/make-environment",
        cwd=elsewhere,
        PATH=str(poor_path),
        PIP_NO_INDEX="1",
    )
    assert run(elsewhere / ".venv/bin/python", "-m", "pip", "--version").returncode == 0


def test_an_ensurepip_that_fails_is_made_up_for(elsewhere, tmp_path):
    no_ensurepip = 'case "$*" in "-m venv .venv") exit 1;; esac'
    broken = script(tmp_path, "broken", f'{no_ensurepip}\nexec {sys.executable} "$@"')
    bundled = Path(ensurepip.__file__).parent / "_bundled"
    debians = Path("/usr/share/python-wheels")
    run(
        elsewhere / "scripts/make-environment",
        cwd=elsewhere,
        PYTHON=str(broken),
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=f"{bundled} {debians}",
    )
    assert run(elsewhere / ".venv/bin/python", "-m", "pip", "--version").returncode == 0


def test_an_environment_copied_from_elsewhere_is_made_anew(elsewhere):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, elsewhere)
    for stamp in ("build/ready/system", ".venv/ready"):
        (elsewhere / stamp).parent.mkdir(parents=True)
        (elsewhere / stamp).touch()
    plan = ("make", "--no-print-directory", "--dry-run", "ready")
    settings = elsewhere / ".venv/pyvenv.cfg"

    settings.write_text("command = /usr/bin/python3 -m venv /old/place/.venv\n")
    assert "scripts/make-environment" in run(*plan, cwd=elsewhere).stdout
    settings.write_text(f"command = /usr/bin/python3 -m venv {elsewhere}/.venv\n")
    assert "scripts/make-environment" not in run(*plan, cwd=elsewhere).stdout


def test_the_example_is_cleared_but_nobody_elses_folder(elsewhere):
    example = elsewhere / "example"
    clear = elsewhere / "scripts/clear-example"
    example.mkdir()
    refused = run(clear, "example", cwd=elsewhere)
    assert refused.returncode == 2
    assert "move it away" in refused.stderr
    assert example.is_dir()

    example.rmdir()
    assert run(clear, "example", cwd=elsewhere).returncode == 0
    example.mkdir()
    assert run(clear, "example", cwd=elsewhere).returncode == 0
    assert not example.exists()


def test_every_target_explains_itself():
    listed = run("make", "--no-print-directory", "help").stdout
    targets = re.findall(r"^make ([a-z-]+) +\S", listed, re.MULTILINE)
    assert {"demo", "run", "test", "test-long", "lint", "bench", "shots"} <= set(targets)
    phony = re.findall(
        r"^\.PHONY: ([a-z -]+)$", (REPOSITORY / "Makefile").read_text(), re.MULTILINE
    )
    assert set(targets) == set(" ".join(phony).split())


# Packages


@pytest.fixture(scope="module")
def pins():
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pairs}


def collect(texts, extras, found):
    """Add to `found` what the requirements `texts` lead to, in turn, on this Python."""
    for requirement in map(Requirement, texts):
        marker = requirement.marker
        applies = not marker or any(marker.evaluate({"extra": extra}) for extra in extras)
        package = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if applies and package not in found:
            found.add(package)
            needs = metadata.requires(requirement.name) or []
            collect(needs, requirement.extras or {""}, found)


def test_all_that_the_program_and_its_checks_need_is_pinned_and_installed_so(pins):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    found = set()
    collect(wanted, {""}, found)
    installed = {name: metadata.version(name) for name, _ in found}
    assert len(installed) > len(wanted)
    assert installed == {name: pins.get(name) for name in installed}


def test_the_wheel_carries_the_resources(tmp_path):
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    result = run(*command)
    assert result.returncode == 0, result.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (REPOSITORY / "resources").rglob("*.*"):
        assert f"portfolio_app/{path.relative_to(REPOSITORY).as_posix()}" in names
    assert not [name for name in names if not name.startswith("portfolio_app")]


# Fonts


@pytest.mark.parametrize("path", sorted((REPOSITORY / "resources/fonts").glob("*.ttf")))
def test_every_font_comes_with_its_licence_and_fits_its_use(path):
    family = "Noto" if path.name.startswith("Noto") else "DejaVu"
    assert path.with_name(f"LICENSE-{family}.txt").read_text().strip()
    font = TTFontFile(path)
    assert "fvar" not in font.table  # PDF embeds one static face
    if family == "Noto":
        # A signature's appearance is drawn with these; pyHanko writes wrong widths for others.
        assert font.unitsPerEm == 1000


# Benches

SOUND = {"name": "n", "figure": 1, "unit": "s", "ratio": 2, "reference": "r", "target": "t"}


@pytest.fixture
def benches(tmp_path):
    shutil.copy(REPOSITORY / "bench/run.py", tmp_path)
    return tmp_path


def test_benches_give_one_array(benches):
    for name in ("bench_a.py", "bench_b.py"):
        (benches / name).write_text(f"import json; print(json.dumps({SOUND}))")
    result = run(sys.executable, benches / "run.py")
    assert result.returncode == 0
    assert json.loads(result.stdout) == [SOUND, SOUND]


@pytest.mark.parametrize(
    "text", ["raise SystemExit(3)", "print('no figure')", "print('{}')", "print('[1]')"]
)
def test_a_bench_that_fails_is_told_and_the_others_run(benches, text):
    (benches / "bench_a.py").write_text(text)
    (benches / "bench_b.py").write_text(f"import json; print(json.dumps({SOUND}))")
    result = run(sys.executable, benches / "run.py")
    assert result.returncode == 1
    assert json.loads(result.stdout) == [SOUND]
    assert "bench_a.py: " in result.stderr
