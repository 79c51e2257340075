"""The way into a portfolio."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store import Keyring
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.model.store.keyrings import MemoryKeyring
from tests.services.helpers import LEVEL_3, SetClock
from tests.test_rules_are_data import council_folder

MEMORY = f"{MemoryKeyring.__module__}.{MemoryKeyring.__qualname__}"
PRIYA = Practitioner(name="Priya Nair", swe_number="SW000417", job_title="", team="North")


def made(program, folder, **given):
    values = {"pathway": LEVEL_3, "practitioner": PRIYA, "passphrase": PASSPHRASE} | given
    return program.door.create(folder, **values)


def test_a_new_portfolio_knows_whose_it_is_and_when_it_is_due(program, tmp_path):
    opened, _ = made(program, tmp_path / "v", panel_on=date(2027, 1, 14))
    portfolio = opened.verdicts.portfolio()
    opened.close()
    assert portfolio.practitioner == PRIYA
    assert portfolio.started_on == date(2026, 11, 22)
    assert portfolio.panel_on == date(2027, 1, 14)
    assert portfolio.submit_by is None, "Bexley's rules name no day"
    assert not portfolio.example
    assert program.door.is_portfolio(tmp_path / "v")
    assert not program.door.is_portfolio(tmp_path)


def test_a_place_that_is_synchronised_is_explained(program, tmp_path):
    about = program.door.about_place(tmp_path / "OneDrive - My Council" / "mine.portfolio")
    assert about.startswith("This place is synchronised by OneDrive.")
    assert "open on one computer at a time" in about
    assert program.door.about_place(tmp_path / "mine.portfolio") == ""


def test_the_pack_is_due_as_long_before_the_panel_as_the_rules_say(tmp_path):
    rules = council_folder(tmp_path)
    file = rules / "pathways" / "our-gateway.toml"
    file.write_text(f"days_before_panel = 10\n{file.read_text('utf-8')}", "utf-8")
    program = assemble(rule_folders=[rules], clock=SetClock(), cost=QUICK)
    opened, _ = made(program, tmp_path / "v", pathway="our-gateway", panel_on=date(2027, 1, 14))
    assert opened.verdicts.portfolio().submit_by == date(2027, 1, 4)
    opened.close()


def test_the_day_to_submit_may_be_given_or_left_out(program, tmp_path):
    opened, _ = made(
        program, tmp_path / "a", panel_on=date(2027, 1, 14), submit_by=date(2027, 1, 14)
    )
    assert opened.verdicts.portfolio().submit_by == date(2027, 1, 14)
    opened.close()
    opened, _ = made(program, tmp_path / "b")
    assert opened.verdicts.portfolio().submit_by is None
    opened.close()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"pathway": "nowhere"}, "There is no pathway called “nowhere”."),
        ({"practitioner": Practitioner(name=" ")}, "needs the name of its practitioner"),
        (
            {"started_on": date(2027, 1, 15), "panel_on": date(2027, 1, 14)},
            "The panel lies before the start.",
        ),
        (
            {"panel_on": date(2027, 1, 14), "submit_by": date(2027, 1, 15)},
            "The day to submit lies after the panel.",
        ),
        ({"passphrase": "short"}, ""),
    ],
)
def test_what_cannot_be_made_leaves_nothing(program, tmp_path, given, sentence):
    with pytest.raises(VaultError) as refused:
        made(program, tmp_path / "v", **given)
    assert sentence in refused.value.summary
    assert not (tmp_path / "v").exists()


def test_what_lies_there_is_never_replaced(program, folder):
    with pytest.raises(VaultError):
        made(program, folder)
    assert program.door.open_with_passphrase(folder, PASSPHRASE).close() is None


def test_the_recovery_code_opens_it_and_another_does_not(program, tmp_path):
    opened, code = made(program, tmp_path / "v")
    opened.close()
    program.door.open_with_recovery_code(tmp_path / "v", code.lower()).close()
    other, foreign = made(program, tmp_path / "w")
    other.close()
    for wrong in (foreign, "abcd", code[:-1]):
        with pytest.raises(WrongKeyError):
            program.door.open_with_recovery_code(tmp_path / "v", wrong)


def test_a_wrong_passphrase_and_an_empty_place_are_told(program, folder, tmp_path):
    with pytest.raises(WrongKeyError):
        program.door.open_with_passphrase(folder, "not this one at all")
    with pytest.raises(VaultError):
        program.door.open_with_passphrase(tmp_path / "none", PASSPHRASE)


def test_the_keyring_opens_what_was_made_with_it(tmp_path, folder):
    ring = Keyring(MemoryKeyring(), allowed=[MEMORY])
    program = assemble(clock=SetClock(), find_keyring=lambda: ring, cost=QUICK)
    opened, _ = made(program, tmp_path / "v")
    opened.close()
    again = program.door.open_with_keyring(tmp_path / "v")
    assert again is not None
    again.close()
    assert program.door.open_with_keyring(folder) is None, "made without it"
    with pytest.raises(VaultError):
        program.door.open_with_keyring(tmp_path / "none")


@pytest.mark.parametrize("find_keyring", [None, lambda: None])
def test_without_a_keyring_nothing_opens_by_it(folder, find_keyring):
    program = assemble(find_keyring=find_keyring, cost=QUICK)
    assert program.door.open_with_keyring(folder) is None
