"""An academy makes rules in its window and signs them; elsewhere they lead to a sealed pack."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_app.model.domain.names import CapabilityRef, FieldPath, RoleId
from portfolio_app.ui.widgets.fields import DropDown
from portfolio_app.ui.widgets.words import Words
from tests.ui.rules.finding import called, row

SECRET = "a secret of the academy"
PASSPHRASE = "four words of my own"


def type_into(person, bench, name, words):
    person.fill(called(bench.questions, name), words)


def make_form(person, bench):
    """Make the form of a case audit, with one question in the auditor's words."""
    person.press(bench.outline.add_form)
    type_into(person, bench, "Title", "Case audit")
    type_into(person, bench, "Of several", "Case audits")
    type_into(person, bench, "Short name", "case-audit")
    person.choose(called(bench.questions, "Whose words stand here besides"), "case auditor")
    bench.read()
    person.press(row(bench, "3. What happened"))
    type_into(person, bench, "Question or heading", "What the auditor found")
    type_into(person, bench, "Guidance", "What did you see?")
    person.key(Qt.Key.Key_Return)
    person.write("What follows from it?")
    person.choose(called(bench.questions, "Whose words"), "case auditor")


def make_rules(person, window):
    """Make a pathway that asks for one case audit, claimed for the PCF."""
    person.press(window.begin.begin)
    bench = window.bench
    type_into(person, bench, "Title", "Gateway to grade 10")
    type_into(person, bench, "Authority", "Our Own Council")
    type_into(person, bench, "Short name", "our-gateway")
    type_into(person, bench, "Version", "2027.1")
    person.press(row(bench, "Who signs"))
    person.press(called(bench.questions, "Add a role"))
    type_into(person, bench, "Role 1: Title", "case auditor")
    type_into(person, bench, "Role 1: Short name", "auditor")
    person.press(called(bench.questions, "Add a signature"))
    person.choose(called(bench.questions, "Signature 2: Role"), "case auditor")
    means = "Signature 2: The sentence they put their name to"
    type_into(person, bench, means, "I audited the case described here.")
    make_form(person, bench)
    person.press(row(bench, "Reflective summaries"))
    type_into(person, bench, "Title", "Case audits")
    person.choose(called(bench.questions, "Kind of evidence"), "Case audit")
    type_into(person, bench, "The rule in your own words", "1, by the case auditor")
    person.tick(called(bench.questions, "Each is linked to: PCF"))
    added = called(bench.questions, "Add to: With the words of")
    person.choose(added, "case auditor")
    bench.read()
    assert bench.problem.isHidden(), bench.problem.text()


def sign(person, window, path):
    """Sign by a key that is made for it; return its fingerprint as it is shown."""
    person.press(window.sign)
    page = window.signing
    person.press(page.form.way.buttons()[1])
    person.fill(page.form.name.control, "Ada Lead")
    person.fill(page.form.place.line, str(path.with_suffix(".p12")))
    person.fill(page.form.new_passphrase.line, SECRET)
    person.fill(page.form.again.line, SECRET)
    person.fill(page.place.line, str(path))
    person.press(page.sign)
    person.wait(lambda: page.card.isVisible() or page.problem.isVisible())
    assert page.card.isVisible(), page.problem.words
    return page.grid.groups


def begin_portfolio(person, arrive, path, groups):
    """Add the file in the first start, compare, and begin a portfolio by its rules."""
    reception = arrive()
    start = reception.doorstep.first_start
    person.fill(start.who.name.control, "Priya Nair")
    person.press(start.next)
    person.wait(lambda: start.which.add)
    add = start.which.add
    add.ask = lambda question: path
    person.press(add.choose)
    person.wait(lambda: add.card.isVisible())
    assert add.grid.groups == groups
    assert not add.add.isEnabled()
    person.tick(add.compared)
    person.press(add.add)
    person.wait(lambda: start.which.cards.value() == "our-gateway")
    person.press(start.next)
    person.press(start.next)
    person.fill(start.protect.passphrase.line, PASSPHRASE)
    person.fill(start.protect.again.line, PASSPHRASE)
    person.press(start.next)
    person.wait(lambda: start.recovery.isVisible())
    person.tick(start.recovery.is_kept)
    person.press(start.recovery.go_on)
    person.wait(lambda: reception.window)
    return reception


