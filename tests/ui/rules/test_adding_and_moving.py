"""Taking a file of rules in, and going over to others, in the windows of a portfolio."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from portfolio_app.app import assemble
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.rule_drafts import write_draft
from portfolio_app.services.rule_editing import RuleDraft
from portfolio_app.ui.rules.adding import AddRules
from portfolio_app.ui.widgets.fields import TextLine
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words
from tests.services.rules import academy
from tests.ui.clipping import cut_buttons, cut_words
from tests.ui.desk import CHEAP, FixedClock
from tests.ui.rules.finding import row

PASSPHRASE = "four words of my own"


@pytest.fixture
def program():
    return assemble(clock=FixedClock(), cost=CHEAP)


@pytest.fixture
def add(look, qtbot, program, runner):
    found = AddRules(look, program.rules, runner)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def signed(program, tmp_path):
    path = tmp_path / "gateway.rules"
    program.rules.sign(academy.draft(), path, academy.lead())
    return path


def test_nothing_is_added_before_the_key_was_compared(add, person, program, signed):
    added = []
    add.added.connect(added.append)
    add.look_at(signed)
    person.wait(add.card.isVisible)
    assert not add.add.isEnabled()
    person.tick(add.compared)
    person.press(add.add)
    person.wait(lambda: added)
    assert added[0].manifest.pathway == "our-gateway"
    assert not add.card.isVisible()
    assert "our-gateway" in program.catalogue.pathways
    add.look_at(signed)
    person.wait(add.card.isVisible)
    assert add.add.isEnabled()
    assert not add.compared.isVisible()


def test_an_older_version_says_before_it_is_added_that_it_is_not_used(
    add, person, program, tmp_path
):
    key = academy.lead()
    for version in ("2026.10", "2026.2"):
        program.rules.sign(academy.draft(version), tmp_path / f"{version}.rules", key)
    program.rules.add(tmp_path / "2026.10.rules", fingerprint=key.fingerprint)
    add.look_at(tmp_path / "2026.2.rules")
    person.wait(add.card.isVisible)
    assert add.about.text().endswith("Not used: 2026.10 is newer.")


def test_a_key_known_from_packs_is_compared_again_for_rules(add, person, program, tmp_path):
    key = academy.lead("Sam Colleague")
    program.identities.confirm(key.fingerprint, name="Sam Colleague")
    path = tmp_path / "gateway.rules"
    program.rules.sign(academy.draft(), path, key)
    add.look_at(path)
    person.wait(add.card.isVisible)
    assert not add.add.isEnabled()
    assert "it has signed no rules of Example Council here" in add.standing.text()
    person.tick(add.compared)
    person.press(add.add)
    person.wait(lambda: "our-gateway" in program.catalogue.pathways)


def test_a_draft_and_a_tampered_file_are_refused_in_a_sentence(add, person, signed, tmp_path):
    draft = tmp_path / "draft.rules"
    write_draft(academy.draft(), draft)
    add.look_at(draft)
    person.wait(add.problem.isVisible)
    assert add.problem.words[0] == "draft.rules is a draft that nobody has signed."
    signed.write_bytes(signed.read_bytes().replace(b"Gateway to grade", b"Gateway to Grade", 1))
    add.look_at(signed)
    person.wait(lambda: "gateway.rules" in add.problem.words[0])
    assert not add.card.isVisible()


@pytest.fixture
def vault(documents, program):
    opened, _ = program.door.create(
        documents / "My portfolio.portfolio",
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    opened.evidence.add("reflective-summary")
    opened.close()
    return documents / "My portfolio.portfolio"


@pytest.fixture
def reception(arrive, person, vault):
    found = arrive(vault)
    found.doorstep.unlock.passphrase.line.setText(PASSPHRASE)
    person.press(found.doorstep.unlock.open_button)
    person.wait(lambda: found.window)
    return found


def move(reception, person, pathway, version):
    """Open the comparison from Settings and press its button."""
    former = reception.window
    person.go(former, "settings")
    moving = former.choices.rules.compare_with(pathway, version)
    person.wait(lambda: moving.view)
    person.press(moving.move_button)
    person.wait(lambda: reception.window is not former)


def test_a_portfolio_moves_and_moves_back_in_its_own_window(reception, person):
    pieces = reception.window.portfolio.evidence.all()
    move(reception, person, "leeds-senior", "2013.1")
    window = reception.window
    assert window.portfolio.verdicts.pathway().id == "leeds-senior"
    assert window.portfolio.evidence.all() == pieces
    person.go(window, "today")
    person.go(window, "settings")
    section = window.choices.rules
    person.wait(lambda: section.title.text().startswith("Leeds"))
    assert "version 2018.1" in section.moved.text()
    move(reception, person, "bexley-level-3", "2018.1")
    assert reception.window.portfolio.verdicts.pathway().id == "bexley-level-3"
    assert reception.window.portfolio.evidence.all() == pieces


def test_staying_changes_nothing_and_says_what_would(reception, person):
    person.go(reception.window, "settings")
    section = reception.window.choices.rules
    person.press(section.change)
    moving = section.moving
    person.wait(lambda: moving.view)
    said = [words.text() for words in moving.view.findChildren(Words)]
    assert any(words.startswith("Now: 0 of 5 requirements met") for words in said)
    person.press(moving.stay)
    person.wait(lambda: section.moving is None)
    assert reception.window.portfolio.moving.moves() == ()


def test_newer_rules_are_told_once_and_change_nothing(arrive, person, vault, tmp_path, program):
    folder = tmp_path / "newer" / "pathways"
    folder.mkdir(parents=True)
    text = program.rules.library.text_of("pathways", "bexley-level-3")
    text = text.replace('version = "2018.1"', 'version = "2027.1"')
    (folder / "bexley.toml").write_text(
        text.replace("at_least = 2\neach", "at_least = 3\neach")
    )
    found = arrive(vault, rule_folders=[tmp_path / "newer"])
    found.doorstep.unlock.passphrase.line.setText(PASSPHRASE)
    person.press(found.doorstep.unlock.open_button)
    person.wait(lambda: found.window and found.window.newer.notice)
    window = found.window
    assert "2027.1" in window.newer.notice.text()
    assert window.portfolio.verdicts.pathway().version == "2018.1"
    person.press(window.newer.notice.button)
    person.wait(lambda: window.choices.rules.moving.view)
    assert window.newer.notice is None
    assert any("rules bexley-level-3 2027.1" in told for told in window.settings.told_about)
    person.press(window.choices.rules.moving.stay)


@pytest.mark.parametrize("kind", ["heading", "signing", "stages", "requirement", "form"])
def test_every_control_of_the_editor_has_a_name_of_its_own(window, person, kind):
    library = window._program.rules.library
    draft = RuleDraft.copied(library, "asye-child-family", "2027.1")
    draft.change_form("critical-reflection-log")
    window.resize(1280, 800)
    window.edit(draft)
    bench = window.bench
    part = next(part for part in bench.outline.rows if part.kind == kind)
    person.press(row(bench, bench.outline.rows[part].content.title))
    inputs = (QAbstractButton, TextLine, TextArea)
    person.wait(lambda: bench.asking.isVisible())
    names = [
        w.accessibleName() or getattr(w, "text", str)()
        for w in bench.questions.findChildren(QWidget)
        if isinstance(w, inputs) and w.isVisible() and w.objectName() == ""
    ]
    pickers = [name for name in names if name == "Choose from a calendar"]
    own = [name for name in names if name not in pickers]
    assert all(own)
    assert len(own) == len(set(own)), sorted(own)
    assert bench.outline.rows[part].hasFocus()  # all rows are others than when it was pressed
    person.wait(lambda: not cut_words(bench))
    assert cut_buttons(bench) == []
