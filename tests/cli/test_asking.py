"""Where secrets come from, and how a command is taken from the command line."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from datetime import date

import pytest

from portfolio_app import __main__ as start
from portfolio_app.cli import arguments
from portfolio_app.cli.output import Narrator
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.store import Keyring
from tests.cli.by_hand import P12_PASSPHRASE, PASSPHRASE
from tests.intake.helpers import docx, h, p
from tests.model.store.keyrings import MemoryKeyring


@pytest.fixture
def terminal(monkeypatch):
    """A terminal at which somebody types the given words, one at each question."""

    def typing(*words):
        left, asked = list(words), []
        for variable in ("PORTFOLIO_PASSPHRASE", "PORTFOLIO_P12_PASSPHRASE"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

        def answer(question, stream):
            asked.append(question)
            return left.pop(0)

        monkeypatch.setattr(getpass, "getpass", answer)
        return asked

    return typing


def test_at_a_terminal_the_passphrase_is_asked_for(run, vault, terminal):
    asked = terminal(PASSPHRASE)
    assert run("status", vault.folder).code == 0
    assert asked == ["Passphrase: "]


def test_a_new_passphrase_is_asked_for_twice(run, quick, tmp_path, terminal):
    new = ("new", tmp_path / "v", "--pathway", "bexley-level-3", "--name", "P")
    terminal("four words of mine", "four words of thine")
    refused = run(*new)
    assert refused.code == 2
    assert "The two passphrases differ." in refused.err
    assert not (tmp_path / "v").exists()
    terminal("four words of mine", "four words of mine")
    made = run(*new)
    assert made.code == 0
    assert len(made.last.replace(" ", "").replace("-", "")) > 20, "the recovery code"
    assert "shown only now" in made.err


def test_the_passphrase_of_an_identity_is_asked_for(run, identities, tmp_path, terminal):
    terminal(P12_PASSPHRASE)
    assert run("identity", "show", identities["practitioner"]).code == 0
    terminal("one", "another")
    refused = run("identity", "new", tmp_path / "a.p12", "--name", "A", "--role", "assessor")
    assert refused.code == 2
    assert not (tmp_path / "a.p12").exists()


def test_the_keyring_opens_before_anybody_is_asked(run, quick, tmp_path, monkeypatch):
    name = f"{MemoryKeyring.__module__}.{MemoryKeyring.__qualname__}"
    ring = Keyring(MemoryKeyring(), allowed=[name])
    monkeypatch.setattr("portfolio_app.app.system_keyring", lambda: ring)
    new = ("new", tmp_path / "v", "--pathway", "bexley-level-3", "--name", "P")
    assert run(*new).code == 0
    monkeypatch.delenv("PORTFOLIO_PASSPHRASE")
    assert run("status", tmp_path / "v").code == 1
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", "wrong, whatever the keyring knows")
    assert run("status", tmp_path / "v").code == 2


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_passphrase_file_that_cannot_be_read_is_told(run, vault, tmp_path, content):
    secret = tmp_path / "secret"
    if content:
        secret.write_bytes(content)
    outcome = run("status", vault.folder, "--passphrase-file", secret)
    assert outcome.code == 2
    assert "The passphrase file cannot be read." in outcome.err


def test_an_empty_passphrase_file_is_an_empty_passphrase(run, vault, tmp_path):
    (tmp_path / "secret").write_bytes(b"")
    assert run("status", vault.folder, "--passphrase-file", tmp_path / "secret").code == 2


def test_days_roles_capabilities_and_answers_are_read_as_people_write_them():
    assert arguments.day("14/01/2027") == date(2027, 1, 14)
    assert arguments.role(" Team-Manager ") == "team_manager"
    assert arguments.capability("pcf-2018/6") == CapabilityRef.parse("pcf-2018/6")
    assert arguments.answer(" title =a=b") == ("title", "a=b")


def test_a_day_that_is_none_is_told(run, vault):
    outcome = run("status", vault.folder, "--today", "someday")
    assert outcome.code == 2
    assert "“someday” is not a day such as 2027-01-14" in outcome.err


def test_status_is_judged_on_the_day_that_is_given(run, vault):
    outcome = run("status", vault.folder, "--today", "2027-01-15", "--json")
    assert outcome.json["today"] == "2027-01-15"
    stages = {stage["id"]: stage for stage in outcome.json["stages"]}
    assert stages["panel"] == {
        "id": "panel",
        "title": "Panel",
        "due": "2027-01-14",
        "state": "done",
        "lacks": [],
    }
    promised = {"pathway", "ready", "today", "requirements", "stages"}
    assert set(outcome.json) == promised | {"sittings", "outcome"}
    for requirement in outcome.json["requirements"]:
        told = {"id", "title", "state", "met", "have", "need", "reasons"}
        assert set(requirement) == told | {"certainty"}


def test_what_a_file_held_besides_is_told_beside_the_answer(run, vault, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("A visit\n\nFeelings\nTired.\n\nReferences:\nnone\n", "utf-8")
    outcome = run("add", vault.folder, "reflective-summary", "--from", source)
    assert outcome.code == 0
    assert len(outcome.out.split()) == 1, "the id and nothing else"


def test_paragraphs_without_a_place_are_shown(run, vault, tmp_path):
    source = tmp_path / "a.docx"
    source.write_bytes(docx(h("Feelings"), p("Tired."), h("Appendix"), p("Aside")))
    outcome = run("add", vault.folder, "reflective-summary", "--from", source)
    assert "2 paragraphs of the file matched no field; kept in an unsorted note" in outcome.err
    assert "    Aside" in outcome.err


def test_progress_tells_each_kind_of_work_once(capsys):
    narrator = Narrator()
    for note in ("Drawing", "Drawing", "Sealing", "Drawing"):
        narrator.step(1, 2, note)
    assert capsys.readouterr().err == "Drawing\nSealing\n"


@pytest.fixture
def windows(monkeypatch):
    """The folders with which a window was asked for, instead of the window."""
    opened = []
    monkeypatch.setattr(
        "portfolio_app.app.open_window", lambda folder: opened.append(folder) or 0
    )
    return opened


def started(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["portfolio", *words])
    return start.main()


def test_without_a_command_or_with_a_folder_the_window_opens(windows, monkeypatch, tmp_path):
    (tmp_path / "mine.portfolio").mkdir()
    (tmp_path / "Bexley").mkdir()
    monkeypatch.chdir(tmp_path)
    assert started(monkeypatch) == 0
    assert started(monkeypatch, "mine.portfolio") == 0
    assert started(monkeypatch, "Bexley") == 0
    assert [str(folder) for folder in windows] == ["None", "mine.portfolio", "Bexley"]


def test_a_folder_called_like_a_command_does_not_hide_it(
    windows, monkeypatch, tmp_path, capsys
):
    (tmp_path / "forms").mkdir()
    monkeypatch.chdir(tmp_path)
    assert started(monkeypatch, "forms") == 0
    assert "child-feedback" in capsys.readouterr().out
    assert started(monkeypatch, "./forms") == 0
    assert len(windows) == 1


def command(*words, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "portfolio_app", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_a_reader_who_has_had_enough_ends_the_command_quietly():
    running = command("forms")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 0


def test_answers_are_utf_8_whatever_the_system_speaks():
    running = command("forms", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    told, complaint = running.communicate()
    assert "child-feedback" in told.decode("utf-8")
    assert complaint == b""
    assert running.returncode == 0