@pytest.mark.long
def test_an_academys_rules_go_from_its_window_into_a_sealed_pack(
    window, person, arrive, tmp_path, monkeypatch
):
    path = tmp_path / "gateway.rules"
    make_rules(person, window)
    groups = sign(person, window, path)
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path / "elsewhere"))
    reception = begin_portfolio(person, arrive, path, groups)
    opened, program = reception.window.portfolio, reception.program
    assert opened.verdicts.pathway().authority == "Our Own Council"
    assert not opened.verdicts.status().ready
    auditor = RoleId("auditor")
    opened.contributors.register(auditor, "Luca Moretti")
    piece = opened.evidence.add(
        "case-audit",
        {
            FieldPath("title"): "Audit of May",
            FieldPath("date"): "2026-05-12",
            FieldPath("account"): "The record says why the plan changed.",
        },
        by=auditor,
        author_name="Luca Moretti",
    )
    claimed = CapabilityRef.parse("pcf-2018/6")
    opened.claims.claim_quotation(piece.id, claimed, "says why the plan changed")
    assert opened.verdicts.status().ready, opened.verdicts.status().requirements
    keys = {
        role: program.identities.new(tmp_path / f"{role}.p12", name, role, SECRET)
        for role, name in ((RoleId("practitioner"), "Priya Nair"), (auditor, "Luca Moretti"))
    }
    pack = tmp_path / "pack.pdf"
    opened.packs.seal(pack, keys[RoleId("practitioner")])
    program.sign_offs.sign(pack, auditor, keys[auditor])
    verification = program.sign_offs.verify(pack)
    assert verification.valid, verification.reasons
    assert verification.complete
    assert opened.verdicts.portfolio().started_on == date(2026, 11, 22)


def test_what_is_wrong_is_said_at_once_with_the_way_there(window, person):
    person.press(window.begin.begin)
    bench = window.bench
    person.press(row(bench, "Reflective summaries"))
    type_into(person, bench, "How many", "-1")
    person.wait(lambda: bench.problem.isVisible())
    assert bench.problem.text() == (
        'Requirement "reflective-summaries": “How many” must be a whole number of 1 or more, '
        "not -1."
    )
    assert not window.sign.isEnabled()
    person.press(row(bench, "The pathway"))
    person.press(bench.problem.button)
    assert bench.part.kind == "requirement"
    person.press(window.undo)
    person.wait(lambda: bench.right.isVisible())
    assert window.sign.isEnabled()


def test_the_preview_says_the_rule_as_it_is_typed(window, person):
    person.press(window.begin.begin)
    bench = window.bench
    person.press(row(bench, "Reflective summaries"))
    type_into(person, bench, "How many", "3")
    person.tick(called(bench.questions, "Each is linked to: PCF"))
    expected = "Three reflective summaries, each linked to at least one domain of the PCF."
    person.wait(
        lambda: expected in [words.text() for words in bench.preview.findChildren(Words)]
    )


def test_a_draft_is_saved_and_taken_up_again(window, person, tmp_path):
    person.press(window.begin.begin)
    type_into(person, window.bench, "Authority", "Our Own Council")
    window.ask = lambda question: tmp_path / "ours"
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: "Saved as ours.rules" in window.told.text())
    window.open_file(tmp_path / "ours.rules")
    path = window.bench.draft.pathway_path
    assert window.bench.draft.at((path, "authority")) == "Our Own Council"
    assert not window.bench.draft.is_changed


def test_what_can_be_added_stands_once_in_the_list_of_parts(window, person):
    person.press(window.begin.begin)
    outline = window.bench.outline
    window.bench.read()
    person.wait(outline.change.isVisible)
    lists = [one for one in outline.findChildren(DropDown) if one.isVisible()]
    assert lists == [outline.change]
