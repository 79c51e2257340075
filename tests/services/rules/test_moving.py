"""Moving between rules: told before, nothing lost, and undone by moving back."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import text

from portfolio_app.app import assemble
from portfolio_app.errors import CatalogueError, VaultError
from portfolio_app.model.domain.comparing import Change
from portfolio_app.model.domain.dates import Dates
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.stages import Pause, Timetable
from portfolio_app.model.store import Passphrase, unlock
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.rules import academy

LEVEL_3 = "bexley-level-3"


@pytest.fixture
def newer(complete, clock, tmp_path):
    """The program of somebody whose own folder has Level 3 of 2027, which asks for more."""
    folder = tmp_path / "rules"
    (folder / "pathways").mkdir(parents=True)
    rules = assemble(clock=clock).rules
    own = rules.library.text_of("pathways", LEVEL_3)
    own = own.replace('version = "2018.1"', 'version = "2027.1"')
    own = own.replace("at_least = 2\neach", "at_least = 4\neach")
    (folder / "pathways" / "bexley.toml").write_text(own)
    complete.close()
    return assemble(clock=clock, cost=QUICK, rule_folders=[folder])


def reopened(program, finished):
    return program.door.open_with_passphrase(finished.folder, PASSPHRASE)


def test_a_newer_version_changes_nothing_until_somebody_moves(newer, finished):
    opened = reopened(newer, finished)
    assert opened.verdicts.pathway().version == "2018.1"
    assert opened.verdicts.status().ready
    found = opened.moving.newer()
    assert found.pathway.version == "2027.1"
    comparison = opened.moving.compare(found)
    changed = [line for line in comparison.requirements if line.change is not Change.SAME]
    assert [(line.id, line.change) for line in changed] == [
        ("reflective-summaries", Change.CHANGED)
    ]
    assert changed[0].no_longer[0].startswith("Two reflective summaries, each linked to")
    assert changed[0].from_then[0].startswith("Four reflective summaries, each linked to")
    assert (changed[0].now.have, changed[0].now.need) == (2, 2)
    assert (changed[0].then.have, changed[0].then.need) == (2, 4)
    assert comparison.now.ready
    assert not comparison.then.ready
    assert opened.verdicts.status().ready
    opened.close()


def test_a_move_is_recorded_and_undone_by_moving_back(newer, finished, clock):
    opened = reopened(newer, finished)
    before = opened.evidence.all()
    move = opened.moving.move(opened.moving.newer())
    assert (move.number, move.from_version, move.to_version) == (1, "2018.1", "2027.1")
    opened = newer.door.anew(opened)
    assert opened.verdicts.pathway().version == "2027.1"
    assert not opened.verdicts.status().ready
    assert opened.moving.newer() is None
    back = opened.moving.find(LEVEL_3, "2018.1")
    assert back.was_left
    opened.moving.move(back)
    opened.close()
    opened = reopened(newer, finished)
    assert opened.verdicts.pathway().version == "2018.1"
    assert opened.verdicts.status().ready
    assert opened.evidence.all() == before
    assert [m.number for m in opened.moving.moves()] == [1, 2]
    assert opened.moving.newer().pathway.version == "2027.1"
    opened.close()


def test_between_authorities_it_is_told_what_counts_and_what_is_missing(program, complete):
    found = complete.moving.compare(complete.moving.find("bexley-asye"))
    added = {line.id: line for line in found.requirements if line.change is Change.ADDED}
    assert all(line.then.reasons or line.then.met for line in added.values())
    counted = {piece for line in added.values() for piece in line.counting}
    everything = {piece.id for piece in complete.evidence.all()}
    assert counted <= everything
    assert set(found.without_place) <= everything - counted
    assert found.without_place


def test_pieces_without_a_place_are_kept_and_still_open(program, complete):
    before = complete.evidence.all()
    complete.moving.move(complete.moving.find("leeds-senior"))
    opened = program.door.anew(complete)
    assert opened.verdicts.pathway().id == "leeds-senior"
    assert opened.evidence.all() == before
    assert all(opened.evidence.form(piece.form) for piece in before)
    opened.verdicts.status()
    opened.moving.move(opened.moving.find(LEVEL_3))
    assert program.door.anew(opened).verdicts.status().ready


def test_a_move_to_nowhere_is_refused(complete):
    with pytest.raises(CatalogueError, match="goes by these rules already"):
        complete.moving.find(LEVEL_3)
    with pytest.raises(CatalogueError, match="no pathway called"):
        complete.moving.find("nowhere")
    with pytest.raises(CatalogueError, match=r"no version 9 of"):
        complete.moving.find("leeds-senior", "9")


def test_a_portfolio_from_before_keeps_its_rules_when_it_is_opened_next(
    program, folder, tmp_path
):
    older = shutil.copytree(folder, tmp_path / "older.portfolio")
    engine = make_engine(older / DATABASE, unlock(older, Passphrase(PASSPHRASE)))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM kept_rule"))
    engine.dispose()
    opened = program.door.open_with_passphrase(older, PASSPHRASE)
    with opened.vault.reading() as tx:
        kept = {rule.path for rule in tx.rules.kept()}
    assert "pathways/bexley-level-3.toml" in kept
    assert opened.moving.newer() is None
    opened.close()


def test_an_older_program_offers_no_older_rules(newer, program, finished):
    opened = reopened(newer, finished)
    opened.moving.move(opened.moving.newer())
    opened.close()
    opened = program.door.open_with_passphrase(finished.folder, PASSPHRASE)
    assert opened.verdicts.pathway().version == "2027.1"
    assert opened.moving.newer() is None
    opened.close()


PART_TIME = Timetable(
    share=Fraction(3, 5),
    pauses=(Pause(first=date(2026, 11, 1), last=date(2026, 11, 30)),),
    chosen=("review-9",),
)


def test_dates_stay_changeable_where_the_new_rules_know_no_leave(program, tmp_path):
    folder = tmp_path / "first-year.portfolio"
    first, _ = program.door.create(
        folder,
        pathway="asye-adult",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
        started_on=date(2026, 9, 7),
    )
    first.details.set_timetable(PART_TIME, first.verdicts.pathway())
    first.moving.move(first.moving.find("leeds-senior"))
    first.close()
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    pathway, before = opened.verdicts.pathway(), Dates.of(opened.verdicts.portfolio())
    assert not pathway.time.pro_rata
    with_panel = replace(before, panel_on=date(2027, 3, 1))
    assert opened.details.set_all(with_panel, pathway).panel_on == date(2027, 3, 1)
    with pytest.raises(VaultError, match="do not change with part-time work"):
        opened.details.set_timetable(replace(PART_TIME, share=Fraction(1, 2)), pathway)
    opened.details.set_all(before, pathway)
    opened.moving.move(opened.moving.find("asye-adult"))
    opened.close()
    back = program.door.open_with_passphrase(folder, PASSPHRASE)
    assert back.verdicts.portfolio().timetable == PART_TIME
    back.close()


def put_right(tmp_path, clock, least):
    """Return the program of somebody in whose folder Level 3 was changed under its version."""
    folder = tmp_path / f"right-{least}"
    (folder / "pathways").mkdir(parents=True)
    own = assemble(clock=clock).rules.library.text_of("pathways", LEVEL_3)
    own = own.replace("at_least = 2\neach", f"at_least = {least}\neach")
    (folder / "pathways" / "bexley.toml").write_text(own)
    return assemble(clock=clock, cost=QUICK, rule_folders=[folder])


def asked_for(opened):
    return opened.verdicts.pathway().requirements[1].at_least


def test_rules_put_right_under_the_same_version_can_be_left_again(
    complete, finished, tmp_path, clock
):
    complete.close()
    program = put_right(tmp_path, clock, 4)
    opened = reopened(program, finished)
    opened.moving.move(opened.moving.newer())
    opened = program.door.anew(opened)
    assert asked_for(opened) == 4
    back = opened.moving.find(LEVEL_3, "2018.1")
    assert back.was_left
    assert not opened.moving.compare(back).now.ready
    opened.moving.move(back)
    opened = program.door.anew(opened)
    assert asked_for(opened) == 2
    assert opened.verdicts.status().ready
    same = [d for d in opened.moving.destinations() if d.pathway.id == LEVEL_3]
    assert [d.was_left for d in same] == [False]
    opened.close()


def test_rules_put_right_twice_are_left_one_after_the_other(
    complete, finished, tmp_path, clock
):
    complete.close()
    for least in (3, 4):
        program = put_right(tmp_path, clock, least)
        opened = reopened(program, finished)
        opened.moving.move(opened.moving.newer())
        opened.close()
    opened = reopened(program, finished)
    for least in (3, 2):
        back = [d for d in opened.moving.destinations() if d.was_left]
        opened.moving.move(back[0])
        opened = program.door.anew(opened)
        assert asked_for(opened) == least
    opened.close()


def changed_forms(tmp_path, clock, *forms):
    """Return the program of somebody in whose folder forms were changed."""
    folder = tmp_path / "changed"
    (folder / "forms").mkdir(parents=True)
    library = assemble(clock=clock).rules.library
    for form in forms:
        own = re.sub(
            r'^title = "[^"]*"',
            'title = "Changed"',
            library.text_of("forms", form),
            count=1,
            flags=re.MULTILINE,
        )
        (folder / "forms" / f"{form}.toml").write_text(own)
    return assemble(clock=clock, cost=QUICK, rule_folders=[folder])


def test_a_form_outside_the_pathway_stays_as_it_was_when_a_piece_was_begun(
    complete, finished, tmp_path, clock
):
    complete.evidence.add("case-file-audit")
    before = complete.evidence.form("case-file-audit")
    complete.close()
    program = changed_forms(tmp_path, clock, "case-file-audit", "external-report")
    opened = reopened(program, finished)
    assert opened.evidence.form("case-file-audit") == before
    assert opened.evidence.form("external-report").title == "Changed"
    opened.close()


def test_such_a_form_is_kept_with_its_models_and_once(complete, finished, program):
    for _ in range(2):
        complete.evidence.add("critical-reflection-log")
    with complete.vault.reading() as tx:
        kept = [rule.path for rule in tx.rules.kept()]
    assert kept.count("forms/critical-reflection-log.toml") == 1
    models = complete.evidence.form("critical-reflection-log").fields
    assert {f"models/{m}.toml" for field in models for m in field.models} <= set(kept)
    assert len(kept) == len(set(kept))
    complete.close()


def test_a_form_whose_roles_only_this_computer_knows_locks_nobody_out(
    complete, finished, tmp_path, clock, program
):
    complete.close()
    folder = tmp_path / "own"
    (folder / "forms").mkdir(parents=True)
    own = academy.FORM.replace("case-audit", "own-audit").replace("auditor", "team_manager")
    (folder / "forms" / "own-audit.toml").write_text(own)
    (folder / "forms" / "case-audit.toml").write_text(academy.FORM)
    (folder / "roles.toml").write_text(
        '[[role]]\nid = "auditor"\ntitle = "auditor"\nvoice = "professional"\n'
    )
    opened = reopened(assemble(clock=clock, cost=QUICK, rule_folders=[folder]), finished)
    opened.evidence.add("own-audit")
    strange = opened.evidence.add("case-audit")
    opened.close()
    opened = reopened(program, finished)
    assert opened.evidence.form("own-audit").title == "Case audit"
    with pytest.raises(CatalogueError, match=r"“case-audit” .* is not installed here"):
        opened.verdicts.status()
    opened.evidence.remove(strange.id)
    assert opened.verdicts.status().ready
    opened.close()
